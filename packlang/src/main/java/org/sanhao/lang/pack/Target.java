package org.sanhao.lang.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Share;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.Refers;
import org.sanhao.lang.pack.shape.Says;

/** A share the organiser wants to see. Declared and printed; it is measured where its figures are kept. */
public record Target(
        @Says("编号") Id id,
        @Says("名称") String title,
        @Says("哪一级的目标") @Refers(Refs.LEVEL) @Nullable Level who,
        @Says("不低于") @Nullable Share atLeast,
        @Says("不高于") @Nullable Share atMost,
        @Says("截止") @Nullable PartialDate by,
        @Says("约束力") @Key("as") @Default("must") Modality modality,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {}
