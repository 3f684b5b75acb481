package org.sanhao.server.dashboard.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.dashboard.domain.Counts;
import org.sanhao.server.dashboard.domain.Programme;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.scope.ReadingOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What progress pages read: only read models, and names from the register. */
@Repository
public class ProgressReads {
    private static final String ROW = """
            SELECT e.enrolment_id, e.unit_id, u.name AS unit_name, e.unit_pinyin AS name_key, e.unit_type, e.pack_id, e.pack_version, e.target,
                   e.started_on, e.state, e.held_at, e.case_id, e.case_tier, e.due, e.moved_at, e.last_at, e.tier_reached,
                   e.gap, e.gap_c, e.gap_b, e.gap_a, e.institutions, e.clauses, e.untouched, e.graded, e.not_applicable,
                   e.lack_c, e.lack_b, e.lack_a, e.scope_path, coalesce(e.gap, 1000000) AS gap_key,
                   coalesce(e.due, '9999-12-31'::date) AS due_key
            FROM dashboard.enrolment_now e JOIN institution.pub_unit u ON u.id = e.unit_id
            """;

    private final JdbcClient jdbc;
    private final ReadingOrder order;

    ProgressReads(JdbcClient jdbc, ReadingOrder order) {
        this.jdbc = jdbc;
        this.order = order;
    }

    /** A unit directly below the one looked at. */
    public record Child(
            UUID unit,
            String name,
            String level,
            String scopePath,
            @Nullable UUID enrolment) {}

    /** An institution in the list. */
    public record Row(
            UUID enrolment,
            UUID unit,
            String unitName,
            String unitType,
            PackRef pack,
            @Nullable String target,
            @Nullable LocalDate startedOn,
            String state,
            @Nullable String heldAt,
            @Nullable UUID caseId,
            @Nullable String caseTier,
            @Nullable LocalDate due,
            @Nullable Instant movedAt,
            Instant lastAt,
            @Nullable String tierReached,
            @Nullable Integer gap,
            int gapC,
            int gapB,
            int gapA,
            Counts counts,
            String scopePath) {}

    /** How a list is narrowed; null leaves a condition out. */
    public record Filter(
            @Nullable String step,
            @Nullable String withoutStep,
            @Nullable String target,
            @Nullable String state,
            @Nullable String part,
            @Nullable String lack) {
        public static final Filter ALL = new Filter(null, null, null, null, null, null);
    }

    /** By what a list is ordered. */
    public enum Order {
        GAP("coalesce(e.gap, 1000000)", "bigint", Cursor.Part.NUMBER),
        NAME("e.unit_pinyin COLLATE \"C\"", "text", Cursor.Part.TEXT),
        DUE("coalesce(e.due, '9999-12-31'::date)", "date", Cursor.Part.DAY);

        private final String key;
        private final String type;
        private final Cursor.Part part;

        Order(String key, String type, Cursor.Part part) {
            this.key = key;
            this.type = type;
            this.part = part;
        }

        /** What a place in this order is told by. */
        public Cursor.Part part() {
            return part;
        }
    }

    /** An institution's wish to leave a clause out that waits for a word. */
    public record Wish(UUID enrolment, UUID sheet, String clause, String unitName, Instant at) {}

    /** The unit that stands at a path. */
    public Optional<UUID> unitAt(String scopePath) {
        return jdbc.sql("SELECT id FROM institution.pub_unit WHERE scope_path = ?")
                .param(scopePath)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
    }

    /** The enrolment of the unit at a path, if it takes part itself. */
    public Optional<UUID> enrolmentAt(Programme programme, String scopePath) {
        return jdbc.sql("""
                        SELECT enrolment_id FROM dashboard.enrolment_now
                        WHERE scope_path = ? AND pack_id = ? AND edition = ? ORDER BY enrolment_id LIMIT 1
                        """)
                .params(scopePath, programme.packId(), programme.edition())
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
    }

    /** The programmes that have anything at a path. */
    public List<Programme> programmes(String scopePath) {
        return jdbc.sql("""
                        SELECT pack_id, edition FROM dashboard.subtree_sum
                        WHERE scope_path = ? AND part = '' AND institutions > 0 ORDER BY edition DESC, pack_id
                        """)
                .param(scopePath)
                .query((row, n) -> new Programme(row.getString(1), row.getInt(2)))
                .list();
    }

    /** The pack versions and types of institution in a subtree: their standards make the columns. */
    public Map<PackRef, List<String>> standards(Programme programme, String scopePath) {
        var standards = new HashMap<PackRef, List<String>>();
        var within = List.of(programme.packId(), programme.edition(), scopePath, scopePath);
        var params = new ArrayList<Object>(within);
        params.addAll(within);
        order.page(() -> jdbc.sql("""
                                WITH RECURSIVE kind AS (
                                    (SELECT e.pack_version, e.unit_type FROM dashboard.enrolment_now e
                                     WHERE e.pack_id = ? AND e.edition = ? AND e.scope_path >= ?
                                       AND e.scope_path < left(?, -1) || '0'
                                     ORDER BY e.pack_version, e.unit_type LIMIT 1)
                                    UNION ALL
                                    SELECT next.* FROM kind k CROSS JOIN LATERAL (
                                        SELECT e.pack_version, e.unit_type FROM dashboard.enrolment_now e
                                        WHERE e.pack_id = ? AND e.edition = ? AND e.scope_path >= ?
                                          AND e.scope_path < left(?, -1) || '0'
                                          AND (e.pack_version, e.unit_type) > (k.pack_version, k.unit_type)
                                        ORDER BY e.pack_version, e.unit_type LIMIT 1) AS next)
                                SELECT pack_version, unit_type FROM kind
                                """)
                        .params(params)
                        .query((row, n) ->
                                Map.entry(new PackRef(programme.packId(), row.getString(1)), row.getString(2)))
                        .list())
                .forEach(entry -> standards
                        .computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                        .add(entry.getValue()));
        return standards;
    }

    /** The sums of one unit by part; {@code day} asks for the end of a past day. */
    public Map<String, Counts> sums(Programme programme, String scopePath, @Nullable LocalDate day) {
        var found = new HashMap<String, Counts>();
        read(programme, "k.scope_path = ?", scopePath, day).forEach(cell -> found.put(cell.part(), cell.counts()));
        return found;
    }

    /** The sums of the units directly below, by path and part. */
    public Map<String, Map<String, Counts>> sumsBelow(Programme programme, String scopePath, @Nullable LocalDate day) {
        var found = new HashMap<String, Map<String, Counts>>();
        read(programme, "k.parent_path = ?", scopePath, day)
                .forEach(cell -> found.computeIfAbsent(cell.scopePath(), key -> new HashMap<>())
                        .put(cell.part(), cell.counts()));
        return found;
    }

    private record Cell(String scopePath, String part, Counts counts) {}

    private List<Cell> read(Programme programme, String where, String path, @Nullable LocalDate day) {
        var sql = day == null
                ? "SELECT k.scope_path, k.part, " + CountColumns.NAMES
                        + " FROM dashboard.subtree_sum k WHERE k.pack_id = ? AND k.edition = ? AND " + where
                : """
                  SELECT k.scope_path, k.part, d.institutions, d.clauses, d.untouched, d.graded, d.not_applicable, d.lack_c,
                         d.lack_b, d.lack_a
                  FROM dashboard.subtree_sum k
                  JOIN LATERAL (
                      SELECT * FROM dashboard.day_sum d
                      WHERE d.pack_id = k.pack_id AND d.edition = k.edition AND d.scope_path = k.scope_path
                        AND d.part = k.part AND d.day <= ?
                      ORDER BY d.day DESC LIMIT 1) AS d ON true
                  WHERE k.pack_id = ? AND k.edition = ? AND\s""" + where;
        var params = new ArrayList<Object>();
        if (day != null) {
            params.add(day);
        }
        params.addAll(List.of(programme.packId(), programme.edition(), path));
        return jdbc.sql(sql)
                .params(params)
                .query((row, n) -> new Cell(row.getString(1), row.getString(2), CountColumns.read(row)))
                .list();
    }

    /** The units directly below that take part, or have somebody below who does, by pinyin. */
    public List<Child> children(Programme programme, String scopePath) {
        return jdbc.sql("""
                        SELECT u.id, u.name, u.level, s.scope_path,
                               (SELECT e.enrolment_id FROM dashboard.enrolment_now e
                                WHERE e.scope_path = s.scope_path AND e.pack_id = s.pack_id AND e.edition = s.edition
                                LIMIT 1) AS enrolment_id
                        FROM dashboard.subtree_sum s JOIN institution.pub_unit u ON u.id = s.unit_id
                        WHERE s.pack_id = ? AND s.edition = ? AND s.parent_path = ? AND s.part = '' AND s.institutions > 0
                        ORDER BY u.pinyin, u.id LIMIT 500
                        """)
                .params(programme.packId(), programme.edition(), scopePath)
                .query((row, n) -> new Child(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("level"),
                        row.getString("scope_path"),
                        row.getObject("enrolment_id", UUID.class)))
                .list();
    }

    /** A unit of a level in the order of its share. */
    public record Ranked(UUID unit, String name, String scopePath, Counts counts) {}

    /** Units of a level, the highest share of clauses at C or better first; ties by path. */
    public List<Ranked> ranking(Programme programme, String level, String scopePath, int limit) {
        return jdbc.sql("""
                        SELECT u.id, u.name, s.*
                        FROM (SELECT scope_path, unit_id, institutions, clauses, untouched, graded, not_applicable, lack_c,
                                     lack_b, lack_a
                              FROM dashboard.subtree_sum
                              WHERE pack_id = ? AND edition = ? AND level = ? AND part = '' AND institutions > 0
                                AND scope_path >= ? AND scope_path < left(?, -1) || '0'
                              ORDER BY (clauses - not_applicable - untouched - lack_c)::bigint * 1000000000
                                       / greatest(clauses - not_applicable, 1) DESC, scope_path
                              LIMIT ?) AS s
                        JOIN institution.pub_unit u ON u.id = s.unit_id
                        ORDER BY (clauses - not_applicable - untouched - lack_c)::bigint * 1000000000
                                 / greatest(clauses - not_applicable, 1) DESC, s.scope_path
                        """)
                .params(programme.packId(), programme.edition(), level, scopePath, scopePath, limit)
                .query((row, n) -> new Ranked(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("scope_path"),
                        CountColumns.read(row)))
                .list();
    }

    /** The whole of a unit on several past days; days before the first kept one are missing. */
    public Map<LocalDate, Counts> course(Programme programme, String scopePath, List<LocalDate> days) {
        var course = new HashMap<LocalDate, Counts>();
        jdbc.sql("""
                        SELECT asked.day AS asked, d.institutions, d.clauses, d.untouched, d.graded, d.not_applicable, d.lack_c,
                               d.lack_b, d.lack_a
                        FROM unnest(?::text[]::date[]) AS asked (day)
                        JOIN LATERAL (
                            SELECT * FROM dashboard.day_sum d
                            WHERE d.pack_id = ? AND d.edition = ? AND d.scope_path = ? AND d.part = '' AND d.day <= asked.day
                            ORDER BY d.day DESC LIMIT 1) AS d ON true
                        """)
                .params(
                        days.stream().map(LocalDate::toString).toArray(String[]::new),
                        programme.packId(),
                        programme.edition(),
                        scopePath)
                .query((row, n) -> Map.entry(row.getObject("asked", LocalDate.class), CountColumns.read(row)))
                .list()
                .forEach(entry -> course.put(entry.getKey(), entry.getValue()));
        return course;
    }

    /** The first day kept of a unit. */
    public Optional<LocalDate> firstDay(Programme programme, String scopePath) {
        return jdbc.sql("""
                        SELECT min(day) FROM dashboard.day_sum
                        WHERE pack_id = ? AND edition = ? AND scope_path = ? AND part = ''
                        """)
                .params(programme.packId(), programme.edition(), scopePath)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }

    /** Institutions below a path. */
    public Page<Row> institutions(
            Programme programme,
            String scopePath,
            Filter filter,
            Order sort,
            boolean descending,
            Optional<Cursor> after,
            int limit) {
        var params = new ArrayList<Object>(List.of(programme.packId(), programme.edition(), scopePath, scopePath));
        var sql = new StringBuilder(ROW).append("""
                 WHERE e.pack_id = ? AND e.edition = ? AND e.scope_path >= ? AND e.scope_path < left(?, -1) || '0'
                """);
        condition(sql, params, " AND ? = ANY (e.steps)", filter.step());
        condition(sql, params, " AND NOT ? = ANY (e.steps)", filter.withoutStep());
        condition(sql, params, " AND e.target = ?", filter.target());
        condition(sql, params, " AND e.state = ?", filter.state());
        if (filter.part() != null) {
            sql.append(" AND EXISTS (SELECT 1 FROM dashboard.subtree_sum s WHERE s.pack_id = e.pack_id")
                    .append(" AND s.edition = e.edition AND s.scope_path = e.scope_path AND s.part = ? AND ")
                    .append(lackColumn(filter.lack()))
                    .append(" > 0)");
            params.add(filter.part());
        }
        after.ifPresent(position -> {
            sql.append(" AND (").append(sort.key).append(", e.enrolment_id) ").append(descending ? "<" : ">");
            sql.append(" (?::").append(sort.type).append(", ?::uuid)");
            params.addAll(position.values());
        });
        var direction = descending ? " DESC" : "";
        sql.append(" ORDER BY ")
                .append(sort.key)
                .append(direction)
                .append(", e.enrolment_id")
                .append(direction);
        sql.append(" LIMIT ?");
        params.add(limit + 1);
        record Placed(Row row, String key) {}
        Supplier<List<Placed>> page = () -> jdbc.sql(sql.toString())
                .params(params)
                .query((row, n) -> new Placed(
                        row(row, n),
                        switch (sort) {
                            case GAP -> String.valueOf(row.getInt("gap_key"));
                            case NAME -> row.getString("name_key");
                            case DUE -> row.getString("due_key");
                        }))
                .list();
        // What is narrowed may be rare, and then is better gathered.
        var rows = filter.equals(Filter.ALL) ? order.page(page) : page.get();
        return Page.of(rows, limit, placed -> Cursor.at(placed.key, placed.row.enrolment()))
                .map(Placed::row);
    }

    private static void condition(StringBuilder sql, List<Object> params, String text, @Nullable String value) {
        if (value != null) {
            sql.append(text);
            params.add(value);
        }
    }

    private static String lackColumn(@Nullable String grade) {
        return switch (grade == null ? "C" : grade) {
            case "A" -> "s.lack_a";
            case "B" -> "s.lack_b";
            default -> "s.lack_c";
        };
    }

    /** Where institutions lack most, by path: part and count, the most first. */
    public Map<String, Map<String, Counts>> parts(Programme programme, List<String> scopePaths) {
        var found = new HashMap<String, Map<String, Counts>>();
        jdbc.sql("SELECT scope_path, part, " + CountColumns.NAMES + """
                         FROM dashboard.subtree_sum
                        WHERE pack_id = ? AND edition = ? AND scope_path = ANY (?) AND part <> '' AND part NOT LIKE '@%'
                        """)
                .params(programme.packId(), programme.edition(), scopePaths.toArray(String[]::new))
                .query((row, n) -> new Cell(row.getString(1), row.getString(2), CountColumns.read(row)))
                .list()
                .forEach(cell -> found.computeIfAbsent(cell.scopePath(), key -> new HashMap<>())
                        .put(cell.part(), cell.counts()));
        return found;
    }

    public Optional<Row> institution(UUID enrolment) {
        return jdbc.sql(ROW + " WHERE e.enrolment_id = ?")
                .param(enrolment)
                .query(ProgressReads::row)
                .optional();
    }

    /** What a level holds, the most urgent first. */
    public List<Row> heldAt(String level, int limit) {
        return jdbc.sql(ROW + " WHERE e.held_at = ? ORDER BY e.due NULLS LAST, e.moved_at, e.enrolment_id LIMIT ?")
                .params(level, limit)
                .query(ProgressReads::row)
                .list();
    }

    /** Results that a level has yet to file. */
    public List<Row> toFile(String level, int limit) {
        return jdbc.sql(ROW + " WHERE e.file_at = ? ORDER BY e.moved_at, e.enrolment_id LIMIT ?")
                .params(level, limit)
                .query(ProgressReads::row)
                .list();
    }

    /** The cases that moved last. */
    public List<Row> news(int limit) {
        return jdbc.sql(ROW + " WHERE e.moved_at IS NOT NULL ORDER BY e.moved_at DESC, e.enrolment_id LIMIT ?")
                .param(limit)
                .query(ProgressReads::row)
                .list();
    }

    /** Wishes to leave a clause out; {@code below} narrows to units directly below a path. */
    public List<Wish> wishes(@Nullable String below, int limit) {
        var sql = """
                SELECT c.enrolment_id, c.sheet_id, c.clause, u.name, c.at
                FROM dashboard.clause_now c
                JOIN dashboard.enrolment_now e ON e.enrolment_id = c.enrolment_id
                JOIN institution.pub_unit u ON u.id = e.unit_id
                WHERE c.na_open AND (?::text IS NULL OR regexp_replace(c.scope_path, '[^/]+/$', '') = ?)
                ORDER BY c.at, c.enrolment_id, c.clause LIMIT ?
                """;
        return jdbc.sql(sql)
                .params(new ArrayList<>(java.util.Arrays.asList(below, below, limit)))
                .query((row, n) -> new Wish(
                        row.getObject("enrolment_id", UUID.class),
                        row.getObject("sheet_id", UUID.class),
                        row.getString("clause"),
                        row.getString("name"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        var moved = row.getObject("moved_at", OffsetDateTime.class);
        int gap = row.getInt("gap");
        var known = row.wasNull() ? null : gap;
        return new Row(
                row.getObject("enrolment_id", UUID.class),
                row.getObject("unit_id", UUID.class),
                row.getString("unit_name"),
                row.getString("unit_type"),
                new PackRef(row.getString("pack_id"), row.getString("pack_version")),
                row.getString("target"),
                row.getObject("started_on", LocalDate.class),
                row.getString("state"),
                row.getString("held_at"),
                row.getObject("case_id", UUID.class),
                row.getString("case_tier"),
                row.getObject("due", LocalDate.class),
                moved == null ? null : moved.toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                row.getString("tier_reached"),
                known,
                row.getInt("gap_c"),
                row.getInt("gap_b"),
                row.getInt("gap_a"),
                CountColumns.read(row),
                row.getString("scope_path"));
    }
}
