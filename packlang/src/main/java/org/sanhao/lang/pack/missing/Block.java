package org.sanhao.lang.pack.missing;

import java.util.Arrays;
import java.util.List;
import org.sanhao.lang.pack.missing.Problem.Want;

/**
 * Clauses that belong to the same wanted sets, and the cheapest way to every triple of counts: so many more on C or above,
 * on B or above, on A. Worked out from the last clause to the first; of the triples only those are kept that a solution
 * can pass through, which is a narrow band when almost every clause has to be lifted.
 */
final class Block {
    /** Cost is counted in these, clauses lifted in ones, so that one number orders both. */
    static final long UNIT = 1 << 12;

    private final Problem problem;
    private final long sets;
    private final int[] clauses;
    private final int[] most = new int[Problem.TOP + 1];
    private final int[] least = new int[Problem.TOP + 1];
    private final Layer[] layers;

    Block(Problem problem, long sets, List<Integer> members) {
        this.problem = problem;
        this.sets = sets;
        clauses = members.stream().mapToInt(Integer::intValue).toArray();
        layers = new Layer[clauses.length + 1];
        for (var want : problem.wants()) {
            if (isIn(want)) {
                int able = 0;
                for (int clause : clauses) {
                    able += problem.rung()[clause] < want.rung() ? 1 : 0;
                }
                most[want.rung()] = Math.max(most[want.rung()], Math.min(want.more(), able));
            }
        }
    }

    boolean isIn(Want want) {
        return (sets & (1L << want.set())) != 0;
    }

    /** More than this on a rung is of no use to any want, or more than the block has. */
    int most(int rung) {
        return most[rung];
    }

    /** With less than this on a rung the other blocks could not make up for it. */
    int least(int rung) {
        return least[rung];
    }

    /** How many triples there are, as a measure of size. */
    long triples() {
        return (most[1] + 1L) * (most[2] + 1) * (most[3] + 1);
    }

    /** Works the table out, knowing what all blocks together can contribute. */
    void work(List<Block> all) {
        for (var want : problem.wants()) {
            if (isIn(want)) {
                int rest = want.more();
                for (var other : all) {
                    rest -= other != this && other.isIn(want) ? other.most(want.rung()) : 0;
                }
                least[want.rung()] = Math.max(least[want.rung()], Math.min(rest, most[want.rung()]));
            }
        }
        layers[clauses.length] = new Layer(this, clauses.length);
        layers[clauses.length].value[0] = 0;
        for (int k = clauses.length - 1; k >= 0; k--) {
            layers[k] = step(k, layers[k + 1]);
            // only the first layer's values are asked for later; the choices of all are
            layers[k + 1].value = Layer.NONE;
        }
    }

    /** Cost and clauses of the cheapest way to a triple between {@link #least} and {@link #most}. */
    long value(int[] counts) {
        return layers[0].value[layers[0].at(counts[1], counts[2], counts[3])];
    }

    private Layer step(int k, Layer later) {
        int clause = clauses[k];
        int from = problem.rung()[clause];
        var now = new Layer(this, k);
        for (int to = from + 1; to <= Problem.TOP + 1; to++) {
            // the last turn leaves the clause where it is: lifting is preferred among equals, low before high
            boolean stays = to > Problem.TOP;
            long price = stays ? 0 : problem.price()[clause][to];
            if (price >= Problem.NEVER) {
                continue;
            }
            now.offer(
                    later,
                    (byte) (stays ? from : to),
                    stays ? 0 : price * UNIT + 1,
                    crosses(from, to, 1),
                    crosses(from, to, 2),
                    crosses(from, to, 3));
        }
        return now;
    }

    private static int crosses(int from, int to, int rung) {
        return to <= Problem.TOP && from < rung && to >= rung ? 1 : 0;
    }

    /** Writes the way to a triple into a solution. */
    void write(int[] counts, int[] target) {
        int x = counts[1];
        int y = counts[2];
        int z = counts[3];
        for (int k = 0; k < clauses.length; k++) {
            int from = target[clauses[k]];
            int to = layers[k].choice[layers[k].at(x, y, z)];
            target[clauses[k]] = to;
            x = Math.max(0, x - crosses(from, to, 1));
            y = Math.max(0, y - crosses(from, to, 2));
            z = Math.max(0, z - crosses(from, to, 3));
        }
    }

    /** The triples that matter when the clauses before {@code k} are decided. */
    private static final class Layer {
        private static final long[] NONE = new long[0];

        private final int lowC;
        private final int lowB;
        private final int lowA;
        private final int highC;
        private final int highB;
        private final int highA;
        private final int strideB;
        private final int strideC;
        private final byte[] choice;
        private long[] value;

        Layer(Block block, int k) {
            int left = block.clauses.length - k;
            lowC = Math.max(0, block.least[1] - k);
            lowB = Math.max(0, block.least[2] - k);
            lowA = Math.max(0, block.least[3] - k);
            highC = Math.min(block.most[1], left);
            highB = Math.min(block.most[2], left);
            highA = Math.min(block.most[3], left);
            strideB = highA - lowA + 1;
            strideC = strideB * (highB - lowB + 1);
            int size = strideC * (highC - lowC + 1);
            choice = new byte[size];
            value = new long[size];
            Arrays.fill(value, Problem.NEVER);
        }

        int at(int x, int y, int z) {
            return (x - lowC) * strideC + (y - lowB) * strideB + (z - lowA);
        }

        /** Every triple by way of one choice for the clause, where that is cheaper than what is known. */
        void offer(Layer later, byte mark, long add, int c, int b, int a) {
            int maxC = Math.min(highC, later.highC + c);
            int maxB = Math.min(highB, later.highB + b);
            int maxA = Math.min(highA, later.highA + a);
            for (int x = lowC; x <= maxC; x++) {
                for (int y = lowB; y <= maxB; y++) {
                    int to = at(x, y, lowA);
                    int row = later.at(Math.max(0, x - c), Math.max(0, y - b), 0);
                    for (int z = lowA; z <= maxA; z++, to++) {
                        long total = later.value[row + Math.max(0, z - a)] + add;
                        if (total < value[to]) {
                            value[to] = total;
                            choice[to] = mark;
                        }
                    }
                }
            }
        }
    }
}
