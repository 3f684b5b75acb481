package org.sanhao.server.review.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.score.Cascade;
import org.sanhao.lang.pack.score.TierEvaluation;
import org.sanhao.server.access.Acting;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.CaseGrades;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.review.web.CaseViews.CaseRow;
import org.sanhao.server.review.web.CaseViews.CaseView;
import org.sanhao.server.review.web.CaseViews.ClauseRow;
import org.sanhao.server.review.web.CaseViews.DaysView;
import org.sanhao.server.review.web.CaseViews.GradeCell;
import org.sanhao.server.review.web.CaseViews.LegView;
import org.sanhao.server.review.web.CaseViews.LineRow;
import org.sanhao.server.review.web.CaseViews.MoveView;
import org.sanhao.server.review.web.CaseViews.Origin;
import org.sanhao.server.review.web.CaseViews.SampleView;
import org.sanhao.server.review.web.CaseViews.StepView;
import org.sanhao.server.review.web.CaseViews.TrialRule;
import org.sanhao.server.review.web.CaseViews.TrialView;
import org.springframework.stereotype.Component;

/** Puts a case together for the desk, as far as the acting post may see it. */
@Component
class DeskReader {
    private final Reviews reviews;
    private final Assessments assessments;
    private final Campaigns campaigns;
    private final Packs packs;
    private final Units units;
    private final People people;

    DeskReader(Reviews reviews, Assessments assessments, Campaigns campaigns, Packs packs, Units units, People people) {
        this.reviews = reviews;
        this.assessments = assessments;
        this.campaigns = campaigns;
        this.packs = packs;
        this.units = units;
        this.people = people;
    }

    /** Whether the enrolment lies within the caller's scope. */
    boolean sees(Acting acting, EnrolmentId enrolment) {
        return campaigns.enrolment(acting.scope(), enrolment).isPresent();
    }

    /** The level in which the acting post works: a division works for its authority. */
    Level levelOf(Acting acting) {
        return units.levelOf(acting.scope(), acting.post());
    }

    /** The acting person as the machine sees them. */
    Who who(Acting acting) {
        var level = levelOf(acting);
        return switch (acting.post().kind()) {
            case DIRECTOR -> Who.applicant(true);
            case QUALITY_OFFICER -> Who.applicant(false);
            case PRINCIPAL, LEADER_IN_CHARGE, DIVISION_HEAD -> Who.authority(level, true);
            case HANDLER -> Who.authority(level, false);
            case DEPARTMENT_HEAD,
                    HEAD_NURSE,
                    CLINICIAN,
                    UNIT_ADMINISTRATOR,
                    SYSTEM_ADMINISTRATOR,
                    SECURITY_ADMINISTRATOR,
                    AUDIT_ADMINISTRATOR -> Who.PUBLIC;
        };
    }

    /** Rows of a list; what all cases of a campaign share is asked once. */
    java.util.function.Function<CaseRecord, CaseRow> rows(Acting acting) {
        var titles = new HashMap<CampaignId, Map<String, String>>();
        return review -> row(review, titles.computeIfAbsent(review.campaign(), campaign -> tiers(acting, review)));
    }

    private static CaseRow row(CaseRecord review, Map<String, String> titles) {
        return new CaseRow(
                review.id().value(),
                review.version(),
                review.enrolment().value(),
                review.unit().value(),
                review.unitName(),
                review.review().appliedTier(),
                titles.getOrDefault(review.review().appliedTier(), ""),
                CaseViews.state(review),
                CaseViews.heldAt(review),
                review.movedAt());
    }

    CaseView view(Acting acting, CaseRecord review) {
        var who = who(acting);
        var state = review.review().state();
        var level = levelOf(acting);
        var sent = reviews.submissions(acting.scope(), review.id());
        var titles = tiers(acting, review);
        return new CaseView(
                review.id().value(),
                review.version(),
                review.enrolment().value(),
                review.campaign().value(),
                review.unit().value(),
                review.unitName(),
                review.review().appliedTier(),
                titles.getOrDefault(review.review().appliedTier(), ""),
                titles,
                CaseViews.state(review),
                state,
                CaseViews.heldAt(review),
                review.review().route().legs().stream().map(LegView::of).toList(),
                review.review().route().decidedAt().code(),
                reviews.open(review, who).stream()
                        .filter(move -> move != org.sanhao.server.review.domain.Move.OBJECT)
                        .map(MoveView::of)
                        .toList(),
                sent.isEmpty() ? null : sent.getFirst().hash(),
                reviews.steps(acting.scope(), review.id()).stream()
                        .map(StepView::of)
                        .toList(),
                who.side() == Who.Side.AUTHORITY
                        && (state instanceof CaseState.DeskReview desk && desk.at() == level
                                || state instanceof CaseState.OnSite visit && visit.at() == level),
                DaysView.of(reviews.days(acting.scope(), review)),
                review.review().supplementsAsked().stream()
                        .map(Level::code)
                        .sorted()
                        .toList(),
                sent.size(),
                sample(acting, review, level));
    }

    /** The acting level's own draw; an institution sees none while levels still look. */
    private @Nullable SampleView sample(Acting acting, CaseRecord review, Level level) {
        return reviews.sample(acting.scope(), review.id(), level)
                .map(drawn -> new SampleView(drawn.seed(), drawn.clauses()))
                .orElse(null);
    }

    TrialView trial(Acting acting, CaseRecord review) {
        var grades = reviews.grades(acting.scope(), review);
        var standing = levelOf(acting) == Level.INSTITUTION ? claimAlone(acting, review, grades) : grades.evaluation();
        var reached = standing.reached();
        var applied = standing.verdicts().stream()
                .filter(verdict ->
                        verdict.tier().id().name().equals(review.review().appliedTier()))
                .findFirst()
                .orElseThrow();
        return new TrialView(
                applied.tier().title().zh(),
                applied.met(),
                reached.map(tier -> tier.id().name()).orElse(null),
                reached.map(tier -> tier.title().zh()).orElse(null),
                applied.rules().stream().map(TrialRule::of).toList());
    }

    private TierEvaluation claimAlone(Acting acting, CaseRecord review, CaseGrades grades) {
        var claimed = new HashMap<ClauseCode, Grade>();
        grades.claimed().forEach((clause, answer) -> claimed.put(clause, answer.standing()));
        return assessments.standing(acting.scope(), review.enrolment(), claimed).evaluation();
    }

    private Map<String, String> tiers(Acting acting, CaseRecord review) {
        var campaign =
                campaigns.find(acting.scope(), AsOf.NOW, review.campaign()).orElseThrow();
        return packs.get(campaign.pack()).pack().tiers().stream()
                .collect(Collectors.toMap(
                        tier -> tier.id().name(), tier -> tier.title().zh(), (a, b) -> a, LinkedHashMap::new));
    }

    /** The clauses with every grade this post may see: its own level's and those below it. */
    List<ClauseRow> clauses(Acting acting, CaseRecord review) {
        var scope = acting.scope();
        var campaign = campaigns.find(scope, AsOf.NOW, review.campaign()).orElseThrow();
        var type = units.find(scope, AsOf.NOW, review.unit()).orElseThrow().type();
        var standard = packs.get(campaign.pack()).rulesFor(type).orElseThrow().standard();
        var level = levelOf(acting);
        var grades = reviews.grades(scope, review);
        var shown = new LinkedHashMap<Level, Map<ClauseCode, Answer>>();
        shown.put(Level.INSTITUTION, grades.claimed());
        grades.found().forEach((each, answers) -> {
            if (mayShow(review, each, level)) {
                shown.put(each, answers);
            }
        });
        var names = people.namesOf(
                scope,
                shown.values().stream()
                        .flatMap(each -> each.values().stream())
                        .map(Answer::by)
                        .distinct()
                        .toList());
        boolean told = level != Level.INSTITUTION || isTold(review);
        var rows = new ArrayList<ClauseRow>();
        for (var clause : standard.clauses()) {
            var levels = new LinkedHashMap<String, GradeCell>();
            GradeCell self = new GradeCell("none", 0, Map.of(), "", null, null);
            for (var each : shown.entrySet()) {
                var cell = cell(clause, each.getValue().get(clause.code()), names);
                if (each.getKey() == Level.INSTITUTION) {
                    self = cell == null ? self : cell;
                } else if (cell != null) {
                    levels.put(each.getKey().code(), cell);
                }
            }
            var counts = java.util.Objects.requireNonNull(grades.effective().get(clause.code()));
            var origin = Origin.of(counts, grades.source());
            // What a level found is not told before it says so itself.
            boolean claim = !told && counts.decides() && counts.grade() != Grade.NA;
            rows.add(new ClauseRow(
                    clause.code().code(),
                    clause.title(),
                    clause.kinds().stream().map(kind -> kind.zh()).sorted().toList(),
                    clause.lines().all().stream()
                            .map(line -> new LineRow(
                                    line.id().toString(), line.id().grade().wire(), line.text()))
                            .toList(),
                    self,
                    levels,
                    claim ? self.grade() : counts.grade().wire(),
                    claim ? Origin.of(grades.source()).code() : origin == null ? null : origin.code()));
        }
        return rows;
    }

    /** A level's own sheet and those below; the institution sees what it has been told. */
    private static boolean mayShow(CaseRecord review, Level judge, Level level) {
        return level == Level.INSTITUTION ? isTold(review) : judge.compareTo(level) >= 0;
    }

    private static boolean isTold(CaseRecord review) {
        return review.review().feedbackGiven() || review.review().state().isClosed();
    }

    /** One level's judgement of a clause, as the desk shows it. */
    @Nullable
    GradeCell cell(Acting acting, CaseRecord review, Answer answer) {
        var campaign =
                campaigns.find(acting.scope(), AsOf.NOW, review.campaign()).orElseThrow();
        var type = units.find(acting.scope(), AsOf.NOW, review.unit())
                .orElseThrow()
                .type();
        var clause = packs.get(campaign.pack())
                .rulesFor(type)
                .orElseThrow()
                .standard()
                .clause(answer.clause())
                .orElseThrow();
        return cell(clause, answer, people.namesOf(acting.scope(), List.of(answer.by())));
    }

    private static @Nullable GradeCell cell(Clause clause, @Nullable Answer answer, Map<String, String> names) {
        if (answer == null) {
            return null;
        }
        var judged = new TreeMap<String, Boolean>();
        answer.judged().forEach((line, met) -> judged.put(line.toString(), met));
        return new GradeCell(
                answer.standing().wire(),
                answer.version(),
                judged,
                answer.remark(),
                Cascade.of(clause, answer.judged()).zh(),
                names.get(answer.by()));
    }
}
