package org.sanhao.server.review.service;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.WorkingCalendar;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.lang.pack.score.RuleVerdict;
import org.sanhao.lang.pack.score.TierEvaluation;
import org.sanhao.lang.pack.score.TierVerdict;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Assessments.Answering;
import org.sanhao.server.assessment.CaseGrades;
import org.sanhao.server.assessment.FrozenSheet;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.CaseMoved;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.ClauseSample;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Reapplication;
import org.sanhao.server.review.domain.ReviewCase;
import org.sanhao.server.review.domain.ReviewMachine;
import org.sanhao.server.review.domain.Route;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.review.store.CaseStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Moves cases: the machine says what may happen, this writes it down with everything that belongs to it. */
@Service
class CaseDesk implements Reviews {
    private final ScopedTransactions transactions;
    private final CaseStore cases;
    private final Assessments assessments;
    private final Campaigns campaigns;
    private final Packs packs;
    private final Units units;
    private final BusinessClock clock;
    private final ApplicationEventPublisher events;

    CaseDesk(
            ScopedTransactions transactions,
            CaseStore cases,
            Assessments assessments,
            Campaigns campaigns,
            Packs packs,
            Units units,
            BusinessClock clock,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.cases = cases;
        this.assessments = assessments;
        this.campaigns = campaigns;
        this.packs = packs;
        this.units = units;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Outcome<CaseRecord> apply(Scope scope, EnrolmentId id, String tier, String by) {
        try {
            return transactions.within(scope, () -> begin(scope, id, tier, by));
        } catch (DuplicateKeyException another) {
            return Refusal.of(ErrorCode.CASE_ALREADY_OPEN).asOutcome();
        }
    }

    private Outcome<CaseRecord> begin(Scope scope, EnrolmentId id, String tier, String by) {
        var enrolment = campaigns.enrolment(scope, id).orElse(null);
        if (enrolment == null) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        var pack = pack(scope, enrolment.campaign());
        var wanted = Id.parse(tier);
        if (wanted == null || pack.tier(wanted).isEmpty()) {
            return Refusal.of(ErrorCode.TIER_UNKNOWN, tier).at("tier", "选择等级").asOutcome();
        }
        var earlier = cases.of(id);
        if (earlier.stream().anyMatch(each -> isRunning(each.review().state()))) {
            return Refusal.of(ErrorCode.CASE_ALREADY_OPEN).asOutcome();
        }
        var own = assessments.openOwn(scope, id, by);
        var bar = bars(scope, pack, own, id);
        if (bar.isPresent()) {
            return bar.get().asOutcome();
        }
        var present =
                units.above(scope, enrolment.unit()).stream().map(Unit::level).toList();
        var route = PackRules.route(pack, wanted, present);
        var review = new ReviewCase(new CaseState.SelfAssessing(), route, tier, Set.of(), false);
        var opened = new CaseRecord(
                CaseId.next(),
                1,
                id,
                enrolment.campaign(),
                enrolment.unit(),
                enrolment.unitName(),
                review,
                clock.now(),
                enrolment.scopePath());
        cases.open(opened, by);
        cases.append(opened, "APPLY", "", Map.of("tier", tier), Level.INSTITUTION, by);
        tell(opened, "ApplicationBegun");
        return Outcome.done(opened);
    }

    private Optional<Refusal> bars(Scope scope, Pack pack, Sheet own, EnrolmentId id) {
        return ApplicationGate.bars(
                pack, assessments.startedOn(scope, own.id()), firstAllowed(scope, id), clock.today());
    }

    @Override
    public Optional<Refusal> gate(Scope scope, EnrolmentId id) {
        return transactions.reading(scope, () -> {
            if (cases.of(id).stream().anyMatch(each -> isRunning(each.review().state()))) {
                return Optional.of(Refusal.of(ErrorCode.CASE_ALREADY_OPEN));
            }
            var enrolment = campaigns.enrolment(scope, id).orElseThrow();
            return assessments.sheetsOf(scope, id).stream()
                    .filter(Sheet::isSelf)
                    .findFirst()
                    .flatMap(own -> bars(scope, pack(scope, enrolment.campaign()), own, id));
        });
    }

    @Override
    public Days days(Scope scope, CaseRecord review) {
        return transactions.reading(scope, () -> {
            var pack = pack(scope, review.campaign());
            var rules = PackRules.of(pack);
            var today = clock.today();
            var reapply = pack.reapply();
            var again = Reapplication.of(
                    today,
                    today,
                    reapply == null ? null : reapply.after(),
                    cases.last(review.enrolment(), Move.SUBMIT).orElse(null),
                    reapply != null && reapply.onceAYear(),
                    PackRules.window(pack, today.getYear()));
            if (!(review.review().state() instanceof CaseState.Held held)) {
                return new Days(null, null, null, rules.supplementWorkingDays(), again);
            }
            boolean used = rules.supplementOncePerLevel()
                    && review.review().supplementsAsked().contains(held.at());
            var received = received(review);
            var leg = review.review().route().includes(held.at())
                    ? review.review().route().legAt(held.at()).workingDays()
                    : null;
            return new Days(
                    received,
                    received == null || leg == null ? null : counted(received, leg),
                    used ? null : counted(today, rules.supplementWorkingDays()),
                    rules.supplementWorkingDays(),
                    again);
        });
    }

    /** The day the case last came to the level that holds it. */
    private @Nullable LocalDate received(CaseRecord review) {
        return cases.steps(review.id()).stream()
                .filter(step -> List.of(Move.SUBMIT.name(), Move.RESUBMIT.name(), Move.FORWARD.name())
                        .contains(step.move()))
                .findFirst()
                .map(step -> BusinessZone.dayOf(step.at()))
                .orElse(null);
    }

    private static @Nullable LocalDate counted(LocalDate from, int workingDays) {
        try {
            return WorkingCalendar.after(from, workingDays);
        } catch (WorkingCalendar.YearUnknown unknown) {
            return null;
        }
    }

    @Override
    public Optional<ClauseSample> sample(Scope scope, CaseId id, Level level) {
        return transactions.reading(scope, () -> drawn(id, level));
    }

    private Optional<ClauseSample> drawn(CaseId id, Level level) {
        return cases.steps(id).stream()
                .filter(step -> step.move().equals(Move.OPEN_DESK.name())
                        && level.code().equals(step.level()))
                .findFirst()
                .filter(step -> step.details().containsKey("sample"))
                .map(step -> new ClauseSample(
                        String.valueOf(step.details().get("seed")),
                        ((List<?>) java.util.Objects.requireNonNull(
                                        step.details().get("sample")))
                                .stream().map(String::valueOf).toList()));
    }

    /** Draws what a level that samples will look at; empty for a level that looks at everything. */
    private Optional<ClauseSample> draw(Scope scope, CaseRecord review, Level level) {
        var route = review.review().route();
        if (!route.includes(level) || route.legAt(level).extent() != Route.Extent.SAMPLE) {
            return Optional.empty();
        }
        var below = sheet(scope, review.id(), route.below(level))
                .map(sheet -> assessments.freeze(scope, sheet.id()).hash())
                .orElse("");
        var counting = standing(scope, review).effective().entrySet().stream()
                .filter(entry -> entry.getValue().grade() != Grade.NA)
                .map(entry -> entry.getKey().code())
                .toList();
        var sent = cases.submission(review.id()).map(FrozenSheet::hash).orElse("");
        var tier = java.util.Objects.requireNonNull(Id.parse(review.review().appliedTier()));
        return Optional.of(ClauseSample.draw(
                level.code(), sent, below, counting, PackRules.sample(pack(scope, review.campaign()), tier, level)));
    }

    /** A result in force does not stand in the way of a new application; everything before it does. */
    private static boolean isRunning(CaseState state) {
        return !state.isClosed()
                && !(state instanceof CaseState.InForce)
                && !(state instanceof CaseState.MustRectify)
                && !(state instanceof CaseState.Announced);
    }

    @Override
    public Reapplication firstAllowed(Scope scope, EnrolmentId id) {
        return transactions.reading(scope, () -> {
            var enrolment = campaigns.enrolment(scope, id).orElseThrow();
            var pack = pack(scope, enrolment.campaign());
            var refused = cases.of(id).stream()
                    .map(each -> each.review().state())
                    .filter(CaseState.CoolingDown.class::isInstance)
                    .findFirst()
                    .flatMap(state -> cases.last(id, Move.REFUSE).or(() -> cases.last(id, Move.WITHDRAW)));
            var today = clock.today();
            var reapply = pack.reapply();
            return Reapplication.of(
                    today,
                    refused.orElse(null),
                    reapply == null ? null : reapply.after(),
                    cases.last(id, Move.ACCEPT)
                            .flatMap(any -> cases.last(id, Move.SUBMIT))
                            .orElse(null),
                    reapply != null && reapply.onceAYear(),
                    PackRules.window(pack, today.getYear()));
        });
    }

    @Override
    public Outcome<CaseRecord> move(Scope scope, CaseId id, Command command, Who who, int seen, String by) {
        return transactions.within(scope, () -> {
            var before = cases.find(id).orElse(null);
            if (before == null) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (before.version() != seen) {
                return Refusal.of(ErrorCode.CASE_STALE).asOutcome();
            }
            var guard = guard(scope, before, command);
            if (guard.isPresent()) {
                return guard.get().asOutcome();
            }
            var rules = PackRules.of(pack(scope, before.campaign()));
            Outcome<ReviewCase> moved;
            try {
                moved = ReviewMachine.move(before.review(), command, who, rules, clock.today());
            } catch (WorkingCalendar.YearUnknown unknown) {
                return Refusal.of(ErrorCode.HOLIDAYS_UNKNOWN, String.valueOf(unknown.getMessage()))
                        .asOutcome();
            }
            return moved.flatMap(after -> write(scope, before, after, command, who, by));
        });
    }

    /** What only the sheets know: a level has looked at everything it has to look at before it speaks. */
    private Optional<Refusal> guard(Scope scope, CaseRecord before, Command command) {
        if (!(command instanceof Command.GiveOpinion opinion)
                || !(before.review().state() instanceof CaseState.Held held)
                || opinion.tier() == null
                || !before.review().route().includes(held.at())) {
            return Optional.empty();
        }
        var grades = standing(scope, before);
        var open = before.review().route().legAt(held.at()).extent() == Route.Extent.FULL
                ? unseen(grades, held.at(), claimedToCount(grades))
                : unseen(grades, held.at(), drawnClauses(before, held.at()));
        if (open > 0) {
            return Optional.of(Refusal.of(ErrorCode.CLAUSES_NOT_SEEN, open));
        }
        var silent = silent(grades, held.at(), before.review().route().below(held.at()));
        if (!silent.isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.REASONS_MISSING, silent.size())
                    .because(silent.stream().map(ClauseCode::code).toList()));
        }
        return before.review().route().decidedAt() == held.at()
                ? unreached(grades.evaluation(), opinion.tier())
                : Optional.empty();
    }

    /** Every clause of the standard that has not been left out by leave. */
    private static List<ClauseCode> claimedToCount(CaseGrades grades) {
        return grades.effective().keySet().stream()
                .filter(clause -> {
                    var claim = grades.claimed().get(clause);
                    return claim == null || claim.standing() != Grade.NA;
                })
                .toList();
    }

    private List<ClauseCode> drawnClauses(CaseRecord review, Level level) {
        return drawn(review.id(), level).map(ClauseSample::clauses).orElse(List.of()).stream()
                .map(ClauseCode::new)
                .toList();
    }

    private static long unseen(CaseGrades grades, Level level, List<ClauseCode> clauses) {
        var seen = grades.foundBy(level);
        return clauses.stream()
                .filter(clause -> {
                    var answer = seen.get(clause);
                    return answer == null || !answer.grade().isLetter();
                })
                .count();
    }

    /** Clauses the level grades unlike the institution and unlike the level below, without saying why. */
    private static List<ClauseCode> silent(CaseGrades grades, Level level, Level below) {
        return grades.foundBy(level).values().stream()
                .filter(answer -> answer.grade().isLetter() && answer.remark().isBlank())
                .filter(answer -> !says(grades.claimed().get(answer.clause()), answer)
                        && !says(grades.foundBy(below).get(answer.clause()), answer))
                .map(Answer::clause)
                .sorted(java.util.Comparator.comparing(ClauseCode::code))
                .toList();
    }

    private static boolean says(@Nullable Answer other, Answer answer) {
        return other != null && other.grade() == answer.grade();
    }

    /** The deciding level finds no tier that the grades which count do not reach. */
    private static Optional<Refusal> unreached(TierEvaluation evaluation, String tier) {
        var wanted = Id.parse(tier);
        var verdict = wanted == null ? Optional.<TierVerdict>empty() : evaluation.verdict(wanted);
        return verdict.filter(found -> !found.met())
                .map(found -> Refusal.of(
                                ErrorCode.RESULT_NOT_REACHED,
                                found.tier().title().zh())
                        .because(found.obstacles().stream().map(RuleVerdict::zh).toList()));
    }

    @Override
    public CaseGrades grades(Scope scope, CaseRecord review) {
        return transactions.reading(scope, () -> standing(scope, review));
    }

    private CaseGrades standing(Scope scope, CaseRecord review) {
        var sent =
                review.review().state().standsOnCopy() ? cases.submission(review.id()) : Optional.<FrozenSheet>empty();
        return assessments.grades(scope, review.enrolment(), review.id().value(), sent.orElse(null));
    }

    private Outcome<CaseRecord> write(
            Scope scope, CaseRecord before, ReviewCase after, Command command, Who who, String by) {
        var record = new CaseRecord(
                before.id(),
                before.version() + 1,
                before.enrolment(),
                before.campaign(),
                before.unit(),
                before.unitName(),
                after,
                clock.now(),
                before.scopePath());
        var move = command.move();
        var details = details(command);
        if (after.state() instanceof CaseState.DeskReview desk && move == Move.OPEN_DESK) {
            drawn(before.id(), desk.at())
                    .or(() -> draw(scope, before, desk.at()))
                    .ifPresent(sample -> {
                        details.put("seed", sample.seed());
                        details.put("sample", sample.clauses());
                    });
        }
        if (!cases.append(record, move.name(), command.reason().strip(), details, who.level(), by)) {
            return Refusal.of(ErrorCode.CASE_STALE).asOutcome();
        }
        if (move == Move.SIGN || move == Move.RESUBMIT) {
            var own = assessments.openOwn(scope, before.enrolment(), by);
            cases.freeze(record, assessments.freeze(scope, own.id()), by);
        }
        if (after.state() instanceof CaseState.DeskReview desk) {
            assessments.openFor(
                    scope, before.enrolment(), desk.at(), before.id().value(), by);
        }
        tell(record, move.event());
        return Outcome.done(record);
    }

    private static Map<String, Object> details(Command command) {
        var details = new LinkedHashMap<String, Object>();
        switch (command) {
            case Command.Plain plain -> {}
            case Command.AskSupplement asked -> details.put("items", asked.items());
            case Command.GiveOpinion opinion -> details.put("tier", String.valueOf(opinion.tier()));
            case Command.Refuse refuse -> details.put("clauses", refuse.reasonsByClause());
            case Command.Announce announce -> {
                details.put("number", announce.number());
                details.put("on", announce.on().toString());
            }
            case Command.OrderRectification order ->
                details.put("by", order.by().toString());
        }
        return details;
    }

    private void tell(CaseRecord record, String event) {
        events.publishEvent(new CaseMoved(
                record.id(),
                record.enrolment(),
                record.campaign(),
                record.unit(),
                event,
                record.review().state().getClass().getSimpleName(),
                record.version()));
    }

    @Override
    public Optional<CaseRecord> find(Scope scope, CaseId id) {
        return transactions.reading(scope, () -> cases.find(id));
    }

    @Override
    public Page<CaseRecord> list(Scope scope, @Nullable Level heldAt, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, 2);
        return transactions.reading(scope, () -> cases.list(heldAt, after, limit));
    }

    @Override
    public Page<CaseRecord> decided(Scope scope, Level heldAt, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, 2);
        return transactions.reading(scope, () -> cases.decided(heldAt, after, limit));
    }

    @Override
    public List<CaseRecord> ofEnrolment(Scope scope, EnrolmentId enrolment) {
        return transactions.reading(scope, () -> cases.of(enrolment));
    }

    @Override
    public List<CaseRecord.Step> steps(Scope scope, CaseId id) {
        return transactions.reading(scope, () -> cases.steps(id));
    }

    @Override
    public Set<Move> open(CaseRecord review, Who who) {
        return ReviewMachine.open(review.review(), who);
    }

    @Override
    public Optional<FrozenSheet> submission(Scope scope, CaseId id) {
        return transactions.reading(scope, () -> cases.submission(id));
    }

    @Override
    public List<Submission> submissions(Scope scope, CaseId id) {
        return transactions.reading(scope, () -> cases.submissions(id));
    }

    @Override
    public Optional<Sheet> sheet(Scope scope, CaseId id, Level level) {
        return transactions.reading(
                scope,
                () -> cases.find(id)
                        .flatMap(found -> assessments.sheetsOf(scope, found.enrolment()).stream()
                                .filter(sheet -> id.value().equals(sheet.caseId()) && sheet.level() == level)
                                .findFirst()));
    }

    @Override
    public Outcome<Answer> judge(
            Scope scope, CaseId id, Level level, ClauseCode clause, Answering answering, int seen, String by) {
        return transactions.within(scope, () -> {
            var found = cases.find(id).orElse(null);
            if (found == null) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (!isJudging(found, level)) {
                return Refusal.of(ErrorCode.MOVE_NOT_NOW, "评审").asOutcome();
            }
            var sheet = sheet(scope, id, level).orElseThrow();
            return assessments.answer(scope, sheet.id(), clause, answering, seen, by);
        });
    }

    private static boolean isJudging(CaseRecord review, Level level) {
        var state = review.review().state();
        return state instanceof CaseState.DeskReview desk && desk.at() == level
                || state instanceof CaseState.OnSite visit && visit.at() == level;
    }

    @Override
    public Outcome<Integer> agree(Scope scope, CaseId id, Level level, List<ClauseCode> clauses, String by) {
        return transactions.within(scope, () -> {
            var found = cases.find(id).orElse(null);
            if (found == null) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (!isJudging(found, level)) {
                return Refusal.of(ErrorCode.MOVE_NOT_NOW, "评审").asOutcome();
            }
            var route = found.review().route();
            if (route.first() == level) {
                return Refusal.of(ErrorCode.NOBODY_BELOW_JUDGED).asOutcome();
            }
            var grades = standing(scope, found);
            var below = grades.foundBy(route.below(level));
            var judged = grades.foundBy(level);
            var taken = new LinkedHashMap<ClauseCode, Answering>();
            for (var clause : clauses) {
                var there = below.get(clause);
                var claim = grades.claimed().get(clause);
                if (there != null && claim != null && there.grade() == claim.grade() && !judged.containsKey(clause)) {
                    taken.put(clause, new Answering(there.judged(), "", null, Look.DESK));
                }
            }
            var sheet = sheet(scope, id, level).orElseThrow();
            return taken.isEmpty() ? Outcome.done(0) : assessments.bring(scope, sheet.id(), taken, by);
        });
    }

    private Pack pack(Scope scope, CampaignId campaign) {
        return packs.get(campaigns.find(scope, AsOf.NOW, campaign).orElseThrow().pack())
                .pack();
    }
}
