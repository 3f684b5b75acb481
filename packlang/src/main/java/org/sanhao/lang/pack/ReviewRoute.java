package org.sanhao.lang.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Share;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.NotEmpty;
import org.sanhao.lang.pack.shape.Refers;
import org.sanhao.lang.pack.shape.Says;

/**
 * The way of an application for one tier.
 *
 * @param decidedAt the level whose judgement is the result
 * @param record a level above that files the result, or null
 */
public record ReviewRoute(
        @Says("由哪一级认定") @Refers(Refs.LEVEL) Level decidedAt,
        @Says("审核步骤，由低到高") @NotEmpty List<Stage> stages,
        @Says("报哪一级备案") @Refers(Refs.LEVEL) @Nullable Level record,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {

    /**
     * One level's look at the case.
     *
     * @param share for a sample, how many of the cases are drawn; null when the notice names no number
     * @param workingDays time the level has, or null when none is set
     */
    public record Stage(
            @Says("层级") @Refers(Refs.LEVEL) Level level,
            @Says("审核范围") @Default("full") Extent extent,
            @Says("抽查比例") @Nullable Share share,
            @Says("办理时限，工作日") @Nullable Integer workingDays) {}

    /** How much a level looks at. */
    public enum Extent {
        @Says("逐家逐条")
        FULL,
        @Says("抽查，未抽到的沿用下级结果")
        SAMPLE,
        @Says("只备案")
        RECORD
    }
}
