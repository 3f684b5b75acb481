package org.sanhao.lang.pack;

import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Says;
import org.sanhao.lang.pack.shape.Shorthand;

/** A condition with the words a person is told. Written bare it is the expression alone. */
@Shorthand("when")
public record Condition(
        @Says("条件表达式") Cel when, @Says("用一句话说明条件") @Nullable String title) {}
