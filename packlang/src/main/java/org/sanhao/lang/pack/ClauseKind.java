package org.sanhao.lang.pack;

import org.sanhao.lang.pack.shape.Says;

/** The kinds a graded clause may be of. A clause may be of several. */
public enum ClauseKind {
    @Says("基本")
    BASIC,
    @Says("推荐")
    RECOMMENDED,
    @Says("核心")
    CORE;

    /** As printed before 条款. */
    public String zh() {
        return switch (this) {
            case BASIC -> "基本";
            case RECOMMENDED -> "推荐";
            case CORE -> "核心";
        };
    }
}
