package org.sanhao.server.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.proof.Json;
import org.sanhao.proof.KeyRing;
import org.sanhao.proof.audit.AuditCheck;
import org.sanhao.server.audit.store.AuditStore;
import org.sanhao.server.audit.store.AuditStore.Reach;
import org.sanhao.server.scope.ReadingOrder;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.signing.StoredKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The check of a log where it lies, without the running product: one connection, one transaction that writes nothing. */
public final class OfflineLog {
    private static final int CHUNK = 20;

    private OfflineLog() {}

    /** What was found, in Chinese, the finding first. */
    public record Said(boolean sound, List<String> sentences) {}

    /**
     * Checks rows, roots, seals and kept heads.
     *
     * @param heads folder with the product's own file of heads beside the database, or null when it is elsewhere
     * @param kept a file of heads kept elsewhere, taken instead
     * @param keys a key ring got by another way, or null to believe the one in the database
     */
    public static Said check(Connection connection, @Nullable Path heads, @Nullable Path kept, @Nullable Path keys)
            throws IOException, SQLException {
        connection.setAutoCommit(false);
        var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        jdbc.sql("SELECT set_config('sanhao.scope', ?, true)")
                .param(Scope.SYSTEM.setting())
                .query(String.class)
                .single();
        var trusted = keys == null ? null : KeyRing.ofTree(Json.read(Files.readString(keys)));
        var file = kept != null
                ? kept
                : heads == null ? null : heads.resolve("heads-" + StoredKeys.installation(jdbc) + ".jsonl");
        try (var reader = file == null || !Files.exists(file)
                ? new BufferedReader(Reader.nullReader())
                : Files.newBufferedReader(file)) {
            var check = new AuditCheck(StoredKeys.ring(jdbc).orElseThrow(), trusted, AuditCheck.heads(reader), true);
            walk(new AuditStore(jdbc, new ReadingOrder(jdbc)), check);
            var result = check.finish();
            connection.rollback();
            return new Said(result.isSound(), result.sentences());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void walk(AuditStore store, AuditCheck check) {
        var reach = Reach.NOTHING;
        long number = 0;
        while (true) {
            var chunk = store.batches(number, CHUNK);
            if (chunk.isEmpty()) {
                return;
            }
            for (var batch : chunk) {
                List<Map<String, ?>> rows = store.between(reach, batch.reach()).stream()
                        .<Map<String, ?>>map(row -> row.tree())
                        .toList();
                check.batch(batch.head(), batch.leaves(), rows);
                reach = batch.reach();
                number = batch.head().number();
            }
        }
    }
}
