package org.sanhao.lang.pack;

import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.Refers;
import org.sanhao.lang.pack.shape.Says;

/**
 * Which standard applies to which type of institution. In the folder the content stands in a file of its own, named by
 * {@code file:}; the loader puts it here.
 */
public record StandardUse(
        @Says("编号") Id id,
        @Says("适用的机构类型") @Key("for") @Refers(Refs.TYPE) Id type,
        @Says("标准内容") @Key("standard") Scheme scheme) {}
