package org.sanhao.server.clock;

import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A demo clock beside the clock of the tests. */
public final class DemoClocks {
    private DemoClocks() {}

    public static DemoClock of(ScopedTransactions transactions, JdbcClient jdbc) {
        return new DemoClock(transactions, jdbc);
    }
}
