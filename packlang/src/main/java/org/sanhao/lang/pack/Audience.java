package org.sanhao.lang.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.Refers;
import org.sanhao.lang.pack.shape.Says;

/** A type of institution that takes part, and how firmly it is bound. */
public record Audience(
        @Says("机构类型") @Refers(Refs.TYPE) Id type,
        @Says("参加方式") @Key("as") @Default("must") Modality modality,
        @Says("哪些机构（条件表达式，不写即全部）") @Nullable Cel where,
        @Says("依据") List<Citation> basis,
        @Says("对应的需求编号") List<RequirementId> meets)
        implements Demand {}
