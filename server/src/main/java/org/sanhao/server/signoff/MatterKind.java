package org.sanhao.server.signoff;

import org.sanhao.server.institution.Level;

/**
 * What an office signs off, and who does where it has not set a chain of its own.
 *
 * @basis law 14 of the field: one officer never decides; a small unit signs in one step
 */
public enum MatterKind {
    PUBLISH_CAMPAIGN("publish-campaign", "发布活动", true),
    CLOSE_CAMPAIGN("close-campaign", "结束活动", true),
    OPINION("opinion", "评审意见", true),
    APPLICATION("application", "签发申报", false);

    private final String code;
    private final String title;
    private final boolean ofAuthorities;

    MatterKind(String code, String title, boolean ofAuthorities) {
        this.code = code;
        this.title = title;
        this.ofAuthorities = ofAuthorities;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** Whether offices of a level deal with such matters. */
    public boolean fits(Level level) {
        return ofAuthorities == level.compareTo(Level.INSTITUTION) < 0 && level != Level.DEPARTMENT;
    }

    public static MatterKind of(String code) {
        for (var kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of matter " + code);
    }
}
