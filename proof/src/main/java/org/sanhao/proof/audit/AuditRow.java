package org.sanhao.proof.audit;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.proof.CanonicalJson;
import org.sanhao.proof.Digest;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.proof.MerkleTree;

/**
 * One line of the log. Ids and codes only: no name, no number of a person, no text anybody typed.
 *
 * @param at real time, to the millisecond
 * @param act what was asked for: method and pattern of the address, or a name of the product's own
 * @param result {@code done}, or the code of the refusal
 * @param path where in the tree, as it was then; empty when nobody knows
 * @param request joins the rows of one request
 * @param network of the client, shortened so that it names no device
 */
public record AuditRow(
        UUID id,
        Instant at,
        String act,
        String result,
        @Nullable UUID person,
        @Nullable UUID post,
        @Nullable UUID account,
        @Nullable String subjectKind,
        @Nullable String subjectId,
        String path,
        @Nullable UUID request,
        @Nullable String network) {
    /** The result of an act that was not refused. */
    public static final String DONE = "done";

    /** The row as a tree for {@link CanonicalJson}; what is absent has no name in it. */
    public Map<String, Object> tree() {
        var tree = new TreeMap<String, Object>();
        put(tree, "id", id);
        put(tree, "at", at);
        put(tree, "act", act);
        put(tree, "result", result);
        put(tree, "person", person);
        put(tree, "post", post);
        put(tree, "account", account);
        put(tree, "subjectKind", subjectKind);
        put(tree, "subjectId", subjectId);
        put(tree, "path", path);
        put(tree, "request", request);
        put(tree, "network", network);
        return tree;
    }

    /** The leaf of this row in the tree of its batch. */
    public Digest leaf(HashAlgorithm algorithm) {
        return leaf(algorithm, tree());
    }

    static Digest leaf(HashAlgorithm algorithm, Map<String, ?> tree) {
        return MerkleTree.leaf(algorithm, CanonicalJson.bytes(tree));
    }

    private static void put(Map<String, Object> tree, String name, @Nullable Object value) {
        if (value != null) {
            tree.put(name, value.toString());
        }
    }
}
