package org.sanhao.server.review.domain;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first day on which an institution may apply (again), with the reason of each rule that moves it.
 *
 * @param firstAllowed the latest of the dates of all rules
 * @param reasons one per rule of the pack, in the order interval, once a year, window; each says its own date
 * @basis F1 三（三）: six months after a refusal, once a year in principle; the application window of the pack
 */
public record Reapplication(LocalDate firstAllowed, List<Reason> reasons) {

    /** One rule and the day it allows. */
    public record Reason(Rule rule, LocalDate allows) {}

    /** The three rules. */
    public enum Rule {
        INTERVAL,
        WINDOW,
        ONCE_A_YEAR
    }

    /** Part of every year in which applications are taken; both days included, may run over the turn of the year. */
    public record YearlyWindow(MonthDay from, MonthDay to) {

        /** The first day on or after {@code day} that lies in the window. */
        LocalDate next(LocalDate day) {
            for (int year = day.getYear() - 1; ; year++) {
                var first = from.atYear(year);
                var last = to.atYear(to.isBefore(from) ? year + 1 : year);
                if (!last.isBefore(day)) {
                    return first.isBefore(day) ? day : first;
                }
            }
        }
    }

    public Reapplication {
        reasons = List.copyOf(reasons);
    }

    public boolean allows(LocalDate day) {
        return !day.isBefore(firstAllowed);
    }

    /**
     * Works the day out.
     *
     * @param today nothing earlier is ever answered
     * @param refusedOn day of the last refusal that started the clock, or null
     * @param after the pack's interval, or null
     * @param appliedOn day of the last application that was not withdrawn before anybody looked, or null
     */
    public static Reapplication of(
            LocalDate today,
            @Nullable LocalDate refusedOn,
            @Nullable Period after,
            @Nullable LocalDate appliedOn,
            boolean onceAYear,
            @Nullable YearlyWindow window) {
        var reasons = new ArrayList<Reason>();
        var day = today;
        if (refusedOn != null && after != null) {
            var interval = refusedOn.plus(after);
            reasons.add(new Reason(Rule.INTERVAL, interval));
            day = later(day, interval);
        }
        if (onceAYear && appliedOn != null && appliedOn.getYear() >= today.getYear()) {
            var nextYear = LocalDate.of(appliedOn.getYear() + 1, 1, 1);
            reasons.add(new Reason(Rule.ONCE_A_YEAR, nextYear));
            day = later(day, nextYear);
        }
        if (window != null) {
            day = window.next(day);
            reasons.add(new Reason(Rule.WINDOW, day));
        }
        return new Reapplication(day, reasons);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
