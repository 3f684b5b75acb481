package org.sanhao.lang.pack;

import org.jspecify.annotations.Nullable;

/** A rung of the ladder, such as {@code county}. Which levels there are is said by the line, in the vocabulary. */
public record Level(String name) {
    /** The level, or null when the text is no spelling of one. */
    public static @Nullable Level parse(String text) {
        return Id.parse(text) == null ? null : new Level(text);
    }

    @Override
    public String toString() {
        return name;
    }
}
