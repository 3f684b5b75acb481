package org.sanhao.server.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.audit.OfflineLog;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.postgres.EmbeddedPostgres;
import org.sanhao.server.postgres.StartRefused;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the log where it lies, without serving. Exported files are checked by the small verifier instead. */
@Command(name = "verify", mixinStandardHelpOptions = true, description = "核验审计日志")
final class VerifyCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Where the log lies. */
    static final class Where {
        @Option(names = "--data", required = true, paramLabel = "目录", description = "数据目录；服务可以正在运行")
        @Nullable
        Path data;

        @Option(
                names = "--db",
                required = true,
                paramLabel = "地址",
                description = "自己的 PostgreSQL：jdbc:postgresql://主机/库?user=…&password=…")
        @Nullable
        String db;
    }

    @Command(name = "audit", mixinStandardHelpOptions = true, description = "核验审计日志")
    int audit(
            @ArgGroup(multiplicity = "1") Where where,
            @Option(names = "--kept", paramLabel = "文件", description = "另存的封印；用 --data 时默认数据目录里的") @Nullable Path kept,
            @Option(names = "--keys", paramLabel = "文件", description = "另外取得的公钥清单") @Nullable Path keys)
            throws IOException, SQLException {
        var data = where.data;
        if (data != null && !Files.isDirectory(data)) {
            throw new StartRefused("没有数据目录 " + data + "。");
        }
        if (data == null) {
            try (var app = DriverManager.getConnection(Objects.requireNonNull(where.db))) {
                return say(OfflineLog.check(app, null, kept, keys));
            }
        }
        var heads = data.resolve("audit");
        if (DataFolder.inUse(data)) {
            return check(EmbeddedPostgres.servedIn(data), heads, kept, keys);
        }
        try (var folder = DataFolder.open(data);
                var postgres = EmbeddedPostgres.start(folder)) {
            return check(postgres.address(), heads, kept, keys);
        }
    }

    private int check(DatabaseAddress address, Path heads, @Nullable Path kept, @Nullable Path keys)
            throws IOException, SQLException {
        try (var app = DriverManager.getConnection(
                address.url(), address.app().role(), address.app().password())) {
            return say(OfflineLog.check(app, heads, kept, keys));
        }
    }

    private int say(OfflineLog.Said said) {
        var out = spec.commandLine().getOut();
        out.println("审计日志：" + (said.sound() ? "核验通过" : "核验不通过"));
        said.sentences().forEach(out::println);
        out.flush();
        return said.sound() ? 0 : 1;
    }
}
