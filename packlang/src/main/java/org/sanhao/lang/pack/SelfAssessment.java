package org.sanhao.lang.pack;

import java.util.List;
import org.sanhao.lang.pack.shape.Refers;
import org.sanhao.lang.pack.shape.Says;

/**
 * How long an institution assesses itself before it applies.
 *
 * @param months complete months
 * @param phase the phase in which it does so; its window is compared with the months
 */
public record SelfAssessment(
        @Says("至少几个整月") int months,
        @Says("在哪个阶段") @Refers(Refs.PHASE) Id phase,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {}
