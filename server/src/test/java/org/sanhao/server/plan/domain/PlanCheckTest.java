package org.sanhao.server.plan.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.plan.CreationPlan;
import org.sanhao.server.plan.CreationPlan.Goal;
import org.sanhao.server.plan.CreationPlan.Target;
import org.sanhao.server.plan.CreationPlans.Kept;
import org.sanhao.server.plan.CreationPlans.Wish;

/** What holds of every creation plan, whatever the campaign. */
class PlanCheckTest {
    private static final PlanCheck.Words WORDS = new PlanCheck.Words(Set.of("basic", "recommended"), Set.of("central"));

    private static UnitId unit(int number) {
        return new UnitId(new UUID(0, number));
    }

    private static Wish plan(List<Goal> goals, Target... targets) {
        return new Wish("创建计划", 2021, 2023, goals, List.of(targets));
    }

    private static @org.jspecify.annotations.Nullable ErrorCode fault(Wish wish) {
        return PlanCheck.fault(wish, WORDS).map(Refusal::code).orElse(null);
    }

    @Test
    void three_central_hospitals_recommended_and_one_basic_are_counted_among_their_kind() {
        var goals = List.of(new Goal(2021, "recommended", 3, "central"), new Goal(2021, "basic", 1, null));
        var targets = List.of(
                new Target(unit(1), 2021, "recommended"),
                new Target(unit(2), 2021, "recommended"),
                new Target(unit(3), 2021, "recommended"),
                new Target(unit(4), 2021, "basic"),
                new Target(unit(5), 2022, "recommended"),
                new Target(unit(9), 2021, "recommended"));
        var groups = Map.of(
                unit(1), Optional.of("central"),
                unit(2), Optional.of("central"),
                unit(3), Optional.<String>empty(),
                unit(4), Optional.<String>empty(),
                unit(5), Optional.of("central"));

        var kept = PlanCheck.kept(goals, targets, groups);

        assertThat(kept).extracting(Kept::planned).containsExactly(2, 1);
        assertThat(kept).extracting(Kept::missing).containsExactly(1, 0);
    }

    @Test
    void a_plan_names_each_institution_once_a_year_within_its_years_and_by_the_words_of_the_pack() {
        assertThat(fault(plan(List.of(), new Target(unit(1), 2021, "basic"), new Target(unit(1), 2022, "recommended"))))
                .isNull();
        assertThat(fault(plan(List.of(), new Target(unit(1), 2021, "basic"), new Target(unit(1), 2021, "basic"))))
                .isEqualTo(ErrorCode.PLAN_TWICE);
        assertThat(fault(plan(List.of(), new Target(unit(1), 2024, "basic")))).isEqualTo(ErrorCode.PLAN_YEAR_OUTSIDE);
        assertThat(fault(plan(List.of(), new Target(unit(1), 2021, "gold")))).isEqualTo(ErrorCode.TIER_UNKNOWN);
        assertThat(fault(plan(List.of(new Goal(2021, "basic", 0, null))))).isEqualTo(ErrorCode.PLAN_GOAL_EMPTY);
        assertThat(fault(plan(List.of(new Goal(2021, "basic", 1, "rural"))))).isEqualTo(ErrorCode.PLAN_GROUP_UNKNOWN);
        assertThat(fault(new Wish("", 2023, 2021, List.of(), List.of()))).isEqualTo(ErrorCode.PLAN_YEARS_WRONG);
        assertThat(fault(new Wish("", 2021, 2031, List.of(), List.of()))).isEqualTo(ErrorCode.PLAN_YEARS_WRONG);
        assertThat(fault(new Wish("", 2021, 2030, List.of(), List.of()))).isNull();
    }

    @Test
    void a_plan_is_one_document_of_bounded_size() {
        var targets = new ArrayList<Target>();
        for (int i = 0; i <= CreationPlan.MOST; i++) {
            targets.add(new Target(unit(i), 2021, "basic"));
        }

        assertThat(fault(new Wish("", 2021, 2023, List.of(), targets))).isEqualTo(ErrorCode.PLAN_TOO_LARGE);
    }

    @Property
    void planned_counts_equal_a_count_by_hand_and_gone_institutions_never_count(
            @ForAll("grids") List<Target> targets, @ForAll("groupings") Map<UnitId, Optional<String>> groups) {
        var goals = List.of(new Goal(2021, "basic", 2, null), new Goal(2022, "recommended", 1, "central"));

        var kept = PlanCheck.kept(goals, targets, groups);

        int basic = 0;
        int recommended = 0;
        for (var target : targets) {
            if (groups.containsKey(target.unit())) {
                basic += target.year() == 2021 && target.tier().equals("basic") ? 1 : 0;
                recommended += target.year() == 2022
                                && target.tier().equals("recommended")
                                && groups.get(target.unit()).equals(Optional.of("central"))
                        ? 1
                        : 0;
            }
        }
        assertThat(kept).extracting(Kept::planned).containsExactly(basic, recommended);
        assertThat(kept.get(0).missing()).isEqualTo(Math.max(0, 2 - basic));
    }

    @Property
    void what_changed_is_the_same_both_ways_and_nothing_for_the_same_grid(
            @ForAll("grids") List<Target> before, @ForAll("grids") List<Target> after) {
        assertThat(PlanCheck.changed(before, after)).isEqualTo(PlanCheck.changed(after, before));
        assertThat(PlanCheck.changed(before, before.reversed())).isZero();
    }

    @Provide
    Arbitrary<List<Target>> grids() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(2021, 2023),
                        Arbitraries.of("basic", "recommended"))
                .as((number, year, tier) -> new Target(unit(number), year, tier))
                .list()
                .uniqueElements(target -> Map.entry(target.unit(), target.year()))
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<Map<UnitId, Optional<String>>> groupings() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.of(Optional.of("central"), Optional.<String>empty()))
                .as((number, group) -> Map.entry(unit(number), group))
                .list()
                .uniqueElements(Map.Entry::getKey)
                .ofMaxSize(8)
                .map(entries -> {
                    var groups = new HashMap<UnitId, Optional<String>>();
                    entries.forEach(entry -> groups.put(entry.getKey(), entry.getValue()));
                    return groups;
                });
    }
}
