package org.sanhao.server.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of a cluster: started, watched, started again on the same port when it ends without being asked, stopped. */
final class Postmaster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(2);
    private static final Duration PROBE_PAUSE = Duration.ofMillis(40);
    private static final Duration IN_USE_PAUSE = Duration.ofMillis(300);
    private static final String STILL_IN_USE = "pre-existing shared memory block";

    private final PostgresBinaries programs;
    private final Path cluster;
    private final List<String> settings;
    private final Path log;
    private final BooleanSupplier answers;
    private volatile @Nullable Process process;
    private volatile boolean closing;
    private volatile int port;
    private volatile long saidBefore;

    /**
     * @param settings lines of {@code postgresql.conf} beside our own, each {@code name=value}
     * @param answers whether the database lets somebody in
     */
    Postmaster(PostgresBinaries programs, Path cluster, List<String> settings, Path log, BooleanSupplier answers) {
        this.programs = programs;
        this.cluster = cluster;
        this.settings = settings;
        this.log = log;
        this.answers = answers;
    }

    int port() {
        return port;
    }

    long pid() {
        var running = process;
        if (running == null) {
            throw new IllegalStateException("not running");
        }
        return running.pid();
    }

    /**
     * Starts it on a port and waits until it answers.
     *
     * @return false when the port was taken
     * @throws StartRefused when it does not come up for another reason
     */
    boolean start(int on) {
        port = on;
        launch();
        return awaitReady();
    }

    /** Watches what runs: out of memory, a full disk, somebody's kill. */
    void supervise() {
        Objects.requireNonNull(process)
                .onExit()
                .thenAcceptAsync(
                        ended -> {
                            while (!closing) {
                                LOG.error(
                                        "PostgreSQL ended with {}; starting it again, see {}", ended.exitValue(), log);
                                if (startAgain()) {
                                    return;
                                }
                                pause(RESTART_PAUSE);
                            }
                        },
                        task -> Thread.ofPlatform()
                                .daemon()
                                .name("postgres-supervisor")
                                .start(task));
    }

    private synchronized boolean startAgain() {
        if (closing) {
            return true;
        }
        launch();
        try {
            if (awaitReady()) {
                LOG.info("PostgreSQL is back");
                supervise();
                return true;
            }
        } catch (StartRefused notYet) {
            LOG.error("PostgreSQL does not come back yet: {}", notYet.getMessage());
        }
        return false;
    }

    private void launch() {
        var command = new ArrayList<String>();
        command.add(programs.program("postgres").toString());
        command.add("-D");
        command.add(cluster.toString());
        var wanted = new ArrayList<>(List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "full_page_writes=on",
                "synchronous_commit=on",
                "shared_buffers=128MB",
                "max_connections=60",
                "max_wal_size=2GB",
                "timezone=UTC",
                "log_timezone=UTC",
                "lc_messages=C.UTF-8",
                "log_line_prefix=%m [%p] ",
                // Details and contexts quote rows, and with them people.
                "log_error_verbosity=terse",
                "jit=off",
                "random_page_cost=1.1"));
        wanted.addAll(settings);
        for (var setting : wanted) {
            command.add("-c");
            command.add(setting);
        }
        try {
            ownLockFile();
            saidBefore = Files.exists(log) ? Files.size(log) : 0;
            process = new ProcessBuilder(inSessionOfItsOwn(asOrdinaryUser(command)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new StartRefused("无法启动内置数据库程序", e);
        }
    }

    /**
     * What a killed postmaster left behind names its number. That may still be seen while the process is being cleared away,
     * and after the machine was off it may be anybody's, a thread of ours included; PostgreSQL would take it for another
     * postmaster and refuse. Nobody else can be one, for we hold the folder's lock, so the number of its parent to be is
     * written there, which PostgreSQL knows to be stale. The line that names the shared memory stays: a session's process
     * that is still attached to it is found by that.
     */
    private void ownLockFile() throws IOException {
        var file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var lines = new ArrayList<>(Files.readAllLines(file));
        if (lines.isEmpty()) {
            return;
        }
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        var fresh = cluster.resolve("postmaster.pid.fresh");
        Files.write(fresh, lines);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Ctrl+C reaches the server only; it finishes its requests first and stops the database then. */
    private static List<String> inSessionOfItsOwn(List<String> command) {
        if (!Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            return command;
        }
        var wrapped = new ArrayList<>(List.of("/usr/bin/setsid"));
        wrapped.addAll(command);
        return wrapped;
    }

    /** PostgreSQL refuses to run as root; inside a user namespace of its own it does not know that it is. */
    static List<String> asOrdinaryUser(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        var wrapped = new ArrayList<>(List.of("unshare", "-U"));
        wrapped.addAll(command);
        return wrapped;
    }

    private boolean awaitReady() {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < limit) {
            var running = process;
            if (closing) {
                return false;
            }
            if (running == null || !running.isAlive()) {
                if (portWasTaken()) {
                    return false;
                }
                if (lastWord().contains(STILL_IN_USE)) {
                    // Processes of a killed postmaster outlive it while they wait for the disk.
                    pause(IN_USE_PAUSE);
                    launch();
                    continue;
                }
                throw new StartRefused("内置数据库没有启动（" + lastWord() + "），日志见 " + log
                        + "。以 root 运行时需要内核允许用户命名空间，否则请用普通用户运行，或用 --db 指定自己的数据库。");
            }
            if (answers.getAsBoolean()) {
                return true;
            }
            pause(PROBE_PAUSE);
        }
        throw new StartRefused("内置数据库 " + START_LIMIT.toSeconds() + " 秒内没有就绪，日志见 " + log);
    }

    private boolean portWasTaken() {
        return said().contains("Address already in use");
    }

    /** Why it gave up: its last fatal line, or whatever was said last in its place. */
    private String lastWord() {
        var lines = said().lines().filter(line -> !line.isBlank()).toList();
        return lines.stream()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                .reduce((earlier, later) -> later)
                .map(line -> line.replaceFirst("^.*?(?=FATAL:|PANIC:)", ""))
                .orElse(lines.isEmpty() ? "没有留下原因" : lines.getLast());
    }

    /** What was logged since this launch. */
    private String said() {
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(saidBefore);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Stops quickly but cleanly: open transactions are rolled back, the log is flushed. */
    @Override
    public void close() {
        closing = true;
        stop();
    }

    private synchronized void stop() {
        var running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        signal(running.toHandle(), "INT");
        try {
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                signal(running.toHandle(), "QUIT");
                running.waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void signal(ProcessHandle process, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("启动被中断", e);
        }
    }
}
