package org.sanhao.server.dashboard.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.server.dashboard.domain.Counts;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.institution.Level;

/** What progress pages receive. Every figure is a count; shares are for screens. */
final class ProgressViews {
    private ProgressViews() {}

    /**
     * Counts over a subtree.
     *
     * @param of the denominator: clauses less those approved as not applicable
     * @param reachC clauses at C or better
     * @param untouched clauses of institutions that have not begun
     */
    record CountsView(
            int institutions, int of, int graded, int untouched, int reachC, int lackC, int lackB, int lackA) {
        static CountsView of(Counts counts) {
            return new CountsView(
                    counts.institutions(),
                    counts.base(),
                    counts.graded(),
                    counts.untouched(),
                    counts.reachC(),
                    counts.lackC(),
                    counts.lackB(),
                    counts.lackA());
        }
    }

    record ProgrammeView(
            String packId, int edition, String title, boolean sample, int institutions, Map<String, Integer> steps) {}

    record UnitView(UUID id, String name, String level) {}

    record PartView(String code, String title, String group) {}

    /** A step of the funnel; {@code level} for those of a level. */
    record StepView(String step, @Nullable String level, int institutions) {}

    /**
     * A row of the heat map.
     *
     * @param enrolmentId of an institution that takes part itself; its clauses are the next page
     * @param started institutions that have begun
     * @param lack shortage by grade asked for, in the order of the parts; null where nobody has begun
     */
    record ChildView(
            UUID id,
            String name,
            String level,
            @Nullable UUID enrolmentId,
            int started,
            CountsView whole,
            @Nullable Map<String, List<Integer>> lack) {}

    record PointView(LocalDate day, int met, int of) {}

    record TargetView(String tier, String rule, int percent) {}

    record TierView(String id, String title) {}

    record ProgressView(
            String packId,
            int edition,
            String title,
            boolean sample,
            UnitView unit,
            List<UnitView> path,
            @Nullable UUID enrolmentId,
            @Nullable LocalDate day,
            @Nullable LocalDate firstDay,
            LocalDate today,
            Instant asOf,
            CountsView whole,
            List<StepView> steps,
            List<PartView> parts,
            List<ChildView> children,
            List<PointView> trend,
            @Nullable TargetView target,
            List<TierView> tiers) {}

    record StuckView(String code, String title, int lack) {}

    record InstitutionRow(
            UUID id,
            UUID unitId,
            String unit,
            @Nullable String target,
            @Nullable String targetTitle,
            @Nullable String tierReached,
            @Nullable String tierReachedTitle,
            String state,
            @Nullable String heldAt,
            @Nullable UUID caseId,
            @Nullable LocalDate startedOn,
            int months,
            @Nullable Integer gap,
            int gapC,
            int gapB,
            int gapA,
            CountsView whole,
            List<StuckView> stuck,
            @Nullable LocalDate due,
            Instant lastAt) {}

    record RankedView(UnitView unit, CountsView whole) {}

    /** Where a grade comes from. */
    record OriginView(
            @CodesOf(Level.class) String level,
            @CodesOf(Look.class) String look,
            int version,
            Instant at) {}

    record ClauseView(
            String code,
            String title,
            String part,
            List<String> kinds,
            @CodesOf(Grade.class) String grade,
            @CodesOf(Grade.class) String self,
            @Nullable OriginView origin,
            boolean waitsForRuling) {}

    record ClausesView(
            InstitutionRow institution,
            String title,
            boolean sample,
            String packVersion,
            String packHash,
            List<UnitView> path,
            List<PartView> parts,
            @Nullable LocalDate day,
            List<ClauseView> clauses) {}
}
