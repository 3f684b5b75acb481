package org.sanhao.server.institution;

/** The orders in which units stand to each other; the code is the first element of every scope path on the line. */
public enum Line {
    /** Who manages it (主管部门), which is not geography. */
    ADMINISTRATIVE("adm"),
    PARTY("party"),
    /** Guides, pre-reviews and urges; never decides. */
    MEDICAL_COMMUNITY("community"),
    TRADE_GUIDANCE("trade"),
    ENTRUSTED("entrusted");

    private final String code;

    Line(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Line of(String code) {
        for (var line : values()) {
            if (line.code.equals(code)) {
                return line;
            }
        }
        throw new IllegalArgumentException("no line " + code);
    }
}
