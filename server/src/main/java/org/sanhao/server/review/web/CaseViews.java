package org.sanhao.server.review.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.score.EffectiveGrade;
import org.sanhao.lang.pack.score.RuleVerdict;
import org.sanhao.server.assessment.CaseGrades;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Reapplication;
import org.sanhao.server.review.domain.Route;

/** What the desk's pages receive. */
final class CaseViews {
    private CaseViews() {}

    record LegView(
            @CodesOf(Level.class) String level,
            String title,
            @CodesOf(Route.Extent.class) String extent,
            @Nullable Integer workingDays) {
        static LegView of(Route.Leg leg) {
            return new LegView(
                    leg.level().code(), leg.level().title(), leg.extent().code(), leg.workingDays());
        }
    }

    record MoveView(@CodesOf(Move.class) String move, String title, boolean needsReason) {
        static MoveView of(Move move) {
            return new MoveView(move.name(), move.title(), move.needsReason());
        }
    }

    record StepView(
            int version,

            @CodesOf(value = Move.class, also = CaseRecord.APPLY)
            String move,

            String title,
            String reason,
            Map<String, Object> details,
            @Nullable @CodesOf(Level.class) String level,
            String by,
            Instant at) {
        static StepView of(CaseRecord.Step step) {
            return new StepView(
                    step.version(),
                    step.move(),
                    step.title(),
                    step.reason(),
                    step.details(),
                    step.level(),
                    step.by(),
                    step.at());
        }
    }

    /** A case in a list. */
    record CaseRow(
            UUID id,
            int version,
            UUID enrolmentId,
            UUID unitId,
            String unit,
            String tier,
            String tierTitle,
            @CodesOf(CaseState.class) String state,
            @Nullable @CodesOf(Level.class) String heldAt,
            Instant movedAt) {}

    /** A case on the desk: where it stands, what may be done, what was sent, what has happened. */
    record CaseView(
            UUID id,
            int version,
            UUID enrolmentId,
            UUID campaignId,
            UUID unitId,
            String unit,
            String tier,
            String tierTitle,
            Map<String, String> tiers,
            @CodesOf(CaseState.class) String state,
            CaseState stateData,
            @Nullable @CodesOf(Level.class) String heldAt,
            List<LegView> route,
            @CodesOf(Level.class) String decidedAt,
            List<MoveView> moves,
            @Nullable String frozenHash,
            List<StepView> steps,
            boolean judging,
            DaysView days,
            @CodesOf(Level.class) List<String> supplementsAsked,
            int submissions,
            @Nullable SampleView sample) {}

    /** The three dates after a refusal, each with the rule it comes from: INTERVAL, ONCE_A_YEAR, WINDOW. */
    record AgainView(LocalDate from, List<Reapplication.Reason> reasons) {}

    record DaysView(
            @Nullable LocalDate received,
            @Nullable LocalDate dealBy,
            @Nullable LocalDate supplementDue,
            int supplementWorkingDays,
            AgainView ifRefusedToday) {
        static DaysView of(Reviews.Days days) {
            return new DaysView(
                    days.received(),
                    days.dealBy(),
                    days.supplementDue(),
                    days.supplementWorkingDays(),
                    new AgainView(
                            days.ifRefusedToday().firstAllowed(),
                            days.ifRefusedToday().reasons()));
        }
    }

    /** What a level that samples has drawn, with what it takes to draw again. */
    record SampleView(String seed, List<String> clauses) {}

    record TrialRule(
            String reason,
            boolean met,
            @Nullable @CodesOf(Grade.class) String grade,
            @Nullable Integer count,
            @Nullable Integer need,
            @Nullable Integer base) {
        static TrialRule of(RuleVerdict verdict) {
            return switch (verdict) {
                case RuleVerdict.OfShare share ->
                    new TrialRule(
                            share.zh(),
                            share.met(),
                            share.rule().grade().name(),
                            share.count(),
                            share.need(),
                            share.of());
                case RuleVerdict.OfCondition condition ->
                    new TrialRule(condition.zh(), condition.met(), null, null, null, null);
            };
        }
    }

    /** What the grades that count come to for the tier applied for, and which tier they reach. */
    record TrialView(
            String tier,
            boolean met,
            @Nullable String reached,
            @Nullable String reachedTitle,
            List<TrialRule> rules) {}

    static @Nullable String heldAt(CaseRecord review) {
        return review.review().state() instanceof CaseState.Held held
                ? held.at().code()
                : null;
    }

    static String state(CaseRecord review) {
        return review.review().state().getClass().getSimpleName();
    }

    /** One clause side by side: what the institution claims, what each level found, what counts. */
    record ClauseRow(
            String code,
            String title,
            List<String> kinds,
            List<LineRow> lines,
            GradeCell self,
            Map<String, GradeCell> levels,
            @CodesOf(Grade.class) String effective,
            @Nullable @CodesOf(Origin.class) String origin) {}

    /** Whose word the grade of a clause that counts is. */
    enum Origin {
        LIVING_SHEET("living-sheet"),
        SENT_COPY("sent-copy"),
        COUNTY(Level.COUNTY.code()),
        CITY(Level.CITY.code()),
        PROVINCE(Level.PROVINCE.code()),
        NATION(Level.NATION.code());

        private final String code;

        Origin(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        static Origin of(CaseGrades.Source source) {
            return switch (source) {
                case LIVING_SHEET -> LIVING_SHEET;
                case SENT_COPY -> SENT_COPY;
            };
        }

        /** Null when nobody has looked. */
        static @Nullable Origin of(EffectiveGrade counts, CaseGrades.Source source) {
            var origin = counts.origin();
            return origin == null
                    ? null
                    : origin.level().name().equals(Level.INSTITUTION.code())
                            ? of(source)
                            : valueOf(Level.of(origin.level().name()).name());
        }
    }

    record LineRow(String id, @CodesOf(Grade.class) String grade, String text) {}

    record GradeCell(
            @CodesOf(Grade.class) String grade,
            int version,
            Map<String, Boolean> judged,
            String remark,
            @Nullable String why,
            @Nullable String by) {}
}
