package org.sanhao.server.notify.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * On which days people are reminded of a day: a week before, the day before, on the day, and when it has passed on the
 * next day and then every week, four times in all: who has not acted by then does not for want of reminders. A reminder that would fall on a day off comes on the working day before, overdue ones on
 * the next working day, for they cannot come in time any more.
 */
public final class ReminderDays {
    /** How long before. */
    public static final int AHEAD = 7;

    private static final int[] BEFORE = {AHEAD, 1, 0};
    private static final int WEEK = 7;
    private static final int OVERDUE = 4;

    private ReminderDays() {}

    /**
     * What people are told today, if anything.
     *
     * @param last the day up to which they were reminded; days nobody was reminded on are made up for once
     * @return as it stands after the matter: 还有 3 天到期
     */
    public static Optional<String> today(LocalDate due, LocalDate last, LocalDate today) {
        for (var before : BEFORE) {
            var day = due.minusDays(before);
            while (!WorkingHours.isWorkingDay(day)) {
                day = day.minusDays(1);
            }
            if (day.isAfter(last) && !day.isAfter(today) && !today.isAfter(due)) {
                return Optional.of(words(due, today));
            }
        }
        return today.isAfter(due) && isOverdueDay(due, last, today) ? Optional.of(words(due, today)) : Optional.empty();
    }

    private static boolean isOverdueDay(LocalDate due, LocalDate last, LocalDate today) {
        for (int i = 0; i < OVERDUE; i++) {
            var told = due.plusDays(1L + i * WEEK);
            while (!WorkingHours.isWorkingDay(told)) {
                told = told.plusDays(1);
            }
            if (told.isAfter(last) && !told.isAfter(today)) {
                return true;
            }
        }
        return false;
    }

    private static String words(LocalDate due, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, due);
        if (days > 0) {
            return "还有 " + days + " 天到期";
        }
        return days == 0 ? "今天到期" : "已超期 " + -days + " 天";
    }
}
