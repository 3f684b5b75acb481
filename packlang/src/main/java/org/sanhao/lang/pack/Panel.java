package org.sanhao.lang.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.Says;

/** What an expert group must be. Declared here for screens and prints; the draw itself comes with the panel module. */
public record Panel(
        @Says("至少几人") int size,
        @Says("人数为单数") @Default("false") boolean odd,
        @Says("职称不低于") @Nullable Title titleAtLeast,
        @Says("专业领域") List<Id> fields,
        @Says("回避情形") List<Id> recuse,
        @Says("上下级专家库共享") @Default("false") boolean sharedPool,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {

    /** Professional titles in ascending order. */
    public enum Title {
        @Says("初级")
        JUNIOR,
        @Says("中级")
        INTERMEDIATE,
        @Says("副高级")
        ASSOCIATE_SENIOR,
        @Says("正高级")
        SENIOR
    }
}
