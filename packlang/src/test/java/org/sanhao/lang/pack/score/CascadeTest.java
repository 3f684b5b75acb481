package org.sanhao.lang.pack.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.lang.pack.SampleStandards.aClause;
import static org.sanhao.lang.pack.SampleStandards.basic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Lines;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.StepCosts;

class CascadeTest {
    private static final Clause CLAUSE =
            aClause("1.1", basic(), new Lines(List.of("a", "b"), List.of("c", "d"), List.of("e")), StepCosts.ONE);

    private static LineId line(String id) {
        var line = LineId.parse(id);
        assertThat(line).isNotNull();
        return line;
    }

    private static Map<LineId, Boolean> met(String... lines) {
        var all = new HashMap<LineId, Boolean>();
        CLAUSE.lines().all().forEach(line -> all.put(line.id(), false));
        for (var id : lines) {
            all.put(line(id), true);
        }
        return all;
    }

    @Test
    void a_clause_is_c_when_all_of_c_is_met_and_b_only_when_all_of_b_is_too() {
        assertThat(Cascade.of(CLAUSE, met("C-1", "C-2")).grade()).isEqualTo(Grade.C);
        assertThat(Cascade.of(CLAUSE, met("C-1", "C-2", "B-1")).grade()).isEqualTo(Grade.C);
        assertThat(Cascade.of(CLAUSE, met("C-1", "C-2", "B-1", "B-2")).grade()).isEqualTo(Grade.B);
        assertThat(Cascade.of(CLAUSE, met("C-1", "C-2", "B-1", "B-2", "A-1")).grade())
                .isEqualTo(Grade.A);
    }

    @Test
    void a_clause_graded_a_whose_c_evidence_falls_away_is_d_and_not_c() {
        var fallen = Cascade.of(CLAUSE, met("C-1", "B-1", "B-2", "A-1"));

        assertThat(fallen.grade()).isEqualTo(Grade.D);
        assertThat(fallen.stoppedAt()).isEqualTo(Grade.C);
        assertThat(fallen.notMet()).containsExactly(line("C-2"));
        assertThat(fallen.notCounting()).containsExactly(line("B-1"), line("B-2"), line("A-1"));
        assertThat(fallen.zh()).isEqualTo("C 档第 2 条不符合，评为 D。已符合的更高档要求 3 条暂不计算，C 档全部符合后再计。");
    }

    @Test
    void a_clause_nobody_has_judged_is_not_graded() {
        var untouched = Cascade.of(CLAUSE, Map.of());

        assertThat(untouched.grade()).isEqualTo(Grade.NONE);
        assertThat(untouched.zh()).isEqualTo("还没有判断，未评。");
    }

    @Test
    void a_clause_judged_in_part_is_graded_by_what_is_judged_and_says_what_is_open() {
        var part = Cascade.of(CLAUSE, Map.of(line("C-1"), true, line("C-2"), true, line("B-2"), false));

        assertThat(part.grade()).isEqualTo(Grade.C);
        assertThat(part.zh()).isEqualTo("B 档第 2 条不符合，第 1 条未判断，评为 C。");
    }

    @Test
    void a_grade_without_lines_cannot_be_reached() {
        var short2 = aClause("1.2", basic(), new Lines(List.of("a"), List.of(), List.of()), StepCosts.ONE);

        var full = Cascade.of(short2, Map.of(line("C-1"), true));

        assertThat(full.grade()).isEqualTo(Grade.C);
        assertThat(full.stoppedAt()).isNull();
    }

    @Property
    void meeting_one_more_line_never_lowers_a_grade(@ForAll boolean[] bits) {
        var lines = CLAUSE.lines().all();
        var before = new HashMap<LineId, Boolean>();
        for (int i = 0; i < lines.size() && i < bits.length; i++) {
            before.put(lines.get(i).id(), bits[i]);
        }
        for (var line : lines) {
            var after = new HashMap<>(before);
            after.put(line.id(), true);
            assertThat(Cascade.of(CLAUSE, after).grade())
                    .isGreaterThanOrEqualTo(Cascade.of(CLAUSE, before).grade());
        }
    }
}
