package org.sanhao.lang.pack;

import org.sanhao.kernel.Share;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.Says;

/**
 * Of the clauses of a set that apply, at least this share must have at least this grade. The denominator is the set less
 * its approved not-applicable clauses; clauses not yet graded stay in it. Over an empty denominator the rule is not met.
 */
public record ShareRule(
        @Says("哪些条款") ClauseSet of,
        @Says("达到哪一档") Letter grade,
        @Says("至少多少") Share atLeast) {

    /** The grades a rule may ask for. */
    public enum Letter {
        @Key("C")
        C,
        @Key("B")
        B,
        @Key("A")
        A;

        public Grade grade() {
            return switch (this) {
                case C -> Grade.C;
                case B -> Grade.B;
                case A -> Grade.A;
            };
        }
    }

    /** As a notice says it: 基本条款 C 级及以上不低于 80%. */
    public String zh() {
        return of.zh() + "条款 " + grade + " 级" + (grade == Letter.A ? "" : "及以上") + "不低于 " + atLeast;
    }
}
