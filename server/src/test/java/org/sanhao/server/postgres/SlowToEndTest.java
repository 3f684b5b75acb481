package org.sanhao.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.server.support.ServerProcess;

/** Everything was killed, but a process of the database still hangs on the disk when the server is started again. */
class SlowToEndTest {
    private static final List<String> RELAXED = List.of("fsync=off");

    @TempDir
    Path data;

    @Test
    void a_start_waits_for_what_the_killed_database_left_behind() throws Exception {
        var programs = Path.of(System.getProperty("java.io.tmpdir"), "sanhao-test-programs");
        try (var folder = DataFolder.open(data)) {
            EmbeddedPostgres.start(folder, programs, RELAXED).close();
            int port = ServerProcess.freePort();
            var log = data.resolve("postgresql.log");
            var killed = new Postmaster(
                    PostgresBinaries.in(programs), data.resolve("pgdata"), RELAXED, log, () -> answers(folder, port));
            assertThat(killed.start(port)).isTrue();

            var hanging = hanging(folder, port);
            signal("STOP", hanging);
            signal("KILL", killed.pid());
            CompletableFuture.runAsync(
                    () -> signal("KILL", hanging), CompletableFuture.delayedExecutor(1_500, TimeUnit.MILLISECONDS));

            try (var again = EmbeddedPostgres.start(folder, programs, RELAXED);
                    var superuser = again.superuser("postgres")) {
                assertThat(superuser.isValid(5)).isTrue();
            }
            assertThat(Files.readString(log))
                    .as("the start met what was left behind")
                    .contains("pre-existing shared memory block");
        }
    }

    @Test
    void a_start_is_not_kept_out_by_a_number_that_belongs_to_somebody_else_by_now() throws Exception {
        var programs = Path.of(System.getProperty("java.io.tmpdir"), "sanhao-test-programs");
        var somebody = new ProcessBuilder("sleep", "60").start();
        try (var folder = DataFolder.open(data)) {
            EmbeddedPostgres.start(folder, programs, RELAXED).close();
            var log = data.resolve("postgresql.log");
            int port = ServerProcess.freePort();
            var killed = new Postmaster(
                    PostgresBinaries.in(programs), data.resolve("pgdata"), RELAXED, log, () -> answers(folder, port));
            assertThat(killed.start(port)).isTrue();
            signal("KILL", killed.pid());
            var left = data.resolve("pgdata").resolve("postmaster.pid");
            Files.writeString(left, Files.readString(left).replaceFirst("^\\d+", Long.toString(somebody.pid())));

            try (var again = EmbeddedPostgres.start(folder, programs, RELAXED);
                    var superuser = again.superuser("postgres")) {
                assertThat(superuser.isValid(5)).isTrue();
            }
            assertThat(somebody.isAlive()).as("a stranger is left alone").isTrue();
        } finally {
            somebody.destroyForcibly();
        }
    }

    private static Connection superuser(DataFolder folder, int port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "sanhao_super", folder.secret("db-super"));
    }

    private static boolean answers(DataFolder folder, int port) {
        try (var superuser = superuser(folder, port)) {
            return superuser.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** A session's process, with its session. */
    private static long hanging(DataFolder folder, int port) throws SQLException {
        @SuppressWarnings("resource") // it ends with its process
        var session = superuser(folder, port);
        var row = session.createStatement().executeQuery("SELECT pg_backend_pid()");
        row.next();
        return row.getLong(1);
    }

    private static void signal(String name, long pid) {
        Postmaster.signal(ProcessHandle.of(pid).orElseThrow(), name);
    }
}
