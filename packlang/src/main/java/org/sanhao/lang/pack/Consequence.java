package org.sanhao.lang.pack;

import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.Says;

/**
 * What a result opens, bars or tilts.
 *
 * @param from what the effect starts with
 * @param lasting how long; null means as long as the result stands
 */
public record Consequence(
        @Says("编号") Id id,
        @Says("条件表达式") Cel when,
        @Says("开放什么") @Nullable String opens,
        @Says("限制什么") @Nullable String bars,
        @Says("倾斜什么") @Nullable String tilts,
        @Says("从何时起") @Default("announced") Start from,
        @Says("持续多久，例如 P1Y") @Key("for") @Nullable Period lasting,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {

    /** What an effect starts with. */
    public enum Start {
        @Says("认定文件印发")
        ANNOUNCED,
        @Says("活动周期结束")
        CONCLUDED
    }
}
