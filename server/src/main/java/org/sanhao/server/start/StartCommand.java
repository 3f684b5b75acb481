package org.sanhao.server.start;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.postgres.StartRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The server's own commands, in the form the launcher passes them on. */
@Command(
        name = "sanhao",
        subcommands = {StartCommand.Start.class, StartCommand.Demo.class},
        mixinStandardHelpOptions = true,
        description = "三好服务程序")
public final class StartCommand {
    private final Consumer<String[]> run;

    /** @param run starts the application with options in Spring's form */
    public StartCommand(Consumer<String[]> run) {
        this.run = run;
    }

    /** Where to listen and what to keep where; each option has its twin in {@code sanhao.yaml}. */
    static final class Place {
        @Option(names = "--port", paramLabel = "端口", description = "网页端口，默认 ${DEFAULT-VALUE}", defaultValue = "8080")
        int port;

        @Option(names = "--data", paramLabel = "目录", description = "数据目录：数据库、密钥、佐证材料")
        @Nullable
        Path data;

        @Option(
                names = "--db",
                paramLabel = "地址",
                description = "自己的 PostgreSQL(15–18),应用角色:jdbc:postgresql://主机/库?user=…&password=…")
        @Nullable
        String db;

        @Option(names = "--db-owner", paramLabel = "地址", description = "同一个库，拥有模式的角色")
        @Nullable
        String dbOwner;

        @Option(names = "--tls-cert", paramLabel = "文件", description = "HTTPS 证书(PEM)")
        @Nullable
        Path tlsCert;

        @Option(names = "--tls-key", paramLabel = "文件", description = "HTTPS 私钥(PEM)")
        @Nullable
        Path tlsKey;

        List<String> options(String defaultData) {
            var options = new ArrayList<String>();
            options.add("--server.port=" + port);
            options.add("--sanhao.data=" + (data == null ? defaultData : data.toString()));
            if (db != null) {
                options.add("--sanhao.db=" + db);
            }
            if (dbOwner != null) {
                options.add("--sanhao.db-owner=" + dbOwner);
            }
            if ((tlsCert == null) != (tlsKey == null)) {
                throw new StartRefused("--tls-cert 与 --tls-key 须同时给出。");
            }
            if (tlsCert != null && tlsKey != null) {
                options.add("--server.ssl.certificate=file:" + tlsCert);
                options.add("--server.ssl.certificate-private-key=file:" + tlsKey);
            }
            return options;
        }
    }

    /** Serves until stopped. */
    @Command(name = "start", mixinStandardHelpOptions = true, description = "启动服务")
    static final class Start implements Callable<Integer> {
        @picocli.CommandLine.ParentCommand
        @Nullable
        StartCommand parent;

        @Mixin
        Place place = new Place();

        @Override
        public Integer call() {
            var options = place.options("data");
            options.add("--logging.structured.format.console=logstash");
            java.util.Objects.requireNonNull(parent).run.accept(options.toArray(String[]::new));
            return 0;
        }
    }

    /** Serves an invented province. */
    @Command(name = "demo", mixinStandardHelpOptions = true, description = "启动演示：虚构的一个省，全部数据可随意改动")
    static final class Demo implements Callable<Integer> {
        @picocli.CommandLine.ParentCommand
        @Nullable
        StartCommand parent;

        @Mixin
        Place place = new Place();

        @Override
        public Integer call() {
            var options = place.options(".sanhao/demo");
            options.add("--sanhao.demo=true");
            options.add("--logging.level.root=warn");
            java.util.Objects.requireNonNull(parent).run.accept(options.toArray(String[]::new));
            return 0;
        }
    }
}
