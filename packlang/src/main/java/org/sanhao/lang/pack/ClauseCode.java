package org.sanhao.lang.pack;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The number of a clause or section as the standard prints it: {@code 2.2.1.3}. */
public record ClauseCode(String code) {
    private static final Pattern SPELLING = Pattern.compile("[0-9A-Za-z]{1,6}([.-][0-9A-Za-z]{1,6}){0,7}");

    /** The code, or null when the text is no spelling of one. */
    public static @Nullable ClauseCode parse(String text) {
        return SPELLING.matcher(text).matches() ? new ClauseCode(text) : null;
    }

    /** Whether this code continues another's: 2.2.1 lies below 2.2. */
    public boolean isBelow(ClauseCode section) {
        return code.startsWith(section.code + ".") || code.startsWith(section.code + "-");
    }

    @Override
    public String toString() {
        return code;
    }
}
