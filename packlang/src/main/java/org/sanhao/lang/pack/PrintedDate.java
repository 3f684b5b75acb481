package org.sanhao.lang.pack;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A date as a document prints it, with the precision it has: a year, a month or a day. */
public record PrintedDate(String text) {
    private static final Pattern SPELLING = Pattern.compile("[12][0-9]{3}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?");

    /** The date, or null when the text is no spelling of one or the day does not exist. */
    public static @Nullable PrintedDate parse(String text) {
        if (!SPELLING.matcher(text).matches()) {
            return null;
        }
        if (text.length() == 10) {
            try {
                LocalDate.parse(text);
            } catch (DateTimeException e) {
                return null;
            }
        }
        return new PrintedDate(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
