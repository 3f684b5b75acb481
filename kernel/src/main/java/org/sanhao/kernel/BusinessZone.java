package org.sanhao.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The one zone in which days begin and deadlines end. */
public final class BusinessZone {
    /** China keeps a single civil time. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private BusinessZone() {}

    /** The civil day a moment falls on. */
    public static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }

    /** The first moment of a civil day. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
