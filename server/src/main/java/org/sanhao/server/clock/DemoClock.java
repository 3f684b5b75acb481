package org.sanhao.server.clock;

import java.time.Duration;
import java.time.Instant;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Real time plus an offset kept in the database, so that a demo stays where it was put. Set once to the day of the
 * story, then moved forward only: recorded facts must never come to lie in the future. Never in production.
 */
@Component
@ConditionalOnBooleanProperty("sanhao.demo")
public class DemoClock implements BusinessClock {
    private static final ScopedValue<Instant> TOLD = ScopedValue.newInstance();

    private final ScopedTransactions transactions;
    private final JdbcClient jdbc;
    private volatile Duration offset;
    private volatile boolean set;

    DemoClock(ScopedTransactions transactions, JdbcClient jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        var kept = transactions.reading(
                Scope.SYSTEM,
                () -> jdbc.sql("SELECT ahead_seconds FROM clock.demo_offset ORDER BY move DESC LIMIT 1")
                        .query(Long.class)
                        .optional());
        this.set = kept.isPresent();
        this.offset = kept.map(Duration::ofSeconds).orElse(Duration.ZERO);
    }

    @Override
    public Instant now() {
        return TOLD.isBound() ? TOLD.get() : BusinessClock.REAL.now().plus(offset);
    }

    /** Whether the day of the story has been set. */
    public boolean isSet() {
        return set;
    }

    /** Does work as if it happened at {@code moment}: for telling the history of the demo, before the story begins. */
    public void telling(Instant moment, Runnable work) {
        if (set) {
            throw new IllegalStateException("the story has begun, its history is told");
        }
        ScopedValue.where(TOLD, moment).run(work);
    }

    /** Moves the clock forward to {@code moment}; the first call sets the day of the story. */
    public synchronized void forwardTo(Instant moment, String by) {
        if (set && moment.isBefore(now())) {
            throw new IllegalArgumentException("the demo clock only moves forward");
        }
        var ahead = Duration.between(BusinessClock.REAL.now(), moment);
        transactions.within(
                Scope.SYSTEM, () -> jdbc.sql("""
                        INSERT INTO clock.demo_offset (move, moved_at, moved_by, ahead_seconds)
                        SELECT coalesce(max(move), 0) + 1, clock_timestamp(), ?, ? FROM clock.demo_offset
                        """).params(by, ahead.toSeconds()).update());
        offset = Duration.ofSeconds(ahead.toSeconds());
        set = true;
    }
}
