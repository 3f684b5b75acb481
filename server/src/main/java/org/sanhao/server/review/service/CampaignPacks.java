package org.sanhao.server.review.service;

import java.util.Optional;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.Pack;
import org.sanhao.server.campaign.Campaign;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/** The pack a case is judged by, and whether its campaign still runs. */
@Component
class CampaignPacks {
    private final Campaigns campaigns;
    private final Packs packs;

    CampaignPacks(Campaigns campaigns, Packs packs) {
        this.campaigns = campaigns;
        this.packs = packs;
    }

    Pack of(Scope scope, CampaignId campaign) {
        return packs.get(campaigns.find(scope, AsOf.NOW, campaign).orElseThrow().pack())
                .pack();
    }

    /** Why nobody can apply: the campaign has not begun or is over. */
    Optional<Refusal> closed(Scope scope, CampaignId campaign) {
        return campaigns
                .find(scope, AsOf.NOW, campaign)
                .map(Campaign::state)
                .filter(state -> state != Campaign.State.RUNNING)
                .map(state -> Refusal.of(ErrorCode.CAMPAIGN_CLOSED, state.title()));
    }
}
