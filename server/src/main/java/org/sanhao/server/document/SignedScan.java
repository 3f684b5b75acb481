package org.sanhao.server.document;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.evidence.EvidenceId;

/**
 * A scan of a signed form, matched with the copy it was printed from.
 *
 * @param version counts what was said of it
 * @param evidence where the picture lies sealed
 * @param byHand whether the number was typed because no code could be read
 * @param why it was declined; empty otherwise
 * @param settledBy who confirmed or declined it; null while nobody did
 */
public record SignedScan(
        UUID id,
        int version,
        State state,
        CopyId copy,
        int copyVersion,
        String form,
        UUID subject,
        EvidenceId evidence,
        String digest,
        boolean byHand,
        String why,
        Instant at,
        String by,
        @Nullable String settledBy,
        String scopePath) {

    /** How a scan stands. */
    public enum State {
        MATCHED("matched", "已按二维码核对"),
        WAITING("waiting", "编号由人工输入，等另一人核对"),
        CONFIRMED("confirmed", "编号由人工输入，已由另一人核对"),
        DECLINED("declined", "核对不符，不使用");

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

        /** Whether what the paper says may be used. */
        public boolean holds() {
            return this == MATCHED || this == CONFIRMED;
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

    /** The same, settled by somebody else. */
    public SignedScan settled(State then, String words, String who) {
        return new SignedScan(
                id,
                version + 1,
                then,
                copy,
                copyVersion,
                form,
                subject,
                evidence,
                digest,
                byHand,
                words,
                at,
                by,
                who,
                scopePath);
    }
}
