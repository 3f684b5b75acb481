package org.sanhao.lang.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Refers;
import org.sanhao.lang.pack.shape.Says;

/** Who runs the campaign: bodies and persons to be named when it is opened. */
public record Organisation(
        @Says("领导小组") @Nullable Body leadingGroup,
        @Says("办公室") @Nullable Body office,
        @Says("检查小组") @Nullable Body inspectionGroup,
        @Says("机构工作小组") @Nullable Body institutionGroup,
        @Says("联络员") @Nullable Liaison liaison) {

    /** A group or office: who heads it, who sits in it, what it does. */
    public record Body(
            @Says("负责人") @Nullable String head,
            @Says("副职") @Nullable String deputies,
            @Says("成员") @Nullable String members,
            @Says("设在哪里") @Nullable String at,
            @Says("办公室主任") @Nullable String director,
            @Says("成员来自") List<String> membersFrom,
            @Says("职责") @Nullable String duties,
            @Says("依据") List<Citation> basis,
            @Says("对应的需求编号") List<RequirementId> meets)
            implements Demand {}

    /** Contact persons: how many for each unit of which level. */
    public record Liaison(
            @Says("每个哪一级单位") @Refers(Refs.LEVEL) Level per,
            @Says("几人") int count,
            @Says("依据") List<Citation> basis,
            @Says("对应的需求编号") List<RequirementId> meets)
            implements Demand {}
}
