package org.sanhao.lang.pack;

import org.jspecify.annotations.Nullable;

/**
 * A condition in the Common Expression Language, as written. What it may name is said by where it stands; it is
 * compiled once, when the pack is loaded.
 */
public record Cel(String source) {
    private static final int LONGEST = 2_000;

    /** Any text of up to 2,000 characters is an expression until it is compiled; null when it is longer. */
    public static @Nullable Cel parse(String text) {
        return text.length() > LONGEST ? null : new Cel(text.stripTrailing());
    }

    @Override
    public String toString() {
        return source;
    }
}
