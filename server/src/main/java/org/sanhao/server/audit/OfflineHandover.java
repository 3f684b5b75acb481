package org.sanhao.server.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.sanhao.kernel.Ids;
import org.sanhao.proof.KeyRing;
import org.sanhao.proof.audit.AuditRow;
import org.sanhao.server.audit.store.AuditStore;
import org.sanhao.server.postgres.KeyFolder;
import org.sanhao.server.scope.ReadingOrder;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.signing.OfflineKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A new signing key while the product stands still: the key and the row that says so, in one transaction. */
public final class OfflineHandover {
    /** How the log calls it. */
    public static final String ACT = "OWN keys/rotate";

    private OfflineHandover() {}

    /** Hands over; answers every key, the new one last. */
    public static KeyRing run(Connection connection, KeyFolder folder) throws SQLException {
        connection.setAutoCommit(false);
        var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        var keys = new OfflineKeys(jdbc, folder);
        enter(jdbc);
        var ring = keys.handOver();
        new AuditStore(jdbc, new ReadingOrder(jdbc))
                .add(new AuditRow(
                        Ids.next(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        ACT,
                        AuditRow.DONE,
                        null,
                        null,
                        null,
                        "keys",
                        ring.current().key().keyId(),
                        "",
                        null,
                        null));
        connection.commit();
        enter(jdbc);
        keys.takeEffect();
        connection.rollback();
        return ring;
    }

    private static void enter(JdbcClient jdbc) {
        jdbc.sql("SELECT set_config('sanhao.scope', ?, true)")
                .param(Scope.SYSTEM.setting())
                .query(String.class)
                .single();
    }
}
