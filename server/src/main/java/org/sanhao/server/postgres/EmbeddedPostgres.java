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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
    private static final int PORT_TRIES = 20;

    private final DataFolder folder;
    private final Path cluster;
    private final PostgresBinaries programs;
    private final String major;
    private final Postmaster postmaster;

    private EmbeddedPostgres(DataFolder folder, PostgresBinaries programs, String major, List<String> settings) {
        this.folder = folder;
        this.cluster = folder.resolve("pgdata");
        this.programs = programs;
        this.major = major;
        this.postmaster = new Postmaster(programs, cluster, settings, logFile(), this::answers);
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
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    public int port() {
        return postmaster.port();
    }

    /** The operating system's number of the postmaster: kill tests need it. */
    public long pid() {
        return postmaster.pid();
    }

    private void start() {
        stopOrphan();
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            createCluster();
        }
        checkVersion();
        for (int attempt = 1; !postmaster.start(freePort(attempt)); attempt++) {
            if (attempt == PORT_TRIES) {
                throw new StartRefused("内置数据库没有启动，日志见 " + logFile());
            }
        }
        createRolesAndDatabase();
        postmaster.supervise();
    }

    /** Whether it lets its superuser in; then whoever comes later is told where it listens. */
    private boolean answers() {
        try (var connection = superuser("postgres")) {
            if (!connection.isValid(5)) {
                return false;
            }
            Files.writeString(folder.resolve("pg-port"), port() + " " + pid());
            return true;
        } catch (SQLException notYet) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                Postmaster.signal(orphan.get(), "INT");
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
            var process = new ProcessBuilder(Postmaster.asOrdinaryUser(List.of(command)))
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
        postmaster.close();
    }
}
