package org.sanhao.server.evidence.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.server.evidence.EvidenceFiles;
import org.sanhao.server.evidence.EvidenceId;
import org.sanhao.server.evidence.FileKind;
import org.sanhao.server.evidence.Samples;
import org.sanhao.server.evidence.vault.FolderShelf;
import org.sanhao.server.evidence.vault.Vault;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.postgres.SecretBox;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * A process that dies in the middle of an upload. The child is a JVM of its own that writes the same files and rows in the
 * same order through the same vault, and is gone at the worst moment without a word.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "sanhao.evidence.folder=target/evidence-kill-test")
class KilledUploadTest {
    private static final Path FOLDER = Path.of("target/evidence-kill-test");

    @Autowired
    World world;

    @Autowired
    EvidenceFiles files;

    @Autowired
    Sweeper sweeper;

    @Autowired
    DatabaseAddress address;

    @Autowired
    DataFolder data;

    private UnitId unit;
    private String path;

    @BeforeAll
    void an_institution() throws SQLException {
        world.aSmallProvince();
        unit = world.unit("石桥镇卫生院");
        try (var owner = superuser();
                var rows = owner.createStatement()
                        .executeQuery(
                                "SELECT scope_path FROM institution.unit WHERE current AND id = '" + unit + "'")) {
            rows.next();
            path = rows.getString(1);
        }
    }

    private java.sql.Connection superuser() throws SQLException {
        return org.sanhao.server.support.TestPostgres.superuser(address);
    }

    /** Dies after the file stands under its name and before the database knows it, or right after the commit. */
    public static final class Child {
        static void main(String[] args) throws Exception {
            var content = UUID.fromString(args[0]);
            var item = UUID.fromString(args[1]);
            boolean committing = args[2].equals("commit");
            var keys = DataFolder.open(Path.of(args[3]));
            var vault = new Vault(new FolderShelf(Path.of(args[4])), SecretBox.of(keys, "evidence"));
            var bytes = Samples.jpeg(80, 60, committing ? 21 : 22);
            try (var app = DriverManager.getConnection(args[5], args[6], args[7])) {
                app.setAutoCommit(false);
                app.createStatement().execute("SELECT set_config('sanhao.scope', '" + args[9] + "', true)");
                try (var draft = vault.draft(content)) {
                    draft.out().write(bytes);
                    draft.finish();
                    try (var row = app.prepareStatement("""
                        INSERT INTO evidence.content (id, unit_id, digest, bytes, kind, sealed_key, recorded_at,
                                                      recorded_by, scope_path)
                        VALUES (?, ?::uuid, ?, ?, ?, ?, now(), 'child', ?)
                        """)) {
                        row.setObject(1, content);
                        row.setString(2, args[8]);
                        row.setString(3, "sha-256:" + content);
                        row.setLong(4, bytes.length);
                        row.setString(5, FileKind.JPEG.ending());
                        row.setBytes(6, draft.sealedKey());
                        row.setString(7, args[9]);
                        row.executeUpdate();
                    }
                    try (var row = app.prepareStatement("""
                        INSERT INTO evidence.item (id, version, recorded_at, recorded_by, current, unit_id, content_id,
                                                   digest, name, scope_path)
                        VALUES (?, 1, now(), 'child', true, ?::uuid, ?, ?, '现场.jpg', ?)
                        """)) {
                        row.setObject(1, item);
                        row.setString(2, args[8]);
                        row.setObject(3, content);
                        row.setString(4, "sha-256:" + content);
                        row.setString(5, args[9]);
                        row.executeUpdate();
                    }
                    draft.shelve();
                    if (!committing) {
                        Runtime.getRuntime().halt(137);
                    }
                    app.commit();
                    Runtime.getRuntime().halt(138);
                }
            }
        }
    }

    private record Killed(UUID content, EvidenceId item, Path file) {}

    private Killed kill(String at, int exit) throws Exception {
        var content = org.sanhao.kernel.Ids.next();
        var item = EvidenceId.next();
        var keys = Path.of("target", "kill-keys-" + content);
        Files.createDirectories(keys.resolve("keys"));
        Files.copy(data.keys().resolve("evidence"), keys.resolve("keys/evidence"));
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        content.toString(),
                        item.toString(),
                        at,
                        keys.toString(),
                        FOLDER.toString(),
                        address.url(),
                        address.app().role(),
                        address.app().password(),
                        unit.toString(),
                        path)
                .redirectErrorStream(true)
                .start();
        var said = new String(child.getInputStream().readAllBytes());
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(said).isEqualTo(exit);
        var name = content.toString();
        return new Killed(content, item, FOLDER.resolve(name.substring(34)).resolve(name));
    }

    @Test
    void killed_between_the_name_and_the_commit_nothing_is_served_and_the_orphan_is_swept_once_it_is_old()
            throws Exception {
        var killed = kill("rename", 137);

        assertThat(killed.file()).exists();
        assertThat(files.find(Scope.SYSTEM, killed.item())).isEmpty();
        sweeper.sweep(Instant.now().minus(Sweeper.GRACE));
        assertThat(killed.file()).as("too young: it may be on its way").exists();

        Files.setLastModifiedTime(killed.file(), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        assertThat(sweeper.sweep(Instant.now().minus(Sweeper.GRACE))).isEqualTo(1);
        assertThat(killed.file()).doesNotExist();
    }

    @Test
    void killed_right_after_the_commit_everything_is_there_and_the_sweeper_leaves_it() throws Exception {
        var killed = kill("commit", 138);
        Files.setLastModifiedTime(killed.file(), FileTime.from(Instant.now().minus(Duration.ofDays(400))));

        sweeper.sweep(Instant.now().minus(Sweeper.GRACE));

        assertThat(files.find(Scope.SYSTEM, killed.item())).isPresent();
        try (var original = files.open(Scope.SYSTEM, killed.item()).orThrow()) {
            var bytes = java.nio.channels.Channels.newInputStream(original.channel())
                    .readAllBytes();
            assertThat(bytes).isEqualTo(Samples.jpeg(80, 60, 21));
        }
    }

    @Test
    void canary_committing_before_the_name_loses_what_was_acknowledged() throws Exception {
        var killed = kill("commit", 138);
        Files.delete(killed.file());

        assertThat(files.find(Scope.SYSTEM, killed.item())).isPresent();
        assertThatThrownBy(() -> files.open(Scope.SYSTEM, killed.item()).orThrow())
                .hasMessageContaining("EVIDENCE_TAMPERED");
    }

    @Test
    void drafts_of_uploads_that_broke_off_are_cleared_once_they_are_old() throws IOException {
        var draft = FOLDER.resolve("incoming/BROKENOFF");
        Files.writeString(draft, "x");
        sweeper.sweep(Instant.now().minus(Sweeper.GRACE));
        assertThat(draft).exists();

        Files.setLastModifiedTime(draft, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        sweeper.sweep(Instant.now().minus(Sweeper.GRACE));

        assertThat(draft).doesNotExist();
    }
}
