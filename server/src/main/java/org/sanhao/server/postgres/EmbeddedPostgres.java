package org.sanhao.server.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL as a child process, for installations that bring no database of their own.
 *
 * <p>Durable as shipped: write-ahead log flushed at each commit, password authentication, loopback only. A postmaster
 * left behind by a killed process is stopped before a new one starts.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    static final String SUPERUSER = "sanhao_super";
    static final String DATABASE = "sanhao";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final int PORT_TRIES = 20;
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(2);
    private static final Duration PROBE_PAUSE = Duration.ofMillis(40);

    private final DataFolder folder;
    private final Path cluster;
    private final PostgresBinaries programs;
    private final String major;
    private final List<String> settings;
    private volatile @Nullable Process postmaster;
    private volatile boolean closing;
    private int port;

    private EmbeddedPostgres(DataFolder folder, PostgresBinaries programs, String major, List<String> settings) {
        this.folder = folder;
        this.cluster = folder.resolve("pgdata");
        this.programs = programs;
        this.major = major;
        this.settings = settings;
    }

    /** Starts the database of a data folder, creating it at the first start. */
    public static EmbeddedPostgres start(DataFolder folder) {
        return start(folder, folder.path(), List.of());
    }

    /**
     * Starts with the programs unpacked elsewhere and settings of the caller's, for tests that run many clusters.
     *
     * @param settings lines of {@code postgresql.conf}, each {@code name=value}
     */
    public static EmbeddedPostgres start(DataFolder folder, Path programsFolder, List<String> settings) {
        var postgres =
                new EmbeddedPostgres(folder, PostgresBinaries.in(programsFolder), PostgresBinaries.MAJOR, settings);
        postgres.start();
        return postgres;
    }

    /**
     * Starts with the programs of a PostgreSQL installed on this machine, for tests on the other versions the product
     * speaks with.
     *
     * @param home the folder that holds its {@code bin}
     * @param settings lines of {@code postgresql.conf}, each {@code name=value}
     */
    public static EmbeddedPostgres startInstalled(DataFolder folder, Path home, List<String> settings) {
        var programs = PostgresBinaries.installed(home);
        var postgres = new EmbeddedPostgres(folder, programs, programs.major(), settings);
        postgres.start();
        return postgres;
    }

    /**
     * Starts a cluster of an earlier major version with the programs its own release left in the data folder, or with
     * those of Debian, so that it can be read once more.
     *
     * @throws StartRefused when there are neither
     */
    public static EmbeddedPostgres startEarlier(DataFolder folder) {
        var major = majorIn(folder.path()).orElseThrow();
        var programs = PostgresBinaries.leftBehind(folder.path(), major)
                .or(() -> PostgresBinaries.ofDebian(major))
                .orElseThrow(() -> new StartRefused("没有 PostgreSQL " + major + " 的程序，读不了旧数据库。安装 postgresql-" + major
                        + " 后重试；或用旧版三好执行 ./sanhao backup，再用本程序执行 ./sanhao restore。"));
        var postgres = new EmbeddedPostgres(folder, programs, major, List.of());
        postgres.start();
        return postgres;
    }

    /** The major version of the cluster in a data folder; empty when there is none yet. */
    public static Optional<String> majorIn(Path root) {
        var file = root.resolve("pgdata").resolve("PG_VERSION");
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the programs of this release can open the cluster of a data folder. */
    public static boolean isCurrent(Path root) {
        return majorIn(root).map(PostgresBinaries.MAJOR::equals).orElse(true);
    }

    public DatabaseAddress address() {
        return address(url(DATABASE), KeyFolder.of(folder.path()));
    }

    private static DatabaseAddress address(String url, KeyFolder keys) {
        return new DatabaseAddress(
                url,
                new DatabaseAddress.Login(Roles.APP, keys.secret("db-app")),
                new DatabaseAddress.Login(Roles.OWNER, keys.secret("db-owner")));
    }

    /**
     * The database of a folder that another process serves.
     *
     * @throws StartRefused when it is not running yet
     */
    public static DatabaseAddress servedIn(Path root) {
        try {
            var port = Files.readString(root.resolve("pg-port")).split(" ", -1)[0];
            return address("jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE, KeyFolder.of(root));
        } catch (IOException e) {
            throw new StartRefused("数据目录 " + root + " 正被使用，但其中的数据库没有在运行。等服务就绪后重试。", e);
        }
    }

    /** A connection of the superuser, for creating the roles and for tests that attack the fences. */
    public Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, folder.secret("db-super"));
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public int port() {
        return port;
    }

    /** The operating system's number of the postmaster: kill tests need it. */
    public long pid() {
        var process = postmaster;
        if (process == null) {
            throw new IllegalStateException("not running");
        }
        return process.pid();
    }

    private void start() {
        stopOrphan();
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            createCluster();
        }
        checkVersion();
        for (int attempt = 1; ; attempt++) {
            port = freePort(attempt);
            launch();
            if (awaitReady()) {
                break;
            }
            if (attempt == PORT_TRIES) {
                throw new StartRefused("内置数据库没有启动，日志见 " + logFile());
            }
        }
        createRolesAndDatabase();
        supervise(Objects.requireNonNull(postmaster));
    }

    /** Starts it again on the same port when it ends without being asked: out of memory, a full disk, somebody's kill. */
    private void supervise(Process running) {
        running.onExit()
                .thenAcceptAsync(
                        ended -> {
                            while (!closing) {
                                LOG.error(
                                        "PostgreSQL ended with {}; starting it again, see {}",
                                        ended.exitValue(),
                                        logFile());
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
                supervise(Objects.requireNonNull(postmaster));
                return true;
            }
        } catch (StartRefused notYet) {
            LOG.error("PostgreSQL does not come back yet: {}", notYet.getMessage());
        }
        return false;
    }

    private void createCluster() {
        var password = folder.keys().resolve("initdb-password");
        try {
            Files.createDirectories(cluster);
            Files.setPosixFilePermissions(cluster, PosixFilePermissions.fromString("rwx------"));
            Files.writeString(password, folder.secret("db-super"), StandardCharsets.US_ASCII);
            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
            run(
                    programs.program("initdb").toString(),
                    "-D",
                    cluster.toString(),
                    "-U",
                    SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    // Trigrams need a real character type; ICU orders Chinese by pinyin.
                    "--locale-provider=icu",
                    "--icu-locale=zh-Hans-CN",
                    "--locale=C.UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            try {
                Files.deleteIfExists(password);
            } catch (IOException e) {
                LOG.warn("could not delete the password file of initdb", e);
            }
        }
    }

    private void checkVersion() {
        var found = majorIn(folder.path()).orElseThrow();
        if (!found.equals(major)) {
            throw new StartRefused("数据目录里的数据库是 PostgreSQL " + found + "，本程序内置 " + major
                    + "。先执行 ./sanhao upgrade --data " + folder.path() + "，原目录会保留。");
        }
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
            postmaster = new ProcessBuilder(inSessionOfItsOwn(asOrdinaryUser(command)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                    .start();
        } catch (IOException e) {
            throw new StartRefused("无法启动内置数据库程序", e);
        }
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
    private static List<String> asOrdinaryUser(List<String> command) {
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
            var process = postmaster;
            if (closing) {
                return false;
            }
            if (process == null || !process.isAlive()) {
                if (portWasTaken()) {
                    return false;
                }
                throw new StartRefused(
                        "内置数据库没有启动，日志见 " + logFile() + "。以 root 运行时需要内核允许用户命名空间，否则请用普通用户运行，或用 --db 指定自己的数据库。");
            }
            try (var connection = superuser("postgres")) {
                if (connection.isValid(5)) {
                    Files.writeString(folder.resolve("pg-port"), port + " " + process.pid());
                    return true;
                }
            } catch (SQLException notYet) {
                pause(PROBE_PAUSE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new StartRefused("内置数据库 " + START_LIMIT.toSeconds() + " 秒内没有就绪，日志见 " + logFile());
    }

    private boolean portWasTaken() {
        try {
            var lines = Files.readAllLines(logFile());
            var tail = lines.subList(Math.max(0, lines.size() - 8), lines.size());
            return tail.stream().anyMatch(line -> line.contains("Address already in use"));
        } catch (IOException e) {
            return false;
        }
    }

    private int freePort(int attempt) {
        if (attempt == 1) {
            var last = lastPort();
            if (last.isPresent()) {
                return last.get();
            }
        }
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Integer> lastPort() {
        try {
            var file = folder.resolve("pg-port");
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            int last = Integer.parseInt(Files.readString(file).split(" ", -1)[0]);
            try (var probe = new ServerSocket(last, 1, InetAddress.getLoopbackAddress())) {
                return Optional.of(probe.getLocalPort());
            }
        } catch (IOException | NumberFormatException takenOrDamaged) {
            return Optional.empty();
        }
    }

    /** We hold the folder's lock, so a postmaster that runs on this cluster belongs to a process that is gone. */
    private void stopOrphan() {
        var pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            var orphan = ProcessHandle.of(pid).filter(this::runsOnThisCluster);
            if (orphan.isPresent()) {
                LOG.warn("stopping the PostgreSQL (pid {}) that a killed process left behind", pid);
                signal(orphan.get(), "INT");
                orphan.get().onExit().orTimeout(60, TimeUnit.SECONDS).join();
            }
        } catch (IOException | NumberFormatException e) {
            LOG.warn("cannot read {}", pidFile, e);
        }
    }

    private boolean runsOnThisCluster(ProcessHandle process) {
        try {
            var line = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
            return Arrays.asList(line.split("\0", -1)).contains(cluster.toString());
        } catch (IOException gone) {
            return false;
        }
    }

    private void createRolesAndDatabase() {
        try (var connection = superuser("postgres")) {
            Roles.create(connection, folder.secret("db-app"), folder.secret("db-owner"));
            Roles.createDatabase(connection, DATABASE);
        } catch (SQLException e) {
            throw new StartRefused("无法在内置数据库中建立角色", e);
        }
        try (var connection = superuser(DATABASE)) {
            Roles.prepareDatabase(connection);
        } catch (SQLException e) {
            throw new StartRefused("无法准备内置数据库", e);
        }
    }

    private Path logFile() {
        return folder.resolve("postgresql.log");
    }

    private void run(String... command) {
        try {
            var process = new ProcessBuilder(asOrdinaryUser(List.of(command)))
                    .redirectErrorStream(true)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new StartRefused("无法建立内置数据库:\n" + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("启动被中断", e);
        }
    }

    /** Stops quickly but cleanly: open transactions are rolled back, the log is flushed. */
    @Override
    public void close() {
        closing = true;
        stop();
    }

    private synchronized void stop() {
        var process = postmaster;
        if (process == null || !process.isAlive()) {
            return;
        }
        signal(process.toHandle(), "INT");
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                signal(process.toHandle(), "QUIT");
                process.waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void signal(ProcessHandle process, String name) {
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
