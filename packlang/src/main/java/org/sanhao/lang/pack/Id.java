package org.sanhao.lang.pack;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A name given inside a pack: lower-case words joined by hyphens, such as {@code self-assess}. */
public record Id(String name) {
    private static final Pattern SPELLING = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** The id, or null when the text is no spelling of one. */
    public static @Nullable Id parse(String text) {
        return text.length() <= 60 && SPELLING.matcher(text).matches() ? new Id(text) : null;
    }

    @Override
    public String toString() {
        return name;
    }
}
