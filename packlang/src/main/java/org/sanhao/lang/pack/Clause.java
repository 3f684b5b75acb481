package org.sanhao.lang.pack;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.NotEmpty;
import org.sanhao.lang.pack.shape.Says;

/**
 * One clause of a standard.
 *
 * @param kinds which sets it counts in; usually one
 * @param methods how an assessor looks at it
 * @param na whether and when it may be not applicable, or null when never
 * @param cost effort of each step, in the pack's own unit
 * @param department who usually answers it, as a suggestion
 */
public record Clause(
        @Says("条款号") ClauseCode code,
        @Says("名称") String title,
        @Says("条款类别") @Key("kind") @NotEmpty Set<ClauseKind> kinds,
        @Says("评价方法") List<String> methods,
        @Says("建议牵头科室") @Nullable String department,
        @Says("依据") List<Citation> basis,
        @Says("不适用的规定，不写即不允许") @Nullable NotApplicable na,
        @Says("各档要求") Lines lines,
        @Says("各步所需力度") @Default("{}") StepCosts cost,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {

    /** Whether the clause may leave the denominator at all. */
    public boolean mayBeNotApplicable() {
        return na != null && na.allowed();
    }

    /** Whether the clause counts in a set. */
    public boolean isIn(ClauseSet set) {
        return set.kind() == null || kinds.contains(set.kind());
    }

    /** The clause's own rule on being left out. */
    public record NotApplicable(
            @Says("是否允许") boolean allowed,
            @Says("在什么情形下（条件表达式）") @Nullable Cel when,
            @Says("用一句话说明情形") @Nullable String because) {}
}
