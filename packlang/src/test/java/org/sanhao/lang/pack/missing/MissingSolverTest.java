package org.sanhao.lang.pack.missing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.lang.pack.SampleStandards.aTier;
import static org.sanhao.lang.pack.SampleStandards.atLeast;
import static org.sanhao.lang.pack.SampleStandards.basic;
import static org.sanhao.lang.pack.SampleStandards.costs;
import static org.sanhao.lang.pack.SampleStandards.recommended;
import static org.sanhao.lang.pack.SampleStandards.standardOf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sanhao.lang.pack.Cel;
import org.sanhao.lang.pack.ClauseKind;
import org.sanhao.lang.pack.ClauseSet;
import org.sanhao.lang.pack.Condition;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.ShareRule;
import org.sanhao.lang.pack.ShareRule.Letter;
import org.sanhao.lang.pack.Standard;
import org.sanhao.lang.pack.StepCosts;
import org.sanhao.lang.pack.StepCosts.StepCost;
import org.sanhao.lang.pack.Tier;
import org.sanhao.lang.pack.missing.Missing.Lift;
import org.sanhao.lang.pack.missing.Missing.Way;
import org.sanhao.lang.pack.rule.Facts;
import org.sanhao.lang.pack.score.GradeSheet;
import org.sanhao.lang.pack.score.TierRules;

class MissingSolverTest {
    private static final Id TIER = new Id("basic");
    private static final ClauseSet BASIC = new ClauseSet(ClauseKind.BASIC);
    private static final ClauseSet RECOMMENDED = new ClauseSet(ClauseKind.RECOMMENDED);
    private static final ClauseSet CORE = new ClauseSet(ClauseKind.CORE);

    private record Case(TierRules rules, GradeSheet sheet) {
        Missing missing() {
            return MissingSolver.missing(rules, TIER, sheet, Facts.NONE, Map.of());
        }

        boolean reaches(GradeSheet other) {
            return rules.evaluate(other, Facts.NONE).verdict(TIER).orElseThrow().met();
        }

        GradeSheet after(Way way) {
            var lifted = sheet;
            for (var lift : way.lifts()) {
                lifted = lifted.with(lift.clause(), lift.to());
            }
            return lifted;
        }
    }

    /** A random standard, tier and sheet with overlapping sets, left-out clauses, impossible and free steps. */
    private static Case random(long seed, int clauses, int costliest) {
        var random = new Random(seed);
        var kinds = new ArrayList<Set<ClauseKind>>();
        var prices = new ArrayList<StepCosts>();
        var grades = new Grade[clauses];
        for (int i = 0; i < clauses; i++) {
            var of = EnumSet.noneOf(ClauseKind.class);
            of.add(random.nextInt(4) == 0 ? ClauseKind.RECOMMENDED : ClauseKind.BASIC);
            if (random.nextInt(4) == 0) {
                of.add(ClauseKind.CORE);
            }
            kinds.add(of);
            prices.add(new StepCosts(price(random, costliest), price(random, costliest), price(random, costliest)));
            grades[i] = Grade.values()[random.nextInt(Grade.values().length)];
        }
        var rules = new ArrayList<ShareRule>();
        var sets = List.of(BASIC, BASIC, BASIC, RECOMMENDED, CORE, ClauseSet.ALL);
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            rules.add(atLeast(
                    random.nextInt(101) + "%",
                    sets.get(random.nextInt(sets.size())),
                    Letter.values()[random.nextInt(3)]));
        }
        return of(standardOf(kinds, prices), List.of(aTier("basic", null, rules)), grades);
    }

    private static StepCost price(Random random, int costliest) {
        int cost = random.nextInt(costliest + 2);
        return cost > costliest ? StepCost.IMPOSSIBLE : new StepCost(cost);
    }

    private static Case of(Standard standard, List<Tier> tiers, Grade... grades) {
        return new Case(TierRules.of(tiers, standard), GradeSheet.of(grades));
    }

    @Property(tries = 1000)
    void the_way_is_the_very_one_that_trying_everything_finds(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int clauses,
            @ForAll @IntRange(max = 3) int costliest) {
        var random = random(seed, clauses, costliest);
        var brute = BruteForce.best(random.rules, random.sheet, null);

        switch (random.missing()) {
            case Missing.Nothing nothing ->
                assertThat(random.reaches(random.sheet)).isTrue();
            case Missing.OutOfReach out -> {
                assertThat(brute).isNull();
                assertThat(out.rules()).isNotEmpty();
            }
            case Missing.Steps steps -> {
                assertThat(brute).isNotNull();
                assertThat(random.after(steps.way())).isEqualTo(brute.sheet());
                assertThat(steps.way().cost()).isEqualTo(brute.cost());
            }
        }
    }

    @Property(tries = 200)
    void the_alternative_is_the_cheapest_that_does_without_something_of_the_way(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 6) int clauses,
            @ForAll @IntRange(max = 3) int costliest) {
        var random = random(seed, clauses, costliest);
        if (!(random.missing() instanceof Missing.Steps steps)) {
            return;
        }

        var other = steps.alternative().get();

        var brute = BruteForce.best(random.rules, random.sheet, steps.way());
        assertThat(other.isPresent()).isEqualTo(brute != null);
        other.ifPresent(way -> {
            assertThat(way.cost()).isEqualTo(brute.cost());
            assertThat(way.lifts()).hasSize(brute.lifted());
            assertThat(random.reaches(random.after(way))).isTrue();
            assertThat(way.lifts()).isNotEqualTo(steps.way().lifts());
        });
    }

    @Property(tries = 150)
    void applying_the_way_reaches_the_tier_and_no_step_of_it_is_idle(
            @ForAll long seed, @ForAll @IntRange(min = 10, max = 60) int clauses) {
        var random = random(seed, clauses, 4);
        if (!(random.missing() instanceof Missing.Steps steps)) {
            return;
        }

        assertThat(random.reaches(random.after(steps.way()))).isTrue();
        for (var lift : steps.way().lifts()) {
            var lower = random.after(steps.way()).with(lift.clause(), below(lift));
            assertThat(random.reaches(lower))
                    .as("without the last step of %s", lift)
                    .isFalse();
        }
        assertThat(steps.way().lifts()).noneMatch(lift -> lift.from() == Grade.NA);
    }

    private static Grade below(Lift lift) {
        return switch (lift.to()) {
            case A -> Grade.B;
            case B -> Grade.C;
            case C, D, NA, NONE -> Grade.D;
        };
    }

    @Test
    void three_clauses_short_of_basic_are_lifted_where_it_is_cheapest() {
        var kinds = Collections.nCopies(5, basic());
        var prices = List.of(costs(5, 1, 1), costs(1, 1, 1), costs(2, 1, 1), costs(1, 1, 1), costs(3, 1, 1));
        var case5 = of(
                standardOf(kinds, prices),
                List.of(aTier("basic", null, List.of(atLeast("60%", BASIC, Letter.C)))),
                Grade.D,
                Grade.D,
                Grade.NONE,
                Grade.D,
                Grade.D);

        var steps = (Missing.Steps) case5.missing();

        assertThat(steps.way().lifts()).extracting(lift -> lift.code().code()).containsExactly("1.2", "1.3", "1.4");
        assertThat(steps.way().cost()).isEqualTo(4);
        assertThat(steps.way().lifts().get(1).from()).isEqualTo(Grade.NONE);
        assertThat(steps.alternative().get().orElseThrow().cost()).isEqualTo(5);
    }

    @Test
    void among_equally_cheap_ways_the_one_with_fewer_clauses_then_the_earlier_clauses_wins() {
        var case4 = of(
                standardOf(Collections.nCopies(4, basic())),
                List.of(aTier(
                        "basic", null, List.of(atLeast("50%", BASIC, Letter.C), atLeast("25%", BASIC, Letter.B)))),
                Grade.D,
                Grade.D,
                Grade.D,
                Grade.D);

        var steps = (Missing.Steps) case4.missing();

        assertThat(steps.way().lifts()).extracting(Lift::clause).containsExactly(0, 1);
        assertThat(steps.way().lifts()).extracting(Lift::to).containsExactly(Grade.C, Grade.B);
    }

    @Test
    void a_condition_that_fails_is_named_as_a_blocker_and_not_solved() {
        var eligible = new Condition(new Cel("unit.medicalStaff < 10"), "医务人员不足 10 人");
        var case1 = of(
                standardOf(List.of(basic())),
                List.of(aTier("basic", eligible, List.of(atLeast("100%", BASIC, Letter.C)))),
                Grade.C);

        var missing = MissingSolver.missing(
                case1.rules, TIER, case1.sheet, Facts.NONE.with("unit.medicalStaff", 12), Map.of());

        assertThat(missing).isInstanceOf(Missing.Nothing.class);
        assertThat(missing.blockers())
                .singleElement()
                .extracting(blocker -> blocker.zh())
                .isEqualTo("不属于适用对象：医务人员不足 10 人（医务人员数 12 人）");
    }

    @Test
    void a_share_over_clauses_that_are_all_left_out_is_out_of_reach() {
        var case2 = of(
                standardOf(List.of(basic(), recommended())),
                List.of(aTier("basic", null, List.of(atLeast("50%", RECOMMENDED, Letter.C)))),
                Grade.A,
                Grade.NA);

        assertThat(case2.missing()).isInstanceOf(Missing.OutOfReach.class);
    }

    @Test
    void the_institutions_own_costs_take_the_place_of_the_packs() {
        var case2 = of(
                standardOf(List.of(basic(), basic())),
                List.of(aTier("basic", null, List.of(atLeast("50%", BASIC, Letter.C)))),
                Grade.D,
                Grade.D);
        var own = Map.of(
                case2.rules.clauses().get(0).code(), new StepCosts(StepCost.IMPOSSIBLE, StepCost.ONE, StepCost.ONE));

        var steps = (Missing.Steps) MissingSolver.missing(case2.rules, TIER, case2.sheet, Facts.NONE, own);

        assertThat(steps.way().lifts()).extracting(Lift::clause).containsExactly(1);
        assertThat(steps.alternative().get()).isEmpty();
    }

    /** Tries every target of every clause. */
    private record BruteForce(GradeSheet sheet, long cost, int lifted, int[] target) {

        /** The best of all, or with {@code shunned} the best that does without something of it. */
        static @Nullable BruteForce best(TierRules rules, GradeSheet sheet, @Nullable Way shunned) {
            BruteForce best = null;
            var target = new int[sheet.size()];
            long all = 1L << (2 * sheet.size());
            for (long number = 0; number < all; number++) {
                for (int i = 0; i < target.length; i++) {
                    target[i] = (int) (number >> (2 * i)) & 3;
                }
                var candidate = of(rules, sheet, target);
                if (candidate != null
                        && (shunned == null || candidate.doesWithout(shunned))
                        && candidate.isBetterThan(best, sheet)
                        && rules.evaluate(candidate.sheet, Facts.NONE)
                                .verdict(TIER)
                                .orElseThrow()
                                .met()) {
                    best = candidate;
                }
            }
            return best;
        }

        private static @Nullable BruteForce of(TierRules rules, GradeSheet sheet, int[] target) {
            long cost = 0;
            int lifted = 0;
            var after = sheet;
            for (int i = 0; i < target.length; i++) {
                int from = rung(sheet.at(i));
                if (sheet.at(i) == Grade.NA ? target[i] != 0 : target[i] < from) {
                    return null;
                }
                if (sheet.at(i) == Grade.NA || target[i] == from) {
                    continue;
                }
                lifted++;
                for (int to = from + 1; to <= target[i]; to++) {
                    var step = rules.clauses().get(i).cost().upTo(grade(to));
                    if (!step.isPossible()) {
                        return null;
                    }
                    cost += step.effort();
                }
                after = after.with(i, grade(target[i]));
            }
            return new BruteForce(after, cost, lifted, target.clone());
        }

        private boolean doesWithout(Way way) {
            return way.lifts().stream().anyMatch(lift -> sheet.at(lift.clause()).compareTo(lift.to()) < 0);
        }

        private boolean isBetterThan(@Nullable BruteForce other, GradeSheet start) {
            if (other == null || cost != other.cost) {
                return other == null || cost < other.cost;
            }
            if (lifted != other.lifted) {
                return lifted < other.lifted;
            }
            for (int i = 0; i < target.length; i++) {
                if (target[i] != other.target[i]) {
                    int from = rung(start.at(i));
                    boolean mine = target[i] > from;
                    boolean theirs = other.target[i] > from;
                    return mine && theirs ? target[i] < other.target[i] : mine;
                }
            }
            return false;
        }

        private static int rung(Grade grade) {
            return Math.max(0, grade.ordinal() - Grade.D.ordinal());
        }

        private static Grade grade(int rung) {
            return Grade.values()[Grade.D.ordinal() + rung];
        }
    }
}
