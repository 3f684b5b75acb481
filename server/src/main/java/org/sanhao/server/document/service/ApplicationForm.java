package org.sanhao.server.document.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Section;
import org.sanhao.lang.pack.Standard;
import org.sanhao.server.access.Acting;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.FrozenAnswer;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.document.domain.Facts;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/**
 * The 申报表: what an institution applies for, on the frozen copy its case stands on. The level that receives the case first
 * says when paper and file are there.
 *
 * @basis law 2 of the field: what was submitted stays; section 6, signed by the head of the unit on a sealed form
 */
@Component
class ApplicationForm implements PrintedForm {
    private static final List<Grade> GRADES = List.of(Grade.A, Grade.B, Grade.C, Grade.D, Grade.NA);

    private final Reviews reviews;
    private final Assessments assessments;
    private final Campaigns campaigns;
    private final Packs packs;
    private final Units units;

    ApplicationForm(Reviews reviews, Assessments assessments, Campaigns campaigns, Packs packs, Units units) {
        this.reviews = reviews;
        this.assessments = assessments;
        this.campaigns = campaigns;
        this.packs = packs;
        this.units = units;
    }

    @Override
    public String code() {
        return "application";
    }

    @Override
    public Outcome<Place> place(Acting acting, UUID subject) {
        var scope = acting.scope();
        return reviews.find(scope, new CaseId(subject))
                .flatMap(review -> units.find(scope, AsOf.NOW, review.unit()))
                .map(unit -> Outcome.done(new Place(unit, subject.toString())))
                .orElseGet(() -> Refusal.of(ErrorCode.NOT_FOUND).asOutcome());
    }

    @Override
    public Outcome<Facts> facts(Acting acting, UUID subject) {
        var scope = acting.scope();
        var found = reviews.find(scope, new CaseId(subject));
        if (found.isEmpty()) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        var review = found.get();
        var sent = reviews.submissions(scope, review.id());
        if (sent.isEmpty() || !review.review().state().standsOnCopy()) {
            return Refusal.of(ErrorCode.CASE_NOT_SIGNED).asOutcome();
        }
        var submission = reviews.submission(scope, review.id(), sent.getFirst().version())
                .orElseThrow();
        var campaign = campaigns.find(scope, AsOf.NOW, review.campaign()).orElseThrow();
        var pack = packs.get(campaign.pack());
        var unit = units.find(scope, AsOf.NOW, review.unit()).orElseThrow();
        var standard = pack.rulesFor(unit.type()).orElseThrow().standard();
        var answers = assessments.answersIn(submission.frozen());
        var above = units.above(scope, unit.id());
        var tier = pack.pack().tiers().stream()
                .filter(each -> each.id().name().equals(review.review().appliedTier()))
                .map(each -> each.title().zh())
                .findFirst()
                .orElse("");
        var clauses = standard.sections().stream()
                .flatMap(section -> within(section).stream())
                .toList();
        return Outcome.done(Facts.gather()
                .words("sample", pack.pack().sample() ? "样例重构，非官方文本" : "")
                .words("campaign", campaign.title())
                .words("edition", campaign.edition())
                .words("tier", tier)
                .words("organiser", campaign.organiserName())
                .words("institution", review.unitName())
                .words("authority", above.isEmpty() ? "" : above.getFirst().name())
                .words("receiver", receiver(scope, review).map(Unit::name).orElse(""))
                .words("standard", pack.pack().title().zh() + " " + pack.ref().version() + "，校验 " + pack.hash())
                .words(
                        "frozen",
                        "第 " + submission.version() + " 次签发，校验 "
                                + submission.frozen().hash())
                .words("startedOn", startedOn(scope, review))
                .words("signedOn", PrintedDays.day(submission.at()))
                .name("signedBy", submission.by())
                .words("clauses", clauses.size())
                .words("notApplicable", count(clauses, answers, Grade.NA))
                .rows("chapters", chapters(standard, answers))
                .rows(
                        "answers",
                        clauses.stream().map(each -> answer(each, answers)).toList())
                .facts());
    }

    private String startedOn(Scope scope, CaseRecord review) {
        return assessments.sheetsOf(scope, review.enrolment()).stream()
                .filter(Sheet::isSelf)
                .findFirst()
                .flatMap(own -> assessments.startedOn(scope, own.id()))
                .map(PrintedDays::day)
                .orElse("");
    }

    private static List<Facts> chapters(Standard standard, Map<ClauseCode, FrozenAnswer> answers) {
        var rows = new ArrayList<Facts>();
        for (var section : standard.sections()) {
            rows.add(counts(section.code().code() + " " + section.title(), within(section), answers));
        }
        rows.add(counts(
                "合计",
                standard.sections().stream()
                        .flatMap(section -> within(section).stream())
                        .toList(),
                answers));
        return rows;
    }

    private static Facts counts(String title, List<Clause> clauses, Map<ClauseCode, FrozenAnswer> answers) {
        var row = Facts.gather().words("title", title).words("all", clauses.size());
        GRADES.forEach(grade -> row.words(grade.wire(), count(clauses, answers, grade)));
        return row.facts();
    }

    private static long count(List<Clause> clauses, Map<ClauseCode, FrozenAnswer> answers, Grade grade) {
        return clauses.stream()
                .filter(clause -> grade(answers.get(clause.code())) == grade)
                .count();
    }

    private static Grade grade(@Nullable FrozenAnswer answer) {
        return answer == null ? Grade.NONE : answer.grade();
    }

    private static Facts answer(Clause clause, Map<ClauseCode, FrozenAnswer> answers) {
        var grade = grade(answers.get(clause.code()));
        return Facts.gather()
                .words("code", clause.code().code())
                .words("title", clause.title())
                .words(
                        "grade",
                        switch (grade) {
                            case NA -> "不适用";
                            case NONE -> "未评";
                            default -> grade.wire();
                        })
                .facts();
    }

    private static List<Clause> within(Section section) {
        var all = new ArrayList<Clause>();
        section.sections().forEach(below -> all.addAll(within(below)));
        all.addAll(section.clauses());
        return all;
    }

    /** The office that takes the case in. */
    private Optional<Unit> receiver(Scope scope, CaseRecord review) {
        return units.above(scope, review.unit()).stream()
                .filter(unit -> unit.level() == review.review().route().first())
                .findFirst();
    }

    @Override
    public Optional<Refusal> barsHandling(Acting acting, UUID subject) {
        var review = reviews.find(acting.scope(), new CaseId(subject));
        if (review.isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.NOT_FOUND));
        }
        boolean own = review.get().unit().equals(units.officeOf(acting.scope(), acting.post()));
        return own && (acting.can(Ability.APPLY) || acting.can(Ability.LEAD_SHEET))
                        || barsReceiving(acting, subject).isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(ErrorCode.NOT_ALLOWED));
    }

    @Override
    public Optional<Refusal> barsReceiving(Acting acting, UUID subject) {
        var scope = acting.scope();
        var review = reviews.find(scope, new CaseId(subject));
        if (review.isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.NOT_FOUND));
        }
        var receiver = receiver(scope, review.get());
        return (acting.can(Ability.REVIEW) || acting.can(Ability.DECIDE))
                        && receiver.filter(unit -> unit.id().equals(units.officeOf(scope, acting.post())))
                                .isPresent()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        ErrorCode.TICK_ELSEWHERE, receiver.map(Unit::name).orElse("受理部门")));
    }
}
