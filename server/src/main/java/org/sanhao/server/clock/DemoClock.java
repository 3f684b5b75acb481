package org.sanhao.server.clock;

import java.time.Duration;
import java.time.Instant;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Real time plus an offset kept in the database, so that a demo stays where it was put. Never in production. */
@Component
@ConditionalOnBooleanProperty("sanhao.demo")
public class DemoClock implements BusinessClock {
    private final ScopedTransactions transactions;
    private final JdbcClient jdbc;
    private volatile Duration offset;

    DemoClock(ScopedTransactions transactions, JdbcClient jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.offset = transactions.reading(
                Scope.SYSTEM,
                () -> jdbc.sql(
                                "SELECT ahead_seconds FROM clock.demo_offset ORDER BY moved_at DESC, ahead_seconds DESC LIMIT 1")
                        .query(Long.class)
                        .optional()
                        .map(Duration::ofSeconds)
                        .orElse(Duration.ZERO));
    }

    @Override
    public Instant now() {
        return BusinessClock.REAL.now().plus(offset);
    }

    /**
     * Moves the clock forward to {@code moment}.
     *
     * @throws IllegalArgumentException when that lies in the past: recorded facts would come to lie in the future
     */
    public void forwardTo(Instant moment, String by) {
        var now = now();
        if (moment.isBefore(now)) {
            throw new IllegalArgumentException("the demo clock only moves forward");
        }
        var ahead = offset.plus(Duration.between(now, moment));
        transactions.within(
                Scope.SYSTEM,
                () -> jdbc.sql(
                                "INSERT INTO clock.demo_offset (moved_at, moved_by, ahead_seconds) VALUES (clock_timestamp(), ?, ?)")
                        .params(by, ahead.toSeconds())
                        .update());
        offset = Duration.ofSeconds(ahead.toSeconds());
    }
}
