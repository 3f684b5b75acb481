package org.sanhao.lang.pack.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Tier;
import org.sanhao.lang.pack.rule.Facts;

/** What a sheet comes to. The tier is known at once; the verdicts with their reasons are made when first asked for. */
public final class TierEvaluation {
    private final TierRules rules;
    private final Facts facts;
    private final int[] counts;
    private final int reached;

    TierEvaluation(TierRules rules, Facts facts, int[] counts, int reached) {
        this.rules = rules;
        this.facts = facts;
        this.counts = counts;
        this.reached = reached;
    }

    /** The highest tier whose every rule is met; empty when none is. */
    public Optional<Tier> reached() {
        return reached < 0 ? Optional.empty() : Optional.of(rules.tierAt(reached));
    }

    /** Every tier in ascending order with every rule and its reason. */
    public List<TierVerdict> verdicts() {
        var all = new ArrayList<TierVerdict>(rules.tierCount());
        for (int i = 0; i < rules.tierCount(); i++) {
            all.add(rules.verdict(i, counts, facts));
        }
        return List.copyOf(all);
    }

    /** The verdict on one tier, if the pack has it. */
    public Optional<TierVerdict> verdict(Id tier) {
        return verdicts().stream()
                .filter(verdict -> verdict.tier().id().equals(tier))
                .findFirst();
    }

    /** The lowest tier above the one reached that the institution is not known to be ineligible for. */
    public Optional<Tier> next() {
        for (int i = reached + 1; i < rules.tierCount(); i++) {
            if (rules.mayBeEligible(i, facts)) {
                return Optional.of(rules.tierAt(i));
            }
        }
        return Optional.empty();
    }
}
