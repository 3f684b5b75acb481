package org.sanhao.server.support;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The business clock of tests: real until a test sets it. */
@Component
@Primary
public class TestClock implements BusinessClock {
    private volatile @Nullable Instant told;

    public void set(Instant moment) {
        told = moment;
    }

    @Override
    public Instant now() {
        var moment = told;
        return moment == null ? BusinessClock.REAL.now() : moment;
    }
}
