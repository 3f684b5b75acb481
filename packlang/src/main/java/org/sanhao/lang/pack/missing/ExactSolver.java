package org.sanhao.lang.pack.missing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.missing.Problem.Solution;

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
        blocks.sort(Comparator.comparingLong(Block::triples));
        blocks.forEach(block -> block.work(blocks));
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
        for (counts[1] = block.least(1); counts[1] <= block.most(1); counts[1]++) {
            for (counts[2] = block.least(2); counts[2] <= block.most(2); counts[2]++) {
                for (counts[3] = block.least(3); counts[3] <= block.most(3); counts[3]++) {
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
}
