package org.sanhao.server.plan.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.plan.CreationPlan;

/** What is shown of plans. */
final class PlanViews {
    private PlanViews() {}

    /** A plan in a list. */
    record PlanRow(
            UUID id,
            String title,
            String office,
            String packTitle,
            int firstYear,
            int lastYear,
            int institutions,
            int missing,
            @CodesOf(CreationPlan.State.class) String state,
            String stateTitle) {}

    record WordView(String id, String title) {}

    /**
     * A promise beside what is planned.
     *
     * @param group of the pack, absent for any institution
     * @param missing how many are still to be planned
     */
    record GoalView(
            int year,
            String tier,
            String tierTitle,
            int least,
            @Nullable String group,
            @Nullable String groupTitle,
            int planned,
            int missing) {}

    /** What an institution is to reach in a year. */
    record CellView(int year, String tier) {}

    /** @param gone whether it has been struck or has left the office's care; its targets count no more */
    record GridRow(
            UUID id,
            String name,
            String type,
            @Nullable String group,
            @Nullable String groupTitle,
            boolean gone,
            List<CellView> cells) {}

    /**
     * A plan.
     *
     * @param mine whether it is the plan of the office acted for, and so may be changed
     * @param gone institutions with targets that count no more
     */
    record PlanView(
            UUID id,
            int version,
            String title,
            String office,
            String packId,
            String packTitle,
            boolean sample,
            int firstYear,
            int lastYear,
            @CodesOf(CreationPlan.State.class) String state,
            String stateTitle,
            boolean mine,
            List<WordView> tiers,
            List<WordView> groups,
            List<GoalView> goals,
            List<GridRow> gone) {}

    /** @param by name of whoever wrote it, empty when it lies outside the scope */
    record ChangeView(int version, String stateTitle, String reason, int targetsChanged, String by, Instant at) {}

    record TargetView(UUID unitId, String tier) {}
}
