package org.sanhao.server.signoff.service;

import java.util.UUID;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.server.campaign.Campaign;
import org.sanhao.server.campaign.Campaign.State;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.signoff.Matter;
import org.sanhao.server.signoff.MatterKind;
import org.sanhao.server.signoff.SignedAct;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Publishing a campaign and ending it, as acts of the office that organises it. */
@Configuration
class CampaignActs {
    private final Campaigns campaigns;

    CampaignActs(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    @Bean
    SignedAct publishing() {
        return new Act(MatterKind.PUBLISH_CAMPAIGN, State.DRAFT, ErrorCode.CAMPAIGN_NOT_DRAFT);
    }

    @Bean
    SignedAct closing() {
        return new Act(MatterKind.CLOSE_CAMPAIGN, State.RUNNING, ErrorCode.CAMPAIGN_NOT_RUNNING);
    }

    private final class Act implements SignedAct {
        private final MatterKind kind;
        private final State needed;
        private final ErrorCode otherwise;

        Act(MatterKind kind, State needed, ErrorCode otherwise) {
            this.kind = kind;
            this.needed = needed;
            this.otherwise = otherwise;
        }

        @Override
        public MatterKind kind() {
            return kind;
        }

        @Override
        public Outcome<Matter> matter(Scope scope, UUID subject) {
            var found = campaigns
                    .find(scope, AsOf.NOW, new CampaignId(subject))
                    .filter(campaign -> scope.covers(campaign.scopePath()));
            if (found.isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            return found.get().state() == needed
                    ? Outcome.done(
                            CampaignActs.matter(kind, found.get(), found.get().version()))
                    : Refusal.of(otherwise, found.get().state().title()).asOutcome();
        }

        @Override
        public Outcome<Boolean> carryOut(Scope scope, Matter matter, String by) {
            var id = new CampaignId(matter.subject());
            int version = campaigns.find(scope, AsOf.NOW, id).orElseThrow().version();
            var done = kind == MatterKind.PUBLISH_CAMPAIGN
                    ? campaigns.publish(scope, id, version, by)
                    : campaigns.conclude(scope, id, version, by);
            return done.map(campaign -> true);
        }

        /** A draft stays a draft, a running campaign runs on. */
        @Override
        public Outcome<Boolean> sendBack(Scope scope, Matter matter, String why, String by) {
            return Outcome.done(true);
        }
    }

    /** A version of a campaign is never changed, so its number stands for everything the signers read. */
    static Matter matter(MatterKind kind, Campaign campaign, int version) {
        var text = String.join(
                "\n", kind.code(), campaign.id().toString(), Integer.toString(version), campaign.packHash());
        return new Matter(
                kind,
                campaign.id().value(),
                campaign.organiser(),
                campaign.title(),
                HashAlgorithm.SHA_256.ofText(text).text());
    }
}
