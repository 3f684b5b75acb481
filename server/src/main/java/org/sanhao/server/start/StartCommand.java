package org.sanhao.server.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.postgres.StartRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The server's own commands, in the form the launcher passes them on. */
@Command(
        name = "sanhao",
        subcommands = {
            StartCommand.Start.class,
            StartCommand.Demo.class,
            BackupCommand.class,
            RestoreCommand.class,
            UpgradeCommand.class,
            ConfigCommand.class,
            KeysCommand.class,
            VerifyCommand.class
        },
        description = "三好服务程序")
public final class StartCommand {
    private final Consumer<String[]> run;

    /** @param run starts the application with options in Spring's form */
    public StartCommand(Consumer<String[]> run) {
        this.run = run;
    }

    /** Where to listen; each option has its twin in {@code sanhao.yaml}. */
    static final class Listening {
        @Option(names = "--port", paramLabel = "端口", description = "网页端口，默认 8080")
        @Nullable
        Integer port;

        @Option(names = "--tls-cert", paramLabel = "文件", description = "HTTPS 证书（PEM）")
        @Nullable
        Path tlsCert;

        @Option(names = "--tls-key", paramLabel = "文件", description = "HTTPS 私钥（PEM）")
        @Nullable
        Path tlsKey;

        @Option(
                names = "--tls-own",
                paramLabel = "主机名或IP",
                split = ",",
                description = "没有证书时由三好自己签发：写访问时用的主机名和 IP，逗号分开；设备先在 /ca 页信任根证书")
        List<String> tlsOwn = List.of();

        @Option(names = "--http-port", paramLabel = "端口", description = "启用 HTTPS 时另开的明文端口：显示 /ca 页，其余转到 HTTPS")
        @Nullable
        Integer httpPort;

        @Option(names = "--management-port", paramLabel = "端口", description = "运维端口（健康状况、Prometheus），默认 8081，-1 为不开")
        @Nullable
        Integer managementPort;

        List<String> options() {
            if ((tlsCert == null) != (tlsKey == null)) {
                throw new StartRefused("--tls-cert 与 --tls-key 须同时给出。");
            }
            if (tlsCert != null && !tlsOwn.isEmpty()) {
                throw new StartRefused("--tls-cert 与 --tls-own 只能用一个：有证书就用证书。");
            }
            for (var file : new Path[] {tlsCert, tlsKey}) {
                if (file != null && !Files.isReadable(file)) {
                    throw new StartRefused("读不到文件 " + file + "。核对路径，并让运行三好的用户可以读。");
                }
            }
            var options = new ArrayList<String>();
            give(options, "sanhao.port", port);
            give(options, "sanhao.tls.cert", tlsCert);
            give(options, "sanhao.tls.key", tlsKey);
            give(options, "sanhao.tls.own", tlsOwn.isEmpty() ? null : String.join(",", tlsOwn));
            give(options, "sanhao.tls.http-port", httpPort);
            give(options, "sanhao.management.port", managementPort);
            return options;
        }

        private static void give(List<String> options, String key, @Nullable Object value) {
            if (value != null) {
                options.add("--" + key + "=" + value);
            }
        }
    }

    private static List<String> options(Place place, Listening listening) {
        var options = listening.options();
        place.given().forEach((name, value) -> options.add("--" + name + "=" + value));
        return options;
    }

    /** Serves until stopped. */
    @Command(name = "start", description = "启动服务")
    static final class Start implements Callable<Integer> {
        @ParentCommand
        @Nullable
        StartCommand parent;

        @Mixin
        Place place = new Place();

        @Mixin
        Listening listening = new Listening();

        @Override
        public Integer call() {
            var options = options(place, listening);
            options.add("--logging.structured.format.console=logstash");
            Objects.requireNonNull(parent).run.accept(options.toArray(String[]::new));
            return 0;
        }
    }

    /** Serves an invented province. */
    @Command(name = "demo", description = "启动演示：虚构的一个省，全部数据可随意改动")
    static final class Demo implements Callable<Integer> {
        @ParentCommand
        @Nullable
        StartCommand parent;

        @Mixin
        Place place = new Place();

        @Mixin
        Listening listening = new Listening();

        @Override
        public Integer call() {
            if (place.data == null) {
                place.data = Path.of(".sanhao/demo");
            }
            var options = options(place, listening);
            options.add("--sanhao.demo=true");
            options.add("--logging.level.root=warn");
            if (listening.managementPort == null) {
                options.add("--sanhao.management.port=-1");
            }
            Objects.requireNonNull(parent).run.accept(options.toArray(String[]::new));
            return 0;
        }
    }
}
