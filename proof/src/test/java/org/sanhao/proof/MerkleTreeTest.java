package org.sanhao.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /** The entries and roots with which implementations of RFC 6962 are compared. */
    private static final List<String> ENTRIES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static MerkleTree tree(int size) {
        return MerkleTree.of(
                HashAlgorithm.SHA_256,
                IntStream.range(0, size).mapToObj(i -> ("row " + i).getBytes()).toList());
    }

    @Test
    void the_roots_are_those_of_the_common_vectors() {
        for (int size = 1; size <= ENTRIES.size(); size++) {
            var entries = ENTRIES.subList(0, size).stream()
                    .map(HexFormat.of()::parseHex)
                    .toList();
            assertThat(MerkleTree.of(HashAlgorithm.SHA_256, entries).root().hex())
                    .isEqualTo(ROOTS.get(size - 1));
        }
        assertThat(tree(0).root()).isEqualTo(HashAlgorithm.SHA_256.ofText(""));
    }

    @Test
    void every_entry_of_every_small_tree_is_shown_by_its_path_and_by_no_other() {
        for (int size = 1; size <= 33; size++) {
            var tree = tree(size);
            for (int index = 0; index < size; index++) {
                var leaf = tree.leaves().get(index);
                var path = tree.inclusion(index);

                assertThat(MerkleTree.includes(tree.root(), size, index, leaf, path))
                        .isTrue();
                assertThat(MerkleTree.includes(tree.root(), size, (index + 1) % (size + 1), leaf, path))
                        .isFalse();
                assertThat(MerkleTree.includes(tree.root(), size, index, HashAlgorithm.SHA_256.ofText("other"), path))
                        .isFalse();
                if (!path.isEmpty()) {
                    assertThat(MerkleTree.includes(tree.root(), size, index, leaf, path.subList(0, path.size() - 1)))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void every_small_tree_extends_every_smaller_one_and_no_other() {
        for (int later = 0; later <= 33; later++) {
            var tree = tree(later);
            for (int earlier = 0; earlier <= later; earlier++) {
                var proof = tree.consistency(earlier);

                assertThat(MerkleTree.extendsFrom(tree(earlier).root(), earlier, tree.root(), later, proof))
                        .isTrue();
                assertThat(MerkleTree.extendsFrom(
                                HashAlgorithm.SHA_256.ofText("other"), earlier, tree.root(), later, proof))
                        .isFalse();
                if (earlier > 0) {
                    assertThat(MerkleTree.extendsFrom(
                                    tree(earlier).root(), earlier, HashAlgorithm.SHA_256.ofText("x"), later, proof))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void a_proof_of_growth_that_was_shortened_lengthened_or_moved_shows_nothing() {
        for (int later = 2; later <= 20; later++) {
            var tree = tree(later);
            for (int earlier = 1; earlier < later; earlier++) {
                var proof = tree.consistency(earlier);
                var before = tree(earlier).root();
                var longer = new ArrayList<>(proof);
                longer.add(HashAlgorithm.SHA_256.ofText("one more"));
                var foreign = new ArrayList<>(proof);
                foreign.set(0, HashAlgorithm.SM3.ofText("other algorithm"));

                for (var forged : List.of(proof.subList(0, proof.size() - 1), longer, foreign, List.<Digest>of())) {
                    assertThat(MerkleTree.extendsFrom(before, earlier, tree.root(), later, forged))
                            .as("%s of %s with %s", earlier, later, forged)
                            .isFalse();
                }
                assertThat(MerkleTree.extendsFrom(tree.root(), later, before, earlier, proof))
                        .isFalse();
                assertThat(MerkleTree.extendsFrom(before, -1, tree.root(), later, proof))
                        .isFalse();
                assertThat(MerkleTree.extendsFrom(HashAlgorithm.SM3.ofText(""), earlier, tree.root(), later, proof))
                        .isFalse();
            }
        }
    }

    @Test
    void a_place_outside_the_tree_has_no_proof() {
        var tree = tree(3);

        assertThat(tree.size()).isEqualTo(3);
        assertThatThrownBy(() -> tree.inclusion(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.inclusion(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.consistency(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.consistency(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(MerkleTree.includes(tree.root(), 3, -1, tree.leaves().get(0), tree.inclusion(0)))
                .isFalse();
        assertThat(MerkleTree.includes(
                        tree.root(), 3, 0, tree.leaves().get(0), List.of(HashAlgorithm.SM3.ofText("a"), tree.root())))
                .isFalse();
    }

    @Property(tries = 200)
    void a_changed_dropped_added_or_swapped_entry_changes_the_root(
            @ForAll @IntRange(min = 2, max = 300) int size, @ForAll int where) {
        var entries = new ArrayList<byte[]>(
                IntStream.range(0, size).mapToObj(i -> ("row " + i).getBytes()).toList());
        var root = MerkleTree.of(HashAlgorithm.SM3, entries).root();
        int at = Math.floorMod(where, size - 1);

        var changed = new ArrayList<>(entries);
        changed.set(at, "forged".getBytes());
        var dropped = new ArrayList<>(entries);
        dropped.remove(at);
        var added = new ArrayList<>(entries);
        added.add(at, "forged".getBytes());
        var swapped = new ArrayList<>(entries);
        swapped.set(at, entries.get(at + 1));
        swapped.set(at + 1, entries.get(at));

        for (var other : List.of(changed, dropped, added, swapped)) {
            assertThat(MerkleTree.of(HashAlgorithm.SM3, other).root()).isNotEqualTo(root);
        }
    }

    /** The naive tree without prefixes: a node passes as an entry, so two lists share one root. */
    @Test
    void canary_without_the_prefixes_a_shorter_list_has_the_same_root() {
        var a = "a".getBytes();
        var b = "b".getBytes();
        var naive = HashAlgorithm.SHA_256.of(
                HashAlgorithm.SHA_256.of(a).bytes(), HashAlgorithm.SHA_256.of(b).bytes());
        var node = new byte[64];
        System.arraycopy(HashAlgorithm.SHA_256.of(a).bytes(), 0, node, 0, 32);
        System.arraycopy(HashAlgorithm.SHA_256.of(b).bytes(), 0, node, 32, 32);

        assertThat(HashAlgorithm.SHA_256.of(node)).isEqualTo(naive);
        assertThat(MerkleTree.of(HashAlgorithm.SHA_256, List.of(node)).root())
                .isNotEqualTo(
                        MerkleTree.of(HashAlgorithm.SHA_256, List.of(a, b)).root());
    }
}
