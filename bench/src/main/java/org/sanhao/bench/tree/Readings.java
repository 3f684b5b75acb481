package org.sanhao.bench.tree;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sanhao.bench.Nation;

/** Fills the read models of a nation as the events of its answers would have. */
final class Readings {
    private Readings() {}

    static void write(Connection superuser, Nation nation, List<String> parts, int clausesPerPart)
            throws SQLException, IOException {
        var enrolled = nation.enrolled();
        int clauses = parts.size() * clausesPerPart;
        var random = new Random(7);
        Map<String, int[]> sums = new HashMap<>();
        var lacks = new int[enrolled.size()][parts.size()];
        for (int i = 0; i < enrolled.size(); i++) {
            var node = enrolled.get(i);
            for (int p = 0; p < parts.size(); p++) {
                lacks[i][p] = random.nextInt(clausesPerPart + 1);
            }
            add(sums, node.path(), lacks[i]);
            for (var above : node.above()) {
                add(sums, above.path(), lacks[i]);
            }
        }
        Nation.copy(
                superuser,
                "dashboard.enrolment_now (enrolment_id, campaign_id, unit_id, unit_type, unit_pinyin, pack_id, pack_version, edition, target, started_on, clauses, untouched, graded, not_applicable, lack_c, lack_b, lack_a, gap, steps, last_at, scope_path)",
                enrolled.size(),
                (i, row) -> {
                    var node = enrolled.get(i);
                    int lack = java.util.Arrays.stream(lacks[i]).sum();
                    row.of(
                            node.enrolment(),
                            nation.campaignOf(node),
                            node.id(),
                            Nation.TYPE,
                            String.format("%07d", node.number()),
                            Nation.PACK,
                            Nation.PACK_VERSION,
                            Nation.EDITION,
                            "basic",
                            "2026-03-01",
                            clauses,
                            0,
                            clauses,
                            0,
                            lack,
                            lack,
                            lack,
                            lack / 3,
                            "{enrolled,started}",
                            "2026-09-01",
                            node.path());
                });
        var nodes = nation.nodes().stream()
                .filter(node -> sums.containsKey(node.path()))
                .toList();
        int rows = parts.size() + 1;
        Nation.copy(
                superuser,
                "dashboard.subtree_sum (pack_id, edition, scope_path, part, unit_id, level, institutions, clauses, untouched, graded, not_applicable, lack_c, lack_b, lack_a)",
                nodes.size() * rows,
                (i, row) -> {
                    var node = nodes.get(i / rows);
                    var sum = java.util.Objects.requireNonNull(sums.get(node.path()));
                    int part = i % rows;
                    int institutions = sum[parts.size()];
                    boolean whole = part == parts.size();
                    int lack = whole
                            ? java.util.Arrays.stream(sum, 0, parts.size()).sum()
                            : sum[part];
                    int of = institutions * (whole ? clauses : clausesPerPart);
                    row.of(
                            Nation.PACK,
                            Nation.EDITION,
                            node.path(),
                            whole ? "" : parts.get(part),
                            whole ? node.id() : null,
                            whole ? node.level() : null,
                            institutions,
                            of,
                            0,
                            of,
                            0,
                            lack,
                            lack,
                            lack);
                });
        try (var statement = superuser.createStatement()) {
            statement.execute("ANALYZE");
        }
    }

    private static void add(Map<String, int[]> sums, String path, int[] lacks) {
        var sum = sums.computeIfAbsent(path, key -> new int[lacks.length + 1]);
        for (int p = 0; p < lacks.length; p++) {
            sum[p] += lacks[p];
        }
        sum[lacks.length]++;
    }
}
