package org.sanhao.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.cli.verify.DocumentCheck;
import org.sanhao.cli.verify.DocumentCheck.Beside;
import org.sanhao.cli.verify.DocumentChecks;
import org.sanhao.proof.Json;
import org.sanhao.proof.KeyRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a document that left the product, by its kind. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "离线核验文件，按文件自述的种类 / check a document offline, by the kind it names")
final class VerifyCommand implements Callable<Integer> {
    private static final int FOUND = 1;
    private static final int MISUSED = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "要核验的文件 / the document")
    private @Nullable Path file;

    @Option(names = "--keys", paramLabel = "FILE", description = "另外取得的公钥清单 / a key ring got by another way")
    private @Nullable Path keys;

    @Option(names = "--kept", paramLabel = "FILE", description = "另存的封印 / the heads kept elsewhere")
    private @Nullable Path kept;

    @Option(
            names = "--evidence",
            paramLabel = "FOLDER",
            description = "手里的佐证材料，与结果所列逐份核对 / files to compare with the evidence a result names")
    private @Nullable Path evidence;

    @Override
    public Integer call() throws IOException {
        if (file == null) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return MISUSED;
        }
        return check(file, new Trusted(keys, kept, evidence));
    }

    @Command(
            name = "audit",
            mixinStandardHelpOptions = true,
            description = "核验审计日志 / check the sealed log; --data and --db are read by the server program")
    int audit(
            @Option(names = "--export", required = true, paramLabel = "FILE", description = "导出的日志 / the exported log")
                    Path export,
            @Option(names = "--keys", paramLabel = "FILE", description = "另外取得的公钥清单 / a key ring got by another way")
                    @Nullable
                    Path trusted,
            @Option(names = "--kept", paramLabel = "FILE", description = "另存的封印 / the heads kept elsewhere") @Nullable
                    Path heads)
            throws IOException {
        return check(export, new Trusted(trusted, heads, null));
    }

    /** What the reader holds beside the document, as given on the command line. */
    private record Trusted(
            @Nullable Path keys,
            @Nullable Path kept,
            @Nullable Path evidence) {}

    private int check(Path file, Trusted beside) throws IOException {
        var keys = beside.keys();
        if (!Files.isRegularFile(file)) {
            return say(MISUSED, "没有文件 " + file + "。");
        }
        if (beside.evidence() != null && !Files.isDirectory(beside.evidence())) {
            return say(MISUSED, "没有文件夹 " + beside.evidence() + "。");
        }
        try {
            var ring = keys == null ? null : KeyRing.ofTree(Json.read(Files.readString(keys)));
            var kind = DocumentChecks.kindOf(file);
            var check = DocumentChecks.of(kind);
            if (check.isEmpty()) {
                return say(
                        MISUSED,
                        "不认识的文件种类 " + kind + "。能核验的种类："
                                + DocumentChecks.all().stream()
                                        .map(DocumentCheck::kind)
                                        .collect(Collectors.joining("、"))
                                + "。");
            }
            var verdict = check.get().check(file, new Beside(ring, beside.kept(), beside.evidence()));
            say(0, check.get().title() + " " + file.getFileName() + "：" + (verdict.sound() ? "核验通过" : "核验不通过"));
            verdict.sentences().forEach(sentence -> say(0, sentence));
            return verdict.sound() ? 0 : FOUND;
        } catch (IllegalArgumentException | CharacterCodingException | UncheckedIOException unreadable) {
            return say(FOUND, "核验不通过：" + file.getFileName() + " 读不懂（" + unreadable.getMessage() + "）。");
        }
    }

    private int say(int exit, String sentence) {
        spec.commandLine().getOut().println(sentence);
        spec.commandLine().getOut().flush();
        return exit;
    }
}
