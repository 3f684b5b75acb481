package org.sanhao.bench.lists;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.sanhao.bench.Ground;
import org.sanhao.bench.Latencies;
import org.sanhao.server.scope.Scope;

/** The obvious way: count past the pages before, and LIKE over the names; same tables, same row-level security. */
final class Rival {
    private static final int PAGES = 16;
    private static final String PAGE =
            "SELECT id, name, level, type FROM institution.unit WHERE current AND voided_at IS NULL AND name LIKE ?"
                    + " ORDER BY pinyin, id OFFSET ? LIMIT 50";

    private Rival() {}

    /** One page after the other, by one user. */
    static Latencies pages(Ground ground, List<Scope> scopes) throws SQLException {
        var latencies = new Latencies();
        var random = new Random(5);
        try (var connection = ground.app()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < PAGES; i++) {
                long start = System.nanoTime();
                try (var set = connection.prepareStatement("SELECT set_config('sanhao.scope', ?, true)")) {
                    set.setString(1, scopes.get(i).setting());
                    set.execute();
                }
                try (var page = connection.prepareStatement(PAGE)) {
                    page.setString(1, i % 2 == 0 ? "%" : "%山%");
                    page.setInt(2, 50 * random.nextInt(1_000));
                    page.executeQuery().close();
                }
                connection.rollback();
                latencies.add(System.nanoTime() - start);
            }
        }
        return latencies;
    }
}
