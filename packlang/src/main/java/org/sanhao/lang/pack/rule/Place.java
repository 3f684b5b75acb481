package org.sanhao.lang.pack.rule;

/** Where a condition stands; it decides which facts the condition may name. */
public enum Place {
    /** Who takes part. */
    AUDIENCE,
    /** Who may have a tier, and what rules it out. */
    ELIGIBILITY,
    /** What must hold before a phase is entered. */
    GATE,
    /** When a clause may be left out. */
    NOT_APPLICABLE,
    /** What follows from a result. */
    RESULT
}
