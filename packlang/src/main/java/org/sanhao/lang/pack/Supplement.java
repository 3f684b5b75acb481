package org.sanhao.lang.pack;

import java.util.List;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.Says;

/** How a case is sent back for missing papers: a short limit, no clock. */
public record Supplement(
        @Says("补正时限，工作日") int limitWorkingDays,
        @Says("每一级只退回一次") @Default("true") boolean oncePerLevel,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {}
