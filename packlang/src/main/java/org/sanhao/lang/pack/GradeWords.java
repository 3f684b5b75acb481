package org.sanhao.lang.pack;

import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.Says;
import org.sanhao.lang.pack.shape.Shorthand;

/** What the four grades are called and mean in this campaign. */
public record GradeWords(
        @Says("A 档") @Key("A") Word a,
        @Says("B 档") @Key("B") Word b,
        @Says("C 档") @Key("C") Word c,
        @Says("D 档") @Key("D") Word d) {

    /** A grade's name and meaning. Written bare it is the name. */
    @Shorthand("title")
    public record Word(
            @Says("名称") String title, @Says("含义") @Nullable String says) {}
}
