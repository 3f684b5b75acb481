package org.sanhao.server.institution;

/** The rungs of a ladder, highest first. Rungs may be absent: a county directly under a province has no city above it. */
public enum Level {
    NATION("nation", "国家"),
    PROVINCE("province", "省"),
    CITY("city", "市"),
    COUNTY("county", "县"),
    INSTITUTION("institution", "机构"),
    DEPARTMENT("department", "科室");

    private final String code;
    private final String title;

    Level(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** As packs and the database write it. */
    public String code() {
        return code;
    }

    /** The Chinese word. */
    public String title() {
        return title;
    }

    public static Level of(String code) {
        for (var level : values()) {
            if (level.code.equals(code)) {
                return level;
            }
        }
        throw new IllegalArgumentException("no level " + code);
    }
}
