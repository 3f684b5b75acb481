package org.sanhao.lang.pack.score;

import java.util.List;
import org.sanhao.lang.pack.Tier;

/** What became of one tier: met when every rule is. */
public record TierVerdict(Tier tier, boolean met, List<RuleVerdict> rules) {
    public TierVerdict {
        rules = List.copyOf(rules);
    }

    /** The rules that keep the tier from being reached, in the order of the pack. */
    public List<RuleVerdict> obstacles() {
        return rules.stream().filter(rule -> !rule.met()).toList();
    }
}
