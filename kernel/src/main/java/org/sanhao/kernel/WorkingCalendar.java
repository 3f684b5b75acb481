package org.sanhao.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chinese working days: Monday to Friday, less the statutory holidays, plus the make-up days. The State Council arranges
 * each year anew, so each year is a data file, and a year without one is an error that says so, never a guess.
 */
public final class WorkingCalendar {
    private static final Map<Integer, Map<LocalDate, Boolean>> YEARS = new ConcurrentHashMap<>();

    private WorkingCalendar() {}

    /** No arrangement of this year is known. */
    public static final class YearUnknown extends RuntimeException {
        YearUnknown(int year) {
            super(year + " 年的放假安排尚未录入，不能计算工作日");
        }
    }

    /**
     * Whether offices work on that day.
     *
     * @throws YearUnknown when the year's arrangement is not known
     */
    public static boolean isWorkingDay(LocalDate day) {
        var arranged =
                YEARS.computeIfAbsent(day.getYear(), WorkingCalendar::read).get(day);
        if (arranged != null) {
            return arranged;
        }
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /**
     * The {@code count}-th working day after {@code day}; that day itself does not count, 0 answers the day itself.
     *
     * @throws YearUnknown when a year on the way is not known
     */
    public static LocalDate after(LocalDate day, int count) {
        var at = day;
        for (int left = count; left > 0; ) {
            at = at.plusDays(1);
            if (isWorkingDay(at)) {
                left--;
            }
        }
        return at;
    }

    /** How many working days lie after {@code from} up to and including {@code to}; negative when to lies before from. */
    public static int between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -between(to, from);
        }
        int days = 0;
        for (var at = from.plusDays(1); !at.isAfter(to); at = at.plusDays(1)) {
            if (isWorkingDay(at)) {
                days++;
            }
        }
        return days;
    }

    private static Map<LocalDate, Boolean> read(int year) {
        var stream = WorkingCalendar.class.getResourceAsStream("holidays/" + year + ".tsv");
        if (stream == null) {
            throw new YearUnknown(year);
        }
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var days = new HashMap<LocalDate, Boolean>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    var cells = line.split("\t", -1);
                    days.put(LocalDate.parse(cells[0]), cells[1].equals("work"));
                }
            }
            return days;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
