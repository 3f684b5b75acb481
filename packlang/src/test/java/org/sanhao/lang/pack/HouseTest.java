package org.sanhao.lang.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules of this module's house, each shown to catch a bad example. */
class HouseTest {
    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Pattern CLOCK_OR_CHANCE = Pattern.compile(
            "\\b(LocalDate|Instant|Year|LocalDateTime)\\.now\\(|\\bnew Random\\(|\\bMath\\.random\\(|currentTimeMillis|nanoTime|UUID\\.random");
    private static final Pattern TEXT = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");
    /** Which package may know which, from the words of the language outwards. */
    private static final Map<String, List<String>> KNOWS = Map.ofEntries(
            Map.entry("source", List.of()),
            Map.entry("shape", List.of("source")),
            Map.entry("", List.of("shape", "source")),
            Map.entry("rule", List.of("", "shape", "source")),
            Map.entry("score", List.of("", "rule")),
            Map.entry("missing", List.of("", "rule", "score")),
            Map.entry("load", List.of("", "shape", "source")),
            Map.entry("canonical", List.of("")),
            Map.entry("check", List.of("", "shape", "source", "load", "rule", "score")),
            Map.entry("tell", List.of("", "shape", "rule", "load", "canonical")),
            Map.entry("result", List.of("", "shape", "source", "rule", "score", "canonical", "check")));

    private static Map<Path, String> sources() throws IOException {
        var sources = new TreeMap<Path, String>();
        try (var files = Files.walk(MAIN)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.put(file, Files.readString(file));
            }
        }
        return sources;
    }

    private static String module(Path file) {
        var parent = file.getParent().getFileName().toString();
        return parent.equals("pack") ? "" : parent;
    }

    private static List<String> forbidden(String module, String source) {
        var found = new ArrayList<String>();
        var allowed = KNOWS.getOrDefault(module, List.of());
        var imports = Pattern.compile(
                        "^import (?:static )?org\\.sanhao\\.lang\\.pack\\.(?:([a-z]+)\\.)?[A-Z]", Pattern.MULTILINE)
                .matcher(source);
        while (imports.find()) {
            var other = imports.group(1) == null ? "" : imports.group(1);
            if (!other.equals(module) && !allowed.contains(other)) {
                found.add(imports.group());
            }
        }
        if (!module.equals("rule") && source.contains("import dev.cel")) {
            found.add("dev.cel");
        }
        if (CLOCK_OR_CHANCE.matcher(TEXT.matcher(source).replaceAll("\"\"")).find()) {
            found.add("clock or chance");
        }
        return found;
    }

    @Test
    void every_package_has_a_charter_and_is_null_marked() throws IOException {
        var packages =
                sources().keySet().stream().map(Path::getParent).distinct().toList();

        assertThat(packages)
                .allSatisfy(folder -> assertThat(Files.readString(folder.resolve("package-info.java")))
                        .contains("@NullMarked")
                        .containsPattern("(?s)/\\*\\*.{120,}\\*/"));
    }

    @Test
    void packages_know_only_what_they_may_and_only_rule_knows_the_expression_library() throws IOException {
        sources()
                .forEach((file, source) -> assertThat(forbidden(module(file), source))
                        .as(file.toString())
                        .isEmpty());
    }

    @Test
    void the_rule_on_arrows_catches_a_bad_example() {
        assertThat(forbidden("score", "import org.sanhao.lang.pack.check.PackCheck;"))
                .hasSize(1);
        assertThat(forbidden("", "import org.sanhao.lang.pack.score.Cascade;")).hasSize(1);
        assertThat(forbidden("check", "import dev.cel.runtime.CelRuntime;")).hasSize(1);
        assertThat(forbidden("check", "var today = LocalDate.now();")).hasSize(1);
        assertThat(forbidden("check", "import org.sanhao.lang.pack.score.Cascade;"))
                .isEmpty();
    }

    @Test
    void no_file_holds_two_subjects() throws IOException {
        sources()
                .forEach((file, source) -> assertThat(source.lines().count())
                        .as(file.toString())
                        .isLessThan(file.endsWith("Fault.java") ? 800 : 420));
    }

    @Test
    void no_campaign_threshold_or_level_is_named_in_code() throws IOException {
        var named = Pattern.compile("\"(county|city|province|nation|township-hospital|qualified)\"");
        sources()
                .forEach((file, source) -> assertThat(named.matcher(source).find())
                        .as(file.toString())
                        .isFalse());
        assertThat(named.matcher("if (level.equals(\"county\"))").find()).isTrue();
    }
}
