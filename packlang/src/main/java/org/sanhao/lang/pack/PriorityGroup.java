package org.sanhao.lang.pack;

import java.util.List;
import org.sanhao.lang.pack.shape.Says;

/** A group of institutions treated first or apart, such as central township hospitals. */
public record PriorityGroup(
        @Says("编号") Id id,
        @Says("名称") String title,
        @Says("哪些机构（条件表达式）") Cel where,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {}
