package org.sanhao.server.dashboard.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sanhao.server.dashboard.domain.Counts;
import org.sanhao.server.dashboard.domain.Difference;
import org.sanhao.server.dashboard.domain.Programme;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sums over subtrees: folding additions in, and the sums of past days. */
@Repository
public class SumStore {
    /** One worker folds at a time, on whichever node. */
    private static final long FOLD_LOCK = 0x5a6e_6861_6f46L;

    private final JdbcClient jdbc;

    SumStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the worker's place until the end of the transaction; false when another one has it. */
    public boolean takeTurn() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(FOLD_LOCK)
                .query(Boolean.class)
                .single();
    }

    /** Waits for the worker's place. */
    public void awaitTurn() {
        jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                .param(FOLD_LOCK)
                .query((row, n) -> 0)
                .single();
    }

    /** Folds up to {@code limit} additions into the unit they concern and every unit above it; answers how many. */
    public int fold(int limit) {
        return jdbc.sql("""
                        WITH taken AS (
                            DELETE FROM dashboard.pending
                            WHERE id IN (SELECT id FROM dashboard.pending ORDER BY id LIMIT ?) RETURNING *),
                        summed AS (
                            SELECT pack_id, edition, scope_path, part, sum(institutions)::int AS institutions,
                                   sum(clauses)::int AS clauses, sum(untouched)::int AS untouched, sum(graded)::int AS graded,
                                   sum(not_applicable)::int AS not_applicable, sum(lack_c)::int AS lack_c,
                                   sum(lack_b)::int AS lack_b, sum(lack_a)::int AS lack_a
                            FROM taken GROUP BY pack_id, edition, scope_path, part),
                        spread AS (
                            SELECT s.pack_id, s.edition, left(s.scope_path, slash) AS scope_path, s.part,
                                   sum(institutions)::int, sum(clauses)::int, sum(untouched)::int, sum(graded)::int,
                                   sum(not_applicable)::int, sum(lack_c)::int, sum(lack_b)::int, sum(lack_a)::int
                            FROM summed s, generate_series(1, length(s.scope_path)) AS slash
                            WHERE substr(s.scope_path, slash, 1) = '/' AND slash > position('/' IN s.scope_path)
                            GROUP BY s.pack_id, s.edition, left(s.scope_path, slash), s.part),
                        folded AS (
                            INSERT INTO dashboard.subtree_sum AS held
                                (pack_id, edition, scope_path, part, institutions, clauses, untouched, graded, not_applicable,
                                 lack_c, lack_b, lack_a)
                            SELECT * FROM spread
                            ON CONFLICT (pack_id, edition, scope_path, part) DO UPDATE SET
                                institutions = held.institutions + EXCLUDED.institutions,
                                clauses = held.clauses + EXCLUDED.clauses,
                                untouched = held.untouched + EXCLUDED.untouched,
                                graded = held.graded + EXCLUDED.graded,
                                not_applicable = held.not_applicable + EXCLUDED.not_applicable,
                                lack_c = held.lack_c + EXCLUDED.lack_c,
                                lack_b = held.lack_b + EXCLUDED.lack_b,
                                lack_a = held.lack_a + EXCLUDED.lack_a
                            RETURNING 1)
                        SELECT (SELECT count(*) FROM taken)::int + 0 * (SELECT count(*) FROM folded)::int
                        """).param(limit).query(Integer.class).single();
    }

    /** Writes on rows that are new whose sums they are. */
    public void name() {
        jdbc.sql("""
                        UPDATE dashboard.subtree_sum s SET unit_id = u.id, level = u.level
                        FROM institution.pub_unit u
                        WHERE s.part = '' AND s.unit_id IS NULL AND u.scope_path = s.scope_path
                        """).update();
    }

    /** The programmes that have sums at one of these paths. */
    public List<Programme> programmes(List<String> paths) {
        return jdbc.sql("""
                        SELECT DISTINCT pack_id, edition FROM dashboard.subtree_sum WHERE scope_path = ANY (?) ORDER BY 1, 2
                        """)
                .param(paths.toArray(String[]::new))
                .query((row, n) -> new Programme(row.getString(1), row.getInt(2)))
                .list();
    }

    /** The sums of one unit as folded, by part. */
    public Map<String, Counts> folded(Programme programme, String scopePath) {
        return sums(programme, "scope_path = ?", scopePath);
    }

    /** What the units directly below come to, by part. */
    public Map<String, Counts> below(Programme programme, String scopePath) {
        return sums(programme, "parent_path = ?", scopePath);
    }

    private Map<String, Counts> sums(Programme programme, String where, String path) {
        var sums = new HashMap<String, Counts>();
        jdbc.sql("SELECT part, " + CountColumns.NAMES
                        + " FROM dashboard.subtree_sum WHERE pack_id = ? AND edition = ? AND " + where)
                .params(programme.packId(), programme.edition(), path)
                .query((row, n) -> Map.entry(row.getString("part"), CountColumns.read(row)))
                .list()
                .forEach(entry -> sums.merge(entry.getKey(), entry.getValue(), Counts::plus));
        return sums;
    }

    /** Additions on their way that concern exactly this unit, by part. */
    public Map<String, Counts> waiting(Programme programme, String scopePath) {
        var waiting = new HashMap<String, Counts>();
        jdbc.sql("SELECT part, " + CountColumns.NAMES
                        + " FROM dashboard.pending WHERE pack_id = ? AND edition = ? AND scope_path = ?")
                .params(programme.packId(), programme.edition(), scopePath)
                .query((row, n) -> Map.entry(row.getString("part"), CountColumns.read(row)))
                .list()
                .forEach(entry -> waiting.merge(entry.getKey(), entry.getValue(), Counts::plus));
        return waiting;
    }

    /** A row that is not what the rows below it come to. */
    public record Off(Programme programme, String scopePath, String part, Counts expected, Counts held) {}

    /** Sums that differ from what lies directly below them, except where an institution's own counts stand. */
    public List<Off> off() {
        return jdbc.sql("""
                        SELECT p.pack_id, p.edition, p.scope_path, p.part, p.institutions, p.clauses, p.untouched, p.graded,
                               p.not_applicable, p.lack_c, p.lack_b, p.lack_a,
                               coalesce(b.institutions, 0) AS b1, coalesce(b.clauses, 0) AS b2, coalesce(b.untouched, 0) AS b3,
                               coalesce(b.graded, 0) AS b4, coalesce(b.not_applicable, 0) AS b5, coalesce(b.lack_c, 0) AS b6,
                               coalesce(b.lack_b, 0) AS b7, coalesce(b.lack_a, 0) AS b8
                        FROM dashboard.subtree_sum p
                        LEFT JOIN (
                            SELECT pack_id, edition, parent_path, part, sum(institutions)::int AS institutions,
                                   sum(clauses)::int AS clauses, sum(untouched)::int AS untouched, sum(graded)::int AS graded,
                                   sum(not_applicable)::int AS not_applicable, sum(lack_c)::int AS lack_c,
                                   sum(lack_b)::int AS lack_b, sum(lack_a)::int AS lack_a
                            FROM dashboard.subtree_sum GROUP BY pack_id, edition, parent_path, part) AS b
                            ON b.pack_id = p.pack_id AND b.edition = p.edition AND b.parent_path = p.scope_path
                               AND b.part = p.part
                        WHERE NOT EXISTS (SELECT 1 FROM dashboard.enrolment_now e
                                          WHERE e.scope_path = p.scope_path AND e.pack_id = p.pack_id
                                            AND e.edition = p.edition)
                          AND (p.institutions, p.clauses, p.untouched, p.graded, p.not_applicable, p.lack_c, p.lack_b,
                               p.lack_a) IS DISTINCT FROM
                              (coalesce(b.institutions, 0), coalesce(b.clauses, 0), coalesce(b.untouched, 0),
                               coalesce(b.graded, 0), coalesce(b.not_applicable, 0), coalesce(b.lack_c, 0),
                               coalesce(b.lack_b, 0), coalesce(b.lack_a, 0))
                        ORDER BY length(p.scope_path) DESC, p.scope_path, p.part LIMIT 500
                        """)
                .query((row, n) -> new Off(
                        new Programme(row.getString("pack_id"), row.getInt("edition")),
                        row.getString("scope_path"),
                        row.getString("part"),
                        new Counts(
                                row.getInt("b1"),
                                row.getInt("b2"),
                                row.getInt("b3"),
                                row.getInt("b4"),
                                row.getInt("b5"),
                                row.getInt("b6"),
                                row.getInt("b7"),
                                row.getInt("b8")),
                        CountColumns.read(row)))
                .list();
    }

    /** Corrects one row of the sums by what it is off. */
    public void correct(Programme programme, String scopePath, String part, Counts by) {
        jdbc.sql("""
                        INSERT INTO dashboard.subtree_sum AS held
                            (pack_id, edition, scope_path, part, institutions, clauses, untouched, graded, not_applicable,
                             lack_c, lack_b, lack_a)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (pack_id, edition, scope_path, part) DO UPDATE SET
                            institutions = held.institutions + EXCLUDED.institutions,
                            clauses = held.clauses + EXCLUDED.clauses,
                            untouched = held.untouched + EXCLUDED.untouched,
                            graded = held.graded + EXCLUDED.graded,
                            not_applicable = held.not_applicable + EXCLUDED.not_applicable,
                            lack_c = held.lack_c + EXCLUDED.lack_c,
                            lack_b = held.lack_b + EXCLUDED.lack_b,
                            lack_a = held.lack_a + EXCLUDED.lack_a
                        """)
                .params(
                        programme.packId(),
                        programme.edition(),
                        scopePath,
                        part,
                        by.institutions(),
                        by.clauses(),
                        by.untouched(),
                        by.graded(),
                        by.notApplicable(),
                        by.lackC(),
                        by.lackB(),
                        by.lackA())
                .update();
    }

    /** Keeps the sums of one unit at the end of a day, as far as they differ from the day kept before. */
    public void keep(Programme programme, LocalDate day, String scopePath, Map<String, Counts> sums) {
        if (sums.isEmpty()) {
            return;
        }
        var rows = List.copyOf(sums.entrySet());
        var columns = CountColumns.of(rows.stream().map(Map.Entry::getValue).toList());
        jdbc.sql("""
                        INSERT INTO dashboard.day_sum
                            (pack_id, edition, scope_path, day, part, institutions, clauses, untouched, graded,
                             not_applicable, lack_c, lack_b, lack_a)
                        SELECT ?, ?, ?, ?::date, new.*
                        FROM unnest(?::text[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[])
                             AS new (part, institutions, clauses, untouched, graded, not_applicable, lack_c, lack_b, lack_a)
                        LEFT JOIN LATERAL (
                            SELECT institutions, clauses, untouched, graded, not_applicable, lack_c, lack_b, lack_a
                            FROM dashboard.day_sum d
                            WHERE d.pack_id = ? AND d.edition = ? AND d.scope_path = ? AND d.part = new.part AND d.day < ?
                            ORDER BY d.day DESC LIMIT 1) AS before ON true
                        WHERE (new.institutions, new.clauses, new.untouched, new.graded, new.not_applicable, new.lack_c,
                               new.lack_b, new.lack_a) IS DISTINCT FROM
                              (coalesce(before.institutions, 0), coalesce(before.clauses, 0),
                               coalesce(before.untouched, 0), coalesce(before.graded, 0),
                               coalesce(before.not_applicable, 0), coalesce(before.lack_c, 0),
                               coalesce(before.lack_b, 0), coalesce(before.lack_a, 0))
                        ON CONFLICT (pack_id, edition, scope_path, part, day) DO UPDATE SET
                            institutions = EXCLUDED.institutions, clauses = EXCLUDED.clauses,
                            untouched = EXCLUDED.untouched, graded = EXCLUDED.graded,
                            not_applicable = EXCLUDED.not_applicable, lack_c = EXCLUDED.lack_c,
                            lack_b = EXCLUDED.lack_b, lack_a = EXCLUDED.lack_a
                        """)
                .params(keepParams(programme, day, scopePath, rows, columns))
                .update();
    }

    private static List<Object> keepParams(
            Programme programme,
            LocalDate day,
            String scopePath,
            List<Map.Entry<String, Counts>> rows,
            CountColumns columns) {
        var params = columns.params(
                programme.packId(),
                programme.edition(),
                scopePath,
                day,
                rows.stream().map(Map.Entry::getKey).toArray(String[]::new));
        params.addAll(List.of(programme.packId(), programme.edition(), scopePath, day));
        return params;
    }

    public Optional<LocalDate> lastClosed() {
        return jdbc.sql("SELECT max(day) FROM dashboard.closed_day")
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }

    public void close(LocalDate day, Instant at, int compared, int repaired) {
        jdbc.sql("""
                        INSERT INTO dashboard.closed_day (day, closed_at, compared, repaired)
                        VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                .params(day, at.atOffset(ZoneOffset.UTC), compared, repaired)
                .update();
    }

    public void report(Instant at, Difference difference) {
        jdbc.sql("""
                        INSERT INTO dashboard.difference (found_at, kind, subject, expected, found, scope_path)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        at.atOffset(ZoneOffset.UTC),
                        difference.kind(),
                        difference.subject(),
                        difference.expected(),
                        difference.found(),
                        difference.scopePath())
                .update();
    }
}
