package org.sanhao.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference page, and what {@code config check} says of a file. */
class ConfigFileTest {
    private static final Path PAGE = Path.of("../docs/reference/configuration.zh-CN.md");

    @TempDir
    Path folder;

    private ConfigFile checked(String text) throws IOException {
        var file = folder.resolve("sanhao.yaml");
        Files.writeString(file, text);
        return new ConfigFile(Setting.all()).read(file);
    }

    @Test
    void the_reference_page_says_what_the_product_reads() throws IOException {
        var drawn = page();

        if (Boolean.parseBoolean(System.getenv("SANHAO_ACCEPT"))) {
            Files.writeString(PAGE, drawn);
        }
        assertThat(Files.readString(PAGE))
                .as("run ./sanhao test --accept after reviewing the change")
                .isEqualTo(drawn);
    }

    private static String page() {
        var page = new StringBuilder("""
            # 配置项

            由测试从程序生成，不手工修改。写在启动目录的 `sanhao.yaml`（打包安装时为 `/etc/sanhao/sanhao.yaml`），或用环境变量；
            命令行选项优先于环境变量，环境变量优先于文件。改后先执行 `./sanhao config check`，再重新启动。口令不写在命令行里：
            其他用户看得到进程的参数。

            ```yaml
            sanhao:
              port: 8443
              data: /var/lib/sanhao/data
              tls:
                own: sanhao.hospital.lan, 10.1.2.3
                http-port: 8080
            ```

            | 配置项 | 环境变量 | 写法 | 默认 | 说明 | 例 |
            |---|---|---|---|---|---|
            """);
        for (var setting : Setting.all()) {
            page.append("| `%s` | `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                            setting.key(),
                            setting.variable(),
                            setting.kind(),
                            setting.preset().isEmpty() ? "（未设）" : "`" + setting.preset() + "`",
                            setting.explanation(),
                            setting.example().isEmpty() ? "" : "`" + setting.example() + "`"));
        }
        return page.toString();
    }

    @Test
    void a_file_with_known_keys_and_fitting_values_has_no_faults() throws IOException {
        var config = checked("""
            sanhao:
              port: 8443
              tls:
                own:
                  - sanhao.hospital.lan
                  - 10.1.2.3
            logging:
              level:
                root: warn
            """);

        assertThat(config.faults()).isEmpty();
        assertThat(config.values()).containsEntry("sanhao.tls.own", "sanhao.hospital.lan, 10.1.2.3");
    }

    @Test
    void an_unknown_key_is_named_with_line_column_and_the_likely_one() throws IOException {
        var config = checked("sanhao:\n  data: data\n  prot: 8443\n");

        assertThat(config.faults())
                .singleElement()
                .asString()
                .contains("sanhao.yaml:3:3", "sanhao.prot", "「sanhao.port」");
    }

    @Test
    void a_number_beyond_its_bounds_is_named_with_them() throws IOException {
        assertThat(checked("sanhao:\n  port: 70000\n").faults())
                .singleElement()
                .asString()
                .contains("sanhao.yaml:2:9", "「sanhao.port」应是整数（0 至 65535）", "「70000」不是");
        assertThat(checked("sanhao:\n  management:\n    port: -1\n").faults()).isEmpty();
    }

    @Test
    void a_value_of_the_wrong_type_is_named_with_its_place_and_an_example() throws IOException {
        var config = checked("sanhao:\n  tls:\n    http-port: many\n");

        assertThat(config.faults()).singleElement().asString().contains("sanhao.yaml:3:16", "整数", "例：8080");
    }

    @Test
    void broken_indentation_and_keys_beside_the_root_are_told() throws IOException {
        assertThat(checked("sanhao:\n\tport: 1\n").faults())
                .singleElement()
                .asString()
                .contains("sanhao.yaml:2:1", "YAML");
        assertThat(checked("port: 8080\n").faults()).singleElement().asString().contains("sanhao: 之下");
        assertThat(checked("sanhao:\n  tls: yes\n").faults())
                .singleElement()
                .asString()
                .contains("缩进");
    }

    @Test
    void a_secret_of_the_wrong_kind_is_not_printed_and_variables_are_looked_at_too() {
        var config = new ConfigFile(Setting.all())
                .read(Map.of("SANHAO_PORTS", "1", "SANHAO_PORT", "eighty", "SANHAO_DEEP", "true", "PATH", "/bin"));

        assertThat(config.faults())
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault).contains("SANHAO_PORTS", "「SANHAO_PORT」"))
                .anySatisfy(fault -> assertThat(fault).contains("SANHAO_PORT", "eighty", "整数"));
    }

    @Test
    void every_setting_is_explained_and_those_with_a_password_are_secret() {
        assertThat(Setting.all()).isNotEmpty().allSatisfy(setting -> {
            assertThat(setting.explanation()).isNotBlank();
            assertThat(setting.secret())
                    .as(setting.key())
                    .isEqualTo(setting.key().matches(".*(password|secret|db|db-owner)$"));
        });
    }
}
