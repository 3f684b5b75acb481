package org.sanhao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackCommandTest {
    private static final Path REAL = Path.of("..", "packs", "primary-care-quality", "2023.1");

    @TempDir
    private Path temp;

    private record Ran(int exit, String out) {}

    private static Ran run(Object... words) {
        var out = new StringWriter();
        var commandLine = Sanhao.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        int exit =
                commandLine.execute(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
        return new Ran(exit, out.toString());
    }

    /** The real pack with something replaced, in a folder of the same name. */
    private Path copy(String file, String find, String write) throws IOException {
        var copy = temp.resolve("primary-care-quality").resolve("2023.1");
        try (var files = Files.walk(REAL)) {
            for (var from : files.toList()) {
                var to = copy.resolve(REAL.relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(from, to);
                }
            }
        }
        var text = Files.readString(copy.resolve(file));
        assertThat(text).contains(find);
        Files.writeString(copy.resolve(file), text.replace(find, write));
        return copy;
    }

    @Test
    void a_sound_pack_passes_and_says_so() {
        var ran = run("pack", "check", REAL);

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("错误 0 处，提醒 0 处").contains("每个机构的负担").contains("乡镇卫生院：自评 100 条");
    }

    @Test
    void a_slip_is_reported_with_file_line_column_and_cure_and_fails_the_command() throws IOException {
        var folder = copy("pack.yaml", "nature: capability-building", "natur: capability-building");

        var chinese = run("pack", "check", folder);
        var english = run("pack", "check", "--en", folder);

        assertThat(chinese.exit()).isEqualTo(1);
        assertThat(chinese.out()).containsPattern("pack\\.yaml:\\d+:\\d+ 错误 PACK-020 不认识的键“natur”。改法：是否想写“nature”");
        assertThat(english.out()).containsPattern("pack\\.yaml:\\d+:\\d+ error PACK-020");
    }

    @Test
    void the_hash_changes_with_the_meaning_and_not_with_the_layout() throws IOException {
        var real = run("pack", "hash", REAL);
        var other = run("pack", "hash", copy("pack.yaml", "language: 1\n", "language:   1   # eins\n"));

        assertThat(real.out()).startsWith("sha-256:").isEqualTo(other.out());
    }

    @Test
    void a_difference_is_a_sentence() throws IOException {
        var ran = run("pack", "diff", REAL, copy("pack.yaml", "limit-working-days: 10", "limit-working-days: 7"));

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("补正的补正时限由“10”改为“7”。").contains("共 1 处不同");
    }

    @Test
    void a_pack_is_explained_in_chinese() {
        assertThat(run("pack", "explain", REAL).out()).contains("《优质服务基层行》").contains("样例重构");
    }

    @Test
    void a_folder_without_a_pack_is_an_answer_and_not_a_crash() {
        var ran = run("pack", "check", temp);

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("PACK-009");
    }

    @Test
    void a_wrong_call_exits_with_two() {
        assertThat(run("pack", "check").exit()).isEqualTo(2);
        assertThat(run("pack", "chekc", REAL).exit()).isEqualTo(2);
    }
}
