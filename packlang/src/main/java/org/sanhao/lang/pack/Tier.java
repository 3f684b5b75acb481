package org.sanhao.lang.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.NotEmpty;
import org.sanhao.lang.pack.shape.Says;

/**
 * A result an institution can reach. Tiers stand in ascending order; the result is the highest whose every rule is met.
 *
 * @param eligible who may have it, or null for everybody
 * @param veto any of these rules the tier out whatever the counts say
 * @param provisional the shares are examples to be set by the customer; screens say so
 */
public record Tier(
        @Says("编号") Id id,
        @Says("名称") Bilingual title,
        @Says("适用对象") @Nullable Condition eligible,
        @Says("份额条件，全部满足") @NotEmpty List<ShareRule> require,
        @Says("一票否决条件，任一成立即不达标") List<Condition> veto,
        @Says("比例为示例参数，由主管部门设定") @Default("false") boolean provisional,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {}
