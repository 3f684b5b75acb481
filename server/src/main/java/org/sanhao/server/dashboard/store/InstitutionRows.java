package org.sanhao.server.dashboard.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
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

/** Institutions one by one: the list below a unit, what a level holds or has to file, and what moved last. */
@Repository
public class InstitutionRows {
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

    InstitutionRows(JdbcClient jdbc, ReadingOrder order) {
        this.jdbc = jdbc;
        this.order = order;
    }

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

    public Optional<Row> institution(UUID enrolment) {
        return jdbc.sql(ROW + " WHERE e.enrolment_id = ?")
                .param(enrolment)
                .query(InstitutionRows::row)
                .optional();
    }

    /** What a level holds, the most urgent first. */
    public List<Row> heldAt(String level, int limit) {
        return jdbc.sql(ROW + " WHERE e.held_at = ? ORDER BY e.due NULLS LAST, e.moved_at, e.enrolment_id LIMIT ?")
                .params(level, limit)
                .query(InstitutionRows::row)
                .list();
    }

    /** Results that a level has yet to file. */
    public List<Row> toFile(String level, int limit) {
        return jdbc.sql(ROW + " WHERE e.file_at = ? ORDER BY e.moved_at, e.enrolment_id LIMIT ?")
                .params(level, limit)
                .query(InstitutionRows::row)
                .list();
    }

    /** The cases that moved last. */
    public List<Row> news(int limit) {
        return jdbc.sql(ROW + " WHERE e.moved_at IS NOT NULL ORDER BY e.moved_at DESC, e.enrolment_id LIMIT ?")
                .param(limit)
                .query(InstitutionRows::row)
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
