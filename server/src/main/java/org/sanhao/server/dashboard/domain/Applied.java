package org.sanhao.server.dashboard.domain;

import java.util.Set;

/** What has come of an application, for whoever compares it with a plan. */
public enum Applied {
    /** Handed in, and not decided. */
    OPEN("open"),
    /** Recognised, and it holds. */
    PASSED("passed"),
    /** Refused, withdrawn, struck or run out. */
    ENDED("ended");

    private static final Set<String> HOLDS = Set.of("Announced", "InForce", "MustRectify");
    private static final Set<String> OVER = Set.of("NotPassed", "CoolingDown", "Expired", "Removed", "Withdrawn");

    private final String code;

    Applied(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Applied of(String state) {
        if (HOLDS.contains(state)) {
            return PASSED;
        }
        return OVER.contains(state) ? ENDED : OPEN;
    }
}
