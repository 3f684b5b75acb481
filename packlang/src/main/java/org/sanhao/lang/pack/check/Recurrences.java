package org.sanhao.lang.pack.check;

import java.time.LocalDate;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.source.Advice;
import org.sanhao.lang.pack.source.Fault;

/**
 * A recurring duty falls due at least once while the campaign runs.
 *
 * @basis RFC 5545: with {@code MONTHLY;INTERVAL=3} counted from January, the 20th of the last month of a quarter never
 *     comes; {@code YEARLY;BYMONTH=3,6,9,12} says what is meant
 */
final class Recurrences {
    private Recurrences() {}

    static void examine(Examination examination) {
        var from = start(examination);
        if (from == null) {
            return;
        }
        var to = end(examination, from);
        var duties = examination.pack().duties();
        for (int i = 0; i < duties.size(); i++) {
            var rule = duties.get(i).rrule();
            var path = "duties[" + i + "].rrule";
            if (rule == null) {
                continue;
            }
            if (rule.contains("SECONDLY") || rule.contains("MINUTELY") || rule.contains("HOURLY")) {
                examination.report(Fault.RRULE_SYNTAX, path, Advice.both("频率不能小于每天", "more often than daily"));
                continue;
            }
            try {
                if (!occurs(new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_STRICT), from, to)) {
                    examination.report(Fault.RRULE_NEVER, path, rule, from, to);
                }
            } catch (InvalidRecurrenceRuleException e) {
                examination.report(
                        Fault.RRULE_SYNTAX, path, Advice.both("“" + rule + "”读不懂", String.valueOf(e.getMessage())));
            }
        }
    }

    private static boolean occurs(RecurrenceRule rule, LocalDate from, LocalDate to) {
        try {
            if (rule.getUntil() == null && rule.getCount() == null) {
                rule.setUntil(day(to));
            }
            var days = rule.iterator(day(from));
            return days.hasNext() && !days.nextDateTime().after(day(to));
        } catch (IllegalArgumentException e) {
            // the library gives up on rules whose parts contradict each other
            return false;
        }
    }

    private static DateTime day(LocalDate day) {
        return new DateTime(day.getYear(), day.getMonthValue() - 1, day.getDayOfMonth());
    }

    private static @Nullable LocalDate start(Examination examination) {
        LocalDate first = null;
        for (var phase : examination.pack().phases()) {
            var day = phase.window() == null
                    ? null
                    : phase.window().firstDay(examination.pack().edition());
            if (day != null && (first == null || day.isBefore(first))) {
                first = day;
            }
        }
        return first;
    }

    /** The last day of the phases; a year from the start when one of them has no dated end. */
    private static LocalDate end(Examination examination, LocalDate from) {
        var last = from;
        for (var phase : examination.pack().phases()) {
            var day = phase.window() == null
                    ? null
                    : phase.window().lastDay(examination.pack().edition());
            var until = day == null ? from.plusYears(1).minusDays(1) : day;
            last = until.isAfter(last) ? until : last;
        }
        return last;
    }
}
