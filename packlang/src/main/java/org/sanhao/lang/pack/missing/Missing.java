package org.sanhao.lang.pack.missing;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Tier;
import org.sanhao.lang.pack.score.RuleVerdict;

/** What lies between a sheet and a tier. */
public sealed interface Missing {
    /** The tier aimed at. */
    Tier tier();

    /** Conditions that are not met and that no clause can change; the tier is not reached while there are any. */
    List<RuleVerdict.OfCondition> blockers();

    /** Every share is met already; without blockers the tier is reached. */
    record Nothing(Tier tier, List<RuleVerdict.OfCondition> blockers) implements Missing {
        public Nothing {
            blockers = List.copyOf(blockers);
        }
    }

    /**
     * Lifting these clauses meets every share at the least cost; among equally cheap ways with the fewest clauses, then
     * with the earliest clauses, each no higher than needed.
     *
     * @param way the cheapest way
     * @param alternative the cheapest way that does without at least one step of it; worked out when asked for, empty
     *     when every step is indispensable
     */
    record Steps(Tier tier, List<RuleVerdict.OfCondition> blockers, Way way, Supplier<Optional<Way>> alternative)
            implements Missing {
        public Steps {
            blockers = List.copyOf(blockers);
        }
    }

    /** However many clauses are lifted, these rules cannot be met. */
    record OutOfReach(Tier tier, List<RuleVerdict.OfCondition> blockers, List<RuleVerdict.OfShare> rules)
            implements Missing {
        public OutOfReach {
            blockers = List.copyOf(blockers);
            rules = List.copyOf(rules);
        }
    }

    /**
     * Clauses to lift, in the order of the standard.
     *
     * @param cost the sum of their costs, in the pack's own unit
     */
    record Way(List<Lift> lifts, long cost) {
        public Way {
            lifts = List.copyOf(lifts);
        }
    }

    /**
     * One clause to lift.
     *
     * @param clause its place on the sheet, from 0
     * @param from what it is; {@link Grade#NONE} when it has not been graded
     * @param cost of all its steps together
     */
    record Lift(ClauseCode code, int clause, Grade from, Grade to, long cost) {}
}
