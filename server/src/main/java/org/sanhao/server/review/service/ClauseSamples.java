package org.sanhao.server.review.service;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.FrozenSheet;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.domain.ClauseSample;
import org.sanhao.server.review.domain.Route;
import org.sanhao.server.review.store.CaseStore;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/** Draws the clauses a level looks at where it only samples, once per case and level. */
@Component
class ClauseSamples {
    private final CaseStore cases;
    private final Assessments assessments;
    private final CampaignPacks packs;
    private final Grounds grounds;

    ClauseSamples(CaseStore cases, Assessments assessments, CampaignPacks packs, Grounds grounds) {
        this.cases = cases;
        this.assessments = assessments;
        this.packs = packs;
        this.grounds = grounds;
    }

    /** What a level has drawn; empty where it looks at everything or has not begun. */
    Optional<ClauseSample> drawn(CaseId id, Level level) {
        return cases.deskOpened(id, level)
                .filter(details -> details.containsKey("sample"))
                .map(details -> new ClauseSample(
                        String.valueOf(details.get("seed")),
                        ((List<?>) Objects.requireNonNull(details.get("sample")))
                                .stream().map(String::valueOf).toList()));
    }

    /** Draws what a level that samples will look at; empty for a level that looks at everything. */
    Optional<ClauseSample> draw(Scope scope, CaseRecord review, Level level) {
        var route = review.review().route();
        if (!route.includes(level) || route.legAt(level).extent() != Route.Extent.SAMPLE) {
            return Optional.empty();
        }
        var below = assessments.sheetsOf(scope, review.enrolment()).stream()
                .filter(sheet -> review.id().value().equals(sheet.caseId()) && sheet.level() == route.below(level))
                .findFirst()
                .map(sheet -> assessments.freeze(scope, sheet.id()).hash())
                .orElse("");
        var counting = grounds.of(scope, review).effective().entrySet().stream()
                .filter(entry -> entry.getValue().grade() != Grade.NA)
                .map(entry -> entry.getKey().code())
                .toList();
        var sent = cases.submission(review.id()).map(FrozenSheet::hash).orElse("");
        var tier = Objects.requireNonNull(Id.parse(review.review().appliedTier()));
        return Optional.of(ClauseSample.draw(
                level.code(),
                sent,
                below,
                counting,
                PackRules.sample(packs.of(scope, review.campaign()), tier, level)));
    }
}
