package org.sanhao.cli.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import javax.tools.ToolProvider;

/** A small source tree with one Java module, a web folder and a pack, made in a folder of the test. */
public final class SourceTree {
    private static final Instant EDITED = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant RAN = EDITED.plusSeconds(60);
    private static final Path SAMPLE_PACK = Path.of("..", "packs", "primary-care-quality", "2023.1");

    private final Path root;

    public SourceTree(Path root, int requirements) throws IOException {
        this.root = root;
        var rows = new StringBuilder(Requirements.HEADER).append('\n');
        for (int number = 1; number <= requirements; number++) {
            rows.append("S01-R%02d\tS01\tmust\tSTD\t\tRequirement number %d%n".formatted(number, number));
        }
        put("docs/requirements.tsv", rows.toString());
        put("care/pom.xml", "<project/>");
    }

    public Path root() {
        return root;
    }

    public Coverage coverage() throws IOException {
        return Coverage.of(root);
    }

    /** A test class of the module, compiled; {@code body} may use {@code @Meets}. */
    public SourceTree test(String name, String body) throws IOException {
        var source = put("care/src/test/java/care/" + name + ".java", """
                package care;
                import org.sanhao.kernel.Meets;
                %s
                """.formatted(body));
        Files.setLastModifiedTime(source, FileTime.from(EDITED));
        var classes = Files.createDirectories(root.resolve("care/target/test-classes"));
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(exit).isZero();
        return this;
    }

    /** A report of a test class, written after the class was edited. */
    public SourceTree report(String type, String... cases) throws IOException {
        return report(RAN, type, cases);
    }

    /** A report written an hour before the class was edited. */
    public SourceTree earlierReport(String type, String... cases) throws IOException {
        return report(EDITED.minusSeconds(3600), type, cases);
    }

    private SourceTree report(Instant written, String type, String... cases) throws IOException {
        var file = put(
                "care/target/surefire-reports/TEST-" + type + ".xml",
                "<testsuite name=\"" + type + "\">" + String.join("", cases) + "</testsuite>");
        Files.setLastModifiedTime(file, FileTime.from(written));
        return this;
    }

    public SourceTree webTest(String file, String text) throws IOException {
        Files.setLastModifiedTime(put("web/src/" + file, text), FileTime.from(EDITED));
        return this;
    }

    public SourceTree webReport(String... cases) throws IOException {
        var file = put("web/target/vitest.xml", "<testsuites>" + String.join("", cases) + "</testsuites>");
        Files.setLastModifiedTime(file, FileTime.from(RAN));
        return this;
    }

    /** The sample pack that ships, with every {@code meets:} replaced by the given ids. */
    public SourceTree pack(String ids) throws IOException {
        var to = root.resolve("packs/primary-care-quality/2023.1");
        for (var file : files(SAMPLE_PACK)) {
            var text = Files.readString(file).replaceAll("meets: \\[[^\\]]*\\]", "meets: [" + ids + "]");
            var copy = to.resolve(SAMPLE_PACK.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, text);
        }
        return this;
    }

    public Path packFile() {
        return root.resolve("packs/primary-care-quality/2023.1/pack.yaml");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    private Path put(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    public static String passed(String group, String name) {
        return "<testcase classname=\"" + group + "\" name=\"" + name + "\"/>";
    }

    public static String failed(String group, String name) {
        return ended(group, name, "failure");
    }

    /** A case that ended with {@code failure}, {@code error} or {@code skipped}. */
    public static String ended(String group, String name, String how) {
        return "<testcase classname=\"" + group + "\" name=\"" + name + "\"><" + how + " message=\"no\"/></testcase>";
    }
}
