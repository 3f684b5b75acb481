package org.sanhao.lang.pack.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanhao.lang.pack.SampleStandards.aTier;
import static org.sanhao.lang.pack.SampleStandards.atLeast;
import static org.sanhao.lang.pack.SampleStandards.standardOf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.sanhao.lang.pack.Cel;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.ClauseKind;
import org.sanhao.lang.pack.ClauseSet;
import org.sanhao.lang.pack.Condition;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.ShareRule;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.load.PackLoader;
import org.sanhao.lang.pack.rule.Facts;

class TierRulesTest {
    private static final Pack PACK = PackLoader.load(
                    PackFiles.in(Path.of("..", "packs", "primary-care-quality", "2023.1")))
            .pack();
    private static final TierRules TOWNSHIP =
            TierRules.of(PACK, PACK.standards().getFirst());
    private static final Facts SMALL = Facts.NONE.with("unit.medicalStaff", 9).with("unit.population", 9_999);

    /** The first so many basic clauses at each grade, the others D. */
    private static GradeSheet basics(int a, int b, int c) {
        var grades = new Grade[TOWNSHIP.clauses().size()];
        int seen = 0;
        for (int i = 0; i < grades.length; i++) {
            boolean basic = TOWNSHIP.clauses().get(i).kinds().contains(ClauseKind.BASIC);
            int nth = basic ? seen++ : Integer.MAX_VALUE;
            grades[i] = nth < a ? Grade.A : nth < a + b ? Grade.B : nth < a + b + c ? Grade.C : Grade.D;
        }
        return GradeSheet.of(grades);
    }

    private static RuleVerdict.OfShare share(TierEvaluation evaluation, String tier, int rule) {
        return (RuleVerdict.OfShare) evaluation.verdict(new Id(tier)).orElseThrow().rules().stream()
                .filter(RuleVerdict.OfShare.class::isInstance)
                .toList()
                .get(rule);
    }

    @Test
    void of_88_basic_clauses_71_18_and_5_make_a_small_institution_qualified_and_one_less_does_not() {
        assertThat(TOWNSHIP.evaluate(basics(5, 13, 53), SMALL)
                        .reached()
                        .orElseThrow()
                        .id())
                .isEqualTo(new Id("qualified"));
        assertThat(TOWNSHIP.evaluate(basics(5, 13, 52), SMALL).reached()).isEmpty();
        assertThat(TOWNSHIP.evaluate(basics(5, 12, 54), SMALL).reached()).isEmpty();
        assertThat(TOWNSHIP.evaluate(basics(4, 14, 53), SMALL).reached()).isEmpty();
    }

    @Test
    void ten_staff_or_ten_thousand_people_served_are_too_many_for_the_small_tier() {
        var sheet = basics(5, 13, 53);

        assertThat(TOWNSHIP.evaluate(sheet, SMALL.with("unit.medicalStaff", 10)).reached())
                .isEmpty();
        assertThat(TOWNSHIP.evaluate(sheet, SMALL.with("unit.population", 10_000))
                        .reached())
                .isEmpty();
    }

    @Test
    void a_fact_nobody_filled_in_decides_only_where_it_matters() {
        var sheet = basics(5, 13, 53);
        var tooMany = Facts.NONE.with("unit.medicalStaff", 30);

        var open = TOWNSHIP.evaluate(sheet, Facts.NONE.with("unit.medicalStaff", 9));

        assertThat(open.reached()).isEmpty();
        assertThat(open.verdict(new Id("qualified")).orElseThrow().obstacles())
                .singleElement()
                .satisfies(rule -> assertThat(rule.zh()).contains("事实不全").contains("服务人口 未填"));
        assertThat(TOWNSHIP.evaluate(sheet, tooMany)
                        .verdict(new Id("qualified"))
                        .orElseThrow()
                        .obstacles())
                .singleElement()
                .satisfies(rule -> assertThat(rule.zh()).startsWith("不属于适用对象"));
        assertThat(TOWNSHIP.evaluate(sheet, tooMany).next().orElseThrow().id()).isEqualTo(new Id("basic"));
    }

    @Test
    void the_reason_names_the_count_the_need_and_the_denominator() {
        var verdict = share(TOWNSHIP.evaluate(basics(5, 13, 50), SMALL), "qualified", 0);

        assertThat(verdict.count()).isEqualTo(68);
        assertThat(verdict.need()).isEqualTo(71);
        assertThat(verdict.of()).isEqualTo(88);
        assertThat(verdict.shortBy()).isEqualTo(3);
        assertThat(verdict.zh()).isEqualTo("基本条款 C 级及以上不低于 80%：68，需 71，差 3 条（基本条款共 88 条）");
    }

    @Test
    void a_clause_left_out_leaves_the_denominator_and_one_not_graded_stays_in_it() {
        var sheet = basics(5, 13, 53);

        var leftOut = share(TOWNSHIP.evaluate(sheet.with(0, Grade.NA), SMALL), "qualified", 0);
        var notGraded = share(TOWNSHIP.evaluate(sheet.with(0, Grade.NONE), SMALL), "qualified", 0);

        assertThat(leftOut.of()).isEqualTo(87);
        assertThat(leftOut.notApplicable()).isEqualTo(1);
        assertThat(notGraded.of()).isEqualTo(88);
        assertThat(notGraded.notGraded()).isEqualTo(1);
    }

    @Test
    void leaving_everything_out_reaches_nothing() {
        var grades = new Grade[TOWNSHIP.clauses().size()];
        Arrays.fill(grades, Grade.NA);

        var evaluation = TOWNSHIP.evaluate(GradeSheet.of(grades), SMALL);

        assertThat(evaluation.reached()).isEmpty();
        assertThat(share(evaluation, "qualified", 0).zh()).contains("没有可计算的条款");
    }

    @Test
    void a_veto_rules_the_tier_out_whatever_the_counts_say_and_so_does_one_that_cannot_be_excluded() {
        var veto = new Condition(new Cel("unit.beds > 99 && unit.ownership == 'private'"), null);
        var tier = aTier("basic", null, List.of(atLeast("50%", ClauseSet.ALL, ShareRule.Letter.C)), veto);
        var rules = TierRules.of(List.of(tier), standardOf(List.of(EnumSet.of(ClauseKind.BASIC))));
        var sheet = GradeSheet.of(Grade.A);

        assertThat(rules.evaluate(sheet, Facts.NONE.with("unit.beds", 99)).reached())
                .contains(tier);
        assertThat(rules.evaluate(sheet, Facts.NONE.with("unit.beds", 100)).reached())
                .isEmpty();
        var struck = rules.evaluate(sheet, Facts.NONE.with("unit.beds", 100).with("unit.ownership", "private"));
        assertThat(struck.reached()).isEmpty();
        assertThat(struck.verdicts().getFirst().obstacles())
                .singleElement()
                .satisfies(rule -> assertThat(rule.zh()).isEqualTo("触及一票否决：编制床位数大于99，且举办主体为“民办”（编制床位数 100 张，举办主体 民办）"));
    }

    @Test
    void rules_over_several_sets_are_counted_each_over_its_own() {
        var both = EnumSet.of(ClauseKind.BASIC, ClauseKind.CORE);
        var tier = aTier(
                "basic",
                null,
                List.of(
                        atLeast("50%", new ClauseSet(ClauseKind.RECOMMENDED), ShareRule.Letter.B),
                        atLeast("100%", new ClauseSet(ClauseKind.CORE), ShareRule.Letter.C),
                        atLeast("1:3", ClauseSet.ALL, ShareRule.Letter.A)));
        var rules = TierRules.of(
                List.of(tier),
                standardOf(List.of(both, EnumSet.of(ClauseKind.RECOMMENDED), EnumSet.of(ClauseKind.BASIC))));

        var evaluation = rules.evaluate(GradeSheet.of(Grade.C, Grade.B, Grade.D), Facts.NONE);

        assertThat(evaluation.verdicts().getFirst().rules())
                .extracting(rule -> ((RuleVerdict.OfShare) rule).count() + " of " + ((RuleVerdict.OfShare) rule).of())
                .containsExactly("1 of 1", "1 of 1", "0 of 3");
        assertThat(evaluation.reached()).isEmpty();
        assertThat(evaluation.next()).contains(tier);
        assertThat(rules.evaluate(GradeSheet.of(Grade.A, Grade.B, Grade.D), Facts.NONE)
                        .next())
                .isEmpty();
        assertThat(rules.tiers()).containsExactly(tier);
    }

    @Test
    void a_sheet_is_in_the_order_of_the_standard_and_says_what_it_holds() {
        var first = TOWNSHIP.clauses().getFirst().code();
        var last = TOWNSHIP.clauses().getLast().code();

        var sheet = TOWNSHIP.sheet(Map.of(last, Grade.B, new ClauseCode("9.9"), Grade.A));

        assertThat(TOWNSHIP.place(first)).isZero();
        assertThat(TOWNSHIP.place(last)).isEqualTo(99);
        assertThat(TOWNSHIP.place(new ClauseCode("9.9"))).isEqualTo(-1);
        assertThat(sheet.at(0)).isEqualTo(Grade.NONE);
        assertThat(sheet.at(99)).isEqualTo(Grade.B);
        assertThat(sheet).isEqualTo(TOWNSHIP.sheet(Map.of(last, Grade.B))).isNotEqualTo(sheet.with(0, Grade.D));
        assertThat(sheet).hasSameHashCodeAs(TOWNSHIP.sheet(Map.of(last, Grade.B)));
        assertThat(GradeSheet.of(Grade.A, Grade.NA, Grade.NONE)).hasToString("A NA none");
        assertThat(TOWNSHIP.standard().id()).isEqualTo(new Id("township"));
        assertThatThrownBy(() -> TOWNSHIP.evaluate(GradeSheet.of(Grade.A), SMALL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void raising_a_grade_never_costs_a_tier_and_the_tier_agrees_with_its_reasons(@ForAll long seed) {
        var random = new Random(seed);
        var grades = new Grade[TOWNSHIP.clauses().size()];
        int luck = random.nextInt(6);
        for (int i = 0; i < grades.length; i++) {
            grades[i] = Grade.values()[Math.max(random.nextInt(6), random.nextInt(luck + 1))];
        }
        var sheet = GradeSheet.of(grades);
        var before = TOWNSHIP.evaluate(sheet, SMALL);
        int clause = random.nextInt(grades.length);
        if (grades[clause] != Grade.NA && grades[clause] != Grade.A) {
            var after = TOWNSHIP.evaluate(
                    sheet.with(
                            clause,
                            grades[clause] == Grade.NONE ? Grade.D : Grade.values()[grades[clause].ordinal() + 1]),
                    SMALL);
            assertThat(rank(after)).isGreaterThanOrEqualTo(rank(before));
        }
        for (var verdict : before.verdicts()) {
            assertThat(verdict.met()).isEqualTo(verdict.obstacles().isEmpty());
        }
        var met = before.verdicts().stream()
                .filter(TierVerdict::met)
                .map(TierVerdict::tier)
                .toList();
        assertThat(before.reached().map(List::of).orElse(List.of()))
                .isEqualTo(met.isEmpty() ? List.of() : List.of(met.getLast()));
    }

    private static int rank(TierEvaluation evaluation) {
        return evaluation.reached().map(tier -> PACK.tiers().indexOf(tier)).orElse(-1);
    }

    @Property(tries = 200)
    void the_counts_are_those_of_counting_by_hand(@ForAll long seed) {
        var random = new Random(seed);
        var kinds = new ArrayList<Set<ClauseKind>>();
        var grades = new Grade[1 + random.nextInt(40)];
        for (int i = 0; i < grades.length; i++) {
            var of = EnumSet.of(ClauseKind.values()[random.nextInt(3)]);
            of.add(ClauseKind.values()[random.nextInt(3)]);
            kinds.add(of);
            grades[i] = Grade.values()[random.nextInt(6)];
        }
        var sets = List.of(ClauseSet.ALL, new ClauseSet(ClauseKind.BASIC), new ClauseSet(ClauseKind.CORE));
        var rule = atLeast(
                random.nextInt(101) + "%", sets.get(random.nextInt(3)), ShareRule.Letter.values()[random.nextInt(3)]);
        var rules = TierRules.of(List.of(aTier("basic", null, List.of(rule))), standardOf(kinds));

        var share = (RuleVerdict.OfShare) rules.evaluate(GradeSheet.of(grades), Facts.NONE)
                .verdicts()
                .getFirst()
                .rules()
                .getFirst();

        int of = 0;
        int count = 0;
        for (int i = 0; i < grades.length; i++) {
            boolean counts =
                    rule.of().kind() == null || kinds.get(i).contains(rule.of().kind());
            of += counts && grades[i] != Grade.NA ? 1 : 0;
            count += counts
                            && grades[i].isLetter()
                            && grades[i].compareTo(rule.grade().grade()) >= 0
                    ? 1
                    : 0;
        }
        assertThat(share.of()).isEqualTo(of);
        assertThat(share.count()).isEqualTo(count);
        assertThat(share.met())
                .isEqualTo(of > 0
                        && (double) count / of
                                >= (double) rule.atLeast().num()
                                                / rule.atLeast().den()
                                        - 1e-9);
    }
}
