package org.sanhao.server.publication.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Page;
import org.sanhao.lang.pack.Consequence;
import org.sanhao.lang.pack.Consequence.Start;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.rule.PackConditions;
import org.sanhao.server.campaign.Campaign;
import org.sanhao.server.campaign.CampaignConcluded;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.Enrolment;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitFacts;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.UnitQuery;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.publication.Effect;
import org.sanhao.server.publication.Publications.AtEnd;
import org.sanhao.server.publication.PublishedResult;
import org.sanhao.server.publication.domain.ResultState;
import org.sanhao.server.publication.store.EffectStore;
import org.sanhao.server.publication.store.ResultStore;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What a result opens, bars or tilts, and what the end of a campaign means for those that took part and hold no result.
 *
 * @basis F1 五, S10-R71, S13-R42
 */
@Component
class Consequences {
    private static final String RESULT_TIER = "result.tier";

    private final Campaigns campaigns;
    private final Packs packs;
    private final Units units;
    private final EffectStore effects;
    private final ResultStore results;
    private final BusinessClock clock;

    Consequences(
            Campaigns campaigns,
            Packs packs,
            Units units,
            EffectStore effects,
            ResultStore results,
            BusinessClock clock) {
        this.campaigns = campaigns;
        this.packs = packs;
        this.units = units;
        this.effects = effects;
        this.results = results;
        this.clock = clock;
    }

    /** A result enters force: what follows from it begins, what followed from having none ends. */
    void begin(Scope scope, CaseRecord review, PublishedResult result) {
        var campaign = campaigns.find(scope, AsOf.NOW, review.campaign()).orElseThrow();
        var unit = units.find(scope, AsOf.NOW, review.unit()).orElseThrow();
        for (var consequence : following(conditions(campaign), unit, result.tier())) {
            if (consequence.from() == Start.ANNOUNCED) {
                effects.begin(
                        campaign.id(),
                        result.id(),
                        consequence.id().name(),
                        effect(consequence, result.from(), result.until()),
                        List.of(unit),
                        clock.now());
            }
        }
        lift(scope, campaign, unit, result);
    }

    /** Of what earlier campaigns by the same pack left, whatever no longer follows now that there is a result. */
    private void lift(Scope scope, Campaign campaign, Unit unit, PublishedResult result) {
        for (var standing : effects.withoutResult(unit.id(), result.from())) {
            campaigns
                    .find(scope, AsOf.NOW, standing.campaign())
                    .filter(from -> from.pack().id().equals(campaign.pack().id()))
                    .filter(from -> following(conditions(from), unit, result.tier()).stream()
                            .noneMatch(each -> each.id().name().equals(standing.consequence())))
                    .ifPresent(from -> effects.cut(
                            standing.id(), result.from(), "取得" + result.tierTitle(), clock.now(), "product"));
        }
    }

    /** A result fell: whatever followed from it ends. */
    void cut(PublishedResult result, LocalDate on, ResultState state) {
        effects.cut(result.id(), on, state.title(), clock.now(), "product");
    }

    @EventListener
    void on(CampaignConcluded concluded) {
        var scope = ScopedTransactions.current();
        for (var end : atEnd(scope, concluded.campaign())) {
            effects.begin(concluded.campaign(), null, end.consequence(), end.effect(), end.institutions(), clock.now());
        }
    }

    /** What would begin for whom if the campaign ended today; runs inside a transaction. */
    List<AtEnd> atEnd(Scope scope, CampaignId id) {
        var campaign = campaigns.find(scope, AsOf.NOW, id).orElseThrow();
        var pack = pack(campaign);
        var conditions = PackConditions.of(pack);
        var today = clock.today();
        var taking = taking(scope, campaign);
        var held = held(pack, taking.stream().map(Unit::id).toList());
        var ends = new ArrayList<AtEnd>();
        for (var consequence : pack.consequences()) {
            if (consequence.from() == Start.CONCLUDED) {
                var reached = taking.stream()
                        .filter(unit ->
                                following(conditions, unit, held.get(unit.id())).contains(consequence))
                        .toList();
                var effect = effect(consequence, today, lastDay(pack, today));
                ends.add(new AtEnd(consequence.id().name(), effect, reached));
            }
        }
        return ends;
    }

    /** The institutions of a campaign as the register has them today, in pinyin order. */
    private List<Unit> taking(Scope scope, Campaign campaign) {
        var enrolled = new ArrayList<Enrolment>();
        pages(cursor -> campaigns.enrolments(scope, campaign.id(), cursor, Page.LIMIT), enrolled);
        var ids = enrolled.stream().map(Enrolment::unit).collect(Collectors.toSet());
        var below = new UnitQuery(null, null, Level.INSTITUTION, campaign.organiser());
        var institutions = new ArrayList<Unit>();
        pages(cursor -> units.list(scope, below, cursor, Page.LIMIT), institutions);
        return institutions.stream().filter(unit -> ids.contains(unit.id())).toList();
    }

    private static <T> void pages(Function<@Nullable String, Page<T>> read, List<T> into) {
        String cursor = null;
        do {
            var page = read.apply(cursor);
            into.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
    }

    /** The highest tier by this pack that each institution holds, of whichever edition. */
    private Map<UnitId, String> held(Pack pack, List<UnitId> institutions) {
        var order = pack.tiers().stream().map(tier -> tier.id().name()).toList();
        return results.held(pack.id().name(), institutions).stream()
                .collect(Collectors.toMap(
                        ResultStore.Held::unit,
                        ResultStore.Held::tier,
                        (one, other) -> order.indexOf(one) > order.indexOf(other) ? one : other));
    }

    private static List<Consequence> following(PackConditions conditions, Unit unit, @Nullable String tier) {
        return conditions.consequences(UnitFacts.of(unit).with(RESULT_TIER, tier));
    }

    private PackConditions conditions(Campaign campaign) {
        return PackConditions.of(pack(campaign));
    }

    private Pack pack(Campaign campaign) {
        return packs.get(campaign.pack()).pack();
    }

    /** Where a pack gives no length: as long as a result of that day would stand. */
    private static LocalDate lastDay(Pack pack, LocalDate from) {
        return from.plusYears(Optional.ofNullable(pack.validity())
                        .map(validity -> validity.years())
                        .orElse(1))
                .minusDays(1);
    }

    private static Effect effect(Consequence consequence, LocalDate from, LocalDate otherwiseUntil) {
        var lasting = consequence.lasting();
        var until = lasting == null ? otherwiseUntil : from.plus(lasting).minusDays(1);
        var basis = consequence.basis().stream().map(Object::toString).toList();
        if (consequence.opens() != null) {
            return new Effect("opens", consequence.opens(), basis, from, until, null);
        }
        if (consequence.bars() != null) {
            return new Effect("bars", consequence.bars(), basis, from, until, null);
        }
        var tilts = consequence.tilts();
        return new Effect("tilts", tilts == null ? "" : tilts, basis, from, until, null);
    }
}
