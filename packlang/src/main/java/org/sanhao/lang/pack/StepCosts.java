package org.sanhao.lang.pack;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.Says;

/** What it takes to lift a clause by one grade. */
public record StepCosts(
        @Says("由 D 到 C") @Key("D-C") @Default("1") StepCost dToC,
        @Says("由 C 到 B") @Key("C-B") @Default("1") StepCost cToB,
        @Says("由 B 到 A") @Key("B-A") @Default("1") StepCost bToA) {

    public static final StepCosts ONE = new StepCosts(StepCost.ONE, StepCost.ONE, StepCost.ONE);

    /** The cost of the step that ends at a grade. */
    public StepCost upTo(Grade grade) {
        return switch (grade) {
            case C -> dToC;
            case B -> cToB;
            case A -> bToA;
            case D, NA, NONE -> throw new IllegalArgumentException("no step ends at " + grade);
        };
    }

    /**
     * The effort of one step: a whole number in the pack's own unit, or {@code impossible}.
     *
     * @param effort 0 to 999999; -1 means the step cannot be made
     */
    public record StepCost(int effort) {
        public static final StepCost ONE = new StepCost(1);
        public static final StepCost IMPOSSIBLE = new StepCost(-1);
        private static final Pattern SPELLING = Pattern.compile("0|[1-9][0-9]{0,5}");

        /** The cost, or null when the text is no spelling of one. */
        public static @Nullable StepCost parse(String text) {
            if (text.equals("impossible")) {
                return IMPOSSIBLE;
            }
            return SPELLING.matcher(text).matches() ? new StepCost(Integer.parseInt(text)) : null;
        }

        public boolean isPossible() {
            return effort >= 0;
        }

        @Override
        public String toString() {
            return effort < 0 ? "impossible" : Integer.toString(effort);
        }
    }
}
