package org.sanhao.lang.pack.score;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Condition;
import org.sanhao.lang.pack.ShareRule;
import org.sanhao.lang.pack.rule.ConditionWords;
import org.sanhao.lang.pack.rule.Truth;

/** What became of one rule of a tier, with everything needed to show why. */
public sealed interface RuleVerdict {
    /** Whether the rule lets the tier stand. */
    boolean met();

    /** The reason in one Chinese sentence. */
    String zh();

    /**
     * A share rule.
     *
     * @param count clauses that reach the grade
     * @param need the smallest count that would do; more than {@code of} never happens below 100%
     * @param of the denominator: clauses of the set less the approved not-applicable
     * @param total clauses of the set
     * @param notApplicable those left out
     * @param notGraded those nobody has graded; they stay in the denominator
     */
    record OfShare(
            ShareRule rule, boolean met, int count, int need, int of, int total, int notApplicable, int notGraded)
            implements RuleVerdict {

        /** How many more are needed; 0 when met. */
        public int shortBy() {
            return met ? 0 : Math.max(need - count, of == 0 ? 1 : 0);
        }

        @Override
        public String zh() {
            var counted = rule.of().zh() + "条款共 " + total + " 条"
                    + (notApplicable > 0 ? "，不适用 " + notApplicable + " 条，应计 " + of + " 条" : "")
                    + (notGraded > 0 ? "，未评 " + notGraded + " 条" : "");
            if (of == 0) {
                return rule.zh() + "：没有可计算的条款，不能认定（" + counted + "）";
            }
            return rule.zh() + "：" + count + "，需 " + need + (met ? "，达到" : "，差 " + shortBy() + " 条") + "（" + counted
                    + "）";
        }
    }

    /**
     * A condition on the institution.
     *
     * @param role what the condition decides
     * @param facts the facts it names with what is known of them
     */
    record OfCondition(Condition condition, Role role, Truth truth, List<FactUsed> facts) implements RuleVerdict {
        public OfCondition {
            facts = List.copyOf(facts);
        }

        @Override
        public boolean met() {
            return truth == (role == Role.ELIGIBLE ? Truth.YES : Truth.NO);
        }

        @Override
        public String zh() {
            var title = condition.title() != null ? condition.title() : ConditionWords.zh(condition.when(), Map.of());
            var known = String.join("，", facts.stream().map(FactUsed::zh).toList());
            var outcome = switch (role) {
                case ELIGIBLE ->
                    switch (truth) {
                        case YES -> "属于适用对象";
                        case NO -> "不属于适用对象";
                        case UNKNOWN -> "事实不全，不能判断是否适用";
                    };
                case VETO ->
                    switch (truth) {
                        case YES -> "触及一票否决";
                        case NO -> "未触及一票否决";
                        case UNKNOWN -> "事实不全，不能排除一票否决";
                    };
            };
            return outcome + "：" + title + "（" + known + "）";
        }
    }

    /** What a condition decides. */
    enum Role {
        /** The tier stands only if it holds. */
        ELIGIBLE,
        /** The tier falls if it holds. */
        VETO
    }

    /**
     * A fact and what is known of it.
     *
     * @param shown the value as a person reads it, or null when it is not known
     */
    record FactUsed(String name, String title, @Nullable String shown) {
        String zh() {
            return title + " " + (shown == null ? "未填" : shown);
        }
    }
}
