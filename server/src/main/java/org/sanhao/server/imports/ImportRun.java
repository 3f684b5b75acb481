package org.sanhao.server.imports;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way into the register.
 *
 * @param unitsToo whether units may be registered, not departments only
 * @param done rows worked on in the running step, of {@code total}; 0 of 0 while nobody knows
 * @param counts what loading would do or has done: {@code units.new}, {@code people.changed} …
 * @param faults how many faults were found
 * @param refusal name of the error code for which the file was not read, null otherwise
 */
public record ImportRun(
        ImportId id,
        String fileName,
        long fileSize,
        State state,
        boolean unitsToo,
        String byPerson,
        Instant createdAt,
        Instant heartbeatAt,
        @Nullable Instant checkedAt,
        @Nullable Instant finishedAt,
        int done,
        int total,
        Map<String, Integer> counts,
        int faults,
        @Nullable String refusal,
        List<String> refusalArgs,
        String scopePath) {

    /** Where an import stands. */
    public enum State {
        QUEUED("queued", "正在排队"),
        CHECKING("checking", "正在核对"),
        /** Every row is right; somebody may load them. */
        READY("ready", "已核对"),
        /** Rows are wrong; nothing can be loaded. */
        FAULTY("faulty", "有错误"),
        LOADING("loading", "正在写入"),
        LOADED("loaded", "已完成"),
        /** The file as a whole was not readable. */
        REFUSED("refused", "没有读取"),
        CANCELLED("cancelled", "已停止"),
        /** The product stopped in the middle; nothing was loaded. */
        INTERRUPTED("interrupted", "已中断");

        private final String code;
        private final String title;

        State(String code, String title) {
            this.code = code;
            this.title = title;
        }

        public String code() {
            return code;
        }

        public String title() {
            return title;
        }

        /** Whether the product is at work on it, or will be. */
        public boolean running() {
            return this == QUEUED || this == CHECKING || this == LOADING;
        }

        public static State of(String code) {
            for (var state : values()) {
                if (state.code.equals(code)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("no state " + code);
        }
    }
}
