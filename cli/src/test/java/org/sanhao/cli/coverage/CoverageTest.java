package org.sanhao.cli.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanhao.cli.coverage.SourceTree.ended;
import static org.sanhao.cli.coverage.SourceTree.failed;
import static org.sanhao.cli.coverage.SourceTree.passed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageTest {
    private static final String ONE = """
            class Visits {
                @Meets("S01-R01") void a_visit_ends_with_an_opinion() {}
                @Meets({"S01-R02", "S01-R03"}) void a_reply_is_dated() {}
                void nothing_in_particular() {}
            }""";

    @TempDir
    private Path folder;

    private SourceTree tree;

    @BeforeEach
    void ten_requirements() throws IOException {
        tree = new SourceTree(folder, 10);
    }

    @Test
    void a_mark_counts_when_its_test_passed() throws IOException {
        tree.test("Visits", ONE)
                .report(
                        "care.Visits",
                        passed("care.Visits", "a_visit_ends_with_an_opinion"),
                        passed("care.Visits", "a_reply_is_dated"));

        assertThat(met()).containsExactly("S01-R01", "S01-R02", "S01-R03");
        assertThat(tree.coverage().lines()).containsExactly(new Coverage.Line("S01", 3, 10));
        assertThat(tree.coverage().uncovered()).hasSize(7);
    }

    @Test
    void a_mark_of_a_test_that_failed_erred_or_was_skipped_does_not_count() throws IOException {
        for (var how : List.of("failure", "error", "skipped")) {
            tree.test("Visits", ONE)
                    .report(
                            "care.Visits",
                            ended("care.Visits", "a_visit_ends_with_an_opinion", how),
                            passed("care.Visits", "a_reply_is_dated"));

            assertThat(met()).as(how).containsExactly("S01-R02", "S01-R03");
            assertThat(tree.coverage().idle())
                    .singleElement()
                    .satisfies(mark -> assertThat(mark.standing()).isEqualTo(Mark.Standing.BROKEN));
        }
    }

    @Test
    void a_mark_of_a_test_nobody_ran_does_not_count() throws IOException {
        tree.test("Visits", ONE).report("care.Visits", passed("care.Visits", "a_reply_is_dated"));

        assertThat(met()).containsExactly("S01-R02", "S01-R03");
        assertThat(standings()).contains(Mark.Standing.NOT_RUN);
    }

    @Test
    void a_test_edited_since_its_report_must_run_again() throws IOException {
        tree.test("Visits", ONE).earlierReport("care.Visits", passed("care.Visits", "a_reply_is_dated"));

        assertThat(met()).isEmpty();
        assertThat(standings()).contains(Mark.Standing.OUTDATED);
    }

    @Test
    void a_class_left_over_from_a_deleted_source_proves_nothing() throws IOException {
        tree.test("Visits", ONE).report("care.Visits", passed("care.Visits", "a_reply_is_dated"));

        Files.delete(folder.resolve("care/src/test/java/care/Visits.java"));

        assertThat(met()).isEmpty();
    }

    @Test
    void every_case_of_a_repeated_test_must_pass() throws IOException {
        tree.test("Visits", ONE)
                .report(
                        "care.Visits",
                        passed("care.Visits", "a_reply_is_dated(Level)[1]"),
                        failed("care.Visits", "a_reply_is_dated(Level)[2]"));
        assertThat(met()).isEmpty();

        tree.report(
                "care.Visits",
                passed("care.Visits", "a_reply_is_dated(Level)[1]"),
                passed("care.Visits", "a_reply_is_dated{Level}[2]"));
        assertThat(met()).containsExactly("S01-R02", "S01-R03");
    }

    @Test
    void another_test_whose_name_begins_alike_is_another_test() throws IOException {
        tree.test("Visits", ONE).report("care.Visits", passed("care.Visits", "a_reply_is_dated_or_refused"));

        assertThat(met()).isEmpty();
    }

    @Test
    void a_mark_on_a_class_speaks_for_all_its_tests_and_those_nested_in_it() throws IOException {
        var body = "@Meets(\"S01-R04\") class Draws { static class Odd { void five() {} } }";

        tree.test("Draws", body).report("care.Draws$Odd", passed("care.Draws$Odd", "five"));
        assertThat(met()).containsExactly("S01-R04");

        tree.report("care.Draws", failed("care.Draws", "six"));
        assertThat(met()).isEmpty();
    }

    @Test
    void an_id_nobody_knows_is_reported_even_from_a_test_that_failed() throws IOException {
        tree.test("Visits", "class Visits { @Meets({\"S01-R11\", \"S1-R1\", \"S01-R05\"}) void a() {} }")
                .report("care.Visits", failed("care.Visits", "a"));

        assertThat(tree.coverage().unknown()).extracting(Coverage.Unknown::id).containsExactly("S01-R11", "S1-R1");
        assertThat(tree.coverage().unknown())
                .allSatisfy(one -> assertThat(one.by()).isEqualTo("care.Visits#a"));
        assertThat(met()).isEmpty();
    }

    @Test
    void a_test_with_more_than_twelve_ids_is_weak_and_says_how_much_rests_on_it() throws IOException {
        tree = new SourceTree(folder, 20);
        tree.test(
                        "Visits",
                        "class Visits { @Meets({" + ids(1, 13) + "}) void much() {} @Meets({" + ids(2, 13)
                                + "}) void enough() {} }")
                .report("care.Visits", passed("care.Visits", "much"), passed("care.Visits", "enough"));

        assertThat(tree.coverage().weak()).extracting(Mark::by).containsExactly("care.Visits#much");
        assertThat(tree.coverage().onWeakOnly()).isEqualTo(1);
        assertThat(met()).hasSize(13);
    }

    @Test
    void a_comment_marks_the_web_test_or_group_below_it() throws IOException {
        tree.webTest("grade.test.ts", """
                        // @meets S01-R06, S01-R07
                        describe('the grade', () => {
                          // @meets S01-R08
                          it('isn\\'t given twice', () => {})
                          /* @meets S01-R09 */
                          it.each([1, 2])("is kept", () => {})
                        })
                        """)
                .webReport(
                        passed("src/grade.test.ts", "the grade &gt; isn't given twice"),
                        failed("src/grade.test.ts", "the grade &gt; is kept"));
        assertThat(met()).containsExactly("S01-R08");

        tree.webReport(
                passed("src/grade.test.ts", "the grade &gt; isn't given twice"),
                passed("src/grade.test.ts", "the grade &gt; is kept"));
        assertThat(met()).containsExactly("S01-R06", "S01-R07", "S01-R08", "S01-R09");

        tree.webReport(passed("src/other.test.ts", "the grade &gt; is kept"));
        assertThat(met()).isEmpty();
    }

    @Test
    void a_web_mark_without_a_test_below_it_does_not_count() throws IOException {
        tree.webTest("grade.test.ts", "// @meets S01-R06\n").webReport(passed("src/grade.test.ts", ""));

        assertThat(met()).isEmpty();
        assertThat(standings()).containsExactly(Mark.Standing.NOT_RUN);
    }

    @Test
    void a_pack_that_checks_clean_meets_what_it_says() throws IOException {
        tree.pack("S01-R10, S01-R99");

        assertThat(met()).containsExactly("S01-R10");
        assertThat(tree.coverage().unknown()).isNotEmpty().allSatisfy(one -> {
            assertThat(one.id()).isEqualTo("S01-R99");
            assertThat(one.by())
                    .startsWith("packs/primary-care-quality/2023.1/")
                    .matches(".*\\.yaml:\\d+");
        });
    }

    @Test
    void a_pack_with_an_error_meets_nothing() throws IOException {
        tree.pack("S01-R10");
        Files.writeString(
                tree.packFile(), Files.readString(tree.packFile()).replaceFirst("(?m)^language: 1$", "language: 99"));

        assertThat(met()).isEmpty();
        assertThat(standings()).containsOnly(Mark.Standing.BROKEN);
    }

    @Test
    void a_report_cut_off_in_the_middle_is_an_error_and_not_an_empty_report() throws IOException {
        tree.test("Visits", ONE).report("care.Visits", "<testcase classname=\"care.Visits\" name=\"a\">");

        assertThatThrownBy(() -> tree.coverage())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("TEST-care.Visits.xml");
    }

    private List<String> met() throws IOException {
        return tree.coverage().met().stream().map(Object::toString).toList();
    }

    private List<Mark.Standing> standings() throws IOException {
        return tree.coverage().marks().stream().map(Mark::standing).toList();
    }

    private static String ids(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj("\"S01-R%02d\""::formatted)
                .collect(Collectors.joining(", "));
    }
}
