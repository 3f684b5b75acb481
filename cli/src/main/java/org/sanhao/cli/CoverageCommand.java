package org.sanhao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.sanhao.cli.coverage.Coverage;
import org.sanhao.cli.coverage.Mark;
import org.sanhao.cli.coverage.Requirements;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which requirements are met, judged by the reports of the last test run. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = "需求覆盖情况，以最近一次测试的结果为准 / which requirements are met, by the last test run")
final class CoverageCommand implements Callable<Integer> {
    private static final int FEW = 20;
    private static final int FOUND = 1;
    private static final int MISUSED = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--uncovered", description = "列出全部未覆盖的需求 / list every requirement not met")
    private boolean all;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "源码目录，默认当前目录 / the source tree, by default here")
    private Path root = Path.of(".");

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(root.resolve("docs").resolve("requirements.tsv"))) {
            return refused(root.toAbsolutePath().normalize() + " 不是本产品的源码目录：没有 docs/requirements.tsv。用 --root 指明。");
        }
        final Coverage coverage;
        try {
            coverage = Coverage.of(root);
        } catch (Requirements.Malformed wrong) {
            return refused(String.valueOf(wrong.getMessage()));
        }
        print(coverage);
        return coverage.unknown().isEmpty() ? 0 : FOUND;
    }

    private void print(Coverage coverage) {
        var out = out();
        coverage.lines().forEach(line -> out.printf("%s  %3d/%d%n", line.system(), line.met(), line.of()));

        var weak = coverage.weak();
        if (!weak.isEmpty()) {
            out.printf("%n弱标记（一个测试超过 %d 条）：%d 个，仅靠弱标记的需求 %d 条%n", Mark.WEAK_ABOVE, weak.size(), coverage.onWeakOnly());
            weak.forEach(
                    mark -> out.printf("  %s（%d 条）%n", mark.by(), mark.ids().size()));
        }

        var idle = coverage.idle();
        if (!idle.isEmpty()) {
            out.printf("%n不计的标记：%d 个%n", idle.size());
            idle.forEach(mark -> out.printf("  %s：%s%n", mark.standing().zh(), mark.by()));
        }

        var unknown = coverage.unknown();
        if (!unknown.isEmpty()) {
            out.printf("%n没有这些需求编号：%d 处%n", unknown.size());
            unknown.forEach(one -> out.printf("  %s  %s%n", one.id(), one.by()));
        }

        var uncovered = coverage.uncovered();
        if (!uncovered.isEmpty()) {
            out.printf("%n未覆盖：%d 条%n", uncovered.size());
            out.print(uncovered.stream()
                    .limit(all ? uncovered.size() : FEW)
                    .map(row -> "  %s  %s%n".formatted(row.id(), row.line()))
                    .collect(Collectors.joining()));
            if (!all && uncovered.size() > FEW) {
                out.println("  其余用 --uncovered 列出");
            }
        }
        int of = coverage.requirements().all().size();
        out.printf("%ntotal %d/%d%n", of - uncovered.size(), of);
        out.flush();
    }

    private int refused(String why) {
        spec.commandLine().getErr().println(why);
        spec.commandLine().getErr().flush();
        return MISUSED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
