package org.sanhao.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.cli.coverage.SourceTree.passed;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.cli.coverage.SourceTree;

class CoverageCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_last_line_is_the_total() throws IOException {
        new SourceTree(folder, 30)
                .test("Visits", "class Visits { @Meets(\"S01-R02\") void a() {} }")
                .report("care.Visits", passed("care.Visits", "a"));

        assertThat(coverage()).isZero();
        assertThat(lines()).startsWith("S01    1/30").endsWith("total 1/30");
        assertThat(out.toString()).contains("未覆盖：29 条", "S01-R03  Requirement number 3", "其余用 --uncovered 列出");
        assertThat(out.toString()).doesNotContain("S01-R30");
    }

    @Test
    void every_uncovered_requirement_is_listed_when_asked_for() throws IOException {
        new SourceTree(folder, 30);

        assertThat(coverage("--uncovered")).isZero();
        assertThat(lines()).contains("  S01-R30  Requirement number 30").endsWith("total 0/30");
        assertThat(out.toString()).doesNotContain("--uncovered");
    }

    @Test
    void an_unknown_id_makes_the_command_fail_and_names_who_wrote_it() throws IOException {
        new SourceTree(folder, 3).test("Visits", "class Visits { @Meets(\"S09-R01\") void a() {} }");

        assertThat(coverage()).isEqualTo(1);
        assertThat(out.toString()).contains("没有这些需求编号：1 处", "S09-R01  care.Visits#a", "未运行：care.Visits#a");
        assertThat(lines()).endsWith("total 0/3");
    }

    @Test
    void a_folder_that_is_not_the_source_tree_is_refused() {
        assertThat(coverage()).isEqualTo(2);
        assertThat(err.toString()).contains("docs/requirements.tsv");
        assertThat(out.toString()).isEmpty();
    }

    private int coverage(String... more) {
        var line = Sanhao.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        var args = new ArrayList<>(List.of("coverage", "--root", folder.toString()));
        args.addAll(List.of(more));
        return line.execute(args.toArray(String[]::new));
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }
}
