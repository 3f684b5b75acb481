package org.sanhao.server.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sanhao.server.postgres.KeyFolder;
import org.sanhao.server.settings.ConfigFile;
import org.sanhao.server.settings.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at what was configured before it is used. */
@Command(name = "config", subcommands = ConfigCommand.Check.class, description = "检查配置：config check")
final class ConfigCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        System.err.println("用法：config check [--file 文件]");
        return 2;
    }

    /** {@code config check}. */
    @Command(name = "check", description = "检查 sanhao.yaml 和环境变量：不认识的配置项、写错的类型，逐条给出文件、行、列和改法；列出生效的值，不显示口令。")
    static final class Check implements Callable<Integer> {
        @Option(
                names = "--file",
                paramLabel = "文件",
                description = "配置文件，默认当前目录的 ${DEFAULT-VALUE}",
                defaultValue = "sanhao.yaml")
        Path file = Path.of("sanhao.yaml");

        @Override
        public Integer call() {
            var settings = Setting.all();
            var config = new ConfigFile(settings);
            if (Files.exists(file)) {
                config.read(file);
            } else {
                System.out.println("没有 " + file + "，全部用默认值和环境变量");
            }
            config.read(System.getenv());
            config.faults().forEach(System.err::println);
            for (var setting : settings) {
                var value = config.values().get(setting.key());
                var shown = value == null
                        ? (setting.preset().isEmpty() ? "（未设）" : setting.preset() + "（默认）")
                        : setting.secret() ? "（已设，不显示）" : value;
                System.out.println("  %-28s %s".formatted(setting.key(), shown));
            }
            var data = new Place().settings().data();
            int open = openKeys(data);
            if (config.faults().isEmpty() && open == 0) {
                System.out.println("配置没有问题");
                return 0;
            }
            System.err.println("有 " + (config.faults().size() + open) + " 处要改");
            return 2;
        }

        private static int openKeys(Path data) {
            if (!Files.isDirectory(data.resolve("keys"))) {
                return 0;
            }
            var open = KeyFolder.of(data).open();
            open.forEach(each -> System.err.println(each + ": 密钥对其他用户开放。执行 chmod 600 " + each));
            return open.size();
        }
    }
}
