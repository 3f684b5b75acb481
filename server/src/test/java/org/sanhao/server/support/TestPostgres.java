package org.sanhao.server.support;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.postgres.EmbeddedPostgres;
import org.sanhao.server.postgres.Migrations;

/**
 * One real PostgreSQL for the whole test run; every test class gets a database cloned from a migrated template. Durable
 * settings are relaxed here and only here: the kill tests start a server of their own with the shipped ones.
 *
 * <p>{@code SANHAO_TEST_POSTGRES} names the folder of another PostgreSQL to run on; without it the one inside is taken.
 */
public final class TestPostgres {
    private static final String TEMPLATE = "sanhao";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Path ROOT =
            Path.of("target", "test-data-" + ProcessHandle.current().pid());
    private static final DataFolder FOLDER = DataFolder.open(ROOT);
    private static final EmbeddedPostgres POSTGRES = start();

    private TestPostgres() {}

    private static EmbeddedPostgres start() {
        var relaxed = List.of(
                "fsync=off", "full_page_writes=off", "max_connections=200", "wal_level=minimal", "max_wal_senders=0");
        var installed = System.getenv("SANHAO_TEST_POSTGRES");
        var postgres = installed == null
                ? EmbeddedPostgres.start(
                        FOLDER, Path.of(System.getProperty("java.io.tmpdir"), "sanhao-test-programs"), relaxed)
                : EmbeddedPostgres.startInstalled(FOLDER, Path.of(installed), relaxed);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            postgres.close();
            FOLDER.close();
            deleteRecursively(ROOT);
        }));
        Migrations.run(postgres.address());
        return postgres;
    }

    /** A fresh database with every schema in place and no rows. */
    public static synchronized DatabaseAddress freshDatabase() {
        var name = "test_" + COUNT.incrementAndGet();
        try (var connection = superuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " OWNER sanhao_owner");
            statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE " + name + " TO sanhao_app");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var address = POSTGRES.address();
        return new DatabaseAddress(POSTGRES.url(name), address.app(), address.owner());
    }

    /** The superuser's connection, for attacks and for looking at catalogues. */
    public static Connection superuser(String database) throws SQLException {
        return POSTGRES.superuser(database);
    }

    /** The superuser's connection to the database behind an address. */
    public static Connection superuser(DatabaseAddress address) throws SQLException {
        return superuser(address.url().substring(address.url().lastIndexOf('/') + 1));
    }

    public static DataFolder dataFolder() {
        return FOLDER;
    }

    private static void deleteRecursively(Path root) {
        try (var all = java.nio.file.Files.walk(root)) {
            for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                java.nio.file.Files.deleteIfExists(path);
            }
        } catch (java.io.IOException ignored) {
            // Another run cleans target/.
        }
    }
}
