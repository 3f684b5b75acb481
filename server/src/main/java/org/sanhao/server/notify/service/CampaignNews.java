package org.sanhao.server.notify.service;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.server.campaign.Campaign;
import org.sanhao.server.campaign.CampaignConcluded;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.CampaignPublished;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.notify.About;
import org.sanhao.server.notify.Messages;
import org.sanhao.server.notify.Telling;
import org.sanhao.server.notify.Topic;
import org.sanhao.server.scope.Scope;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** The module of campaigns knows nothing of messages: its institutions are told here that one was published or has ended. */
@Component
class CampaignNews {
    static final Set<PostKind> LEADERS = EnumSet.of(PostKind.DIRECTOR, PostKind.QUALITY_OFFICER);
    private static final int PAGE = 200;

    private final Campaigns campaigns;
    private final Messages messages;

    CampaignNews(Campaigns campaigns, Messages messages) {
        this.campaigns = campaigns;
        this.messages = messages;
    }

    @ApplicationModuleListener
    void on(CampaignPublished published) {
        tell(published.campaign(), "published", "发布了", published.at());
    }

    @ApplicationModuleListener
    void on(CampaignConcluded concluded) {
        tell(concluded.campaign(), "concluded", "结束了", concluded.at());
    }

    private void tell(CampaignId id, String said, String verb, Instant at) {
        var campaign = campaigns.find(Scope.SYSTEM, AsOf.NOW, id).orElseThrow();
        var title = campaign.organiserName() + verb + "「" + campaign.title() + "」";
        for (@Nullable String cursor = ""; cursor != null; ) {
            var page = campaigns.enrolments(Scope.SYSTEM, id, cursor.isEmpty() ? null : cursor, PAGE);
            messages.tell(page.items().stream()
                    .map(enrolment ->
                            Telling.of(Topic.CAMPAIGN, about(campaign), said, title, enrolment.unit(), LEADERS, at))
                    .toList());
            cursor = page.next();
        }
    }

    static About about(Campaign campaign) {
        return new About(About.Kind.CAMPAIGN, campaign.id().value());
    }
}
