package org.sanhao.lang.pack;

import java.util.List;
import org.sanhao.lang.pack.shape.Says;

/**
 * Where a pack knowingly does other than its superior's paragraph, or than its own elsewhere. Listed by the checker and
 * printed with the pack.
 *
 * @param what the element that departs, as the checker names it: {@code self-assessment}, {@code review.basic}
 */
public record Departure(
        @Says("哪一处，例如 self-assessment") String what,
        @Says("为什么") String why,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {}
