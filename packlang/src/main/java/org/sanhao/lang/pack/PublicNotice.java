package org.sanhao.lang.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.Says;

/** How long a proposed result is shown to everybody before it is announced, and how it may be objected to. */
public record PublicNotice(
        @Says("公示天数，工作日") int workingDays,
        @Says("异议规定") @Nullable Objection objection,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {

    /**
     * Who may object and how.
     *
     * @param realName objections under one's own name are taken
     * @param sealed the objector may ask that the name stay with the deciding body
     * @param answerWorkingDays time for the answer, or null when none is set
     */
    public record Objection(
            @Says("实名提出") @Default("true") boolean realName,
            @Says("姓名可以不公开") @Default("false") boolean sealed,
            @Says("答复时限，工作日") @Nullable Integer answerWorkingDays) {}
}
