package org.sanhao.server.notify;

/** What a message is about, as people choose by which of them they want to be reached. */
public enum Topic {
    SIGN_OFF("sign-off", "等我签批"),
    CASE("case", "申报与评审"),
    ASSIGNMENT("assignment", "分给我的任务"),
    CAMPAIGN("campaign", "活动"),
    DUE("due", "到期提醒");

    private final String code;
    private final String title;

    Topic(String code, String title) {
        this.code = code;
        this.title = title;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public static Topic of(String code) {
        for (var topic : values()) {
            if (topic.code.equals(code)) {
                return topic;
            }
        }
        throw new IllegalArgumentException("no topic " + code);
    }
}
