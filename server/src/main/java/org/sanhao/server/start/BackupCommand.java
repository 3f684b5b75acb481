package org.sanhao.server.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.backup.Backup;
import org.sanhao.server.backup.BackupRefused;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.EmbeddedPostgres;
import org.sanhao.server.postgres.Installation;
import org.sanhao.server.postgres.InstallationSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a backup, whether the product serves or not. */
@Command(
        name = "backup",
        description = {
            "备份：数据库的一个时点和全部佐证材料，写成一个带签名清单的 zip 文件。服务运行时也可以执行。",
            "密钥不在备份里：拿到备份的人读不出动态验证码等加密内容，也不能冒充本单位签名。换机器恢复时需要密钥，用 --with-keys 另存一个文件，与备份分开保管。"
        })
final class BackupCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Mixin
    Place place = new Place();

    @Option(names = "--to", paramLabel = "文件或目录", description = "写到哪里，默认 backup 目录下按时间命名")
    @Nullable
    Path to;

    @Option(names = "--with-keys", paramLabel = "文件", description = "另把密钥写成一个文件（仅本人可读），与备份分开保管")
    @Nullable
    Path withKeys;

    @Override
    public Integer call() throws Exception {
        var settings = place.settings();
        var target = target();
        var keys = withKeys;
        if (keys != null && Files.exists(keys)) {
            throw new BackupRefused("文件 " + keys + " 已存在，不覆盖。换一个文件名。");
        }
        var written = write(settings, target);
        if (keys != null) {
            Backup.writeKeys(settings.data(), keys);
        }
        System.out.println("备份完成  " + written.file());
        System.out.println("  时点 " + written.takenAt() + "   表 " + written.tables() + "   行 " + written.rows()
                + "   佐证材料 " + written.files() + " 个");
        System.out.println("  签名密钥指纹 " + written.fingerprint() + "（记在别处，恢复时核对）");
        System.out.println(
                keys == null
                        ? "  密钥没有写进备份。首次备份后请用 --with-keys 另存一份，否则换机器后动态验证码须重新启用，已加密的材料读不出。"
                        : "  密钥 " + keys + "：与备份分开保管，谁拿到两者就拿到一切。");
        return 0;
    }

    private static Backup.Written write(InstallationSettings settings, Path target) {
        var progress = new Console(System.err);
        var data = settings.data();
        if (settings.db() != null) {
            return new Backup(Installation.external(settings), data, progress).write(target);
        }
        if (EmbeddedPostgres.majorIn(data).isEmpty()) {
            throw new BackupRefused("目录 " + data + " 里没有三好的数据。核对 --data。");
        }
        if (DataFolder.inUse(data)) {
            return new Backup(EmbeddedPostgres.servedIn(data), data, progress).write(target);
        }
        try (var folder = DataFolder.open(data);
                var postgres = EmbeddedPostgres.isCurrent(data)
                        ? EmbeddedPostgres.start(folder)
                        : EmbeddedPostgres.startEarlier(folder)) {
            return new Backup(postgres.address(), data, progress).write(target);
        }
    }

    private Path target() throws java.io.IOException {
        var wanted = to == null ? Path.of("backup") : to;
        if (to == null || Files.isDirectory(wanted)) {
            Files.createDirectories(wanted);
            wanted = wanted.resolve("sanhao-" + LocalDateTime.now().format(STAMP) + ".zip");
        }
        if (Files.exists(wanted)) {
            throw new BackupRefused("文件 " + wanted + " 已存在，不覆盖。换一个文件名。");
        }
        return wanted.toAbsolutePath();
    }
}
