package org.sanhao.server.dashboard.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.dashboard.domain.Counts;
import org.sanhao.server.dashboard.domain.Programme;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.scope.ReadingOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The figures of subtrees, their parts and their course; names come from the register. */
@Repository
public class ProgressReads {
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
}
