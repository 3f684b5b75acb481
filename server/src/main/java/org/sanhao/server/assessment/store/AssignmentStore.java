package org.sanhao.server.assessment.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sanhao.server.assessment.Assessments.Assignment;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who answers for which part of a sheet. */
@Repository
public class AssignmentStore {
    private final JdbcClient jdbc;

    AssignmentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public boolean assign(Sheet sheet, Assignment assignment, Instant at, String by) {
        return jdbc.sql("""
                                WITH before AS (
                                    UPDATE assessment.assignment SET current = false
                                    WHERE sheet_id = ? AND part = ? AND current AND version = ? RETURNING 1)
                                INSERT INTO assessment.assignment
                                    (sheet_id, part, version, recorded_at, recorded_by, current, department_id, person_id,
                                     due, scope_path)
                                SELECT ?, ?, ?, ?, ?, true, ?, ?, ?, ?
                                WHERE ? = 1 OR EXISTS (SELECT 1 FROM before)
                                ON CONFLICT DO NOTHING
                                """)
                        .param(sheet.id().value())
                        .param(assignment.part())
                        .param(assignment.version() - 1)
                        .param(sheet.id().value())
                        .param(assignment.part())
                        .param(assignment.version())
                        .param(utc(at))
                        .param(by)
                        .param(
                                assignment.department() == null
                                        ? null
                                        : assignment.department().value())
                        .param(
                                assignment.person() == null
                                        ? null
                                        : assignment.person().value())
                        .param(assignment.due())
                        .param(sheet.scopePath())
                        .param(assignment.version())
                        .update()
                == 1;
    }

    public List<Assignment> of(SheetId sheet) {
        return jdbc.sql("""
                        SELECT a.part, a.version, a.department_id, d.name AS department_name, a.person_id,
                               p.name AS person_name, a.due
                        FROM assessment.assignment a
                        LEFT JOIN institution.pub_unit d ON d.id = a.department_id
                        LEFT JOIN institution.pub_person p ON p.id = a.person_id
                        WHERE a.sheet_id = ? AND a.current ORDER BY a.part
                        """)
                .param(sheet.value())
                .query((row, n) -> new Assignment(
                        row.getString("part"),
                        row.getInt("version"),
                        id(row, "department_id").map(UnitId::new).orElse(null),
                        row.getString("department_name"),
                        id(row, "person_id").map(PersonId::new).orElse(null),
                        row.getString("person_name"),
                        row.getObject("due", LocalDate.class)))
                .list();
    }

    /** Sheets of institutions that have parts due up to a day, by id. */
    public List<SheetId> sheetsDue(LocalDate upTo, Optional<SheetId> after, int limit) {
        return jdbc.sql("""
                        SELECT DISTINCT sheet_id FROM assessment.assignment
                        WHERE current AND due <= ? AND sheet_id > ? ORDER BY sheet_id LIMIT ?
                        """)
                .params(upTo, after.map(SheetId::value).orElse(new UUID(0, 0)), limit)
                .query((row, n) -> new SheetId(row.getObject(1, UUID.class)))
                .list();
    }

    private static Optional<UUID> id(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
