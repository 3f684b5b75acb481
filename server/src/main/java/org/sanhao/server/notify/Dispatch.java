package org.sanhao.server.notify;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to leave the house.
 *
 * @param target the person or the channel
 * @param key what makes it one: the same thing is put in once
 * @param attempts how often it was tried
 * @param problem what the last failure was called, without names and addresses
 */
public record Dispatch(
        UUID id,
        What what,
        UUID target,
        String key,
        Instant madeAt,
        Instant dueAt,
        int attempts,
        State state,
        @Nullable Instant endedAt,
        @Nullable String problem,
        String scopePath) {

    /** What it is; says also by which way it goes. */
    public enum What {
        MESSAGE("message", "邮件：一条消息"),
        DIGEST("digest", "邮件：每日汇总"),
        CODE("code", "邮件：验证码"),
        ROUND("round", "消息通道：新事项"),
        TRIAL("trial", "消息通道：试发");

        private final String code;
        private final String title;

        What(String code, String title) {
            this.code = code;
            this.title = title;
        }

        public String code() {
            return code;
        }

        public String title() {
            return title;
        }

        /** Whether it is a letter; everything else goes to a channel. */
        public boolean isMail() {
            return switch (this) {
                case MESSAGE, DIGEST, CODE -> true;
                case ROUND, TRIAL -> false;
            };
        }

        public static What of(String code) {
            for (var what : values()) {
                if (what.code.equals(code)) {
                    return what;
                }
            }
            throw new IllegalArgumentException("nothing called " + code);
        }
    }

    /** How it went. */
    public enum State {
        WAITING("waiting", "等待发送"),
        SENT("sent", "已发送"),
        /** It had become needless: read meanwhile, the address gone. */
        DROPPED("dropped", "不需要再发"),
        GIVEN_UP("given-up", "多次失败，已停发");

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
