package org.sanhao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.canonical.CanonicalPack;
import org.sanhao.lang.pack.check.PackCheck;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.source.Finding;
import org.sanhao.lang.pack.tell.Explanation;
import org.sanhao.lang.pack.tell.PackDiff;
import org.sanhao.lang.pack.tell.PackSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be done to a pack in a folder. */
@Command(name = "pack", mixinStandardHelpOptions = true, description = "检查、解释、比较方案包 / check, explain, compare packs")
final class PackCommand {
    private static final int FOUND = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "检查方案包，列出每一处错误和改法 / list every fault with its cure")
    int check(
            @Parameters(arity = "1..*", paramLabel = "DIR", description = "方案包文件夹") List<Path> folders,
            @Option(names = "--en", description = "用英文输出 / in English") boolean english) {
        boolean sound = true;
        for (var folder : folders) {
            var report = PackCheck.check(PackFiles.in(folder));
            print(folder, report.findings(), english);
            long errors = report.findings().stream().filter(Finding::isError).count();
            long warnings = report.findings().size() - errors;
            out().println(
                            english
                                    ? folder + ": " + errors + " errors, " + warnings + " warnings"
                                    : folder + "：错误 " + errors + " 处，提醒 " + warnings + " 处");
            report.pack().ifPresent(pack -> out().println(Explanation.burdenZh(pack)));
            sound &= report.isSound();
        }
        out().flush();
        return sound ? 0 : FOUND;
    }

    @Command(name = "explain", mixinStandardHelpOptions = true, description = "用一页中文说明方案包 / tell a pack on one page")
    int explain(@Parameters(paramLabel = "DIR", description = "方案包文件夹") Path folder) {
        return sound(folder)
                .map(pack -> said(Explanation.zh(pack).stripTrailing()))
                .orElse(FOUND);
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = "逐项比较两个方案包 / compare two packs element by element")
    int diff(
            @Parameters(paramLabel = "OLDER", description = "旧版文件夹") Path older,
            @Parameters(paramLabel = "NEWER", description = "新版文件夹") Path newer) {
        var before = sound(older);
        var after = sound(newer);
        if (before.isEmpty() || after.isEmpty()) {
            return FOUND;
        }
        var changes = PackDiff.between(before.get(), after.get());
        changes.forEach(change -> out().println(change.zh()));
        return said(changes.isEmpty() ? "两个方案包内容相同。" : "共 " + changes.size() + " 处不同。");
    }

    @Command(
            name = "hash",
            mixinStandardHelpOptions = true,
            description = "打印规范形式的哈希值 / print the hash of the canonical form")
    int hash(@Parameters(paramLabel = "DIR", description = "方案包文件夹") Path folder) {
        return sound(folder)
                .map(pack ->
                        said(CanonicalPack.hash(CanonicalPack.json(pack)) + "  " + pack.id() + " " + pack.version()))
                .orElse(FOUND);
    }

    @Command(
            name = "canonical",
            mixinStandardHelpOptions = true,
            description = "打印规范形式（JSON）/ print the canonical form")
    int canonical(@Parameters(paramLabel = "DIR", description = "方案包文件夹") Path folder) {
        return sound(folder).map(pack -> said(CanonicalPack.json(pack))).orElse(FOUND);
    }

    @Command(
            name = "schema",
            mixinStandardHelpOptions = true,
            description = "写出编辑器用的 JSON Schema / write the schemas for editors")
    int schema(@Parameters(paramLabel = "DIR", description = "写到哪个文件夹") Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var file : PackSchema.files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
            out().println(folder.resolve(file.getKey()));
        }
        out().flush();
        return 0;
    }

    /** The pack of a folder when it has no error; otherwise its faults are printed. */
    private Optional<Pack> sound(Path folder) {
        var report = PackCheck.check(PackFiles.in(folder));
        if (report.pack().isEmpty()) {
            print(folder, report.findings(), false);
            out().flush();
        }
        return report.pack();
    }

    private void print(Path folder, List<Finding> findings, boolean english) {
        for (var finding : findings) {
            out().println(folder.resolve(english ? finding.lineEn() : finding.lineZh()));
        }
    }

    private int said(String text) {
        out().println(text);
        out().flush();
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
