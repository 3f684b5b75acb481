package org.sanhao.server.review.service;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Pack;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.campaign.CampaignConcluded;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.Enrolment;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.Units;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.CaseMoved;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Reapplication;
import org.sanhao.server.review.domain.ReviewCase;
import org.sanhao.server.review.domain.ReviewMachine;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.review.store.CaseStore;
import org.sanhao.server.scope.Scope;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Begins applications, and says what stands in the way of one. */
@Component
class Applications {
    private final CaseStore cases;
    private final Assessments assessments;
    private final Campaigns campaigns;
    private final CampaignPacks packs;
    private final Units units;
    private final BusinessClock clock;
    private final ApplicationEventPublisher events;

    Applications(
            CaseStore cases,
            Assessments assessments,
            Campaigns campaigns,
            CampaignPacks packs,
            Units units,
            BusinessClock clock,
            ApplicationEventPublisher events) {
        this.cases = cases;
        this.assessments = assessments;
        this.campaigns = campaigns;
        this.packs = packs;
        this.units = units;
        this.clock = clock;
        this.events = events;
    }

    Outcome<CaseRecord> begin(Scope scope, EnrolmentId id, String tier, String by) {
        var enrolment = campaigns.enrolment(scope, id).orElse(null);
        if (enrolment == null) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        var closed = packs.closed(scope, enrolment.campaign());
        if (closed.isPresent()) {
            return closed.get().asOutcome();
        }
        var pack = packs.of(scope, enrolment.campaign());
        var wanted = Id.parse(tier);
        if (wanted == null || pack.tier(wanted).isEmpty()) {
            return Refusal.of(ErrorCode.TIER_UNKNOWN, tier).at("tier", "选择等级").asOutcome();
        }
        var earlier = cases.of(id);
        if (!earlier.stream().allMatch(each -> each.review().state().leavesRoom())) {
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
        var review = ReviewMachine.move(
                        new ReviewCase(new CaseState.Preparing(), route, tier, Set.of(), false),
                        new Command.Plain(Move.START_SELF_ASSESSMENT),
                        Who.applicant(false),
                        PackRules.of(pack),
                        clock.today())
                .orThrow();
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
        cases.append(opened, CaseRecord.APPLY, "", Map.of("tier", tier), Level.INSTITUTION, by);
        events.publishEvent(CaseMoved.of(opened, "ApplicationBegun"));
        return Outcome.done(opened);
    }

    Optional<Refusal> gate(Scope scope, EnrolmentId id) {
        if (!cases.of(id).stream().allMatch(each -> each.review().state().leavesRoom())) {
            return Optional.of(Refusal.of(ErrorCode.CASE_ALREADY_OPEN));
        }
        var enrolment = campaigns.enrolment(scope, id).orElseThrow();
        return packs.closed(scope, enrolment.campaign()).or(() -> early(scope, enrolment));
    }

    /** Handing in is what counts: what was begun in time is still measured by the day it is handed in. */
    Optional<Refusal> gateToHandIn(Scope scope, CaseRecord review) {
        var enrolment = campaigns.enrolment(scope, review.enrolment()).orElseThrow();
        campaigns.hold(scope, review.campaign());
        return packs.closed(scope, review.campaign()).or(() -> early(scope, enrolment));
    }

    private Optional<Refusal> early(Scope scope, Enrolment enrolment) {
        return assessments.sheetsOf(scope, enrolment.id()).stream()
                .filter(Sheet::isSelf)
                .findFirst()
                .flatMap(own -> bars(scope, packs.of(scope, enrolment.campaign()), own, enrolment.id()));
    }

    /** A campaign cannot end while an application waits for its result. */
    @EventListener
    void on(CampaignConcluded concluded) {
        int waiting = cases.waiting(concluded.campaign());
        if (waiting > 0) {
            throw new RefusedException(Refusal.of(ErrorCode.CAMPAIGN_HAS_CASES, waiting));
        }
    }

    private Optional<Refusal> bars(Scope scope, Pack pack, Sheet own, EnrolmentId id) {
        return ApplicationGate.bars(
                pack, assessments.startedOn(scope, own.id()), day -> firstAllowed(pack, id, day), clock.today());
    }

    Reapplication firstAllowed(Scope scope, EnrolmentId id) {
        var enrolment = campaigns.enrolment(scope, id).orElseThrow();
        return firstAllowed(packs.of(scope, enrolment.campaign()), id, clock.today());
    }

    private Reapplication firstAllowed(Pack pack, EnrolmentId id, LocalDate notBefore) {
        var refused = cases.of(id).stream()
                .map(each -> each.review().state())
                .filter(CaseState.CoolingDown.class::isInstance)
                .findFirst()
                .flatMap(state -> cases.last(id, Move.REFUSE).or(() -> cases.last(id, Move.WITHDRAW)));
        var reapply = pack.reapply();
        return Reapplication.of(
                notBefore,
                refused.orElse(null),
                reapply == null ? null : reapply.after(),
                cases.last(id, Move.ACCEPT)
                        .flatMap(any -> cases.last(id, Move.SUBMIT))
                        .orElse(null),
                reapply != null && reapply.onceAYear(),
                PackRules.window(pack, notBefore.getYear()));
    }
}
