package org.sanhao.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Merkle tree of RFC 6962 over an ordered list: leaf hash H(0x00 ‖ entry), node hash H(0x01 ‖ left ‖ right), split at the
 * largest power of two below the size. The two prefixes keep a node from passing as an entry.
 */
public final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final HashAlgorithm algorithm;
    private final List<byte[]> leaves;

    private MerkleTree(HashAlgorithm algorithm, List<byte[]> leaves) {
        this.algorithm = algorithm;
        this.leaves = leaves;
    }

    /** The tree over entries. */
    public static MerkleTree of(HashAlgorithm algorithm, List<byte[]> entries) {
        return new MerkleTree(
                algorithm,
                entries.stream().map(entry -> algorithm.bytes(LEAF, entry)).toList());
    }

    /** The tree over leaf hashes made before by {@link #leaf}. */
    public static MerkleTree ofLeaves(HashAlgorithm algorithm, List<Digest> leaves) {
        return new MerkleTree(algorithm, leaves.stream().map(Digest::bytes).toList());
    }

    /** The leaf hash of one entry. */
    public static Digest leaf(HashAlgorithm algorithm, byte[] entry) {
        return algorithm.of(LEAF, entry);
    }

    public int size() {
        return leaves.size();
    }

    /** The leaf hashes in order. */
    public List<Digest> leaves() {
        return leaves.stream().map(leaf -> Digest.of(algorithm, leaf)).toList();
    }

    /** The root; of no entries the hash of nothing. */
    public Digest root() {
        return Digest.of(algorithm, leaves.isEmpty() ? algorithm.bytes() : root(0, leaves.size()));
    }

    private byte[] root(int from, int to) {
        if (to - from == 1) {
            return leaves.get(from);
        }
        int split = from + split(to - from);
        return node(algorithm, root(from, split), root(split, to));
    }

    /** What shows that the entry at {@code index} is in the tree: the roots of the siblings, nearest first. */
    public List<Digest> inclusion(int index) {
        if (index < 0 || index >= leaves.size()) {
            throw new IndexOutOfBoundsException(index);
        }
        var path = new ArrayList<byte[]>();
        inclusion(index, 0, leaves.size(), path);
        return digests(path);
    }

    private void inclusion(int index, int from, int to, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        int split = from + split(to - from);
        if (index < split) {
            inclusion(index, from, split, path);
            path.add(root(split, to));
        } else {
            inclusion(index, split, to, path);
            path.add(root(from, split));
        }
    }

    /** What shows that the tree of the first {@code earlier} entries is the beginning of this one (RFC 6962, 2.1.2). */
    public List<Digest> consistency(int earlier) {
        if (earlier < 0 || earlier > leaves.size()) {
            throw new IndexOutOfBoundsException(earlier);
        }
        var proof = new ArrayList<byte[]>();
        if (earlier > 0 && earlier < leaves.size()) {
            consistency(earlier, 0, leaves.size(), true, proof);
        }
        return digests(proof);
    }

    private void consistency(int earlier, int from, int to, boolean whole, List<byte[]> proof) {
        if (earlier == to - from) {
            if (!whole) {
                proof.add(root(from, to));
            }
            return;
        }
        int half = split(to - from);
        int split = from + half;
        if (earlier <= half) {
            consistency(earlier, from, split, whole, proof);
            proof.add(root(split, to));
        } else {
            consistency(earlier - half, split, to, false, proof);
            proof.add(root(from, split));
        }
    }

    /** Whether {@code path} leads from the leaf at {@code index} of {@code size} to the root. */
    public static boolean includes(Digest root, int size, int index, Digest leaf, List<Digest> path) {
        if (index < 0 || index >= size) {
            return false;
        }
        var algorithm = root.algorithm();
        var hash = leaf.bytes();
        int node = index;
        int last = size - 1;
        for (var sibling : path) {
            if (last == 0 || sibling.algorithm() != algorithm) {
                return false;
            }
            if (node % 2 == 1 || node == last) {
                hash = node(algorithm, sibling.bytes(), hash);
                while (node % 2 == 0 && node != 0) {
                    node /= 2;
                    last /= 2;
                }
            } else {
                hash = node(algorithm, hash, sibling.bytes());
            }
            node /= 2;
            last /= 2;
        }
        return last == 0 && leaf.algorithm() == algorithm && Arrays.equals(hash, root.bytes());
    }

    /** Whether {@code proof} shows that the later tree begins with the earlier one. */
    public static boolean extendsFrom(
            Digest earlierRoot, int earlier, Digest laterRoot, int later, List<Digest> proof) {
        var algorithm = laterRoot.algorithm();
        if (earlier < 0 || earlier > later || earlierRoot.algorithm() != algorithm) {
            return false;
        }
        if (earlier == later) {
            return proof.isEmpty() && earlierRoot.equals(laterRoot);
        }
        if (earlier == 0) {
            return proof.isEmpty() && earlierRoot.equals(algorithm.of());
        }
        var steps = new ArrayList<>(proof);
        if (Integer.bitCount(earlier) == 1) {
            steps.addFirst(earlierRoot);
        }
        if (steps.isEmpty() || steps.stream().anyMatch(step -> step.algorithm() != algorithm)) {
            return false;
        }
        int node = earlier - 1;
        int last = later - 1;
        while (node % 2 == 1) {
            node /= 2;
            last /= 2;
        }
        var before = steps.getFirst().bytes();
        var after = before;
        for (var step : steps.subList(1, steps.size())) {
            if (last == 0) {
                return false;
            }
            if (node % 2 == 1 || node == last) {
                before = node(algorithm, step.bytes(), before);
                after = node(algorithm, step.bytes(), after);
                while (node % 2 == 0 && node != 0) {
                    node /= 2;
                    last /= 2;
                }
            } else {
                after = node(algorithm, after, step.bytes());
            }
            node /= 2;
            last /= 2;
        }
        return last == 0 && Arrays.equals(before, earlierRoot.bytes()) && Arrays.equals(after, laterRoot.bytes());
    }

    private List<Digest> digests(List<byte[]> hashes) {
        return hashes.stream().map(hash -> Digest.of(algorithm, hash)).toList();
    }

    private static byte[] node(HashAlgorithm algorithm, byte[] left, byte[] right) {
        return algorithm.bytes(NODE, left, right);
    }

    /** The largest power of two below {@code size}, which is at least 2. */
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }
}
