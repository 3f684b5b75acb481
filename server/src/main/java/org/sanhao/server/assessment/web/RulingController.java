package org.sanhao.server.assessment.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.Page;
import org.sanhao.server.access.Acting;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Assessments.Request;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.pack.PublishedPack;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Wishes to leave clauses out, for the level that rules on them. */
@RestController
class RulingController {
    private final Assessments assessments;
    private final Campaigns campaigns;
    private final Packs packs;
    private final Units units;
    private final SheetReader reader;

    RulingController(Assessments assessments, Campaigns campaigns, Packs packs, Units units, SheetReader reader) {
        this.assessments = assessments;
        this.campaigns = campaigns;
        this.packs = packs;
        this.units = units;
        this.reader = reader;
    }

    /**
     * A wish on its way.
     *
     * @param rules the level that rules on it: the one the pack names, or the next above where that one is missing
     * @param yours whether the acting post belongs to that level
     * @param allowedWhen in which case the standard lets the clause be left out
     */
    record RequestView(
            UUID sheetId,
            String campaign,
            UUID unitId,
            String unit,
            String clause,
            String title,
            @Nullable String allowedWhen,
            int answerVersion,
            String reason,
            Instant at,
            @CodesOf(Level.class) String rules,
            boolean yours) {}

    @GetMapping("/api/na-requests")
    Page<RequestView> requests(
            Acting acting,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        acting.require(Ability.DECIDE);
        var titles = new HashMap<CampaignId, String>();
        var known = new HashMap<CampaignId, PublishedPack>();
        var levels = new HashMap<UnitId, Level>();
        var types = new HashMap<UnitId, String>();
        var own = reader.levelOf(acting);
        return assessments.requests(acting.scope(), cursor, limit).map(request -> {
            var pack = known.computeIfAbsent(request.campaign(), id -> {
                var campaign = campaigns.find(acting.scope(), AsOf.NOW, id).orElseThrow();
                titles.put(id, campaign.title());
                return packs.get(campaign.pack());
            });
            var rules = levels.computeIfAbsent(request.unit(), unit -> ruling(acting, pack, unit));
            var type = types.computeIfAbsent(
                    request.unit(),
                    unit -> units.find(acting.scope(), AsOf.NOW, unit)
                            .orElseThrow()
                            .type());
            return view(request, pack, type, titles, rules, own);
        });
    }

    private RequestView view(
            Request request, PublishedPack pack, String type, Map<CampaignId, String> titles, Level rules, Level own) {
        var clause = pack.rulesFor(type)
                .flatMap(tiers -> tiers.standard().clause(request.clause()))
                .orElseThrow();
        return new RequestView(
                request.sheet().value(),
                titles.getOrDefault(request.campaign(), ""),
                request.unit().value(),
                request.unitName(),
                request.clause().code(),
                clause.title(),
                clause.na() == null ? null : clause.na().because(),
                request.answerVersion(),
                request.reason(),
                request.at(),
                rules.code(),
                rules == own);
    }

    /** Where the named level does not stand above the institution, the next above it rules. */
    private Level ruling(Acting acting, PublishedPack pack, UnitId unit) {
        var rule = pack.pack().notApplicable();
        var named = rule == null ? Level.COUNTY : Level.of(rule.approve().name());
        return units.above(acting.scope(), unit).stream()
                .map(above -> above.level())
                .filter(level -> level.compareTo(named) <= 0)
                .findFirst()
                .orElse(named);
    }
}
