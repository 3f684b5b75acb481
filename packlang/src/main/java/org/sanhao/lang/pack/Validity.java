package org.sanhao.lang.pack;

import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Says;

/** How long a result stays in force and how often it is looked at again. */
public record Validity(
        @Says("有效几年") int years,
        @Says("多久复查一次，例如 P1Y") @Nullable Period recheck,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {}
