package org.sanhao.lang.pack;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date as a notice prints it: a month, a third of a month or a day, in the campaign's year, a later one ({@code +1-04})
 * or a named one ({@code 2023-04}).
 *
 * <p>Spelled {@code 05}, {@code 05-20}, {@code 05-early}, {@code 05-mid}, {@code 05-late}, each with an optional
 * {@code 2023-} or {@code +1-} before it.
 *
 * @param year a named year, or null
 * @param yearsLater years after the campaign's own; 0 beside a named year
 */
public record PartialDate(@Nullable Integer year, int yearsLater, int month, Part part, int day) implements WindowEnd {
    private static final Pattern SPELLING =
            Pattern.compile("(?:([12][0-9]{3})-|\\+([1-9])-)?(0[1-9]|1[0-2])(?:-([0-3][0-9]|early|mid|late))?");

    /** How much of the month is meant. */
    public enum Part {
        WHOLE,
        EARLY,
        MID,
        LATE,
        DAY
    }

    /** The date, or null when the text is no spelling of one or no year has such a day. */
    public static @Nullable PartialDate parse(String text) {
        var found = SPELLING.matcher(text);
        if (!found.matches()) {
            return null;
        }
        var year = found.group(1) == null ? null : Integer.valueOf(found.group(1));
        int later = found.group(2) == null ? 0 : Integer.parseInt(found.group(2));
        int month = Integer.parseInt(found.group(3));
        var rest = found.group(4);
        if (rest == null) {
            return new PartialDate(year, later, month, Part.WHOLE, 0);
        }
        return switch (rest) {
            case "early" -> new PartialDate(year, later, month, Part.EARLY, 0);
            case "mid" -> new PartialDate(year, later, month, Part.MID, 0);
            case "late" -> new PartialDate(year, later, month, Part.LATE, 0);
            default ->
                exists(year, month, Integer.parseInt(rest))
                        ? new PartialDate(year, later, month, Part.DAY, Integer.parseInt(rest))
                        : null;
        };
    }

    private static boolean exists(@Nullable Integer year, int month, int day) {
        try {
            // without a year 29 February may exist; it then falls on the month's last day in other years
            LocalDate.of(year == null ? 2024 : year, month, day);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The first day meant, when the campaign's year is {@code edition}. */
    public LocalDate first(int edition) {
        var at = month(edition);
        return switch (part) {
            case WHOLE, EARLY -> at.atDay(1);
            case MID -> at.atDay(11);
            case LATE -> at.atDay(21);
            case DAY -> at.atDay(Math.min(day, at.lengthOfMonth()));
        };
    }

    /** The last day meant, itself included. */
    public LocalDate last(int edition) {
        var at = month(edition);
        return switch (part) {
            case WHOLE, LATE -> at.atEndOfMonth();
            case EARLY -> at.atDay(10);
            case MID -> at.atDay(20);
            case DAY -> at.atDay(Math.min(day, at.lengthOfMonth()));
        };
    }

    private YearMonth month(int edition) {
        return YearMonth.of(year != null ? year : edition + yearsLater, month);
    }

    /** As a notice says it: 5月上旬. */
    public String zh() {
        var when = (year != null
                        ? year + "年"
                        : yearsLater == 0 ? "" : yearsLater == 1 ? "次年" : "第" + (yearsLater + 1) + "年")
                + month
                + "月";
        return when
                + switch (part) {
                    case WHOLE -> "";
                    case EARLY -> "上旬";
                    case MID -> "中旬";
                    case LATE -> "下旬";
                    case DAY -> day + "日";
                };
    }

    @Override
    public String toString() {
        var before = year != null ? year + "-" : yearsLater > 0 ? "+" + yearsLater + "-" : "";
        return before
                + "%02d".formatted(month)
                + switch (part) {
                    case WHOLE -> "";
                    case EARLY -> "-early";
                    case MID -> "-mid";
                    case LATE -> "-late";
                    case DAY -> "-%02d".formatted(day);
                };
    }
}
