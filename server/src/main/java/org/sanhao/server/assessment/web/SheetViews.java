package org.sanhao.server.assessment.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Section;
import org.sanhao.lang.pack.missing.Missing;
import org.sanhao.lang.pack.score.Cascade;
import org.sanhao.lang.pack.score.RuleVerdict;
import org.sanhao.lang.pack.score.TierVerdict;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Standing;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.institution.Level;

/** What the sheet's pages receive. */
final class SheetViews {
    private SheetViews() {}

    record LineView(String id, @CodesOf(Grade.class) String grade, String text) {}

    record ClauseView(
            String code,
            String title,
            List<String> kinds,
            List<String> methods,
            @Nullable String department,
            @Nullable String mayBeLeftOut,
            String basis,
            List<LineView> lines) {
        static ClauseView of(Clause clause) {
            return new ClauseView(
                    clause.code().code(),
                    clause.title(),
                    clause.kinds().stream().map(kind -> kind.zh()).sorted().toList(),
                    clause.methods(),
                    clause.department(),
                    clause.na() == null || !clause.na().allowed()
                            ? null
                            : clause.na().because() == null ? "" : clause.na().because(),
                    String.join(
                            "；", clause.basis().stream().map(Object::toString).toList()),
                    clause.lines().all().stream()
                            .map(line -> new LineView(
                                    line.id().toString(), line.id().grade().wire(), line.text()))
                            .toList());
        }
    }

    record SectionView(String code, String title, List<SectionView> sections, List<ClauseView> clauses) {
        static SectionView of(Section section) {
            return new SectionView(
                    section.code().code(),
                    section.title(),
                    section.sections().stream().map(SectionView::of).toList(),
                    section.clauses().stream().map(ClauseView::of).toList());
        }
    }

    record RulingView(
            boolean approved, @CodesOf(Level.class) String level, String reason, Instant at) {}

    record AnswerView(
            String clause,
            int version,
            Map<String, Boolean> judged,
            @CodesOf(Grade.class) String grade,
            String why,
            String remark,
            @Nullable String naReason,
            @Nullable RulingView ruling,
            @Nullable String by,
            Instant at) {
        static AnswerView of(Clause clause, Answer answer, Map<String, String> names) {
            var judged = new TreeMap<String, Boolean>();
            answer.judged().forEach((line, met) -> judged.put(line.toString(), met));
            var ruling = answer.ruling();
            return new AnswerView(
                    answer.clause().code(),
                    answer.version(),
                    judged,
                    answer.standing().wire(),
                    Cascade.of(clause, answer.judged()).zh(),
                    answer.remark(),
                    answer.naReason(),
                    ruling == null
                            ? null
                            : new RulingView(ruling.approved(), ruling.level(), ruling.reason(), ruling.at()),
                    names.get(answer.by()),
                    answer.at());
        }
    }

    record AssignmentView(
            String part,
            int version,
            @Nullable UUID departmentId,
            @Nullable String department,
            @Nullable UUID personId,
            @Nullable String person,
            @Nullable LocalDate due) {
        static AssignmentView of(Assessments.Assignment assignment) {
            return new AssignmentView(
                    assignment.part(),
                    assignment.version(),
                    assignment.department() == null
                            ? null
                            : assignment.department().value(),
                    assignment.departmentName(),
                    assignment.person() == null ? null : assignment.person().value(),
                    assignment.personName(),
                    assignment.due());
        }
    }

    record SheetView(
            UUID id,
            UUID enrolmentId,
            UUID campaignId,
            String campaign,
            int edition,
            boolean sample,
            String packVersion,
            String packHash,
            UUID unitId,
            String unit,
            @CodesOf(Level.class) String level,
            @Nullable String target,
            String standard,
            @Nullable LocalDate startedOn,
            List<SectionView> sections,
            List<AnswerView> answers,
            List<AssignmentView> assignments,
            List<String> mine,
            boolean mayAnswerAll,
            boolean closed) {}

    record RuleView(
            boolean met,
            String reason,
            @Nullable String of,
            @CodesOf(Grade.class) @Nullable String grade,
            @Nullable Integer count,
            @Nullable Integer need,
            @Nullable Integer base,
            @Nullable Integer total,
            @Nullable Integer notApplicable) {
        static RuleView of(RuleVerdict verdict) {
            return switch (verdict) {
                case RuleVerdict.OfShare share ->
                    new RuleView(
                            share.met(),
                            share.zh(),
                            share.rule().of().zh(),
                            share.rule().grade().name(),
                            share.count(),
                            share.need(),
                            share.of(),
                            share.total(),
                            share.notApplicable());
                case RuleVerdict.OfCondition condition ->
                    new RuleView(condition.met(), condition.zh(), null, null, null, null, null, null, null);
            };
        }
    }

    record LiftView(
            String clause,
            String title,
            @CodesOf(Grade.class) String from,
            @CodesOf(Grade.class) String to,
            long cost) {
        static LiftView of(Missing.Lift lift, Map<String, String> titles) {
            return new LiftView(
                    lift.code().code(),
                    titles.getOrDefault(lift.code().code(), ""),
                    lift.from().wire(),
                    lift.to().wire(),
                    lift.cost());
        }
    }

    /** Whether anything is missing, and whether it can be made good. */
    enum Lack {
        NOTHING("nothing"),
        STEPS("steps"),
        OUT_OF_REACH("out-of-reach");

        private final String code;

        Lack(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    record MissingView(@CodesOf(Lack.class) String state, List<String> blockers, List<LiftView> lifts, long cost) {}

    record TierStandingView(
            String id, String title, boolean met, boolean provisional, List<RuleView> rules, MissingView missing) {}

    record StandingView(@Nullable String reached, @Nullable String reachedTitle, List<TierStandingView> tiers) {
        static StandingView of(Standing standing, Map<String, String> titles) {
            var tiers = new ArrayList<TierStandingView>();
            var verdicts = standing.evaluation().verdicts();
            for (int i = 0; i < verdicts.size(); i++) {
                TierVerdict verdict = verdicts.get(i);
                tiers.add(new TierStandingView(
                        verdict.tier().id().name(),
                        verdict.tier().title().zh(),
                        verdict.met(),
                        verdict.tier().provisional(),
                        verdict.rules().stream().map(RuleView::of).toList(),
                        missing(standing.missing().get(i), titles)));
            }
            var reached = standing.evaluation().reached();
            return new StandingView(
                    reached.map(tier -> tier.id().name()).orElse(null),
                    reached.map(tier -> tier.title().zh()).orElse(null),
                    tiers);
        }

        private static MissingView missing(Missing missing, Map<String, String> titles) {
            var blockers = missing.blockers().stream().map(RuleVerdict::zh).toList();
            return switch (missing) {
                case Missing.Nothing nothing -> new MissingView(Lack.NOTHING.code(), blockers, List.of(), 0);
                case Missing.OutOfReach out ->
                    new MissingView(
                            Lack.OUT_OF_REACH.code(),
                            out.rules().stream().map(RuleVerdict::zh).toList(),
                            List.of(),
                            0);
                case Missing.Steps steps ->
                    new MissingView(
                            Lack.STEPS.code(),
                            blockers,
                            steps.way().lifts().stream()
                                    .map(lift -> LiftView.of(lift, titles))
                                    .toList(),
                            steps.way().cost());
            };
        }
    }
}
