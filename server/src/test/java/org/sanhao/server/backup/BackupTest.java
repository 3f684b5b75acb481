package org.sanhao.server.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.EmbeddedPostgres;
import org.sanhao.server.support.ServerProcess;
import org.sanhao.server.support.ServerProcess.Client;
import org.sanhao.server.support.ServerProcess.Launch;

/** The demo province, kept while it serves and brought back elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupTest {
    private static final String PASSWORD = "sanhao-demo-2026";

    @TempDir
    static Path folder;

    private Path data;
    private Path backup;
    private Path keys;
    private Path restored;
    private Map<String, Long> countedBefore;
    private List<String> shapeBefore;

    @BeforeAll
    void a_backup_is_taken_from_the_serving_demo_and_restored_into_an_empty_place() throws Exception {
        data = folder.resolve("data");
        backup = folder.resolve("backup.zip");
        keys = folder.resolve("keys.zip");
        restored = folder.resolve("restored");
        try (var server = ServerProcess.start(Launch.of(data, "demo"))) {
            new Client(server.at("")).signedIn("county.handler", PASSWORD);
            Files.createDirectories(data.resolve("evidence/ab"));
            Files.writeString(data.resolve("evidence/ab/photo"), "bytes of a photo");
            try (var superuser = server.superuser()) {
                countedBefore = countsAtRest(superuser);
                shapeBefore = shape(superuser);
            }
            var written = ServerProcess.run(Launch.of(
                    data,
                    "backup",
                    "--data",
                    data.toString(),
                    "--to",
                    backup.toString(),
                    "--with-keys",
                    keys.toString()));
            assertThat(written.exit()).as(written.output()).isZero();
            assertThat(written.output()).contains("备份完成", "指纹");
        }
        var done = restore(restored, "--keys", keys.toString());
        assertThat(done.exit()).as(done.output()).isZero();
    }

    private ServerProcess.Ended restore(Path target, String... more) {
        return restore(backup, target, more);
    }

    private static ServerProcess.Ended restore(Path file, Path target, String... more) {
        var arguments = new java.util.ArrayList<>(List.of("restore", file.toString(), "--data", target.toString()));
        arguments.addAll(List.of(more));
        return ServerProcess.run(Launch.of(target, arguments.toArray(String[]::new)));
    }

    /** What listeners of the demo's own history still write is waited for. */
    private static Map<String, Long> countsAtRest(Connection superuser) throws SQLException, InterruptedException {
        var counts = counts(superuser);
        for (int look = 0; look < 40; look++) {
            Thread.sleep(3_000);
            var later = counts(superuser);
            if (later.equals(counts)) {
                return counts;
            }
            counts = later;
        }
        throw new AssertionError("the demo does not come to rest: " + counts);
    }

    private static Map<String, Long> counts(Connection superuser) throws SQLException {
        var counts = new TreeMap<String, Long>();
        var names = new java.util.ArrayList<String>();
        try (var statement = superuser.createStatement()) {
            var rows = statement.executeQuery("""
                SELECT schemaname || '.' || tablename FROM pg_tables
                WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'public')
                  AND tablename <> 'schema_history'
                """);
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        for (var name : names) {
            try (var statement = superuser.createStatement()) {
                var row = statement.executeQuery("SELECT count(*) FROM " + name);
                row.next();
                counts.put(name, row.getLong(1));
            }
        }
        counts.keySet().removeIf(name -> name.startsWith("access.session"));
        return counts;
    }

    /** Keys, fences, policies, triggers, indexes and grants, as the catalogue spells them. */
    private static List<String> shape(Connection superuser) throws SQLException {
        var shape = new TreeSet<String>();
        try (var statement = superuser.createStatement()) {
            var rows = statement.executeQuery("""
                WITH ours AS (SELECT n.nspname || '.' || c.relname AS name, c.* FROM pg_class c
                    JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'public')
                      AND c.relname NOT LIKE 'schema\\_history%')
                SELECT concat('fence ', name, relrowsecurity, relforcerowsecurity) FROM ours WHERE relkind = 'r'
                UNION ALL SELECT concat('grant ', name, relacl::text) FROM ours
                UNION ALL SELECT concat('key ', name, conname, pg_get_constraintdef(k.oid), convalidated)
                    FROM ours JOIN pg_constraint k ON k.conrelid = ours.oid
                UNION ALL SELECT concat('policy ', name, polname, pg_get_expr(polqual, polrelid))
                    FROM ours JOIN pg_policy p ON p.polrelid = ours.oid
                UNION ALL SELECT concat('trigger ', name, tgname, tgenabled)
                    FROM ours JOIN pg_trigger t ON t.tgrelid = ours.oid WHERE NOT tgisinternal
                UNION ALL SELECT concat('index ', pg_get_indexdef(ours.oid)) FROM ours WHERE relkind = 'i'
                """);
            while (rows.next()) {
                shape.add(rows.getString(1));
            }
        }
        return List.copyOf(shape);
    }

    @Test
    void every_table_comes_back_with_its_rows_its_keys_and_its_fences() throws Exception {
        var again = folder.resolve("again.zip");
        try (var locked = DataFolder.open(restored);
                var postgres = EmbeddedPostgres.start(locked)) {
            try (var superuser = postgres.superuser("sanhao")) {
                assertThat(counts(superuser)).isEqualTo(countedBefore);
                assertThat(shape(superuser)).isEqualTo(shapeBefore);
            }
            new Backup(postgres.address(), restored, Progress.SILENT).write(again);
        }

        try (var first = new Archive.Reader(backup);
                var second = new Archive.Reader(again)) {
            assertThat(rows(again, second.manifest())).containsExactlyElementsOf(rows(backup, first.manifest()));
            assertThat(second.manifest().sequences()).isEqualTo(first.manifest().sequences());
            assertThat(second.manifest().files()).isEqualTo(first.manifest().files());
            assertThat(first.manifest().tables().stream()
                            .mapToLong(Manifest.Table::rows)
                            .sum())
                    .isEqualTo(countedBefore.values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isGreaterThan(5_000);
        }
    }

    /** What each table holds; PostgreSQL keeps rows in no order, so theirs does not count. */
    private static List<String> rows(Path backup, Manifest manifest) throws IOException {
        var told = new ArrayList<String>();
        try (var zip = new ZipFile(backup.toFile())) {
            for (var table : manifest.tables()) {
                try (var lines = new BufferedReader(
                        new InputStreamReader(zip.getInputStream(zip.getEntry(table.entry())), UTF_8))) {
                    var sorted = lines.lines().sorted().collect(Collectors.joining("\n"));
                    told.add(table + " " + table.columns() + " " + table.rows() + " rows "
                            + HashAlgorithm.SHA_256.ofText(sorted));
                }
            }
        }
        return told;
    }

    @Test
    void the_evidence_files_come_back() throws IOException {
        assertThat(restored.resolve("evidence/ab/photo")).hasContent("bytes of a photo");
    }

    @Test
    void the_restored_place_serves_and_nobody_is_signed_in_from_the_past() throws Exception {
        var copy = folder.resolve("serving");
        assertThat(restore(copy, "--keys", keys.toString()).exit()).isZero();

        try (var server = ServerProcess.start(Launch.of(copy, "demo"))) {
            try (var superuser = server.superuser();
                    var statement = superuser.createStatement()) {
                var row = statement.executeQuery("SELECT count(*) FROM access.session");
                row.next();
                assertThat(row.getInt(1)).isZero();
            }
            var officer = new Client(server.at("")).signedIn("county.handler", PASSWORD);
            assertThat(officer.get("/api/session").body()).contains("county.handler");
            assertThat(officer.get("/api/cases").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void the_fences_hold_for_the_application_role() throws Exception {
        var copy = folder.resolve("fenced");
        assertThat(restore(copy).exit()).isZero();

        try (var locked = DataFolder.open(copy);
                var postgres = EmbeddedPostgres.start(locked);
                var app = DriverManager.getConnection(
                        postgres.address().url(),
                        "sanhao_app",
                        postgres.address().app().password());
                var statement = app.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM assessment.answer"))
                    .hasMessageContaining("no scope");
            assertThatThrownBy(() -> statement.execute("DELETE FROM assessment.answer"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void no_key_lies_in_the_backup_and_other_users_cannot_read_it() throws IOException {
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                .isEqualTo("rw-------");
        var secret = Files.readString(data.resolve("keys/db-app")).strip();
        try (var zip = new ZipFile(backup.toFile())) {
            for (var entry : zip.stream().toList()) {
                try (var in = zip.getInputStream(entry)) {
                    assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                            .doesNotContain(secret);
                }
            }
        }
    }

    @Test
    void a_folder_that_holds_anything_is_refused_and_stays_as_it_is() throws IOException {
        var taken = Files.createDirectories(folder.resolve("taken"));
        Files.writeString(taken.resolve("note"), "mine");

        var refused = restore(taken);

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.output()).contains("不是空的");
        assertThat(taken.resolve("note")).hasContent("mine");
    }

    @Test
    void a_damaged_or_forged_file_is_refused_before_anything_is_touched() throws IOException {
        var middles = middlesOfEntries();
        for (int tenth = 0; tenth <= 10; tenth++) {
            var damaged = folder.resolve("damaged-" + tenth + ".zip");
            Files.copy(backup, damaged);
            try (var file = new RandomAccessFile(damaged.toFile(), "rw")) {
                long at = middles.get((middles.size() - 1) * tenth / 10);
                file.seek(at);
                int old = file.read();
                file.seek(at);
                file.write(old ^ 0x10);
            }
            var target = folder.resolve("from-damaged-" + tenth);

            assertThat(catchThrowable(() -> {
                        try (var restore = new Restore(damaged, Progress.SILENT)) {
                            restore.verify();
                        }
                    }))
                    .as("byte flipped at " + tenth + "/10")
                    .isInstanceOf(BackupRefused.class);
            if (tenth == 5) {
                var refused = restore(damaged, target);
                assertThat(refused.exit()).isEqualTo(2);
                assertThat(refused.output()).contains("换一份备份");
            }
            assertThat(target).doesNotExist();
            assertThat(target.resolveSibling(target.getFileName() + ".restoring"))
                    .doesNotExist();
            Files.delete(damaged);
        }
    }

    /** A place inside the bytes of every entry; the frame of a zip around them says nothing we rely on. */
    private List<Long> middlesOfEntries() throws IOException {
        try (var zip = org.apache.commons.compress.archivers.zip.ZipFile.builder()
                .setPath(backup)
                .get()) {
            return Collections.list(zip.getEntriesInPhysicalOrder()).stream()
                    .filter(entry -> entry.getCompressedSize() > 2)
                    .map(entry -> entry.getDataOffset() + entry.getCompressedSize() / 2)
                    .toList();
        }
    }

    @Test
    void a_backup_signed_by_somebody_else_is_refused_where_the_fingerprint_is_known() {
        var refused = restore(folder.resolve("nowhere"), "--fingerprint", "sha-256:" + "0".repeat(64));

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.output()).contains("另一把密钥");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void a_restore_killed_in_the_middle_leaves_no_installation_and_can_be_repeated() throws Exception {
        var target = folder.resolve("killed");
        var half = folder.resolve("killed.restoring");
        var process = ServerProcess.spawn(Launch.of(target, "restore", backup.toString()));
        while (!Files.exists(half.resolve("pg-port"))) {
            assertThat(process.process().isAlive()).as(process.log()).isTrue();
            Thread.onSpinWait();
        }
        process.pullThePlug();

        assertThat(target).doesNotExist();
        assertThat(half).exists();
        var start = ServerProcess.run(Launch.of(target, "start", "--data", target.toString(), "--port", "0"));
        assertThat(start.exit()).isEqualTo(2);
        assertThat(start.output()).contains("上次恢复没有完成");
        assertThat(restore(target).exit()).isZero();
        assertThat(half).doesNotExist();
        assertThat(target.resolve("pgdata/PG_VERSION")).exists();
    }
}
