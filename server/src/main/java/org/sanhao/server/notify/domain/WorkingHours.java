package org.sanhao.server.notify.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.WorkingCalendar;

/**
 * When something may reach people outside the product: on working days, between their quiet hours.
 *
 * @param from first minute of the day
 * @param until first minute that is quiet again
 * @basis 整治形式主义为基层减负若干规定 (2024): no demands on people outside working hours
 */
public record WorkingHours(LocalTime from, LocalTime until) {
    private static final int LOOK_AHEAD = 30;

    public WorkingHours {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("no hour is left between " + from + " and " + until);
        }
    }

    /** The moment itself, or the next one on which something may be sent. */
    public Instant next(Instant moment) {
        var there = moment.atZone(BusinessZone.ZONE);
        var day = there.toLocalDate();
        var time = there.toLocalTime();
        if (isWorkingDay(day) && time.isBefore(until)) {
            return time.isBefore(from)
                    ? day.atTime(from).atZone(BusinessZone.ZONE).toInstant()
                    : moment;
        }
        var next = day.plusDays(1);
        for (int i = 0; i < LOOK_AHEAD && !isWorkingDay(next); i++) {
            next = next.plusDays(1);
        }
        return next.atTime(from).atZone(BusinessZone.ZONE).toInstant();
    }

    public boolean holds(Instant moment) {
        return next(moment).equals(moment);
    }

    /** A letter must not be lost because next year's holidays are not out yet: then a weekday will do. */
    public static boolean isWorkingDay(LocalDate day) {
        try {
            return WorkingCalendar.isWorkingDay(day);
        } catch (WorkingCalendar.YearUnknown unknown) {
            return day.getDayOfWeek().getValue() <= 5;
        }
    }
}
