package org.sanhao.server.institution.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Ids;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.Placement;
import org.sanhao.server.institution.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Placements on the lines, the standing they give today, and who succeeded whom. */
@Repository
public class LineStore {
    private final JdbcClient jdbc;

    LineStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One change of a line at a time: two moves that cross each other would make a circle. */
    public void oneAtATime() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('institution.line'))")
                .query((row, n) -> 1)
                .list();
    }

    /** The placement on a line that has no end yet. */
    public Optional<Placement> open(Line line, UnitId unit) {
        return jdbc.sql("""
                        SELECT p.id, p.line, p.parent_id, u.name AS parent_name, lower(p.valid) AS from_day,
                               upper(p.valid) AS until_day, p.reason, p.recorded_at
                        FROM institution.placement p
                        LEFT JOIN institution.unit u ON u.id = p.parent_id AND u.current
                        WHERE p.line = ? AND p.unit_id = ? AND upper_inf(p.valid)
                        """)
                .params(line.code(), unit.value())
                .query(LineStore::placement)
                .optional();
    }

    public List<Placement> history(UnitId unit) {
        return jdbc.sql("""
                        SELECT p.id, p.line, p.parent_id, u.name AS parent_name, lower(p.valid) AS from_day,
                               upper(p.valid) AS until_day, p.reason, p.recorded_at
                        FROM institution.placement p
                        LEFT JOIN institution.unit u ON u.id = p.parent_id AND u.current
                        WHERE p.unit_id = ? ORDER BY lower(p.valid) DESC, p.line
                        """).param(unit.value()).query(LineStore::placement).list();
    }

    /** The units whose open placement on a line is below this one. */
    public List<UnitId> members(Line line, UnitId parent) {
        return jdbc.sql("""
                        SELECT unit_id FROM institution.placement
                        WHERE line = ? AND parent_id = ? AND upper_inf(valid) ORDER BY id
                        """)
                .params(line.code(), parent.value())
                .query((row, n) -> new UnitId(row.getObject(1, UUID.class)))
                .list();
    }

    public void close(UUID placement, LocalDate until) {
        jdbc.sql("UPDATE institution.placement SET valid = daterange(lower(valid), ?) WHERE id = ?")
                .params(until, placement)
                .update();
    }

    public void place(
            Line line,
            UnitId unit,
            @Nullable UnitId under,
            LocalDate from,
            @Nullable String why,
            String path,
            Instant at,
            String by) {
        jdbc.sql("""
                        INSERT INTO institution.placement
                            (id, line, unit_id, parent_id, valid, recorded_at, recorded_by, reason, scope_path)
                        VALUES (?, ?, ?, ?, daterange(?, NULL), ?, ?, ?, ?)
                        """)
                .param(Ids.next())
                .param(line.code())
                .param(unit.value())
                .param(under == null ? null : under.value())
                .param(from)
                .param(UnitStore.utc(at))
                .param(by)
                .param(why)
                .param(path)
                .update();
    }

    public Optional<String> standing(Line line, UnitId unit) {
        return jdbc.sql("SELECT scope_path FROM institution.standing WHERE line = ? AND unit_id = ?")
                .params(line.code(), unit.value())
                .query((row, n) -> Objects.requireNonNull(row.getString(1)))
                .optional();
    }

    public void stand(Line line, UnitId unit, String path) {
        jdbc.sql("INSERT INTO institution.standing (line, unit_id, scope_path) VALUES (?, ?, ?)")
                .params(line.code(), unit.value(), path)
                .update();
    }

    public void stepDown(Line line, UnitId unit) {
        jdbc.sql("DELETE FROM institution.standing WHERE line = ? AND unit_id = ?")
                .params(line.code(), unit.value())
                .update();
    }

    /** Re-indexes every row below a path, in every module; only the system may. */
    public void rewritePaths(String old, String fresh) {
        jdbc.sql("SELECT scope.rewrite_paths(?, ?)")
                .params(old, fresh)
                .query(Long.class)
                .single();
    }

    public void succeed(UnitId gone, UnitId into, LocalDate on, String why, String path, Instant at, String by) {
        jdbc.sql("""
                        INSERT INTO institution.succession
                            (unit_id, into_id, on_day, reason, recorded_at, recorded_by, scope_path)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(gone.value(), into.value(), on, why, UnitStore.utc(at), by, path)
                .update();
    }

    public Optional<UnitId> successor(UnitId gone) {
        return jdbc.sql("SELECT into_id FROM institution.succession WHERE unit_id = ?")
                .param(gone.value())
                .query((row, n) -> new UnitId(row.getObject(1, UUID.class)))
                .optional();
    }

    private static Placement placement(ResultSet row, int n) throws SQLException {
        var parent = row.getObject("parent_id", UUID.class);
        var until = row.getObject("until_day", LocalDate.class);
        return new Placement(
                row.getObject("id", UUID.class),
                Line.of(row.getString("line")),
                parent == null ? null : new UnitId(parent),
                row.getString("parent_name"),
                row.getObject("from_day", LocalDate.class),
                until,
                row.getString("reason"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }
}
