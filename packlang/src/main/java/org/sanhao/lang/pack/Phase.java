package org.sanhao.lang.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.Says;

/** A stage of the campaign. Stages stand in the order in which they begin; windows may overlap. */
public record Phase(
        @Says("编号") Id id,
        @Says("名称") String title,
        @Says("时间段") @Nullable Window window,
        @Says("进入条件") @Nullable Gate gate,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {

    /** What must hold before the phase is entered; {@code warn} lets pass and says so. */
    public record Gate(
            @Says("条件表达式") Cel when,
            @Says("用一句话说明条件") @Nullable String title,

            @Says("must 拦住，warn 只提醒") @Key("as") @Default("must")
            Strictness strictness,

            @Says("依据") List<Citation> basis,
            @Says("对应的需求编号") List<RequirementId> meets)
            implements Demand {}

    /** Whether a gate stops or only warns. */
    public enum Strictness {
        @Says("拦住")
        MUST,
        @Says("提醒")
        WARN
    }
}
