package org.sanhao.server.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.sanhao.proof.Digest;
import org.sanhao.proof.SignatureAlgorithm;
import org.sanhao.proof.SigningKey;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.postgres.Installation;
import org.sanhao.server.postgres.KeyFolder;

/**
 * Writes the installation into one file while it serves. One read-only transaction sees one moment; every evidence file
 * that moment knows of is on the disk already, because files are written before their rows.
 */
public final class Backup {
    private static final String SIGNING_KEY = "backup-signing";
    private static final String EVIDENCE = "evidence";

    private final DatabaseAddress address;
    private final Path data;
    private final Progress progress;

    /**
     * @param address the database, whose owning role is used
     * @param data folder with the keys and the evidence files
     */
    public Backup(DatabaseAddress address, Path data, Progress progress) {
        this.address = address;
        this.data = data;
        this.progress = progress;
    }

    /**
     * What was written.
     *
     * @param fingerprint of the key that signed, to be kept apart from the file
     */
    public record Written(Path file, Instant takenAt, int tables, long rows, long files, String fingerprint) {}

    /** @throws BackupRefused when the database cannot be read whole or the file cannot be written */
    public Written write(Path target) {
        var key = signingKey();
        try (var connection = DriverManager.getConnection(
                        address.url(), address.owner().role(), address.owner().password());
                var archive = new Archive.Writer(target)) {
            var manifest = write(connection, archive);
            archive.seal(manifest, key);
            remember(manifest.takenAt());
            return new Written(
                    target,
                    manifest.takenAt(),
                    manifest.tables().size(),
                    manifest.tables().stream().mapToLong(Manifest.Table::rows).sum(),
                    manifest.files().count(),
                    key.verifying().fingerprint().text());
        } catch (SQLException e) {
            throw new BackupRefused("读取数据库时出错，没有写成备份：" + e.getMessage(), e);
        } catch (IOException e) {
            throw new BackupRefused("写备份文件时出错，没有写成备份：" + e.getMessage() + "。核对磁盘空间和目录权限。", e);
        }
    }

    private Manifest write(Connection connection, Archive.Writer archive) throws SQLException, IOException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Instant takenAt;
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL datestyle = 'ISO, YMD'");
            statement.execute("SET LOCAL timezone = 'UTC'");
            statement.execute("SET LOCAL statement_timeout = 0");
            statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
            statement.execute("SELECT set_config('sanhao.scope', 'system', true)");
            takenAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        }
        var catalogue = new Catalogue(connection);
        var silent = catalogue.silentTables();
        if (!silent.isEmpty()) {
            throw new BackupRefused("拥有模式的角色读不到这些表，备份会不完整：" + String.join("、", silent) + "。请联系开发者。");
        }
        var migrations = catalogue.migrations();
        if (migrations.isEmpty()) {
            throw new BackupRefused("这个数据库里没有三好的数据。核对 --data 或 --db。");
        }
        var names = catalogue.tables();
        long expected =
                names.stream().mapToLong(Catalogue.TableName::sizeEstimate).sum();
        progress.stage("数据库 " + names.size() + " 张表");
        var tables = new ArrayList<Manifest.Table>();
        var copies = connection.unwrap(PGConnection.class).getCopyAPI();
        long before = 0;
        for (var table : names) {
            long offset = before;
            var out =
                    archive.entry("tables/" + table.schema() + "/" + table.name() + ".copy", shifted(offset), expected);
            long rows = copies.copyOut(
                    "COPY " + table.quoted() + " (" + Catalogue.columns(table.columns()) + ") TO STDOUT", out);
            archive.closeEntry();
            before += out.count();
            tables.add(
                    new Manifest.Table(table.schema(), table.name(), table.columns(), rows, out.count(), out.digest()));
        }
        var sequences = catalogue.sequences();
        int major = connection.getMetaData().getDatabaseMajorVersion();
        var files = evidence(archive);
        return new Manifest(takenAt, Installation.version(), major, migrations, tables, sequences, files);
    }

    private Progress shifted(long offset) {
        return new Progress() {
            @Override
            public void stage(String what) {
                progress.stage(what);
            }

            @Override
            public void bytes(long done, long expected) {
                progress.bytes(offset + done, expected);
            }
        };
    }

    /** Everything below the evidence folder; a file erased meanwhile is left out, as it should be. */
    private Manifest.Files evidence(Archive.Writer archive) throws IOException {
        var folder = data.resolve(EVIDENCE);
        List<Path> paths = List.of();
        if (Files.isDirectory(folder)) {
            try (var all = Files.walk(folder)) {
                paths = all.filter(Files::isRegularFile).sorted().toList();
            }
        }
        progress.stage("佐证材料 " + paths.size() + " 个文件");
        var list = new StringBuilder();
        long count = 0;
        long bytes = 0;
        for (var path : paths) {
            var name = folder.relativize(path).toString().replace('\\', '/');
            try (var in = Files.newInputStream(path)) {
                var out = archive.entry("files/" + name, progress, 0);
                in.transferTo(out);
                archive.closeEntry();
                list.append(line(out.digest(), out.count(), name));
                count++;
                bytes += out.count();
            } catch (NoSuchFileException erased) {
                continue;
            }
        }
        var out = archive.entry(Archive.FILES, Progress.SILENT, 0);
        out.write(list.toString().getBytes(StandardCharsets.UTF_8));
        archive.closeEntry();
        return new Manifest.Files(count, bytes, out.digest());
    }

    private static String line(Digest digest, long bytes, String name) {
        return digest.text() + " " + bytes + " " + name + "\n";
    }

    private SigningKey signingKey() {
        var keys = KeyFolder.of(data);
        return SigningKey.parse(keys.text(
                SIGNING_KEY,
                () -> SigningKey.generate(SignatureAlgorithm.ED25519).secretText()));
    }

    /** When the last good backup was taken, for the alert about its age. */
    private void remember(Instant takenAt) {
        try {
            Files.writeString(data.resolve("last-backup"), takenAt + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an archive of the key folder, readable by its owner only. */
    public static void writeKeys(Path data, Path target) {
        try (var zip = new java.util.zip.ZipOutputStream(create(target));
                var all = Files.list(data.resolve("keys"))) {
            for (var file : all.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new java.util.zip.ZipEntry(file.getFileName().toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new BackupRefused("写密钥文件时出错：" + e.getMessage(), e);
        }
    }

    private static OutputStream create(Path target) throws IOException {
        Files.createFile(
                target,
                java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                        java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
        return Files.newOutputStream(target);
    }
}
