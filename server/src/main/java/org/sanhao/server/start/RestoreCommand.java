package org.sanhao.server.start;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.backup.BackupRefused;
import org.sanhao.server.backup.Restore;
import org.sanhao.server.postgres.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a backup back into an empty place. */
@Command(name = "restore", description = "恢复：先核对整个备份文件，再写入空的数据目录（或 --db 指定的空数据库）。从不覆盖已有的数据；中途断电不留半个系统。")
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    Place place = new Place();

    @Parameters(index = "0", paramLabel = "备份文件", description = "backup 写出的 zip 文件")
    Path file = Path.of("");

    @Option(names = "--keys", paramLabel = "文件", description = "backup --with-keys 写出的密钥文件")
    @Nullable
    Path keys;

    @Option(names = "--fingerprint", paramLabel = "指纹", description = "备份时记下的签名密钥指纹；不符则拒绝")
    @Nullable
    String fingerprint;

    @Option(names = "--check", description = "只核对备份文件，不写入")
    boolean checkOnly;

    @Override
    public Integer call() {
        var settings = place.settings();
        try (var restore = new Restore(file, new Console(System.err))) {
            if (fingerprint != null && !fingerprint.equals(restore.fingerprint())) {
                throw new BackupRefused("备份由另一把密钥签名（" + restore.fingerprint() + "），不是 " + fingerprint + "。核对备份的来源。");
            }
            restore.verify();
            System.out.println("备份完好  时点 " + restore.takenAt() + "  签名密钥指纹 " + restore.fingerprint());
            if (checkOnly) {
                return 0;
            }
            if (settings.db() == null) {
                restore.into(settings.data(), keys);
            } else {
                restore.into(Installation.external(settings), settings.data(), keys);
            }
        }
        System.out.println("恢复完成  " + settings.data());
        if (keys == null) {
            System.out.println("  没有给出密钥：动态验证码须由安全管理员解除后重新启用，以原密钥加密的材料读不出。有密钥文件时删除这个目录，加 --keys 重新恢复。");
        }
        System.out.println("  所有人须重新登录。启动：./sanhao start --data " + settings.data());
        return 0;
    }
}
