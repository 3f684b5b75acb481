package org.sanhao.lang.pack;

import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.Says;

/** How firmly a demand binds: the field's 应当, 参照, 鼓励, 探索, 力争, 原则上. */
public enum Modality {
    @Says("必须")
    MUST,
    @Says("参照执行")
    BY_REFERENCE,
    @Says("鼓励")
    ENCOURAGED,
    @Says("探索")
    PILOT,
    @Says("力争")
    STRIVE,
    @Says("原则上，例外须记录")
    @Key("default")
    IN_PRINCIPLE
}
