package org.sanhao.lang.pack.missing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.missing.Problem.Solution;
import org.sanhao.lang.pack.missing.Problem.Want;

/**
 * Solves a {@link Problem} exactly.
 *
 * <p>Clauses that belong to the same wanted sets form a block; what a block contributes is only how many of its clauses
 * come to each rung. A block's cheapest way to every such triple of counts is a dynamic programme over its clauses; the
 * blocks are then combined over all ways to share the wants among them. Ties are broken inside the programme by the order
 * of clauses (lift early ones, no higher than needed), so the answer is unique.
 */
final class ExactSolver {
    private final Problem problem;
    private final List<Block> blocks = new ArrayList<>();
    private final int[][] given;
    private long best = Problem.NEVER;
    private int @Nullable [] target;

    private ExactSolver(Problem problem) {
        this.problem = problem;
        var bySets = new HashMap<Long, List<Integer>>();
        for (int i = 0; i < problem.size(); i++) {
            long sets = 0;
            for (var want : problem.wants()) {
                if (problem.rung()[i] >= 0 && problem.member()[want.set()][i]) {
                    sets |= 1L << want.set();
                }
            }
            if (sets != 0) {
                bySets.computeIfAbsent(sets, s -> new ArrayList<>()).add(i);
            }
        }
        bySets.forEach((sets, clauses) -> blocks.add(new Block(problem, sets, clauses)));
        // the largest block comes last: what the others leave over fixes its counts
        blocks.sort((a, b) -> Integer.compare(a.states(), b.states()));
        given = new int[blocks.size()][];
    }

    /** The best solution, or null when the wants cannot be met. */
    static @Nullable Solution solve(Problem problem) {
        var solver = new ExactSolver(problem);
        if (solver.blocks.isEmpty()) {
            return null;
        }
        solver.share(0, 0);
        if (solver.target == null) {
            return null;
        }
        return new Solution(solver.target, solver.best / Block.UNIT, (int) (solver.best % Block.UNIT));
    }

    /** Tries every way to share the wants among the blocks from this one on. */
    private void share(int index, long spent) {
        var block = blocks.get(index);
        if (index == blocks.size() - 1) {
            var rest = rest(block);
            if (rest != null) {
                long total = spent + block.value(rest);
                given[index] = rest;
                offer(total);
            }
            return;
        }
        var counts = new int[Problem.TOP + 1];
        for (counts[1] = 0; counts[1] <= block.most(1); counts[1]++) {
            for (counts[2] = 0; counts[2] <= block.most(2); counts[2]++) {
                for (counts[3] = 0; counts[3] <= block.most(3); counts[3]++) {
                    long value = spent + block.value(counts);
                    if (value <= best && value < Problem.NEVER) {
                        given[index] = counts.clone();
                        share(index + 1, value);
                    }
                }
            }
        }
    }

    /** What is left for the last block, or null when some want cannot be met any more. */
    private int @Nullable [] rest(Block last) {
        var rest = new int[Problem.TOP + 1];
        for (var want : problem.wants()) {
            int more = want.more();
            for (int i = 0; i < blocks.size() - 1; i++) {
                more -= blocks.get(i).isIn(want) ? given[i][want.rung()] : 0;
            }
            if (more > 0 && (!last.isIn(want) || more > last.most(want.rung()))) {
                return null;
            }
            if (last.isIn(want)) {
                rest[want.rung()] = Math.max(rest[want.rung()], more);
            }
        }
        return rest;
    }

    private void offer(long total) {
        if (total >= Problem.NEVER || total > best) {
            return;
        }
        var candidate = problem.rung().clone();
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).write(given[i], candidate);
        }
        if (total < best || target == null || isEarlier(candidate, target)) {
            best = total;
            target = candidate;
        }
    }

    /** Whether, at the first clause where two equally good solutions differ, the first is preferred. */
    private boolean isEarlier(int[] a, int[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                boolean aLifts = a[i] > problem.rung()[i];
                boolean bLifts = b[i] > problem.rung()[i];
                return (aLifts && bLifts) ? a[i] < b[i] : aLifts;
            }
        }
        return false;
    }

    /** Clauses of the same wanted sets, and the cheapest way to every triple of counts. */
    private static final class Block {
        /** Cost is counted in these, clauses lifted in ones, so that one number orders both. */
        static final long UNIT = 1 << 12;

        private final long sets;
        private final int[] clauses;
        private final int[] most = new int[Problem.TOP + 1];
        private final int strideC;
        private final int strideB;
        private final byte[][] choice;
        private final long[] value;

        Block(Problem problem, long sets, List<Integer> members) {
            this.sets = sets;
            clauses = members.stream().mapToInt(Integer::intValue).toArray();
            for (var want : problem.wants()) {
                if (isIn(want)) {
                    int able = 0;
                    for (int clause : clauses) {
                        able += problem.rung()[clause] < want.rung() ? 1 : 0;
                    }
                    most[want.rung()] = Math.max(most[want.rung()], Math.min(want.more(), able));
                }
            }
            strideB = most[3] + 1;
            strideC = strideB * (most[2] + 1);
            choice = new byte[clauses.length][];
            value = programme(problem);
        }

        boolean isIn(Want want) {
            return (sets & (1L << want.set())) != 0;
        }

        int most(int rung) {
            return most[rung];
        }

        int states() {
            return strideC * (most[1] + 1);
        }

        long value(int[] counts) {
            return value[counts[1] * strideC + counts[2] * strideB + counts[3]];
        }

        /** From the last clause to the first: the cheapest way to have at least so many on each rung. */
        private long[] programme(Problem problem) {
            var later = new long[states()];
            Arrays.fill(later, Problem.NEVER);
            later[0] = 0;
            for (int k = clauses.length - 1; k >= 0; k--) {
                later = step(problem, k, later);
            }
            return later;
        }

        private long[] step(Problem problem, int k, long[] later) {
            int clause = clauses[k];
            int from = problem.rung()[clause];
            int left = clauses.length - k;
            var now = new long[later.length];
            var choices = new byte[later.length];
            Arrays.fill(now, Problem.NEVER);
            int maxC = Math.min(most[1], left);
            int maxB = Math.min(most[2], left);
            int maxA = Math.min(most[3], left);
            for (int to = from + 1; to <= Problem.TOP + 1; to++) {
                // the last turn leaves the clause where it is: lifting is preferred among equals, low before high
                boolean stays = to > Problem.TOP;
                long price = stays ? 0 : problem.price()[clause][to];
                if (price >= Problem.NEVER) {
                    continue;
                }
                long add = stays ? 0 : price * UNIT + 1;
                int c = !stays && from < 1 && to >= 1 ? 1 : 0;
                int b = !stays && from < 2 && to >= 2 ? 1 : 0;
                int a = !stays && from < 3 && to >= 3 ? 1 : 0;
                byte mark = (byte) (stays ? from : to);
                for (int x = 0; x <= maxC; x++) {
                    int baseC = Math.max(0, x - c) * strideC;
                    for (int y = 0; y <= maxB; y++) {
                        int baseB = baseC + Math.max(0, y - b) * strideB;
                        int at = x * strideC + y * strideB;
                        for (int z = 0; z <= maxA; z++, at++) {
                            long total = later[baseB + (z >= a ? z - a : 0)] + add;
                            if (total < now[at]) {
                                now[at] = total;
                                choices[at] = mark;
                            }
                        }
                    }
                }
            }
            choice[k] = choices;
            return now;
        }

        /** Writes the way to the counts into a solution. */
        void write(int[] counts, int[] target) {
            int x = counts[1];
            int y = counts[2];
            int z = counts[3];
            for (int k = 0; k < clauses.length; k++) {
                int from = target[clauses[k]];
                int to = choice[k][x * strideC + y * strideB + z];
                target[clauses[k]] = to;
                x -= x > 0 && from < 1 && to >= 1 ? 1 : 0;
                y -= y > 0 && from < 2 && to >= 2 ? 1 : 0;
                z -= z > 0 && from < 3 && to >= 3 ? 1 : 0;
            }
        }
    }
}
