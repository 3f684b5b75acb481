package org.sanhao.server.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanhao.server.postgres.Migrations;

/** What the database says of its own tables. Only schemas of the product's modules are looked at. */
final class Catalogue {
    /** Rows that are made anew by the program or must not come back from the past. */
    private static final Set<String> LEFT_OUT = Set.of(
            // An old session would open the door again to whoever was signed in when the backup was taken.
            "access.session", "access.session_attributes");

    private final Connection connection;

    Catalogue(Connection connection) {
        this.connection = connection;
    }

    record TableName(String schema, String name, List<String> columns, long sizeEstimate) {
        String quoted() {
            return quote(schema) + "." + quote(name);
        }
    }

    record ForeignKey(String table, String name, String definition) {}

    static String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    static String columns(List<String> columns) {
        var quoted = new ArrayList<String>();
        columns.forEach(column -> quoted.add(quote(column)));
        return String.join(", ", quoted);
    }

    /** Ordinary tables in a stable order, with the columns a copy carries. */
    List<TableName> tables() throws SQLException {
        try (var statement = connection.prepareStatement("""
            SELECT n.nspname, c.relname, pg_total_relation_size(c.oid),
                   array(SELECT a.attname::text FROM pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                         ORDER BY a.attnum)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname = ANY (?) AND c.relname <> 'schema_history'
            ORDER BY array_position(?::text[], n.nspname::text), c.relname COLLATE "C"
            """)) {
            var modules = connection.createArrayOf("text", Migrations.ORDER.toArray());
            statement.setArray(1, modules);
            statement.setArray(2, modules);
            var rows = statement.executeQuery();
            var tables = new ArrayList<TableName>();
            while (rows.next()) {
                if (LEFT_OUT.contains(rows.getString(1) + "." + rows.getString(2))) {
                    continue;
                }
                tables.add(new TableName(
                        rows.getString(1),
                        rows.getString(2),
                        List.of((String[]) rows.getArray(4).getArray()),
                        rows.getLong(3)));
            }
            return tables;
        }
    }

    /**
     * Tables whose policies do not speak to the present role: reading them would give no rows and no error.
     *
     * @return their names
     */
    List<String> silentTables() throws SQLException {
        return texts("""
            SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relrowsecurity AND n.nspname = ANY (?)
              AND (c.relforcerowsecurity OR pg_get_userbyid(c.relowner) <> current_user)
              AND NOT EXISTS (
                  SELECT 1 FROM pg_policy p
                  WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd IN ('r', '*')
                    AND (0 = ANY (p.polroles) OR EXISTS (
                        SELECT 1 FROM pg_roles r WHERE r.oid = ANY (p.polroles) AND r.rolname = current_user)))
            """);
    }

    List<Manifest.Sequence> sequences() throws SQLException {
        var names = new ArrayList<String[]>();
        try (var statement = connection.prepareStatement("""
            SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'S' AND n.nspname = ANY (?) ORDER BY 1, 2
            """)) {
            statement.setArray(1, connection.createArrayOf("text", Migrations.ORDER.toArray()));
            var rows = statement.executeQuery();
            while (rows.next()) {
                names.add(new String[] {rows.getString(1), rows.getString(2)});
            }
        }
        var sequences = new ArrayList<Manifest.Sequence>();
        for (var name : names) {
            try (var statement = connection.createStatement()) {
                var row = statement.executeQuery(
                        "SELECT last_value, is_called FROM " + quote(name[0]) + "." + quote(name[1]));
                row.next();
                sequences.add(new Manifest.Sequence(name[0], name[1], row.getLong(1), row.getBoolean(2)));
            }
        }
        return sequences;
    }

    Map<String, List<Manifest.Migration>> migrations() throws SQLException {
        var migrations = new LinkedHashMap<String, List<Manifest.Migration>>();
        for (var module : Migrations.ORDER) {
            if (texts("SELECT 'there' FROM pg_tables WHERE schemaname = ANY (?) AND schemaname = '" + module
                            + "' AND tablename = 'schema_history'")
                    .isEmpty()) {
                continue;
            }
            try (var statement = connection.createStatement()) {
                var rows = statement.executeQuery("SELECT version, coalesce(checksum, 0) FROM " + module
                        + ".schema_history WHERE version IS NOT NULL AND success ORDER BY installed_rank");
                var list = new ArrayList<Manifest.Migration>();
                while (rows.next()) {
                    list.add(new Manifest.Migration(rows.getString(1), rows.getLong(2)));
                }
                migrations.put(module, list);
            }
        }
        return migrations;
    }

    List<ForeignKey> foreignKeys() throws SQLException {
        try (var statement = connection.prepareStatement("""
            SELECT n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname = ANY (?)
            """)) {
            statement.setArray(1, connection.createArrayOf("text", Migrations.ORDER.toArray()));
            var rows = statement.executeQuery();
            var keys = new ArrayList<ForeignKey>();
            while (rows.next()) {
                keys.add(new ForeignKey(
                        quote(rows.getString(1)) + "." + quote(rows.getString(2)),
                        quote(rows.getString(3)),
                        rows.getString(4)));
            }
            return keys;
        }
    }

    /** Tables whose fence the owner has to open to fill them: forced row-level security. */
    Set<String> forced() throws SQLException {
        return Set.copyOf(texts("""
            SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.relforcerowsecurity AND n.nspname = ANY (?)
            """));
    }

    private List<String> texts(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", Migrations.ORDER.toArray()));
            var rows = statement.executeQuery();
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
