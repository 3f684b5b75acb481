package org.sanhao.lang.pack;

import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Says;
import org.sanhao.lang.pack.shape.Shorthand;

/** A title. Written bare it is Chinese. */
@Shorthand("zh")
public record Bilingual(
        @Says("中文") String zh, @Says("英文") @Nullable String en) {}
