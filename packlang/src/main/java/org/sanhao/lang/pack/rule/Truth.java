package org.sanhao.lang.pack.rule;

/** What a condition comes to. A fact that is not known makes it unknown only where the outcome hangs on it. */
public enum Truth {
    YES,
    NO,
    UNKNOWN
}
