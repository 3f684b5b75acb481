package org.sanhao.lang.pack;

import java.util.List;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.Refers;
import org.sanhao.lang.pack.shape.Says;

/** How a clause leaves the denominator: the clause allows it, the institution gives a reason, this level approves. */
public record NotApplicableRule(
        @Says("由哪一级批准") @Refers(Refs.LEVEL) Level approve,
        @Says("是否要写理由") @Default("required") Reason reason,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {

    /** Whether a reason must be given. Nothing leaves a denominator without one. */
    public enum Reason {
        @Says("必须写明")
        REQUIRED
    }
}
