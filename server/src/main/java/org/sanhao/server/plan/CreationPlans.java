package org.sanhao.server.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.plan.CreationPlan.Goal;
import org.sanhao.server.plan.CreationPlan.Target;
import org.sanhao.server.scope.Scope;

/** What others may ask about creation plans. */
public interface CreationPlans {

    /** What a plan is to say. */
    record Wish(String title, int firstYear, int lastYear, List<Goal> goals, List<Target> targets) {
        public Wish {
            goals = List.copyOf(goals);
            targets = List.copyOf(targets);
        }
    }

    /**
     * A promise beside what is planned.
     *
     * @param planned how many institutions that still exist are planned for it
     */
    record Kept(Goal goal, int planned) {
        public int missing() {
            return Math.max(0, goal.least() - planned);
        }
    }

    /**
     * An institution of the grid.
     *
     * @param group id of the pack's priority group it belongs to, or null
     * @param gone whether it has been struck or has left the scope; its targets count no more
     * @param tiers by year
     */
    record Row(
            UnitId unit, String name, String type, @Nullable String group, boolean gone, Map<Integer, String> tiers) {}

    /** One version of the past. */
    record Change(int version, CreationPlan.State state, String reason, int targetsChanged, String by, Instant at) {}

    /** Plans within the scope, those of the highest office first. */
    Page<CreationPlan> list(Scope scope, @Nullable String cursor, int limit);

    Optional<CreationPlan> find(Scope scope, CreationPlanId id);

    /**
     * Makes the plan of an office for a pack.
     *
     * @return refused as PLAN_EXISTS, PACK_UNKNOWN, PLAN_YEARS_WRONG, TIER_UNKNOWN, PLAN_YEAR_OUTSIDE, PLAN_TWICE,
     *     PLAN_UNIT_UNFIT, PLAN_TOO_LARGE, PLAN_GROUP_UNKNOWN
     */
    Outcome<CreationPlan> make(Scope scope, Post by, String packId, Wish wish);

    /**
     * Writes the next version.
     *
     * @param reason why an adopted plan changes; not asked for in a draft
     * @return refused also as STALE, REASON_REQUIRED, NOT_FOUND for the plan of another office
     */
    Outcome<CreationPlan> change(Scope scope, Post by, CreationPlanId id, int seen, Wish wish, String reason);

    /**
     * From now on the plan holds.
     *
     * @return refused as STALE, PLAN_ADOPTED, PLAN_SHORT while a promise is not kept
     */
    Outcome<CreationPlan> adopt(Scope scope, Post by, CreationPlanId id, int seen);

    /** Promises beside what is planned, in the order of the plan. */
    List<Kept> kept(Scope scope, CreationPlan plan);

    /** The grid: every institution of the scope the pack has a standard for, in pinyin order. */
    Page<Row> grid(Scope scope, CreationPlan plan, @Nullable String cursor, int limit);

    /** Institutions with targets that have been struck or have left the scope. */
    List<Row> gone(Scope scope, CreationPlan plan);

    /** Earlier versions, the latest first. */
    List<Change> changes(Scope scope, CreationPlanId id);

    /** What the adopted plan of an office sets for a year; empty without one. */
    Map<UnitId, String> targets(Scope scope, UnitId office, String packId, int year);
}
