package org.sanhao.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the console answers to mistyped words, and what each command says of itself. */
class WrongWordsTest {

    private record Said(int exit, String text) {}

    private static Said say(String... words) {
        var text = new StringWriter();
        var console = WrongWords.teach(new CommandLine(new StartCommand(options -> {})));
        console.setErr(new PrintWriter(text));
        console.setOut(new PrintWriter(text));
        int exit = console.execute(words);
        return new Said(exit, text.toString());
    }

    @Test
    void every_command_explains_itself_in_chinese() {
        for (var command : new String[] {"start", "demo", "backup", "restore", "upgrade"}) {
            var said = say(command, "--help");
            assertThat(said.exit()).isZero();
            assertThat(said.text()).startsWith("用法：sanhao " + command).contains("--data", "数据目录", "显示这份说明");
        }
        assertThat(say("config", "check", "--help").text()).contains("sanhao.yaml", "列出生效的值");
        assertThat(say("backup", "--help").text()).contains("密钥不在备份里");
    }

    @Test
    void a_mistyped_option_or_command_is_named_with_the_likely_one() {
        assertThat(say("start", "--prot", "1")).satisfies(said -> {
            assertThat(said.exit()).isEqualTo(2);
            assertThat(said.text()).contains("没有「--prot」这个选项", "「--port」", "sanhao start --help");
        });
        assertThat(say("strat").exit()).isEqualTo(2);
        assertThat(say("strat").text()).contains("「strat」");
    }

    @Test
    void a_value_that_does_not_fit_or_is_missing_is_told() {
        assertThat(say("start", "--port", "eighty").text()).contains("「eighty」不能用作端口");
        assertThat(say("restore").text()).contains("缺少备份文件");
        assertThat(say("start", "--port").exit()).isEqualTo(2);
    }
}
