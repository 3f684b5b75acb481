package org.sanhao.server.review.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.WorkingCalendar;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.CaseMoved;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.ReviewCase;
import org.sanhao.server.review.domain.ReviewMachine;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.review.store.CaseStore;
import org.sanhao.server.scope.Scope;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Moves cases: the machine says what may happen, this writes it down with everything that belongs to it. */
@Component
class CaseMoves {
    private final CaseStore cases;
    private final Assessments assessments;
    private final CampaignPacks packs;
    private final OpinionGuard guard;
    private final Applications applications;
    private final ClauseSamples samples;
    private final SignedMoves signed;
    private final BusinessClock clock;
    private final ApplicationEventPublisher events;

    CaseMoves(
            CaseStore cases,
            Assessments assessments,
            CampaignPacks packs,
            OpinionGuard guard,
            Applications applications,
            ClauseSamples samples,
            SignedMoves signed,
            BusinessClock clock,
            ApplicationEventPublisher events) {
        this.cases = cases;
        this.assessments = assessments;
        this.packs = packs;
        this.guard = guard;
        this.applications = applications;
        this.samples = samples;
        this.signed = signed;
        this.clock = clock;
        this.events = events;
    }

    Outcome<CaseRecord> move(Scope scope, CaseId id, Command command, Who who, int seen, String by) {
        var before = cases.find(id).orElse(null);
        if (before == null) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        if (before.version() != seen) {
            return Refusal.of(ErrorCode.CASE_STALE).asOutcome();
        }
        var early = command.move() == Move.SUBMIT
                        && Move.SUBMIT.leaves(before.review().state())
                ? applications.gateToHandIn(scope, before)
                : Optional.<Refusal>empty();
        if (early.isPresent()) {
            return early.get().asOutcome();
        }
        var bar = guard.bars(scope, before, command);
        if (bar.isPresent()) {
            return bar.get().asOutcome();
        }
        var rules = PackRules.of(packs.of(scope, before.campaign()));
        Outcome<ReviewCase> moved;
        try {
            moved = ReviewMachine.move(before.review(), command, who, rules, clock.today());
        } catch (WorkingCalendar.YearUnknown unknown) {
            return Refusal.of(ErrorCode.HOLIDAYS_UNKNOWN, String.valueOf(unknown.getMessage()))
                    .asOutcome();
        }
        return moved.flatMap(after -> signed.bars(scope, before, command.move())
                .map(Refusal::<CaseRecord>asOutcome)
                .orElseGet(() -> write(scope, before, after, command, who, by)));
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
            samples.drawn(before.id(), desk.at())
                    .or(() -> samples.draw(scope, before, desk.at()))
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
        events.publishEvent(CaseMoved.of(record, move.event()));
        return signed.begin(scope, record, by);
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
}
