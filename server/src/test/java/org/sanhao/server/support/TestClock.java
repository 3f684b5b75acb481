package org.sanhao.server.support;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.BusinessZone;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The business clock of tests: real until a test sets it. */
@Component
@Primary
public class TestClock implements BusinessClock {
    private static final Duration TEN_HOURS = Duration.ofHours(10);

    private volatile @Nullable Instant told;

    public void set(Instant moment) {
        told = moment;
    }

    /** Ten in the morning of a day. */
    public void set(int year, int month, int day) {
        set(BusinessZone.startOf(LocalDate.of(year, month, day)).plus(TEN_HOURS));
    }

    @Override
    public Instant now() {
        var moment = told;
        return moment == null ? BusinessClock.REAL.now() : moment;
    }
}
