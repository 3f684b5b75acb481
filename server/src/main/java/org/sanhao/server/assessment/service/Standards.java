package org.sanhao.server.assessment.service;

import java.util.Optional;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.rule.Facts;
import org.sanhao.lang.pack.score.TierRules;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.institution.UnitFacts;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.pack.PublishedPack;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/** Which pack and which of its standards a sheet is filled by. */
@Component
class Standards {
    private final Campaigns campaigns;
    private final Packs packs;
    private final Units units;

    Standards(Campaigns campaigns, Packs packs, Units units) {
        this.campaigns = campaigns;
        this.packs = packs;
        this.units = units;
    }

    /** A sheet's pack, the rules of its standard, and what its tiers ask of the institution beside grades. */
    record Ground(PublishedPack pack, TierRules rules, Facts facts) {}

    Ground of(Scope scope, Sheet sheet) {
        return of(scope, sheet.campaign(), sheet.unit());
    }

    Ground of(Scope scope, CampaignId campaign, UnitId id) {
        var pack = pack(scope, campaign);
        var unit = units.find(scope, AsOf.NOW, id).orElseThrow();
        return new Ground(pack, pack.rulesFor(unit.type()).orElseThrow(), UnitFacts.of(unit));
    }

    /** Why an institution's own sheet can no longer be written: its campaign is over. */
    Optional<Refusal> closed(Scope scope, Sheet sheet) {
        return campaigns
                .find(scope, AsOf.NOW, sheet.campaign())
                .filter(campaign -> sheet.isSelf() && campaign.isOver())
                .map(campaign ->
                        Refusal.of(ErrorCode.CAMPAIGN_CLOSED, campaign.state().title()));
    }

    PublishedPack pack(Scope scope, CampaignId campaign) {
        return packs.get(campaigns.find(scope, AsOf.NOW, campaign).orElseThrow().pack());
    }
}
