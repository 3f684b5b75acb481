package org.sanhao.lang.pack.check;

import org.sanhao.kernel.Share;
import org.sanhao.lang.pack.ShareRule;
import org.sanhao.lang.pack.Standard;
import org.sanhao.lang.pack.Tier;
import org.sanhao.lang.pack.source.Advice;
import org.sanhao.lang.pack.source.Fault;

/**
 * A higher tier asks at least what the one below asks. Only what can be proved from the shares counts: a rule of the
 * lower tier is implied by a rule of the higher one over the same clauses with no lower grade and no lower share.
 */
final class TierOrder {
    private final Examination examination;

    private TierOrder(Examination examination) {
        this.examination = examination;
    }

    static void examine(Examination examination) {
        var rule = new TierOrder(examination);
        var tiers = examination.pack().tiers();
        for (int i = 0; i < tiers.size(); i++) {
            rule.shares(tiers.get(i), "tiers[" + i + "]");
            if (i > 0) {
                rule.implies(tiers.get(i), tiers.get(i - 1), "tiers[" + i + "]");
            }
        }
    }

    private void shares(Tier tier, String path) {
        for (int i = 0; i < tier.require().size(); i++) {
            var rule = tier.require().get(i);
            var at = path + ".require[" + i + "]";
            if (rule.atLeast().compareTo(new Share(1, 1)) > 0) {
                examination.report(Fault.SHARE_OUT_OF_RANGE, at + ".at-least", rule.atLeast());
            }
            for (var use : examination.pack().standards()) {
                boolean some = switch (use.scheme()) {
                    case Standard standard -> standard.clauses().stream().anyMatch(clause -> clause.isIn(rule.of()));
                };
                if (!some) {
                    examination.report(
                            Fault.RULE_OVER_NOTHING,
                            at + ".of",
                            use.id(),
                            Advice.both(rule.of().zh(), rule.of().toString()),
                            tier.id());
                }
            }
        }
    }

    private void implies(Tier upper, Tier lower, String path) {
        for (var weaker : lower.require()) {
            if (upper.require().stream().noneMatch(stronger -> implies(stronger, weaker))) {
                examination.report(
                        Fault.TIER_EASIER,
                        path + ".require",
                        upper.id(),
                        lower.id(),
                        Advice.both(weaker.zh(), weaker.of() + " " + weaker.grade() + " at least " + weaker.atLeast()));
            }
        }
    }

    private static boolean implies(ShareRule stronger, ShareRule weaker) {
        return stronger.of().equals(weaker.of())
                && stronger.grade().compareTo(weaker.grade()) >= 0
                && stronger.atLeast().compareTo(weaker.atLeast()) >= 0;
    }
}
