package org.sanhao.server.start;

import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.sanhao.server.audit.OfflineHandover;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.postgres.EmbeddedPostgres;
import org.sanhao.server.postgres.Installation;
import org.sanhao.server.postgres.KeyFolder;
import org.sanhao.server.postgres.StartRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks after the signing key while the product stands still: one that serves would go on with the old one. */
@Command(name = "keys", subcommands = KeysCommand.Rotate.class, description = "签名密钥：keys rotate")
final class KeysCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        System.err.println("用法：keys rotate [--data 目录]");
        return 2;
    }

    /** {@code keys rotate}. */
    @Command(
            name = "rotate",
            description = {"更换签名密钥：新密钥由原密钥背书，原公钥永久保留，以前签的文件照样核验得过。先停止服务。", "换下的私钥随即删除。换好后用 backup --with-keys 重新另存密钥。"})
    static final class Rotate implements Callable<Integer> {
        @Mixin
        Place place = new Place();

        @Override
        public Integer call() throws SQLException {
            var settings = place.settings();
            var data = settings.data();
            if (!Files.isDirectory(data)) {
                throw new StartRefused("没有数据目录 " + data + "。核对 --data。");
            }
            if (DataFolder.inUse(data)) {
                throw new StartRefused("服务正在运行，会继续用原密钥签名。先停止服务，换好后再启动。");
            }
            try (var folder = DataFolder.open(data)) {
                if (settings.db() != null) {
                    return rotate(Installation.external(settings), folder);
                }
                if (EmbeddedPostgres.majorIn(data).isEmpty()) {
                    throw new StartRefused("目录 " + data + " 里没有三好的数据。核对 --data。");
                }
                try (var postgres = EmbeddedPostgres.start(folder)) {
                    return rotate(postgres.address(), folder);
                }
            }
        }

        private static int rotate(DatabaseAddress address, DataFolder folder) throws SQLException {
            Installation.prepare(address);
            try (var app = DriverManager.getConnection(
                    address.url(), address.app().role(), address.app().password())) {
                var ring = OfflineHandover.run(app, KeyFolder.of(folder.path()));
                System.out.println("签名密钥已更换  " + ring.current().key().keyId());
                System.out.println("  指纹 " + ring.current().key().fingerprint().text() + "（记在别处，恢复和核验时核对）");
                System.out.println("  历次公钥 " + ring.entries().size() + " 把，全部保留");
                System.out.println("  下一步：sanhao backup --with-keys 另存新的密钥，再启动服务");
                return 0;
            }
        }
    }
}
