package org.sanhao.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Days and moments as they are written on the wire. Java knows years the database does not; what people mean has four
 * digits.
 */
public final class Years {
    private static final LocalDate FIRST = LocalDate.of(1000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
    private static final Instant FIRST_MOMENT =
            FIRST.atStartOfDay(BusinessZone.ZONE).toInstant();
    private static final Instant LAST_MOMENT =
            LAST.atStartOfDay(BusinessZone.ZONE).toInstant();

    private Years() {}

    /**
     * A day, {@code 2026-03-01}.
     *
     * @throws DateTimeException when it is no day, or none of the years 1000 to 9999
     */
    public static LocalDate day(String text) {
        var day = LocalDate.parse(text);
        if (day.isBefore(FIRST) || day.isAfter(LAST)) {
            throw new DateTimeException("year " + day.getYear());
        }
        return day;
    }

    /**
     * A moment, {@code 2026-03-01T08:00:00Z} or with an offset.
     *
     * @throws DateTimeException when it is no moment, or none of the years 1000 to 9999
     */
    public static Instant moment(String text) {
        var moment = OffsetDateTime.parse(text).toInstant();
        if (moment.isBefore(FIRST_MOMENT) || moment.isAfter(LAST_MOMENT)) {
            throw new DateTimeException("moment " + moment);
        }
        return moment;
    }
}
