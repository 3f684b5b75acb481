package org.sanhao.server.notify;

import java.util.UUID;
import org.sanhao.server.institution.UnitId;

/**
 * A group chat or another program that is told how much is new in an office.
 *
 * @param host the machine that is spoken to, shown; the address itself holds a secret and is not
 */
public record Channel(
        UUID id,
        int version,
        UnitId office,
        String name,
        Shape shape,
        String host,
        Pace pace,
        State state,
        String scopePath) {

    /** What the other side understands. */
    public enum Shape {
        WECOM("wecom", "企业微信群机器人"),
        DINGTALK("dingtalk", "钉钉群机器人"),
        FEISHU("feishu", "飞书群机器人"),
        PLAIN("plain", "其他程序（JSON）");

        private final String code;
        private final String title;

        Shape(String code, String title) {
            this.code = code;
            this.title = title;
        }

        public String code() {
            return code;
        }

        public String title() {
            return title;
        }

        public static Shape of(String code) {
            for (var shape : values()) {
                if (shape.code.equals(code)) {
                    return shape;
                }
            }
            throw new IllegalArgumentException("no shape " + code);
        }
    }

    /** How often, always on working days only. */
    public enum Pace {
        DAILY("daily", "每个工作日早上一次"),
        HALF_HOURLY("half-hourly", "工作时间有新事项时，最多半小时一次");

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

    /** Whether it is told anything. */
    public enum State {
        ON("on", "启用"),
        PAUSED("paused", "暂停"),
        GONE("gone", "已删去");

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
