package org.sanhao.server.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.EmbeddedPostgres;
import org.sanhao.server.support.ServerProcess;
import org.sanhao.server.support.ServerProcess.Client;
import org.sanhao.server.support.ServerProcess.Launch;

/** One part of the machinery fails; the rest goes on and nothing acknowledged is lost. */
class SurvivalTest {
    private static final String PASSWORD = "sanhao-demo-2026";
    private static final Map<String, String> DEMO = Map.of("SANHAO_DEMO", "true");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern SHEET = Pattern.compile("\"sheetId\":\"([^\"]+)\"");
    private static final Pattern CLAUSE = Pattern.compile("\"code\":\"([\\d.]+)\",\"title\":\"[^\"]*\",\"kinds\"");

    @TempDir
    Path folder;

    private static List<Savers.Place> places(Client client) {
        var work = SHEET.matcher(client.get("/api/my/enrolments").body());
        assertThat(work.find()).isTrue();
        var codes = new TreeSet<String>();
        CLAUSE.matcher(client.get("/api/sheets/" + work.group(1)).body())
                .results()
                .forEach(found -> codes.add(found.group(1)));
        return new ArrayList<>(Savers.places(client, work.group(1), List.copyOf(codes)));
    }

    private static void awaitGood(Client client) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < limit) {
            try {
                if (client.attempt("GET", "/api/my/enrolments", null, Map.of()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Ask again.
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("still not answering after " + LIMIT);
    }

    @Test
    void a_database_killed_alone_is_started_again_and_nothing_acknowledged_is_lost() throws Exception {
        var data = folder.resolve("data");
        try (var server = ServerProcess.start(Launch.of(data, "demo"))) {
            var client = new Client(server.at("")).signedIn("hospital.quality", PASSWORD);
            var savers = new Savers("orphan");
            savers.saveFor(places(client), 300, () -> {
                try {
                    var postmaster = Files.readAllLines(data.resolve("pgdata/postmaster.pid"))
                            .getFirst()
                            .strip();
                    new ProcessBuilder("kill", "-9", postmaster).start().waitFor();
                    awaitGood(client);
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            });

            try (var superuser = server.superuser()) {
                var found = savers.lookAt(superuser);
                assertThat(found.lost()).isEmpty();
                assertThat(found.twice()).isEmpty();
            }
            assertThat(savers.unexpected()).isEmpty();
        }
    }

    @Test
    void two_nodes_share_a_database_and_one_may_die_in_the_middle_of_the_work() throws Exception {
        try (var locked = DataFolder.open(folder.resolve("customer"));
                var postgres = EmbeddedPostgres.start(locked)) {
            var address = postgres.address();
            var options = new String[] {
                "start",
                "--management-port",
                "-1",
                "--db",
                address.url() + "?user=sanhao_app&password=" + address.app().password(),
                "--db-owner",
                address.url() + "?user=sanhao_owner&password=" + address.owner().password()
            };
            try (var one = ServerProcess.start(
                            Launch.of(folder.resolve("one"), options).with(DEMO));
                    var other = ServerProcess.start(
                            Launch.of(folder.resolve("other"), options).with(DEMO))) {
                var client = new Client(one.at("")).signedIn("hospital.quality", PASSWORD);
                var savers = new Savers("nodes");
                savers.saveUntil(places(client), 300, one::pullThePlug);

                assertThat(client.movedTo(other.at("")).get("/api/session").statusCode())
                        .as("signed in on the first, goes on at the second")
                        .isEqualTo(200);
                var more = new Savers("second");
                more.saveFor(places(client), 100, () -> {});
                try (Connection superuser = postgres.superuser("sanhao")) {
                    assertThat(savers.lookAt(superuser).lost()).isEmpty();
                    assertThat(savers.lookAt(superuser).twice()).isEmpty();
                    assertThat(more.lookAt(superuser).lost()).isEmpty();
                }
            }
        }
    }

    @Test
    void a_full_disk_is_told_loses_nothing_acknowledged_and_passes() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can mount a small disk");
        assertThat(new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=420m", "tmpfs", disk.toString())
                        .start()
                        .waitFor())
                .as("mounting a small disk")
                .isZero();
        var data = disk.resolve("data");
        try (var server = ServerProcess.start(
                Launch.of(data, "demo").logTo(folder.resolve("log")).with(Map.of("SANHAO_EVIDENCE_RESERVE", "1MB")))) {
            var client = new Client(server.at("")).signedIn("hospital.quality", PASSWORD);
            var filler = disk.resolve("filler");
            var savers = new Savers("full");
            savers.saveFor(places(client), 200, () -> {
                fill(filler);
                savers.awaitRefusals(50);
                delete(filler);
                awaitGood(client);
            });

            try (var superuser = server.superuser()) {
                var found = savers.lookAt(superuser);
                assertThat(found.acknowledged()).isGreaterThanOrEqualTo(200);
                assertThat(found.lost()).isEmpty();
                assertThat(found.twice()).isEmpty();
            }
            assertThat(savers.unexpected()).isEmpty();
        } finally {
            new ProcessBuilder("umount", "-l", disk.toString()).start().waitFor();
        }
    }

    /** Takes every byte there is. */
    private static void fill(Path filler) {
        var block = new byte[1 << 16];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void delete(Path filler) {
        try {
            Files.delete(filler);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
