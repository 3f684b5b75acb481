package org.sanhao.bench.start;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sanhao.bench.Measure;
import org.sanhao.bench.Result;

/**
 * Seconds from the command to the first page, unpacked with its start-up cache, against the plain jar. First start with an
 * empty data folder, later starts as the median of five, one start after the power went with a gigabyte of log to redo;
 * memory and processor time of the whole family of processes while idle. The value is the median of the later starts; the
 * other figures must hold, too. Run from the repository's root.
 */
public final class StartBench implements Measure {
    private static final int LATER = 5;
    private static final double FIRST_REACH = 15;
    private static final double LATER_REACH = 5;
    private static final double AFTER_KILL_REACH = 20;
    /** Below what makes PostgreSQL write a checkpoint of its own, which would leave nothing to redo. */
    private static final long LOG_BYTES = 1_000_000_000;

    private static final double MEGABYTES_REACH = 700;
    private static final double IDLE_REACH = 2;
    private static final int IDLE_SECONDS = 20;
    private static final double TICKS_PER_SECOND = 100;
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8");

    /** What one kind of start came to. */
    private record Figures(double first, double later, double megabytes, double idlePercent) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "first %.1f s, later %.1f s, memory %.0f MB, idle %.1f %%",
                    first,
                    later,
                    megabytes,
                    idlePercent);
        }
    }

    @Override
    public Result run() throws Exception {
        var jar = Path.of("server/target/sanhao-server-boot.jar").toAbsolutePath();
        var scratch = Files.createTempDirectory("sanhao-start");
        try {
            var unpacked = unpack(jar, scratch.resolve("app"));
            var ours = measure(
                    scratch.resolve("ours"),
                    List.of("-XX:AOTCache=" + unpacked.resolve("lib/server/sanhao.aot")),
                    unpacked.resolve("lib/server/sanhao-server.jar"));
            System.err.println("unpacked with cache: " + ours);
            double afterKill = afterKill(
                    scratch.resolve("ours"),
                    List.of("-XX:AOTCache=" + unpacked.resolve("lib/server/sanhao.aot")),
                    unpacked.resolve("lib/server/sanhao-server.jar"));
            System.err.printf(Locale.ROOT, "after kill -9 with %,d bytes of log: %.1f s%n", LOG_BYTES, afterKill);
            var plain = measure(scratch.resolve("plain"), List.of(), jar);
            System.err.println("plain jar:           " + plain);
            var result = Result.atMost("start", ours.later(), "s", LATER_REACH, plain.later());
            boolean all = result.ok()
                    && ours.first() <= FIRST_REACH
                    && afterKill <= AFTER_KILL_REACH
                    && ours.megabytes() <= MEGABYTES_REACH
                    && ours.idlePercent() <= IDLE_REACH;
            return new Result(
                    result.bench(), result.value(), result.unit(), result.reach(), all, result.rival(), result.ratio());
        } finally {
            delete(scratch);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path unpack(Path jar, Path app) throws IOException, InterruptedException {
        Files.createDirectories(app.resolve("lib"));
        execute(List.of(
                java(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                app.resolve("lib/server").toString()));
        Files.move(app.resolve("lib/server").resolve(jar.getFileName()), app.resolve("lib/server/sanhao-server.jar"));
        Files.createSymbolicLink(app.resolve("runtime"), Path.of(System.getProperty("java.home")));
        System.err.println("recording the start-up cache");
        execute(List.of("bash", "packaging/train.sh", app.toString()));
        return app;
    }

    private static void execute(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("failed: " + command);
        }
    }

    private static Figures measure(Path data, List<String> cache, Path jar) throws IOException, InterruptedException {
        double first = 0;
        var later = new double[LATER];
        double megabytes = 0;
        double idle = 0;
        for (int start = 0; start <= LATER; start++) {
            int port = freePort();
            long from = System.nanoTime();
            var process = start(data, cache, jar, port);
            try {
                awaitPage(port, process, data);
                double seconds = (System.nanoTime() - from) / 1e9;
                if (start == 0) {
                    first = seconds;
                } else {
                    later[start - 1] = seconds;
                }
                if (start == LATER) {
                    TimeUnit.SECONDS.sleep(IDLE_SECONDS / 2);
                    long before = ticks(process);
                    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
                    idle = (ticks(process) - before) / TICKS_PER_SECOND / IDLE_SECONDS * 100;
                    megabytes = megabytes(process);
                }
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
        Arrays.sort(later);
        return new Figures(first, later[LATER / 2], megabytes, idle);
    }

    /** Fills the log of a running server, ends it and its database without a word, and starts it again. */
    private static double afterKill(Path data, List<String> cache, Path jar)
            throws IOException, InterruptedException, SQLException {
        int port = freePort();
        var process = start(data, cache, jar, port);
        try {
            awaitPage(port, process, data);
            fillLog(data);
        } finally {
            family(process).forEach(ProcessHandle::destroyForcibly);
            process.waitFor();
        }
        port = freePort();
        long from = System.nanoTime();
        process = start(data, cache, jar, port);
        try {
            awaitPage(port, process, data);
            return (System.nanoTime() - from) / 1e9;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static void fillLog(Path data) throws IOException, SQLException {
        var port = Files.readString(data.resolve("pg-port")).split(" ", -1)[0];
        try (var superuser = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/sanhao",
                        "sanhao_super",
                        Files.readString(data.resolve("keys").resolve("db-super"))
                                .strip());
                var statement = superuser.createStatement()) {
            statement.execute("CHECKPOINT");
            statement.execute("CREATE TABLE public.filling (id int PRIMARY KEY, text text)");
            var from = text(statement, "SELECT pg_current_wal_insert_lsn()");
            for (int i = 0; written(statement, from) < LOG_BYTES; i++) {
                statement.execute("INSERT INTO public.filling SELECT n, repeat(md5(n::text), 12) FROM generate_series("
                        + i * 50_000 + ", " + (i * 50_000 + 49_999) + ") AS n");
            }
            // What was redone since the last checkpoint, not what was written in all, is the figure promised.
            var redo = text(statement, "SELECT redo_lsn FROM pg_control_checkpoint()");
            if (written(statement, redo) < LOG_BYTES) {
                throw new IllegalStateException("a checkpoint came between");
            }
        }
    }

    private static long written(Statement statement, String from) throws SQLException {
        return Long.parseLong(
                text(statement, "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '" + from + "')::bigint"));
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Process start(Path data, List<String> cache, Path jar, int port) throws IOException {
        return new ProcessBuilder(command(data, cache, jar, port))
                .redirectErrorStream(true)
                .redirectOutput(said(data).toFile())
                .start();
    }

    /** What the last process on a data folder said. */
    private static Path said(Path data) {
        return data.resolveSibling(data.getFileName() + ".out");
    }

    private static List<String> command(Path data, List<String> cache, Path jar, int port) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(OPTIONS);
        command.addAll(cache);
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "start",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--management-port",
                Integer.toString(freePort())));
        return command;
    }

    private static int freePort() {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The first page that comes whole. */
    private static void awaitPage(int port, Process process, Path data) throws IOException, InterruptedException {
        var page = URI.create("http://127.0.0.1:" + port + "/").toURL();
        while (process.isAlive()) {
            try {
                var connection = (HttpURLConnection) page.openConnection();
                connection.setConnectTimeout(1_000);
                if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
                    connection.getInputStream().readAllBytes();
                    return;
                }
            } catch (IOException notYet) {
                // Ask again.
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IOException("it ended before the first page, saying:\n" + Files.readString(said(data)));
    }

    private static Stream<ProcessHandle> family(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** Shared pages are divided among those who share them. */
    private static double megabytes(Process process) {
        return family(process)
                .mapToDouble(each -> {
                    try (var lines = Files.lines(Path.of("/proc/" + each.pid() + "/smaps_rollup"))) {
                        return lines.filter(line -> line.startsWith("Pss:"))
                                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                        .sum()
                                / 1024.0;
                    } catch (IOException gone) {
                        return 0;
                    }
                })
                .sum();
    }

    private static long ticks(Process process) {
        return family(process)
                .mapToLong(each -> {
                    try {
                        var stat = Files.readString(Path.of("/proc/" + each.pid() + "/stat"));
                        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                    } catch (IOException gone) {
                        return 0;
                    }
                })
                .sum();
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
