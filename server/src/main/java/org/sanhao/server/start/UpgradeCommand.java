package org.sanhao.server.start;

import java.util.concurrent.Callable;
import org.sanhao.server.backup.Upgrade;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Moves a data folder on to this release. */
@Command(name = "upgrade", description = "升级数据目录：先备份，再更新表结构；内置 PostgreSQL 换大版本时写入新目录，旧目录改名保留。先停止服务。")
final class UpgradeCommand implements Callable<Integer> {
    @Mixin
    Place place = new Place();

    @Override
    public Integer call() {
        var settings = place.settings();
        var done = new Upgrade(settings.data(), new Console(System.err)).run();
        System.out.println("升级完成  " + settings.data());
        System.out.println("  升级前的备份 " + done.backup());
        done.kept().ifPresent(kept -> System.out.println("  原目录保留在 " + kept + "，确认无误后可以删除"));
        return 0;
    }
}
