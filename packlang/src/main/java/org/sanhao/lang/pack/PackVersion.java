package org.sanhao.lang.pack;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version of a pack, spelled {@code 2023.1}: the edition's year and a running number. */
public record PackVersion(int year, int number) implements Comparable<PackVersion> {
    private static final Pattern SPELLING = Pattern.compile("([12][0-9]{3})\\.([0-9]{1,3})");

    /** The version, or null when the text is no spelling of one. */
    public static @Nullable PackVersion parse(String text) {
        var found = SPELLING.matcher(text);
        return found.matches()
                ? new PackVersion(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)))
                : null;
    }

    @Override
    public int compareTo(PackVersion other) {
        int byYear = Integer.compare(year, other.year);
        return byYear != 0 ? byYear : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return year + "." + number;
    }
}
