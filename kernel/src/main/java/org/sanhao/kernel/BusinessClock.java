package org.sanhao.kernel;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The time at which the field's work happens: deadlines, windows, recorded facts. In production it is the real time; in
 * a demo it may run ahead. Sessions, tokens and signatures never use it.
 */
@FunctionalInterface
public interface BusinessClock {

    /** The real time. */
    BusinessClock REAL = Instant::now;

    Instant now();

    /** The civil day in {@link BusinessZone}. */
    default LocalDate today() {
        return BusinessZone.dayOf(now());
    }
}
