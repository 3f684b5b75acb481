package org.sanhao.cli.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequirementsTest {
    private static final String ROW = "S01-R01\tS01\tmust\tSTD\t\tA hospital does one thing";

    private static Requirements table() throws IOException {
        return Requirements.read(Path.of("..", "docs", "requirements.tsv"));
    }

    @Test
    void every_system_has_as_many_rows_as_its_source_has_requirements() throws IOException {
        assertThat(table().perSystem())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("S01", 77),
                        Map.entry("S02", 60),
                        Map.entry("S03", 23),
                        Map.entry("S04", 40),
                        Map.entry("S05", 45),
                        Map.entry("S06", 68),
                        Map.entry("S07", 26),
                        Map.entry("S08", 41),
                        Map.entry("S09", 36),
                        Map.entry("S10", 79),
                        Map.entry("S11", 63),
                        Map.entry("S12", 38),
                        Map.entry("S13", 57),
                        Map.entry("S14", 36),
                        Map.entry("S15", 42),
                        Map.entry("S16", 24),
                        Map.entry("S17", 30),
                        Map.entry("S18", 16),
                        Map.entry("S19", 27),
                        Map.entry("S20", 22),
                        Map.entry("S21", 18)));
        assertThat(table().all()).hasSize(868);
    }

    @Test
    void the_ids_of_a_system_run_without_a_gap() throws IOException {
        var seen = new java.util.HashMap<String, Integer>();

        for (var row : table().all()) {
            int number = seen.merge(row.system(), 1, Integer::sum);
            assertThat(row.id().id()).isEqualTo("%s-R%02d".formatted(row.system(), number));
        }
    }

    @Test
    void no_two_rows_say_the_same_and_none_is_longer_than_a_sentence() throws IOException {
        var lines = new HashSet<String>();

        assertThat(table().all()).allSatisfy(row -> {
            assertThat(lines.add(row.line())).as(row.id() + " repeats a line").isTrue();
            assertThat(row.line().length()).as(row.id().id()).isBetween(20, 150);
        });
    }

    @Test
    void a_capability_is_one_of_the_thirty_nine() throws IOException {
        var used = new java.util.TreeSet<String>();

        table().all().forEach(row -> used.addAll(row.capabilities()));

        assertThat(used).hasSize(39).contains("RETURN", "REAPPLY", "ETHFILE", "CRITVAL");
    }

    @Test
    void a_row_that_does_not_fit_is_named_by_its_line() {
        assertThat(Requirements.parse(List.of(Requirements.HEADER, ROW)).all()).hasSize(1);

        assertThatThrownBy(() -> Requirements.parse(List.of(ROW))).hasMessageContaining(":1:");
        refuses(ROW + "\textra", "7 cells");
        refuses(ROW.replace("\tS01\t", "\tS02\t"), "of system S02");
        refuses(ROW.replace("must", "should"), "modality should");
        refuses(ROW.replace("STD", "std"), "capabilities std");
        refuses("S01-R01\tS01\tmust\tSTD\t\t", "no line");
        assertThatThrownBy(() -> Requirements.parse(List.of(Requirements.HEADER, ROW, ROW)))
                .hasMessageContaining(":3: S01-R01 stands after S01-R01");
    }

    private static void refuses(String row, String why) {
        assertThatThrownBy(() -> Requirements.parse(List.of(Requirements.HEADER, row)))
                .isInstanceOf(Requirements.Malformed.class)
                .hasMessageContaining(":2:")
                .hasMessageContaining(why);
    }
}
