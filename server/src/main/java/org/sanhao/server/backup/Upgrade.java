package org.sanhao.server.backup;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.EmbeddedPostgres;
import org.sanhao.server.postgres.Installation;

/**
 * Moves a data folder on to this release: a backup first, then the migrations, and where the database inside is of an
 * earlier major version a new one beside it. What was there stays under another name.
 */
public final class Upgrade {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path data;
    private final Progress progress;

    public Upgrade(Path data, Progress progress) {
        this.data = data;
        this.progress = progress;
    }

    /**
     * What happened.
     *
     * @param backup written before anything changed
     * @param kept the old data folder, when the database moved over a major version
     */
    public record Upgraded(Path backup, Optional<Path> kept) {}

    /** @throws BackupRefused when there is nothing to upgrade, or the old database cannot be read */
    public Upgraded run() {
        if (EmbeddedPostgres.majorIn(data).isEmpty()) {
            throw new BackupRefused("目录 " + data + " 里没有内置数据库。用自己的 PostgreSQL 时不需要 upgrade：启动新版程序即可，启动前先 backup。");
        }
        var stamp = "before-" + LocalDateTime.now().format(STAMP);
        var whole = data.toAbsolutePath().normalize();
        var backup = whole.resolveSibling(whole.getFileName() + "." + stamp + ".zip");
        boolean sameMajor = EmbeddedPostgres.isCurrent(data);
        try (var folder = DataFolder.open(data);
                var postgres = sameMajor ? EmbeddedPostgres.start(folder) : EmbeddedPostgres.startEarlier(folder)) {
            new Backup(postgres.address(), data, progress).write(backup);
            if (sameMajor) {
                progress.stage("更新表结构");
                Installation.prepare(postgres.address());
            }
        }
        if (sameMajor) {
            return new Upgraded(backup, Optional.empty());
        }
        try (var restore = new Restore(backup, progress)) {
            restore.verify();
            return new Upgraded(backup, Optional.of(restore.inPlaceOf(data, "." + stamp)));
        }
    }
}
