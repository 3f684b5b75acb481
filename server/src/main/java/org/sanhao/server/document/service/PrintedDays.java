package org.sanhao.server.document.service;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.sanhao.kernel.BusinessZone;

/** Days and moments as forms spell them. */
final class PrintedDays {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.ROOT);

    private PrintedDays() {}

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String day(Instant at) {
        return DAY.format(at.atZone(BusinessZone.ZONE));
    }

    static String moment(Instant at) {
        return MOMENT.format(at.atZone(BusinessZone.ZONE));
    }
}
