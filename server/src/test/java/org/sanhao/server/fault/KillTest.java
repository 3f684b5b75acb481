package org.sanhao.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.EmbeddedPostgres;
import org.sanhao.server.support.ServerProcess;
import org.sanhao.server.support.ServerProcess.Client;
import org.sanhao.server.support.ServerProcess.Launch;

/**
 * What was acknowledged is there after the plug was pulled, once. A kill leaves the operating system's cache alive, so it
 * cannot see {@code fsync=off}; that is refused at the start instead.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillTest {
    private static final String PASSWORD = "sanhao-demo-2026";
    private static final Pattern SHEET = Pattern.compile("\"sheetId\":\"([^\"]+)\"");
    private static final Pattern CLAUSE = Pattern.compile("\"code\":\"([\\d.]+)\",\"title\":\"[^\"]*\",\"kinds\"");
    private static final boolean DEEP = Boolean.parseBoolean(System.getenv("SANHAO_DEEP"));
    private static final int ROUNDS = Integer.getInteger("sanhao.kills", DEEP ? 50 : 3);

    /** The plug is pulled somewhere among so many saves after the first 200. */
    private static final int AMONG = DEEP ? 1_500 : 300;

    @TempDir
    static Path folder;

    private final Random random = new Random();
    private final Client first = new Client("");
    private final Client second = new Client("");
    private final List<Savers.Place> places = new ArrayList<>();
    private Path data;

    @BeforeAll
    void two_hospitals_of_the_demo_fill_their_sheets() {
        data = folder.resolve("data");
        try (var server = ServerProcess.start(Launch.of(data, "demo"))) {
            places.addAll(placesOf(first.movedTo(server.at("")).signedIn("hospital.quality", PASSWORD)));
            places.addAll(placesOf(second.movedTo(server.at("")).signedIn("i007.quality", PASSWORD)));
        }
        assertThat(places.size()).isGreaterThanOrEqualTo(200);
    }

    private static List<Savers.Place> placesOf(Client client) {
        var work = SHEET.matcher(client.get("/api/my/enrolments").body());
        assertThat(work.find()).isTrue();
        var sheet = work.group(1);
        var codes = new TreeSet<String>();
        CLAUSE.matcher(client.get("/api/sheets/" + sheet).body()).results().forEach(found -> codes.add(found.group(1)));
        return Savers.places(client, sheet, List.copyOf(codes));
    }

    private Savers killedWhileSaving(String round, Launch launch) throws InterruptedException {
        var savers = new Savers(round);
        try (var server = ServerProcess.start(launch)) {
            assertThat(first.movedTo(server.at("")).get("/api/session").statusCode())
                    .as("the session outlives the server")
                    .isEqualTo(200);
            saveAndKill(savers, server);
        }
        return savers;
    }

    private void saveAndKill(Savers savers, ServerProcess server) throws InterruptedException {
        first.movedTo(server.at(""));
        second.movedTo(server.at(""));
        savers.saveUntil(places, 200 + random.nextInt(AMONG), server::pullThePlug);
    }

    @Test
    @Order(1)
    void every_acknowledged_answer_is_there_once_after_the_plug_was_pulled() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            var savers = killedWhileSaving("round" + round, Launch.of(data, "demo"));

            try (var locked = DataFolder.open(data);
                    var postgres = EmbeddedPostgres.start(locked);
                    var superuser = postgres.superuser("sanhao")) {
                var found = savers.lookAt(superuser);
                assertThat(savers.unexpected()).isEmpty();
                assertThat(found.acknowledged()).isGreaterThanOrEqualTo(200);
                assertThat(found.lost()).as("round " + round).isEmpty();
                assertThat(found.twice()).as("round " + round).isEmpty();
                assertThat(gapsAndForks(superuser)).isZero();
            }
        }
    }

    /** Clauses whose versions have a hole, or not exactly one current. */
    private static int gapsAndForks(java.sql.Connection superuser) throws SQLException {
        try (var statement = superuser.createStatement()) {
            var row = statement.executeQuery("""
                SELECT count(*) FROM (
                    SELECT 1 FROM assessment.answer GROUP BY sheet_id, clause
                    HAVING count(*) <> max(version) OR count(*) FILTER (WHERE current) <> 1) broken
                """);
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    @Order(2)
    void canary_thanks_before_the_commit_are_caught() throws Exception {
        var classes = folder.resolve("hasty");
        var own = Path.of("target/test-classes/org/sanhao/fault");
        Files.createDirectories(classes.resolve("org/sanhao/fault"));
        try (var compiled = Files.list(own)) {
            for (var file : compiled.toList()) {
                Files.copy(file, classes.resolve("org/sanhao/fault").resolve(file.getFileName()));
            }
        }
        var savers = killedWhileSaving("hasty", Launch.of(data, "demo").with("org.sanhao.fault.HastyServer", classes));

        assertThat(lookAfter(savers).lost()).isNotEmpty();
    }

    @Test
    @Order(3)
    void canary_commits_that_do_not_wait_for_the_disk_are_caught_and_refused_at_the_start() throws Exception {
        var savers = new Savers("lazy");
        try (var server = ServerProcess.start(Launch.of(data, "demo"))) {
            try (var superuser = server.superuser();
                    var statement = superuser.createStatement()) {
                statement.execute("ALTER SYSTEM SET wal_writer_delay = '10s'");
                statement.execute("SELECT pg_reload_conf()");
                statement.execute("ALTER ROLE sanhao_app SET synchronous_commit = off");
                statement.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'sanhao_app'");
            }
            saveAndKill(savers, server);
        }

        var refused = ServerProcess.run(Launch.of(data, "demo", "--port", "0", "--data", data.toString()));
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.output()).contains("synchronous_commit");
        assertThat(lookAfter(savers).lost()).isNotEmpty();
    }

    private Savers.Found lookAfter(Savers savers) throws SQLException, IOException {
        try (var locked = DataFolder.open(data);
                var postgres = EmbeddedPostgres.start(locked);
                var superuser = postgres.superuser("sanhao")) {
            return savers.lookAt(superuser);
        }
    }
}
