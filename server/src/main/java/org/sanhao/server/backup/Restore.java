package org.sanhao.server.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.sanhao.proof.Digest;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.postgres.EmbeddedPostgres;
import org.sanhao.server.postgres.Installation;
import org.sanhao.server.postgres.Migrations;

/**
 * Brings a backup back, into nothing: an empty data folder, or an empty database of the customer's. The whole file is
 * compared with its signed list before anything is touched. The data folder is filled under another name and gets its own
 * only when everything is in it, so a kill leaves either no installation or a whole one.
 */
public final class Restore implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Archive.Reader archive;
    private final Progress progress;

    /** @throws BackupRefused when the file is no genuine backup */
    public Restore(Path file, Progress progress) {
        this.archive = new Archive.Reader(file);
        this.progress = progress;
    }

    /** The key that signed, to be compared with what the backup command printed. */
    public String fingerprint() {
        return archive.key().fingerprint().text();
    }

    public java.time.Instant takenAt() {
        return archive.manifest().takenAt();
    }

    /**
     * Compares every byte with the signed list, and the shape of the tables with what this program knows.
     *
     * @throws BackupRefused naming the first thing that does not fit
     */
    public void verify() {
        var manifest = archive.manifest();
        manifest.migrations().forEach((module, list) -> {
            var known = Migrations.known(module);
            for (var each : list) {
                if (!known.contains(MigrationVersion.fromVersion(each.version()).getVersion())) {
                    throw new BackupRefused("备份来自更新的程序（" + manifest.product() + "，模块 " + module + " 的结构版本 "
                            + each.version() + " 本程序没有）。用同版本或更新的程序恢复。");
                }
            }
        });
        progress.stage("核对备份文件");
        try {
            long expected =
                    manifest.tables().stream().mapToLong(Manifest.Table::bytes).sum()
                            + manifest.files().bytes();
            long done = 0;
            for (var table : manifest.tables()) {
                compare(table.entry(), table.bytes(), table.digest());
                done += table.bytes();
                progress.bytes(done, expected);
            }
            compare(Archive.FILES, -1, manifest.files().digest());
            for (var file : files()) {
                compare("files/" + file.name(), file.bytes(), file.digest());
                done += file.bytes();
                progress.bytes(done, expected);
            }
        } catch (IOException damaged) {
            throw new BackupRefused("备份文件已损坏：" + damaged.getMessage() + "。换一份备份。", damaged);
        }
    }

    private void compare(String entry, long bytes, Digest digest) throws IOException {
        MessageDigest sha256 = Archive.sha256();
        long count = 0;
        try (var in = archive.open(entry)) {
            var buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
                count += read;
            }
        }
        if ((bytes >= 0 && bytes != count) || !Archive.digest(sha256).equals(digest)) {
            throw new BackupRefused("备份里的 " + entry + " 与清单不符，文件被改动或已损坏。换一份备份。");
        }
    }

    private record StoredFile(Digest digest, long bytes, String name) {}

    private List<StoredFile> files() throws IOException {
        var files = new ArrayList<StoredFile>();
        try (var lines =
                new BufferedReader(new InputStreamReader(archive.open(Archive.FILES), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var parts = line.split(" ", 3);
                files.add(new StoredFile(Digest.parse(parts[0]), Long.parseLong(parts[1]), parts[2]));
            }
        }
        return files;
    }

    /**
     * Fills a data folder that is absent or empty, with a database inside.
     *
     * @param keys archive of the key folder, when there is one
     * @throws BackupRefused when the folder holds anything
     */
    public void into(Path data, @Nullable Path keys) {
        requireEmpty(data);
        try {
            var half = prepareBeside(data);
            if (keys != null) {
                unpackKeys(keys, half);
            }
            fill(half);
            Files.deleteIfExists(data);
            adopt(half, data);
        } catch (IOException e) {
            throw noRoom(data, e);
        }
    }

    /**
     * Fills a folder of its own with the keys of {@code data} and puts it in the place of {@code data}, which stays under
     * another name.
     *
     * @return where the old folder is now
     */
    Path inPlaceOf(Path data, String suffix) {
        try {
            var half = prepareBeside(data);
            var keys = org.sanhao.server.postgres.KeyFolder.of(half).path();
            try (var all = Files.list(data.resolve("keys"))) {
                for (var key : all.toList()) {
                    Files.copy(key, keys.resolve(key.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            fill(half);
            var kept = half.resolveSibling(data.toAbsolutePath().normalize().getFileName() + suffix);
            Files.move(data, kept, StandardCopyOption.ATOMIC_MOVE);
            adopt(half, data);
            return kept;
        } catch (IOException e) {
            throw noRoom(data, e);
        }
    }

    private static BackupRefused noRoom(Path data, IOException e) {
        return new BackupRefused("写入 " + data + " 旁边的目录时出错：" + e.getMessage() + "。核对磁盘空间和目录权限，然后重新恢复。", e);
    }

    private static Path prepareBeside(Path data) throws IOException {
        var half = Installation.halfRestored(data);
        if (Files.exists(half)) {
            requireDead(half);
            delete(half);
        }
        Files.createDirectories(half);
        return half;
    }

    private void fill(Path half) throws IOException {
        try (var folder = DataFolder.open(half);
                var postgres = EmbeddedPostgres.start(folder)) {
            load(postgres.address());
            evidence(half);
        }
        Files.deleteIfExists(half.resolve("lock"));
        force(half);
    }

    private static void adopt(Path half, Path data) throws IOException {
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
        force(Objects.requireNonNull(data.toAbsolutePath().getParent()));
    }

    /**
     * Fills an empty database of the customer's, and the data folder with the evidence files.
     *
     * @throws BackupRefused when the database has any of our tables
     */
    public void into(DatabaseAddress address, Path data, @Nullable Path keys) {
        requireEmpty(data);
        try (var owner = owner(address)) {
            if (!new Catalogue(owner).migrations().isEmpty() || Installation.isHalfRestored(owner)) {
                throw new BackupRefused("目标数据库里已经有三好的数据。恢复只写入空的数据库：新建一个库，或删除后重建。");
            }
            try (var statement = owner.createStatement()) {
                statement.execute("CREATE SCHEMA " + Installation.HALF_RESTORED);
            }
            Files.createDirectories(data);
            if (keys != null) {
                unpackKeys(keys, data);
            }
            load(address);
            evidence(data);
            try (var statement = owner.createStatement()) {
                statement.execute("DROP SCHEMA " + Installation.HALF_RESTORED);
            }
        } catch (SQLException e) {
            throw new BackupRefused("写入数据库时出错：" + e.getMessage() + "。删除并重建这个库，再重新恢复。", e);
        } catch (IOException e) {
            throw new BackupRefused("写入 " + data + " 时出错：" + e.getMessage(), e);
        }
    }

    private static void requireEmpty(Path data) {
        try {
            if (Files.exists(data)) {
                try (var content = Files.list(data)) {
                    if (content.findAny().isPresent()) {
                        throw new BackupRefused("目录 " + data + " 不是空的。恢复从不覆盖：用 --data 另选目录，或先把它改名保存。");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireDead(Path half) {
        if (DataFolder.inUse(half)) {
            throw new BackupRefused("另一个恢复正在进行（" + half + "）。等它结束。");
        }
    }

    private void load(DatabaseAddress address) {
        var manifest = archive.manifest();
        progress.stage("建立表结构");
        Migrations.run(address, targets(manifest));
        progress.stage("写入 " + manifest.tables().size() + " 张表");
        try (var connection = owner(address)) {
            connection.setAutoCommit(false);
            requireSameShape(connection, manifest);
            fill(connection, manifest);
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("ANALYZE");
            }
        } catch (SQLException | IOException e) {
            throw new BackupRefused("写入数据库时出错，没有恢复：" + e.getMessage(), e);
        }
        Migrations.run(address);
    }

    private static void requireSameShape(Connection connection, Manifest manifest) throws SQLException {
        if (!new Catalogue(connection).migrations().equals(manifest.migrations())) {
            throw new BackupRefused("备份的表结构与本程序的不同，没有恢复。用写出备份的程序（" + manifest.product() + "）恢复后再升级。");
        }
    }

    private static Connection owner(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(
                address.url(), address.owner().role(), address.owner().password());
    }

    private static Map<String, String> targets(Manifest manifest) {
        var targets = new HashMap<String, String>();
        manifest.migrations().forEach((module, list) -> {
            if (!list.isEmpty()) {
                targets.put(module, list.getLast().version());
            }
        });
        return targets;
    }

    /** One transaction: fences and keys are opened, rows copied, keys and fences closed and thereby checked. */
    private void fill(Connection connection, Manifest manifest) throws SQLException, IOException {
        var catalogue = new Catalogue(connection);
        var foreignKeys = catalogue.foreignKeys();
        var forced = catalogue.forced();
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL datestyle = 'ISO, YMD'");
            statement.execute("SET LOCAL timezone = 'UTC'");
            statement.execute("SET LOCAL statement_timeout = 0");
            statement.execute("SELECT set_config('sanhao.scope', 'system', true)");
            for (var key : foreignKeys) {
                statement.execute("ALTER TABLE " + key.table() + " DROP CONSTRAINT " + key.name());
            }
            for (var table : manifest.tables()) {
                var name = quoted(table);
                statement.execute("ALTER TABLE " + name + " DISABLE TRIGGER USER");
                if (forced.contains(table.toString())) {
                    statement.execute("ALTER TABLE " + name + " NO FORCE ROW LEVEL SECURITY");
                }
            }
            if (!manifest.tables().isEmpty()) {
                statement.execute("TRUNCATE "
                        + String.join(
                                ", ",
                                manifest.tables().stream().map(Restore::quoted).toList()));
            }
            copy(connection, manifest);
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            for (var table : manifest.tables()) {
                var name = quoted(table);
                statement.execute("ALTER TABLE " + name + " ENABLE TRIGGER USER");
                if (forced.contains(table.toString())) {
                    statement.execute("ALTER TABLE " + name + " FORCE ROW LEVEL SECURITY");
                }
            }
            for (var key : foreignKeys) {
                statement.execute(
                        "ALTER TABLE " + key.table() + " ADD CONSTRAINT " + key.name() + " " + key.definition());
            }
        }
        for (var sequence : manifest.sequences()) {
            try (var statement = connection.prepareStatement("SELECT setval(?::regclass, ?, ?)")) {
                statement.setString(1, Catalogue.quote(sequence.schema()) + "." + Catalogue.quote(sequence.name()));
                statement.setLong(2, sequence.last());
                statement.setBoolean(3, sequence.called());
                statement.execute();
            }
        }
    }

    private void copy(Connection connection, Manifest manifest) throws SQLException, IOException {
        var copies = connection.unwrap(PGConnection.class).getCopyAPI();
        long expected =
                manifest.tables().stream().mapToLong(Manifest.Table::bytes).sum();
        long done = 0;
        for (var table : manifest.tables()) {
            try (InputStream in = archive.open(table.entry())) {
                long rows = copies.copyIn(
                        "COPY " + quoted(table) + " (" + Catalogue.columns(table.columns()) + ") FROM STDIN",
                        in,
                        BUFFER);
                if (rows != table.rows()) {
                    throw new BackupRefused("表 " + table + " 写入 " + rows + " 行，应为 " + table.rows() + " 行。没有恢复。");
                }
            }
            done += table.bytes();
            progress.bytes(done, expected);
        }
    }

    private static String quoted(Manifest.Table table) {
        return Catalogue.quote(table.schema()) + "." + Catalogue.quote(table.name());
    }

    private void evidence(Path folder) throws IOException {
        var files = files();
        progress.stage("写入佐证材料 " + files.size() + " 个文件");
        var root = folder.resolve("evidence");
        for (var file : files) {
            var target = root.resolve(file.name()).normalize();
            if (!target.startsWith(root)) {
                throw new BackupRefused("备份里有越出目录的文件名，没有恢复。");
            }
            Files.createDirectories(target.getParent());
            try (var in = archive.open("files/" + file.name())) {
                Files.copy(in, target);
            }
            force(target);
        }
    }

    private static void unpackKeys(Path archive, Path data) throws IOException {
        var folder = org.sanhao.server.postgres.KeyFolder.of(data).path();
        try (var zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().map(each -> (ZipEntry) each).toList()) {
                var target = folder.resolve(entry.getName()).normalize();
                if (!folder.equals(target.getParent())) {
                    throw new BackupRefused("密钥文件里有不该有的文件名。换一份密钥文件。");
                }
                Files.createFile(
                        target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                try (var in = zip.getInputStream(entry)) {
                    Files.write(target, in.readAllBytes());
                }
            }
        }
    }

    private static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() {
        archive.close();
    }
}
