package org.sanhao.server.publication.web;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.publication.Publications;
import org.sanhao.server.publication.Publications.AtEnd;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What the end of a campaign would bring, for whoever is about to end it. */
@RestController
class ConclusionController {
    private static final int NAMED = 200;

    private final Publications publications;

    ConclusionController(Publications publications) {
        this.publications = publications;
    }

    record ConclusionView(
            String kind,
            String what,
            List<String> basis,
            LocalDate from,
            LocalDate until,
            int institutions,
            List<String> named) {
        static ConclusionView of(AtEnd end) {
            var effect = end.effect();
            return new ConclusionView(
                    effect.kind(),
                    effect.what(),
                    effect.basis(),
                    effect.from(),
                    effect.until(),
                    end.institutions().size(),
                    end.institutions().stream().limit(NAMED).map(Unit::name).toList());
        }
    }

    @GetMapping("/api/campaigns/{id}/conclusion")
    List<ConclusionView> preview(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.RUN_CAMPAIGN);
        return publications
                .atEnd(acting.scope(), new CampaignId(id))
                .map(ends -> ends.stream().map(ConclusionView::of).toList())
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }
}
