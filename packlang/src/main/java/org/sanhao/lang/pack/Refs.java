package org.sanhao.lang.pack;

/** The kinds of thing an element of a pack may name. */
public final class Refs {
    public static final String TYPE = "type";
    public static final String LEVEL = "level";
    public static final String TIER = "tier";
    public static final String PHASE = "phase";
    public static final String STANDARD = "standard";
    public static final String LINE = "line";

    private Refs() {}
}
