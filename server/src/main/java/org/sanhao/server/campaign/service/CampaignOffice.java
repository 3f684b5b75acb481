package org.sanhao.server.campaign.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.rule.PackConditions;
import org.sanhao.server.campaign.Campaign;
import org.sanhao.server.campaign.Campaign.State;
import org.sanhao.server.campaign.CampaignConcluded;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.CampaignPublished;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.Enrolment;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.campaign.InstitutionEnrolled;
import org.sanhao.server.campaign.store.CampaignStore;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitFacts;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.UnitQuery;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.pack.PublishedPack;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Opens campaigns and keeps who takes part in them. */
@Service
class CampaignOffice implements Campaigns {
    private final ScopedTransactions transactions;
    private final CampaignStore campaigns;
    private final Units units;
    private final People people;
    private final Packs packs;
    private final BusinessClock clock;
    private final ApplicationEventPublisher events;

    CampaignOffice(
            ScopedTransactions transactions,
            CampaignStore campaigns,
            Units units,
            People people,
            Packs packs,
            BusinessClock clock,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.campaigns = campaigns;
        this.units = units;
        this.people = people;
        this.packs = packs;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Outcome<Campaign> open(Scope scope, UnitId organiser, Opening opening, String by) {
        var pack = packs.find(opening.pack());
        if (pack.isEmpty()) {
            return Refusal.of(ErrorCode.PACK_UNKNOWN, opening.pack()).asOutcome();
        }
        return transactions.within(scope, () -> {
            var host = units.find(scope, AsOf.NOW, organiser).filter(unit -> scope.covers(unit.scopePath()));
            if (host.isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (campaigns.exists(organiser, opening.pack().id(), opening.edition())) {
                return Refusal.of(ErrorCode.CAMPAIGN_EXISTS, opening.edition()).asOutcome();
            }
            var campaign = new Campaign(
                    CampaignId.next(),
                    1,
                    opening.pack(),
                    pack.get().hash(),
                    organiser,
                    host.get().name(),
                    opening.edition(),
                    opening.title(),
                    State.DRAFT,
                    opening.organisation(),
                    host.get().scopePath());
            return enrolments(scope, campaign, pack.get(), opening.entries()).map(enrolments -> {
                campaigns.write(campaign, clock.now(), by);
                campaigns.enrol(enrolments, clock.now(), by);
                return campaign;
            });
        });
    }

    private Outcome<List<Enrolment>> enrolments(
            Scope scope, Campaign campaign, PublishedPack pack, List<Entry> entries) {
        var seen = new HashSet<UnitId>();
        var enrolments = new ArrayList<Enrolment>(entries.size());
        for (var entry : entries) {
            var unit = units.find(scope, AsOf.NOW, entry.unit()).filter(found -> scope.covers(found.scopePath()));
            if (unit.isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (!seen.add(entry.unit())) {
                return Refusal.of(ErrorCode.ENROLLED_TWICE, unit.get().name()).asOutcome();
            }
            if (pack.rulesFor(unit.get().type()).isEmpty()) {
                return Refusal.of(ErrorCode.NO_STANDARD_FOR, unit.get().name()).asOutcome();
            }
            var target = entry.target() == null ? null : Id.parse(entry.target());
            if (entry.target() != null
                    && (target == null || pack.pack().tier(target).isEmpty())) {
                return Refusal.of(ErrorCode.TIER_UNKNOWN, entry.target()).asOutcome();
            }
            if (entry.liaisonId() != null && !belongs(scope, unit.get(), entry.liaisonId())) {
                return Refusal.of(ErrorCode.LIAISON_ELSEWHERE, unit.get().name())
                        .asOutcome();
            }
            enrolments.add(new Enrolment(
                    EnrolmentId.next(),
                    1,
                    campaign.id(),
                    entry.unit(),
                    unit.get().name(),
                    unit.get().type(),
                    entry.mode(),
                    entry.priority(),
                    entry.target(),
                    entry.liaisonId(),
                    null,
                    unit.get().scopePath()));
        }
        return Outcome.done(enrolments);
    }

    private boolean belongs(Scope scope, Unit institution, PersonId person) {
        return people.find(scope, person)
                .flatMap(found -> units.find(scope, AsOf.NOW, found.unit()))
                .filter(unit -> unit.scopePath().startsWith(institution.scopePath()))
                .isPresent();
    }

    @Override
    public Outcome<Campaign> redraft(Scope scope, CampaignId id, int version, Opening opening, String by) {
        return transactions.within(
                scope,
                () -> seen(scope, id, version, State.DRAFT, ErrorCode.CAMPAIGN_STARTED)
                        .flatMap(draft -> {
                            var next = new Campaign(
                                    draft.id(),
                                    draft.version() + 1,
                                    draft.pack(),
                                    draft.packHash(),
                                    draft.organiser(),
                                    draft.organiserName(),
                                    draft.edition(),
                                    opening.title(),
                                    State.DRAFT,
                                    opening.organisation(),
                                    draft.scopePath());
                            return enrolments(scope, next, packs.get(draft.pack()), opening.entries())
                                    .flatMap(entries -> write(next, by).map(written -> {
                                        var before = campaigns
                                                .enrolments(id, Optional.empty(), 100_000)
                                                .items();
                                        campaigns.leave(before, "草稿改版", clock.now(), by);
                                        campaigns.enrol(entries, clock.now(), by);
                                        return written;
                                    }));
                        }));
    }

    /** A campaign of the scope as the caller saw it, in the state a step needs. */
    private Outcome<Campaign> seen(Scope scope, CampaignId id, int version, State needed, ErrorCode otherwise) {
        var found = campaigns.find(AsOf.NOW, id).filter(each -> scope.covers(each.scopePath()));
        if (found.isEmpty()) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        var campaign = found.get();
        if (campaign.version() != version) {
            return Refusal.of(ErrorCode.STALE).asOutcome();
        }
        return campaign.state() == needed
                ? Outcome.done(campaign)
                : Refusal.of(otherwise, campaign.state().title()).asOutcome();
    }

    private Outcome<Campaign> write(Campaign next, String by) {
        return campaigns.write(next, clock.now(), by)
                ? Outcome.done(next)
                : Refusal.of(ErrorCode.STALE).asOutcome();
    }

    @Override
    public Optional<List<Staff>> staff(Scope scope, UnitId institution, String name) {
        return transactions.reading(
                scope,
                () -> units.find(scope, AsOf.NOW, institution).map(unit -> campaigns.staff(unit.scopePath(), name)));
    }

    @Override
    public Page<Candidate> candidates(Scope scope, PackRef ref, @Nullable String cursor, int limit) {
        var pack = packs.get(ref);
        var conditions = PackConditions.of(pack.pack());
        var all = new ArrayList<Candidate>();
        var page = units.list(scope, new UnitQuery(null, null, Level.INSTITUTION, null), cursor, limit);
        for (var unit : page.items()) {
            var facts = UnitFacts.of(unit);
            var bound = conditions.participation(facts);
            bound.or(() -> pack.pack().audience().stream()
                            .filter(audience -> audience.type().name().equals(unit.type()))
                            .findFirst())
                    .ifPresent(audience -> all.add(new Candidate(
                            unit,
                            audience.modality()
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', '-'),
                            bound.isPresent(),
                            conditions.priorityGroup(facts).map(Id::name).orElse(null),
                            pack.rulesFor(unit.type()).isPresent())));
        }
        return new Page<>(all, page.next());
    }

    @Override
    public Outcome<Campaign> publish(Scope scope, CampaignId id, int version, String by) {
        return transactions.within(
                scope,
                () -> seen(scope, id, version, State.DRAFT, ErrorCode.CAMPAIGN_NOT_DRAFT)
                        .flatMap(draft -> {
                            var everybody = campaigns
                                    .enrolments(id, Optional.empty(), 100_000)
                                    .items();
                            if (everybody.isEmpty()) {
                                return Refusal.of(ErrorCode.CAMPAIGN_EMPTY).asOutcome();
                            }
                            return write(draft.becoming(State.RUNNING), by).map(published -> {
                                events.publishEvent(new CampaignPublished(id, published.version(), clock.now()));
                                for (var enrolment : everybody) {
                                    events.publishEvent(new InstitutionEnrolled(enrolment.id(), id, enrolment.unit()));
                                }
                                return published;
                            });
                        }));
    }

    @Override
    public Outcome<Campaign> conclude(Scope scope, CampaignId id, int version, String by) {
        return transactions.within(scope, () -> {
            campaigns.awaitHolders(id);
            return seen(scope, id, version, State.RUNNING, ErrorCode.CAMPAIGN_NOT_RUNNING)
                    .flatMap(running -> {
                        var last = packs.get(running.pack()).lastDay(running.edition());
                        if (last.filter(day -> !day.isBefore(clock.today())).isPresent()) {
                            return Refusal.of(ErrorCode.CAMPAIGN_NOT_OVER, last.get())
                                    .asOutcome();
                        }
                        return write(running.becoming(State.CONCLUDED), by).map(concluded -> {
                            events.publishEvent(new CampaignConcluded(id, concluded.version(), clock.now()));
                            return concluded;
                        });
                    });
        });
    }

    @Override
    public void hold(Scope scope, CampaignId id) {
        transactions.within(scope, () -> {
            campaigns.hold(id);
            return id;
        });
    }

    @Override
    public Optional<Campaign> find(Scope scope, AsOf asOf, CampaignId id) {
        return transactions.reading(scope, () -> campaigns.find(asOf, id));
    }

    @Override
    public List<Campaign> list(Scope scope) {
        return transactions.reading(scope, campaigns::list);
    }

    @Override
    public Page<Enrolment> enrolments(Scope scope, CampaignId id, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.TEXT, Cursor.Part.ID);
        return transactions.reading(scope, () -> campaigns.enrolments(id, after, limit));
    }

    @Override
    public Optional<Enrolment> enrolment(Scope scope, EnrolmentId id) {
        return transactions.reading(scope, () -> campaigns.enrolment(id));
    }

    @Override
    public List<Enrolment> enrolmentsOf(Scope scope, UnitId unit) {
        return transactions.reading(
                scope,
                () -> campaigns.enrolmentsOf(unit).stream()
                        .filter(enrolment -> campaigns
                                .find(AsOf.NOW, enrolment.campaign())
                                .filter(campaign -> campaign.state() != State.DRAFT)
                                .isPresent())
                        .toList());
    }
}
