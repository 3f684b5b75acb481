package org.sanhao.proof.audit;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sanhao.proof.CanonicalJson;
import org.sanhao.proof.Digest;
import org.sanhao.proof.Json;
import org.sanhao.proof.Signature;
import org.sanhao.proof.SigningKey;
import org.sanhao.proof.VerifyingKey;

/**
 * The seal over one batch of rows and, through {@code previous}, over all batches before.
 *
 * @param number 1, 2, 3 … without a gap
 * @param rows how many rows the batch has
 * @param size how many rows all batches up to this one have
 * @param root Merkle root over the rows in their order
 * @param previous hash of the line of the head before; of the installation's id for the first
 * @param at real time of sealing, to the millisecond
 */
public record AuditHead(
        String installation,
        long number,
        int rows,
        long size,
        Digest root,
        Digest previous,
        Instant at,
        String keyId,
        Signature signature) {
    public static final String KIND = "sanhao-audit-head/1";

    private static final int SHORT = 12;

    /** Signs the seal that follows {@code before}. */
    public static AuditHead seal(
            String installation, @Nullable AuditHead before, int rows, Digest root, Instant at, SigningKey key) {
        long number = before == null ? 1 : before.number + 1;
        long size = (before == null ? 0 : before.size) + rows;
        var previous = previous(installation, before, root);
        var bare = tree(installation, number, rows, size, root, previous, at, key.keyId());
        return new AuditHead(
                installation, number, rows, size, root, previous, at, key.keyId(), key.sign(CanonicalJson.bytes(bare)));
    }

    static Digest previous(String installation, @Nullable AuditHead before, Digest root) {
        return root.algorithm().ofText(before == null ? installation : before.line());
    }

    boolean isSignedBy(VerifyingKey key) {
        var bare = tree(installation, number, rows, size, root, previous, at, keyId);
        return key.verifies(CanonicalJson.bytes(bare), signature);
    }

    /** The head on one line, as it is kept outside. */
    public String line() {
        return CanonicalJson.of(tree());
    }

    /** The head as a tree for {@link CanonicalJson}. */
    public Map<String, Object> tree() {
        var tree = tree(installation, number, rows, size, root, previous, at, keyId);
        tree.put("signature", signature.text());
        return tree;
    }

    private static Map<String, Object> tree(
            String installation,
            long number,
            int rows,
            long size,
            Digest root,
            Digest previous,
            Instant at,
            String keyId) {
        var tree = new TreeMap<String, Object>();
        tree.put("kind", KIND);
        tree.put("installation", installation);
        tree.put("number", number);
        tree.put("rows", rows);
        tree.put("size", size);
        tree.put("root", root.text());
        tree.put("previous", previous.text());
        tree.put("at", at.toString());
        tree.put("keyId", keyId);
        return tree;
    }

    /** Reads {@link #line}. @throws IllegalArgumentException when it is no head */
    public static AuditHead parse(String line) {
        return ofTree(Json.readObject(line));
    }

    static AuditHead ofTree(Map<?, ?> tree) {
        if (!KIND.equals(tree.get("kind"))) {
            throw new IllegalArgumentException("not a head of the audit log");
        }
        try {
            return new AuditHead(
                    text(tree, "installation"),
                    number(tree, "number"),
                    Math.toIntExact(number(tree, "rows")),
                    number(tree, "size"),
                    Digest.parse(text(tree, "root")),
                    Digest.parse(text(tree, "previous")),
                    Instant.parse(text(tree, "at")),
                    text(tree, "keyId"),
                    Signature.parse(text(tree, "signature")));
        } catch (java.time.DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("not a head of the audit log", e);
        }
    }

    /** The head's name for people: its number and the first twelve digits of its hash. */
    public String shortName() {
        return number + "-" + root.algorithm().ofText(line()).hex().substring(0, SHORT);
    }

    private static String text(Map<?, ?> tree, String name) {
        if (tree.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the head lacks its " + name);
    }

    private static long number(Map<?, ?> tree, String name) {
        if (tree.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("the head lacks its " + name);
    }
}
