package org.sanhao.server.institution.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.UnitVersion;
import org.sanhao.server.institution.Units.Correction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What was written down about a unit, one row per version. */
@Repository
public class UnitVersions {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final UnitStore units;

    UnitVersions(JdbcClient jdbc, JsonMapper json, UnitStore units) {
        this.jdbc = jdbc;
        this.json = json;
        this.units = units;
    }

    /** Takes the version out of the index; false when another one stands by now. */
    public boolean retire(UnitId id, int seen) {
        return jdbc.sql("UPDATE institution.unit SET current = false WHERE id = ? AND version = ? AND current")
                        .params(id.value(), seen)
                        .update()
                == 1;
    }

    public void correct(UnitId id, int seen, Correction correction, Instant at, String by) {
        jdbc.sql("""
                        INSERT INTO institution.unit
                            (id, version, recorded_at, recorded_by, current, label, level, type, name, pinyin, code,
                             attributes, scope_path)
                        SELECT id, version + 1, ?, ?, true, label, level, ?, ?, ?, ?, ?::jsonb, scope_path
                        FROM institution.unit WHERE id = ? AND version = ?
                        """)
                .param(UnitStore.utc(at))
                .param(by)
                .param(correction.type())
                .param(correction.name())
                .param(Pinyin.keyOf(correction.name()))
                .param(correction.code())
                .param(json.writeValueAsString(correction.attributes()))
                .param(id.value())
                .param(seen)
                .update();
    }

    /** Writes a last version that says the unit is struck, and why. */
    public void strike(UnitId id, int seen, String why, Instant at, String by) {
        jdbc.sql("""
                        INSERT INTO institution.unit
                            (id, version, recorded_at, recorded_by, voided_at, voided_by, voided_why, current, label,
                             level, type, name, pinyin, code, attributes, scope_path)
                        SELECT id, version + 1, ?, ?, ?, ?, ?, true, label, level, type, name, pinyin, code, attributes,
                               scope_path
                        FROM institution.unit WHERE id = ? AND version = ?
                        """)
                .params(UnitStore.utc(at), by, UnitStore.utc(at), by, why, id.value(), seen)
                .update();
    }

    public List<UnitVersion> of(UnitId id) {
        return jdbc.sql("""
                        SELECT id, version, level, type, name, code, attributes, scope_path, recorded_at, recorded_by,
                               voided_why
                        FROM institution.unit WHERE id = ? ORDER BY version DESC
                        """).param(id.value()).query(this::version).list();
    }

    /** Whether anything still hangs on the unit: units below, people, posts that run on or after today. */
    public boolean holdsSomething(UnitId id) {
        return Boolean.TRUE.equals(jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM institution.placement p
                                       WHERE p.line = 'adm' AND p.parent_id = ? AND upper_inf(p.valid))
                            OR EXISTS (SELECT 1 FROM institution.person p
                                       WHERE p.unit_id = ? AND p.current AND p.voided_at IS NULL)
                            OR EXISTS (SELECT 1 FROM institution.post o
                                       WHERE o.unit_id = ? AND o.current AND o.voided_at IS NULL
                                         AND upper_inf(o.valid))
                        """)
                .params(id.value(), id.value(), id.value())
                .query(Boolean.class)
                .single());
    }

    private UnitVersion version(ResultSet row, int n) throws SQLException {
        return new UnitVersion(
                units.unit(row, n),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("recorded_by"),
                nullable(row, "voided_why"));
    }

    private static @Nullable String nullable(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }
}
