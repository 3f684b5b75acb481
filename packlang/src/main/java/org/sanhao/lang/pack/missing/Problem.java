package org.sanhao.lang.pack.missing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bare arithmetic of what is missing: clauses on rungs 0 (D or not graded), 1 (C), 2 (B), 3 (A), the price of lifting
 * each to every higher rung, and counts still wanted at or above a rung over sets of clauses.
 *
 * @param rung where each clause stands; -1 for one that is left out and stays so
 * @param price {@code price[clause][rung]} of lifting it there, or {@link #NEVER}; at or below its own rung unused
 * @param member {@code member[set][clause]}
 * @param wants what is still wanted
 */
@SuppressWarnings("ArrayRecordComponent") // arithmetic over a hundred clauses, never compared or kept
record Problem(int[] rung, long[][] price, boolean[][] member, Want[] wants) {
    static final long NEVER = Long.MAX_VALUE / 4;
    static final int TOP = 3;

    /** That many more clauses of a set, now below a rung, must come to it or above. */
    record Want(int set, int rung, int more) {}

    int size() {
        return rung.length;
    }

    /** How many clauses of the want's set could come to its rung at all. */
    int possible(Want want) {
        int count = 0;
        for (int i = 0; i < size(); i++) {
            if (member[want.set()][i] && rung[i] >= 0 && rung[i] < want.rung() && cheapest(i, want.rung()) < NEVER) {
                count++;
            }
        }
        return count;
    }

    private long cheapest(int clause, int from) {
        long best = NEVER;
        for (int to = from; to <= TOP; to++) {
            best = Math.min(best, price[clause][to]);
        }
        return best;
    }

    /** The same problem where a clause may not be lifted to a rung or above. */
    Problem without(int clause, int fromRung) {
        var dearer = price.clone();
        dearer[clause] = price[clause].clone();
        Arrays.fill(dearer[clause], fromRung, TOP + 1, NEVER);
        return new Problem(rung, dearer, member, wants);
    }

    /**
     * A solution.
     *
     * @param target the rung each clause ends on
     * @param cost of all lifts
     * @param lifted clauses lifted
     */
    record Solution(int[] target, long cost, int lifted) {
        /** Whether this is strictly better: cheaper, then fewer clauses. */
        boolean isCheaperThan(@Nullable Solution other) {
            return other == null || cost < other.cost || (cost == other.cost && lifted < other.lifted);
        }
    }
}
