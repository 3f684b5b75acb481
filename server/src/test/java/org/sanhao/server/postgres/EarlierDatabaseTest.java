package org.sanhao.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.server.support.ServerProcess;
import org.sanhao.server.support.ServerProcess.Client;
import org.sanhao.server.support.ServerProcess.Launch;

/** A data folder whose database is of an earlier major version than the one inside. */
class EarlierDatabaseTest {
    private static final String PASSWORD = "sanhao-demo-2026";

    @TempDir
    Path root;

    @Test
    void it_is_not_started_and_the_refusal_names_the_command_that_moves_it_on() throws Exception {
        var data = withCluster("15");

        try (var folder = DataFolder.open(data)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("PostgreSQL 15")
                    .hasMessageContaining("内置 " + PostgresBinaries.MAJOR)
                    .hasMessageContaining("./sanhao upgrade --data " + data);
        }
        assertThat(data.resolve("pgdata/PG_VERSION")).hasContent("15");
    }

    @Test
    void without_the_programs_of_its_version_the_refusal_names_both_ways_out() throws Exception {
        try (var folder = DataFolder.open(withCluster("9"))) {
            assertThatThrownBy(() -> EmbeddedPostgres.startEarlier(folder))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("安装 postgresql-9")
                    .hasMessageContaining("./sanhao backup");
        }
    }

    private Path withCluster(String major) throws Exception {
        var data = root.resolve("data");
        Files.createDirectories(data.resolve("pgdata"));
        Files.writeString(data.resolve("pgdata/PG_VERSION"), major + "\n");
        return data;
    }

    /** The whole demo province, made in a database of that version, moved on and served again. */
    @Test
    @EnabledIfEnvironmentVariable(named = "SANHAO_TEST_POSTGRES", matches = ".+")
    void a_province_moves_over_a_major_version_with_every_row_and_the_old_folder_stays() throws Exception {
        var data = root.resolve("data");
        var cluster = root.resolve("cluster");
        Map<String, Long> before;
        String major;
        try (var folder = DataFolder.open(cluster);
                var postgres = EmbeddedPostgres.startInstalled(
                        folder, Path.of(System.getenv("SANHAO_TEST_POSTGRES")), List.of())) {
            var address = postgres.address();
            try (var server = ServerProcess.start(Launch.of(
                    data,
                    "demo",
                    "--db",
                    url(address.url(), address.app()),
                    "--db-owner",
                    url(address.url(), address.owner())))) {
                new Client(server.at("")).signedIn("county.handler", PASSWORD);
            }
            try (var superuser = postgres.superuser("sanhao")) {
                before = counts(superuser);
            }
            major = EmbeddedPostgres.majorIn(cluster).orElseThrow();
        }
        // As if an earlier release had served from this folder with the database inside it.
        Files.move(cluster.resolve("pgdata"), data.resolve("pgdata"));
        for (var secret : List.of("db-super", "db-app", "db-owner")) {
            Files.copy(
                    cluster.resolve("keys").resolve(secret),
                    data.resolve("keys").resolve(secret));
        }

        var refused = ServerProcess.run(Launch.of(data, "start", "--data", data.toString(), "--port", "0"));
        var upgraded = ServerProcess.run(Launch.of(data, "upgrade", "--data", data.toString()));

        assertThat(refused.exit()).as(refused.output()).isEqualTo(2);
        assertThat(refused.output()).contains("PostgreSQL " + major, "./sanhao upgrade --data");
        assertThat(upgraded.exit()).as(upgraded.output()).isZero();
        assertThat(EmbeddedPostgres.majorIn(data)).contains(PostgresBinaries.MAJOR);
        try (var beside = Files.list(root)) {
            assertThat(beside.filter(path ->
                            path.getFileName().toString().startsWith("data.before-") && Files.isDirectory(path)))
                    .singleElement()
                    .satisfies(kept ->
                            assertThat(kept.resolve("pgdata/PG_VERSION")).hasContent(major));
        }
        try (var server = ServerProcess.start(Launch.of(data, "demo"));
                var superuser = server.superuser()) {
            assertThat(counts(superuser)).containsAllEntriesOf(before);
            new Client(server.at("")).signedIn("county.handler", PASSWORD);
        }
    }

    private static String url(String url, DatabaseAddress.Login login) {
        return url + "?user=" + login.role() + "&password=" + login.password();
    }

    /** Rows of every table that a start by itself does not write. */
    private static Map<String, Long> counts(Connection superuser) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = superuser.createStatement()) {
            var rows = statement.executeQuery("""
                    SELECT schemaname || '.' || tablename FROM pg_tables
                    WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'public', 'audit', 'events')
                      AND tablename NOT IN ('session', 'session_attributes', 'schema_history')
                    """);
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        var counts = new TreeMap<String, Long>();
        for (var name : names) {
            try (var statement = superuser.createStatement()) {
                var row = statement.executeQuery("SELECT count(*) FROM " + name);
                row.next();
                counts.put(name, row.getLong(1));
            }
        }
        return counts;
    }
}
