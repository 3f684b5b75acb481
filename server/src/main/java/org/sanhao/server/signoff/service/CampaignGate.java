package org.sanhao.server.signoff.service;

import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.campaign.CampaignConcluded;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.CampaignPublished;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.signoff.MatterKind;
import org.sanhao.server.signoff.SignOffs;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The module of campaigns knows nothing of signatures: what it is about to do is heard inside its transaction, and refused
 * when the chain of the organiser is not through.
 */
@Component
class CampaignGate {
    private final Campaigns campaigns;
    private final SignOffs signOffs;

    CampaignGate(Campaigns campaigns, SignOffs signOffs) {
        this.campaigns = campaigns;
        this.signOffs = signOffs;
    }

    @EventListener
    void on(CampaignPublished published) {
        insist(MatterKind.PUBLISH_CAMPAIGN, published.campaign(), published.version());
    }

    @EventListener
    void on(CampaignConcluded concluded) {
        insist(MatterKind.CLOSE_CAMPAIGN, concluded.campaign(), concluded.version());
    }

    private void insist(MatterKind kind, CampaignId id, int written) {
        var scope = ScopedTransactions.current();
        var campaign = campaigns.find(scope, AsOf.NOW, id).orElseThrow();
        signOffs.bars(scope, CampaignActs.matter(kind, campaign, written - 1)).ifPresent(no -> {
            throw new RefusedException(no);
        });
        signOffs.overtake(scope, kind, id.value());
    }
}
