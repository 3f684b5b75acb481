package org.sanhao.proof.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.proof.CanonicalJson;
import org.sanhao.proof.Digest;
import org.sanhao.proof.Json;
import org.sanhao.proof.KeyRing;

/**
 * The log as a file: JSON lines. First {@code kind}, installation and keys; then for every batch its head with the leaf
 * hashes, followed by its rows; last the rows no seal covers yet.
 */
public final class AuditExport {
    public static final String KIND = "sanhao-audit/1";

    private AuditExport() {}

    /** Writes such a file; the calls come in the order of the log. */
    public static final class Writing {
        private final Writer out;

        /** @param whole whether all rows are written, not only those some auditor may see */
        public Writing(Writer out, String installation, KeyRing ring, boolean whole, Instant at) throws IOException {
            this.out = out;
            var first = new LinkedHashMap<String, @Nullable Object>();
            first.put("kind", KIND);
            first.put("installation", installation);
            first.put("whole", whole);
            first.put("exportedAt", at.toString());
            first.put("keys", ring.tree());
            line(first);
        }

        public void batch(AuditHead head, List<Digest> leaves, List<Map<String, ?>> rows) throws IOException {
            line(Map.of(
                    "head",
                    head.tree(),
                    "leaves",
                    leaves.stream().map(Digest::text).toList()));
            for (var row : rows) {
                line(Map.of("row", row));
            }
        }

        public void unsealed(Map<String, ?> row) throws IOException {
            line(Map.of("unsealed", row));
        }

        private void line(Map<String, ?> tree) throws IOException {
            out.write(CanonicalJson.of(tree));
            out.write('\n');
        }
    }

    /**
     * Checks such a file.
     *
     * @param trusted a ring got by another way, or null to believe the one in the file
     * @throws IllegalArgumentException when a line is not what its place demands
     */
    public static AuditCheck.Result check(BufferedReader in, @Nullable KeyRing trusted, Iterator<AuditHead> kept)
            throws IOException {
        var first = object(in.readLine());
        if (!KIND.equals(first.get("kind"))) {
            throw new IllegalArgumentException("not an export of the audit log");
        }
        var check = new AuditCheck(
                KeyRing.ofTree(first.get("keys")), trusted, kept, Boolean.TRUE.equals(first.get("whole")));
        AuditHead head = null;
        List<Digest> leaves = List.of();
        List<Map<String, ?>> rows = new ArrayList<>();
        for (var text = in.readLine(); text != null; text = in.readLine()) {
            var line = object(text);
            if (line.get("row") instanceof Map<?, ?> row && head != null) {
                rows.add(tree(row));
            } else if (line.get("head") instanceof Map<?, ?> next && line.get("leaves") instanceof List<?> hashes) {
                if (head != null) {
                    check.batch(head, leaves, rows);
                }
                head = AuditHead.ofTree(next);
                leaves = hashes.stream()
                        .map(hash -> Digest.parse(String.valueOf(hash)))
                        .toList();
                rows = new ArrayList<>();
            } else if (!(line.get("unsealed") instanceof Map<?, ?>)) {
                throw new IllegalArgumentException("a line that is neither head nor row");
            }
        }
        if (head != null) {
            check.batch(head, leaves, rows);
        }
        return check.finish();
    }

    private static Map<String, @Nullable Object> object(@Nullable String line) {
        if (line == null) {
            throw new IllegalArgumentException("the file is empty");
        }
        return Json.readObject(line);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> tree(Map<?, ?> row) {
        return (Map<String, ?>) row;
    }
}
