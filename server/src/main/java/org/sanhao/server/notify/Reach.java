package org.sanhao.server.notify;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a person is reached outside the product.
 *
 * @param version 0 while nothing was ever set
 * @param address proved by a code, or null
 * @param pending an address that waits for its code until {@code pendingUntil}, or null
 * @param refusedAt when the mail server refused the address for good, or null
 * @param byTopic how each topic is told; every topic is there
 * @param quietFrom from which hour on a working day nothing is sent
 * @param quietUntil from which hour it is sent again
 */
public record Reach(
        int version,
        @Nullable String address,
        @Nullable String pending,
        @Nullable Instant pendingUntil,
        @Nullable Instant refusedAt,
        Map<Topic, Pace> byTopic,
        LocalTime quietFrom,
        LocalTime quietUntil) {
    public static final LocalTime EVENING = LocalTime.of(18, 0);
    public static final LocalTime MORNING = LocalTime.of(8, 30);

    /** How soon. */
    public enum Pace {
        AT_ONCE("at-once", "工作时间即时发"),
        DAILY("daily", "每个工作日早上汇总"),
        NEVER("never", "不发邮件");

        private final String code;
        private final String title;

        Pace(String code, String title) {
            this.code = code;
            this.title = title;
        }

        public String code() {
            return code;
        }

        public String title() {
            return title;
        }

        public static Pace of(String code) {
            for (var pace : values()) {
                if (pace.code.equals(code)) {
                    return pace;
                }
            }
            throw new IllegalArgumentException("no pace " + code);
        }
    }

    public Reach {
        byTopic = Map.copyOf(byTopic);
    }

    public Pace pace(Topic topic) {
        return byTopic.getOrDefault(topic, Pace.DAILY);
    }
}
