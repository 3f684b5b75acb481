package org.sanhao.bench.tree;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.sanhao.bench.Ground;
import org.sanhao.bench.Nation;

/**
 * The obvious way: a table of units with their parent, a row of counts per institution and section, a policy that compares
 * with LIKE, and a recursive query that walks down and adds up when asked.
 */
final class Rival {
    static final String SUM_BELOW = """
            WITH RECURSIVE below AS (
                SELECT id, id AS child FROM rival.unit WHERE parent_id = ?
                UNION ALL
                SELECT u.id, b.child FROM rival.unit u JOIN below b ON u.parent_id = b.id)
            SELECT b.child, p.part, sum(p.lack) FROM below b JOIN rival.progress p ON p.unit_id = b.id GROUP BY 1, 2
            """;

    private Rival() {}

    static void write(Connection superuser, Nation nation, List<String> parts) throws SQLException, IOException {
        try (var statement = superuser.createStatement()) {
            statement.execute("""
                    CREATE SCHEMA rival;
                    GRANT USAGE ON SCHEMA rival TO sanhao_app;
                    CREATE TABLE rival.unit (id uuid PRIMARY KEY, parent_id uuid, path text NOT NULL);
                    CREATE TABLE rival.progress (unit_id uuid, part text, lack int, path text NOT NULL,
                                                 PRIMARY KEY (unit_id, part));
                    """);
        }
        var nodes = nation.nodes();
        Nation.copy(superuser, "rival.unit (id, parent_id, path)", nodes.size(), (i, row) -> {
            var parent = nodes.get(i).parent();
            row.of(
                    nodes.get(i).id(),
                    parent == null ? null : parent.id(),
                    nodes.get(i).path());
        });
        var enrolled = nation.enrolled();
        var random = new Random(7);
        Nation.copy(
                superuser, "rival.progress (unit_id, part, lack, path)", enrolled.size() * parts.size(), (i, row) -> {
                    var node = enrolled.get(i / parts.size());
                    row.of(node.id(), parts.get(i % parts.size()), random.nextInt(5), node.path());
                });
        try (var statement = superuser.createStatement()) {
            statement.execute("""
                    CREATE INDEX ON rival.unit (parent_id);
                    CREATE INDEX ON rival.unit (path text_pattern_ops);
                    ALTER TABLE rival.unit ENABLE ROW LEVEL SECURITY;
                    ALTER TABLE rival.progress ENABLE ROW LEVEL SECURITY;
                    CREATE POLICY within ON rival.unit
                        USING (path LIKE current_setting('sanhao.scope', true) || '%');
                    CREATE POLICY within ON rival.progress
                        USING (path LIKE current_setting('sanhao.scope', true) || '%');
                    GRANT SELECT ON rival.unit, rival.progress TO sanhao_app;
                    ANALYZE rival.unit;
                    ANALYZE rival.progress;
                    """);
        }
    }

    /** What the page of one unit takes, in rows read. */
    static int sumBelow(Ground ground, Nation.Node node) throws SQLException {
        try (var connection = ground.app()) {
            connection.setAutoCommit(false);
            try (var scope = connection.prepareStatement("SELECT set_config('sanhao.scope', ?, true)")) {
                scope.setString(1, node.path());
                scope.execute();
            }
            int rows = 0;
            try (var sum = connection.prepareStatement(SUM_BELOW)) {
                sum.setObject(1, node.id());
                try (var found = sum.executeQuery()) {
                    while (found.next()) {
                        rows++;
                    }
                }
            }
            connection.rollback();
            return rows;
        }
    }
}
