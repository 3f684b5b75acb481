package org.sanhao.server.plan.domain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.plan.CreationPlan;
import org.sanhao.server.plan.CreationPlan.Goal;
import org.sanhao.server.plan.CreationPlan.Target;
import org.sanhao.server.plan.CreationPlans.Kept;
import org.sanhao.server.plan.CreationPlans.Wish;

/** Whether a plan holds together, and what it keeps of what was promised. */
public final class PlanCheck {
    private static final int MOST_GOALS = 100;
    private static final int MOST_OF_A_GOAL = 9_999;

    private PlanCheck() {}

    /**
     * What a plan may speak of.
     *
     * @param tiers ids of the pack's tiers
     * @param groups ids of its priority groups
     */
    public record Words(Set<String> tiers, Set<String> groups) {
        public Words {
            tiers = Set.copyOf(tiers);
            groups = Set.copyOf(groups);
        }
    }

    /** What is wrong with a wish in itself; empty when nothing is. */
    public static Optional<Refusal> fault(Wish wish, Words words) {
        if (wish.firstYear() > wish.lastYear() || wish.lastYear() - wish.firstYear() >= CreationPlan.LONGEST) {
            return Optional.of(Refusal.of(ErrorCode.PLAN_YEARS_WRONG, CreationPlan.LONGEST)
                    .at("lastYear", "不早于开始的年度，最长 " + CreationPlan.LONGEST + " 年"));
        }
        if (wish.targets().size() > CreationPlan.MOST || wish.goals().size() > MOST_GOALS) {
            return Optional.of(Refusal.of(ErrorCode.PLAN_TOO_LARGE, CreationPlan.MOST, MOST_GOALS));
        }
        var seen = new HashSet<Map.Entry<UnitId, Integer>>();
        for (var target : wish.targets()) {
            if (!words.tiers.contains(target.tier())) {
                return Optional.of(Refusal.of(ErrorCode.TIER_UNKNOWN, target.tier()));
            }
            if (isOutside(wish, target.year())) {
                return Optional.of(Refusal.of(ErrorCode.PLAN_YEAR_OUTSIDE, target.year()));
            }
            if (!seen.add(Map.entry(target.unit(), target.year()))) {
                return Optional.of(Refusal.of(ErrorCode.PLAN_TWICE, target.year()));
            }
        }
        return wish.goals().stream()
                .map(goal -> fault(wish, goal, words))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static @Nullable Refusal fault(Wish wish, Goal goal, Words words) {
        if (!words.tiers.contains(goal.tier())) {
            return Refusal.of(ErrorCode.TIER_UNKNOWN, goal.tier());
        }
        if (isOutside(wish, goal.year())) {
            return Refusal.of(ErrorCode.PLAN_YEAR_OUTSIDE, goal.year());
        }
        if (goal.group() != null && !words.groups.contains(goal.group())) {
            return Refusal.of(ErrorCode.PLAN_GROUP_UNKNOWN, goal.group());
        }
        return goal.least() < 1 || goal.least() > MOST_OF_A_GOAL
                ? Refusal.of(ErrorCode.PLAN_GOAL_EMPTY).at("goals", "家数为 1 至 " + MOST_OF_A_GOAL)
                : null;
    }

    private static boolean isOutside(Wish wish, int year) {
        return year < wish.firstYear() || year > wish.lastYear();
    }

    /**
     * What is planned for each promise.
     *
     * @param groupOf the group of each institution that still exists here; whoever is missing counts for nothing
     */
    public static List<Kept> kept(List<Goal> goals, List<Target> targets, Map<UnitId, Optional<String>> groupOf) {
        return goals.stream()
                .map(goal -> {
                    Predicate<Target> counts = target -> target.year() == goal.year()
                            && target.tier().equals(goal.tier())
                            && groupOf.containsKey(target.unit())
                            && (goal.group() == null
                                    || Objects.equals(
                                            goal.group(),
                                            groupOf.get(target.unit()).orElse(null)));
                    return new Kept(goal, (int) targets.stream().filter(counts).count());
                })
                .toList();
    }

    /** How many cells of the grid say something else than before. */
    public static int changed(List<Target> before, List<Target> after) {
        var was = cells(before);
        var is = cells(after);
        var all = new HashSet<>(was.keySet());
        all.addAll(is.keySet());
        return (int) all.stream()
                .filter(cell -> !Objects.equals(was.get(cell), is.get(cell)))
                .count();
    }

    private static Map<Map.Entry<UnitId, Integer>, String> cells(List<Target> targets) {
        var cells = new HashMap<Map.Entry<UnitId, Integer>, String>();
        targets.forEach(target -> cells.put(Map.entry(target.unit(), target.year()), target.tier()));
        return cells;
    }
}
