package org.sanhao.lang.pack.score;

import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Level;

/**
 * What one level found of one clause. Judgements never replace each other; which of them decides is worked out.
 *
 * @param grade {@link Grade#NONE} when the level did not look at the clause; {@link Grade#NA} when it approved, or for
 *     the lowest level asked, that the clause be left out
 * @param order later judgements of the same level and kind of look have a higher number
 */
public record Judgement(Level level, Look look, Grade grade, long order) {

    /** How a level looked, in ascending weight. */
    public enum Look {
        SELF("self"),
        DESK("desk"),
        ON_SITE("on-site");

        private final String wire;

        Look(String wire) {
            this.wire = wire;
        }

        /** The word on the wire and in the store. */
        public String wire() {
            return wire;
        }

        /**
         * The look of a word.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static Look of(String wire) {
            for (var look : values()) {
                if (look.wire.equals(wire)) {
                    return look;
                }
            }
            throw new IllegalArgumentException("no look " + wire);
        }
    }
}
