package org.sanhao.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.server.Sanhao;
import org.sanhao.server.house.HouseRules.Source;
import org.springframework.modulith.core.ApplicationModules;

/** The rules of the house hold in every file, and each catches its bad example. */
class HouseRulesTest {
    private static final Path HOUSE = Path.of("..");
    private static final Path PAGE = HOUSE.resolve("docs/house-rules.md");
    private static final List<String> ROOTS = List.of(
            "kernel/src/main/java",
            "proof/src/main/java",
            "packlang/src/main/java",
            "cli/src/main/java",
            "server/src/main/java",
            "server/src/main/resources/db/migration");
    private static final List<Source> SOURCES = read();

    /** Numbers once given stay given: of imports that tell it otherwise now, and of a rule now enforced by changing the password at the door. */
    private static final Pattern WITHOUT_A_SPEAKER = Pattern.compile("PASSWORD_EXPIRED|FILE_TOO_BIG|IMPORT_ROWS_WRONG");

    @Test
    void every_rule_holds_in_every_file() {
        var faults = new ArrayList<String>();
        for (var rule : HouseRules.ALL) {
            SOURCES.forEach(source -> rule.faults(source).forEach(fault -> faults.add(rule.says() + ": " + fault)));
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void every_rule_catches_its_bad_example() {
        assertThat(HouseRules.ALL)
                .allSatisfy(rule ->
                        assertThat(rule.faults(rule.canary())).as(rule.says()).isNotEmpty());
    }

    @Test
    void an_exception_names_a_file_that_still_needs_it() {
        var idle = new ArrayList<String>();
        for (var rule : HouseRules.ALL) {
            for (var file : rule.except().keySet()) {
                boolean needed = SOURCES.stream()
                        .anyMatch(source -> source.name().equals(file)
                                && !rule.check().faults(source).isEmpty());
                if (!needed) {
                    idle.add(rule.says() + ": " + file);
                }
            }
        }
        assertThat(idle).isEmpty();
    }

    @Test
    void modules_know_only_what_they_list_and_form_no_ring() {
        ApplicationModules.of(Sanhao.class).verify();
    }

    @Test
    void every_package_has_a_charter_and_is_null_marked() {
        var packages = new TreeSet<String>();
        SOURCES.stream()
                .filter(Source::isJava)
                .forEach(source ->
                        packages.add(source.path().substring(0, source.path().lastIndexOf('/'))));

        assertThat(packages)
                .allSatisfy(folder -> assertThat(uncharted(textOf(folder + "/package-info.java")))
                        .as(folder)
                        .isEmpty());
    }

    @Test
    void canary_a_package_without_charter_or_null_marks_is_caught() {
        assertThat(uncharted("package org.sanhao.x;")).hasSize(2);
        assertThat(uncharted("/** Keeps things. */\n@NullMarked\npackage org.sanhao.x;"))
                .isEmpty();
    }

    @Test
    void events_hold_ids_versions_and_days() {
        var published = new TreeSet<String>();
        SOURCES.forEach(source -> Pattern.compile("publishEvent\\(\\s*new (\\w+)\\(")
                .matcher(source.text())
                .results()
                .forEach(found -> published.add(found.group(1))));

        assertThat(published)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(HouseRules.personal(event, componentsOf(event)))
                        .isEmpty());
    }

    @Test
    void canary_an_event_with_a_name_in_it_is_caught() {
        assertThat(HouseRules.personal("PersonLeft", "PersonId person, String personName"))
                .containsExactly("PersonLeft holds String personName");
        assertThat(HouseRules.personal("PersonLeft", "PersonId person, Person who"))
                .hasSize(1);
    }

    @Test
    void every_reason_for_a_no_is_given_somewhere() {
        var unused = new ArrayList<String>();
        for (var code : ErrorCode.values()) {
            boolean given = SOURCES.stream()
                    .filter(source -> !source.name().equals("ErrorCode.java"))
                    .anyMatch(source -> Pattern.compile("\\b" + code.name() + "\\b")
                            .matcher(source.text())
                            .find());
            if (!given && !WITHOUT_A_SPEAKER.matcher(code.name()).matches()) {
                unused.add(code.name());
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void the_page_of_rules_lists_them_all() throws IOException {
        var drawn = page();

        if (Boolean.parseBoolean(System.getenv("SANHAO_ACCEPT"))) {
            Files.writeString(PAGE, drawn);
        }
        assertThat(Files.readString(PAGE))
                .as("run ./sanhao test --accept after reviewing the change")
                .isEqualTo(drawn);
    }

    private static List<String> uncharted(String text) {
        var missing = new ArrayList<String>();
        if (!text.contains("@NullMarked")) {
            missing.add("not null-marked");
        }
        if (!Pattern.compile("(?s)/\\*\\*.{10,}?\\*/").matcher(text).find()) {
            missing.add("no charter");
        }
        return missing;
    }

    private static String componentsOf(String event) {
        var header = Pattern.compile("record " + event + "\\(([^)]*)\\)");
        return SOURCES.stream()
                .map(source -> header.matcher(source.text()))
                .filter(java.util.regex.Matcher::find)
                .map(found -> found.group(1).replaceAll("\\s+", " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no record " + event));
    }

    private static String textOf(String path) {
        return SOURCES.stream()
                .filter(source -> source.path().equals(path))
                .map(Source::text)
                .findFirst()
                .orElse("");
    }

    private static String page() {
        var page = new StringBuilder("""
                # Rules of the house

                Generated by a test. A rule that cannot be checked is not here: it is a type, or it was deleted. Each check is shown a
                bad example it must catch.

                ## Read off the source (`HouseRulesTest`)

                | rule | bad example it catches | does not hold in |
                |---|---|---|
                """);
        for (var rule : HouseRules.ALL) {
            page.append("| %s | `%s` | %s |%n"
                    .formatted(
                            rule.says(),
                            (rule.canary().isSql() ? rule.canary().name() + ": " : "")
                                    + rule.canary()
                                            .text()
                                            .replaceAll("\\s+", " ")
                                            .replace("|", "\\|"),
                            rule.except().entrySet().stream()
                                    .sorted(java.util.Map.Entry.comparingByKey())
                                    .map(each -> each.getKey() + " (" + each.getValue() + ")")
                                    .collect(java.util.stream.Collectors.joining("; "))));
        }
        return page.append("""

                ## Checked otherwise

                | rule | check | bad example it catches |
                |---|---|---|
                | Modules know only what they list and form no ring | `HouseRulesTest`, `ModuleIndexTest` | a ring, a missing list |
                | Every package has a charter and is null-marked | `HouseRulesTest`, `ModuleIndexTest`, packlang `HouseTest` | a bare package |
                | Events hold ids, versions and days | `HouseRulesTest` | an event with a name |
                | Every reason for a no is given somewhere, has Chinese and a way out; the reference is fresh | `HouseRulesTest`, `ErrorCodeTest` | half-width signs, loud words |
                | Every table is fenced by row or listed with its reason; views ask as the caller | `RowLevelSecurityTest` | a dropped policy, an owner's view, a reused connection |
                | The contract is what the server answers; answers have types | `ContractTest` | an answer of any type |
                | Every operation × post × own, next door, foreign, unknown thing answers as declared | `MatrixTest` | a controller that forgets its scope, an answer that names a foreign thing |
                | The front end's types are fresh; requests are those of the contract | `npm run api:fresh`, `api.test.ts` | an unknown path, part or answer |
                | Every decision stands in the list under its number | `DecisionListTest` | a row under another number |
                | Features stand apart, nothing is re-exported, no raw HTML, 250 lines a file | `web/src/test/house.test.ts` | one each |
                """).toString();
    }

    private static List<Source> read() {
        var sources = new ArrayList<Source>();
        for (var root : ROOTS) {
            try (var files = Files.walk(HOUSE.resolve(root))) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    sources.add(
                            new Source(HOUSE.relativize(file).toString().replace('\\', '/'), Files.readString(file)));
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return sources;
    }
}
