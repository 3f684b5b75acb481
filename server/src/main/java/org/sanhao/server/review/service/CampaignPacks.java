package org.sanhao.server.review.service;

import org.sanhao.kernel.AsOf;
import org.sanhao.lang.pack.Pack;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/** The pack a case is judged by. */
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
}
