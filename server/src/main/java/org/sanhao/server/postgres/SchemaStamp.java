package org.sanhao.server.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.TreeMap;
import org.sanhao.proof.HashAlgorithm;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Says on a database which migrations it has been through, all of them in one hash: a later start asks one question
 * instead of one per module and file. It lies as the comment of the first schema, so a backup does not carry it along
 * and a database filled from one goes the long way.
 *
 * @param text hash over names and contents of every file and the role the grants went to
 */
record SchemaStamp(String text) {
    private static final String PREFIX = "sanhao migrations ";
    private static final String FOLDER = "/db/migration/";
    private static final String FILES = "classpath*:db/migration/*/V*.sql";
    private static final String PLACE = Migrations.ORDER.getFirst();

    /** Of the migrations of this program. */
    static SchemaStamp ofProgram(String appRole) {
        var files = new TreeMap<String, byte[]>();
        files.put("", (appRole + " " + Migrations.ORDER).getBytes(StandardCharsets.UTF_8));
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                var address = file.getURL().getPath();
                files.put(address.substring(address.lastIndexOf(FOLDER)), file.getContentAsByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SchemaStamp(HashAlgorithm.SHA_256.ofFiles(files).text());
    }

    /** Whether the database says it has been through exactly these. */
    boolean isOn(HikariDataSource owner) {
        try (var connection = owner.getConnection();
                var statement = connection.prepareStatement(
                        "SELECT obj_description(oid, 'pg_namespace') = ? FROM pg_namespace WHERE nspname = ?")) {
            statement.setString(1, PREFIX + text);
            statement.setString(2, PLACE);
            var row = statement.executeQuery();
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts it there; two nodes that start at once take turns. */
    void putOn(HikariDataSource owner) {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('" + PREFIX + "'))");
            statement.execute("COMMENT ON SCHEMA " + PLACE + " IS '" + PREFIX + text + "'");
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
