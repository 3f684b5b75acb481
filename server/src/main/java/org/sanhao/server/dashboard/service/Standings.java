package org.sanhao.server.dashboard.service;

import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.ShareRule;
import org.sanhao.lang.pack.Tier;
import org.sanhao.lang.pack.missing.Missing;
import org.sanhao.lang.pack.score.RuleVerdict;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Standing;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.dashboard.store.ProgressStore;
import org.sanhao.server.dashboard.store.ProgressStore.Held;
import org.sanhao.server.dashboard.store.ProgressStore.Judged;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/** What an institution's grades come to, and how far it is from the tier it aims at. */
@Component
class Standings {
    private final Assessments assessments;
    private final ProgressStore progress;

    Standings(Assessments assessments, ProgressStore progress) {
        this.assessments = assessments;
        this.progress = progress;
    }

    Judged of(Held held) {
        if (held.counts().untouched() > 0) {
            return new Judged(null, null, 0, 0, 0);
        }
        var grades = new HashMap<ClauseCode, Grade>();
        progress.clauses(held.enrolment()).forEach((clause, now) -> grades.put(new ClauseCode(clause), now.grade()));
        var standing = assessments.standing(Scope.SYSTEM, new EnrolmentId(held.enrolment()), grades);
        var reached =
                standing.evaluation().reached().map(tier -> tier.id().name()).orElse(null);
        var aim = aim(standing, held.target());
        if (aim == null) {
            return new Judged(reached, 0, 0, 0, 0);
        }
        return new Judged(
                reached,
                switch (aim) {
                    case Missing.Nothing nothing -> 0;
                    case Missing.Steps steps -> steps.way().lifts().size();
                    case Missing.OutOfReach out -> null;
                },
                shortBy(standing, aim.tier(), ShareRule.Letter.C),
                shortBy(standing, aim.tier(), ShareRule.Letter.B),
                shortBy(standing, aim.tier(), ShareRule.Letter.A));
    }

    /** The tier aimed at; without an aim the next one. */
    private static @Nullable Missing aim(Standing standing, @Nullable String target) {
        var wanted = target == null
                ? standing.evaluation().next().map(tier -> tier.id().name()).orElse(null)
                : target;
        return standing.missing().stream()
                .filter(each -> each.tier().id().name().equals(wanted))
                .findFirst()
                .orElse(null);
    }

    private static int shortBy(Standing standing, Tier tier, ShareRule.Letter grade) {
        return standing.evaluation().verdict(tier.id()).stream()
                .flatMap(verdict -> verdict.rules().stream())
                .filter(RuleVerdict.OfShare.class::isInstance)
                .map(RuleVerdict.OfShare.class::cast)
                .filter(rule -> rule.rule().grade() == grade)
                .mapToInt(RuleVerdict.OfShare::shortBy)
                .sum();
    }
}
