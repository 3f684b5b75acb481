package org.sanhao.lang.pack.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.source.Fault;
import org.sanhao.lang.pack.source.Finding;
import org.sanhao.lang.pack.source.Node;
import org.sanhao.lang.pack.source.YamlText;

/**
 * One folder per code under {@code canary/}: the sound pack with one thing made wrong, and the place where it must be
 * found. Nothing else may be found.
 */
class CanaryTest {
    private static final Path CANARIES = Path.of("src", "test", "resources", "canary");

    private static final Path REFERENCE = Path.of("..", "docs", "reference", "pack-findings.zh-CN.md");

    @Test
    void the_sound_pack_has_nothing_wrong_with_it() {
        var report = PackCheck.check(PackFiles.of(sound()));

        assertThat(report.findings()).extracting(Finding::lineEn).isEmpty();
        assertThat(report.pack()).isPresent();
    }

    @Test
    void every_code_has_a_canary_and_every_canary_a_code() {
        var codes = new TreeSet<>(Arrays.stream(Fault.values()).map(Fault::code).toList());
        var canaries = new TreeSet<String>();
        folders().forEach(folder -> canaries.add(folder.getFileName().toString()));

        assertThat(canaries).isEqualTo(codes);
    }

    /** The reference shows each finding as its canary makes it, so that every sentence is read with real words in it. */
    @Test
    void the_reference_of_findings_is_fresh() throws IOException {
        var page = new StringBuilder("""
                # 方案包检查结果一览

                `./sanhao pack check` 的每一种结果：代码、含义（以一个实例说明）、改法。由测试从程序生成，不要手工修改。

                | 代码 | 级别 | 问题 | 改法 |
                |---|---|---|---|
                """);
        folders().forEach(folder -> {
            var canary = read(folder.resolve("canary.yaml"));
            var files = sound();
            edit(canary, files);
            var finding = PackCheck.check(new Named(PackFiles.of(files), text(canary, "folder")))
                    .findings()
                    .getFirst();
            page.append("| %s | %s | %s | %s |\n"
                    .formatted(
                            finding.fault().code(),
                            finding.isError() ? "错误" : "提醒",
                            cell(finding.zh()),
                            cell(finding.cureZh())));
        });
        if (System.getenv("SANHAO_ACCEPT") != null) {
            Files.createDirectories(REFERENCE.getParent());
            Files.writeString(REFERENCE, page);
        }

        assertThat(REFERENCE)
                .as("run with SANHAO_ACCEPT=1 after a change of the findings")
                .hasContent(page.toString());
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    @TestFactory
    Stream<DynamicTest> every_canary_is_caught_where_it_sits_and_nothing_else_is() {
        return folders()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> caught(folder)));
    }

    private static void caught(Path folder) {
        var canary = read(folder.resolve("canary.yaml"));
        var files = sound();
        edit(canary, files);

        var report = PackCheck.check(new Named(PackFiles.of(files), text(canary, "folder")));

        assertThat(report.findings())
                .extracting(finding -> finding.fault().code() + " " + finding.at())
                .containsExactly(folder.getFileName() + " " + text(canary, "at"));
        var finding = report.findings().getFirst();
        assertThat(List.of(finding.zh(), finding.cureZh(), finding.en(), finding.cureEn()))
                .allSatisfy(words -> assertThat(words).isNotBlank().doesNotContainPattern("\\{\\d\\}|\\x1F"));
        assertThat(report.pack().isPresent()).isEqualTo(!finding.isError());
    }

    private static void edit(Node.Mapping canary, Map<String, byte[]> files) {
        if (canary.get("edits") instanceof Node.Sequence edits) {
            for (var item : edits.items()) {
                var edit = (Node.Mapping) item;
                var file = text(edit, "file");
                files.put(file, replaced(files.get(file), text(edit, "find"), text(edit, "write")));
            }
        }
        with(
                canary,
                "bytes",
                change -> files.put(text(change, "file"), HexFormat.of().parseHex(text(change, "hex"))));
        with(
                canary,
                "grow",
                change -> files.put(
                        text(change, "file"),
                        "# x\n"
                                .repeat(Integer.parseInt(text(change, "bytes")) / 4)
                                .getBytes(StandardCharsets.UTF_8)));
        with(
                canary,
                "items",
                change -> files.put(
                        text(change, "file"),
                        ("[" + "a, ".repeat(Integer.parseInt(text(change, "count"))) + "a]")
                                .getBytes(StandardCharsets.UTF_8)));
        with(
                canary,
                "append",
                change -> files.put(
                        text(change, "file"),
                        (new String(files.get(text(change, "file")), StandardCharsets.UTF_8) + text(change, "text"))
                                .getBytes(StandardCharsets.UTF_8)));
        with(
                canary,
                "copy",
                change -> files.put(
                        text(change, "to"),
                        replaced(files.get(text(change, "from")), text(change, "find"), text(change, "write"))));
        if (!text(canary, "empty").isEmpty()) {
            files.put(text(canary, "empty"), new byte[0]);
        }
        files.remove(text(canary, "remove"));
    }

    private static byte[] replaced(byte[] content, String find, String write) {
        var before = new String(content, StandardCharsets.UTF_8);
        assertThat(before).as("what the canary replaces").contains(find);
        int at = before.indexOf(find);
        return (before.substring(0, at) + write + before.substring(at + find.length()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void with(Node.Mapping canary, String key, Consumer<Node.Mapping> change) {
        if (canary.get(key) instanceof Node.Mapping mapping) {
            change.accept(mapping);
        }
    }

    private static String text(Node.Mapping mapping, String key) {
        return mapping.get(key) instanceof Node.Scalar scalar ? scalar.text() : "";
    }

    private static Node.Mapping read(Path file) {
        try {
            var reading = YamlText.read(file.toString(), Files.readAllBytes(file));
            // a canary for the secrecy mark has to carry it
            assertThat(reading.findings()).allMatch(finding -> finding.fault() == Fault.SECRET_MARK);
            return (Node.Mapping) reading.root().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> folders() {
        try (var all = Files.list(CANARIES)) {
            return all.filter(folder -> folder.getFileName().toString().startsWith("PACK-")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sound pack, to be made wrong. */
    static TreeMap<String, byte[]> sound() {
        var root = CANARIES.resolve("sound");
        var files = new TreeMap<String, byte[]>();
        try (var all = Files.walk(root)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Files that pretend to lie in a folder. */
    private record Named(PackFiles files, String folder) implements PackFiles {
        @Override
        public Optional<byte[]> read(String name) {
            return files.read(name);
        }

        @Override
        public List<String> list(String below) {
            return files.list(below);
        }
    }
}
