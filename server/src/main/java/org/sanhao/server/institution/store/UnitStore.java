package org.sanhao.server.institution.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Page;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitDraft;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.UnitQuery;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Units, their placements and their standing on each line. */
@Repository
public class UnitStore {
    private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    UnitStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public Optional<Unit> find(AsOf asOf, UnitId id) {
        if (asOf.moment() == null) {
            return jdbc.sql("""
                            SELECT id, version, level, type, name, code, attributes, scope_path
                            FROM institution.unit WHERE id = ? AND current AND voided_at IS NULL
                            """).param(id.value()).query(this::unit).optional();
        }
        return jdbc.sql("""
                        SELECT id, version, level, type, name, code, attributes, scope_path
                        FROM (SELECT * FROM institution.unit WHERE id = ? AND recorded_at <= ?
                              ORDER BY version DESC LIMIT 1) AS then_current
                        WHERE voided_at IS NULL
                        """)
                .params(id.value(), utc(asOf.moment()))
                .query(this::unit)
                .optional();
    }

    /** The unit as last written down, struck or not. */
    public Optional<Unit> last(UnitId id) {
        return jdbc.sql("""
                        SELECT id, version, level, type, name, code, attributes, scope_path
                        FROM institution.unit WHERE id = ? AND current
                        """).param(id.value()).query(this::unit).optional();
    }

    /**
     * Units of the running transaction's scope, by pinyin. The table of names finds a page of ids, whatever narrows it;
     * row-level security has the last word on the rows.
     */
    public Page<Unit> list(UnitQuery query, @Nullable String belowPath, Optional<Cursor> after, int limit) {
        record Row(Unit unit, String pinyin) {}
        var rows = jdbc.sql("""
                        SELECT u.id, u.version, u.level, u.type, u.name, u.code, u.attributes, u.scope_path, u.pinyin
                        FROM institution.search_names('unit', greatest(?::text || '!', scope.low() COLLATE "C"),
                                 least(left(?::text, -1) || '0', scope.high() COLLATE "C"), ?, ?, ?, ?, ?::uuid, ?) AS found
                        JOIN institution.unit u ON u.id = found.id AND u.current AND u.voided_at IS NULL
                        ORDER BY u.pinyin, u.id
                        """)
                .param(belowPath)
                .param(belowPath)
                .param(
                        query.name() == null || query.name().isBlank()
                                ? null
                                : query.name().strip())
                .param(query.level() == null ? null : query.level().code())
                .param(query.type())
                .param(after.map(position -> position.values().get(0)).orElse(null))
                .param(after.map(position -> position.values().get(1)).orElse(null))
                .param(limit + 1)
                .query((row, n) -> new Row(unit(row, n), String.valueOf(row.getString("pinyin"))))
                .list();
        return Page.of(rows, limit, row -> Cursor.at(row.pinyin, row.unit.id())).map(Row::unit);
    }

    /** How many units of each level the running transaction's scope holds. */
    public Map<Level, Integer> countByLevel() {
        var counts = new java.util.EnumMap<Level, Integer>(Level.class);
        jdbc.sql("""
                        SELECT level, count(*) FROM institution.unit
                        WHERE current AND voided_at IS NULL
                          AND scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high())
                        GROUP BY level
                        """)
                .query((row, n) -> counts.put(Level.of(row.getString(1)), row.getInt(2)))
                .list();
        return counts;
    }

    /** The units whose paths are given, in the order of the paths. */
    public List<Unit> at(List<String> paths) {
        return jdbc.sql("""
                        SELECT id, version, level, type, name, code, attributes, scope_path
                        FROM institution.unit
                        WHERE current AND voided_at IS NULL AND scope_path = ANY (?) ORDER BY scope_path
                        """)
                .param(paths.toArray(String[]::new))
                .query(this::unit)
                .list();
    }

    /** Labels for new units: short, unique, never reused. */
    public List<String> nextLabels(int count) {
        return jdbc.sql("SELECT nextval('institution.unit_label') FROM generate_series(1, ?)")
                .param(count)
                .query((row, n) -> Objects.requireNonNull(Long.toString(row.getLong(1), 36)))
                .list();
    }

    /** The label a unit bears in every path, for ever. */
    public String labelOf(UnitId id) {
        return jdbc.sql("SELECT label FROM institution.unit WHERE id = ? AND current")
                .param(id.value())
                .query(String.class)
                .single();
    }

    /** Codes of the list that a unit of this deployment already bears. */
    public List<String> takenCodes(List<String> codes) {
        return jdbc.sql("""
                        SELECT code FROM institution.unit
                        WHERE current AND voided_at IS NULL AND code = ANY (?) ORDER BY code
                        """)
                .param(codes.toArray(String[]::new))
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }

    /** A unit ready to be written: where it will stand and under which label. */
    public record Placed(UnitDraft draft, String label, String path) {}

    public void insert(List<Placed> units, LocalDate validFrom, Instant at, String by) {
        int n = units.size();
        var ids = new UUID[n];
        var labels = new String[n];
        var levels = new String[n];
        var types = new String[n];
        var names = new String[n];
        var pinyin = new String[n];
        var codes = new @Nullable String[n];
        var attributes = new String[n];
        var paths = new String[n];
        var parents = new @Nullable UUID[n];
        var placements = new UUID[n];
        for (int i = 0; i < n; i++) {
            var draft = units.get(i).draft();
            ids[i] = draft.id().value();
            labels[i] = units.get(i).label();
            levels[i] = draft.level().code();
            types[i] = draft.type();
            names[i] = draft.name();
            pinyin[i] = Pinyin.keyOf(draft.name());
            codes[i] = draft.code();
            attributes[i] = json.writeValueAsString(draft.attributes());
            paths[i] = units.get(i).path();
            parents[i] = draft.parent() == null ? null : draft.parent().value();
            placements[i] = Ids.next();
        }
        jdbc.sql("""
                        INSERT INTO institution.unit
                            (id, version, recorded_at, recorded_by, current, label, level, type, name, pinyin, code,
                             attributes, scope_path)
                        SELECT id, 1, ?, ?, true, label, level, type, name, pinyin, code, attributes::jsonb, path
                        FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                    ?::text[], ?::text[])
                             AS new (id, label, level, type, name, pinyin, code, attributes, path)
                        """)
                .params(utc(at), by, ids, labels, levels, types, names, pinyin, codes, attributes, paths)
                .update();
        jdbc.sql("""
                        INSERT INTO institution.placement
                            (id, line, unit_id, parent_id, valid, recorded_at, recorded_by, scope_path)
                        SELECT id, 'adm', unit_id, parent_id, daterange(?, NULL), ?, ?, path
                        FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[]) AS new (id, unit_id, parent_id, path)
                        """)
                .params(validFrom, utc(at), by, placements, ids, parents, paths)
                .update();
        jdbc.sql("""
                        INSERT INTO institution.standing (line, unit_id, scope_path)
                        SELECT 'adm', unit_id, path FROM unnest(?::uuid[], ?::text[]) AS new (unit_id, path)
                        """).params(ids, paths).update();
    }

    Unit unit(ResultSet row, int n) throws SQLException {
        return new Unit(
                new UnitId(row.getObject("id", UUID.class)),
                row.getInt("version"),
                Level.of(row.getString("level")),
                row.getString("type"),
                row.getString("name"),
                row.getString("code"),
                json.readValue(row.getString("attributes"), ATTRIBUTES),
                row.getString("scope_path"));
    }

    static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
