package org.sanhao.server.assessment.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.pack.PackRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The current grades of many sheets in one reading: one row a sheet, read from an index that holds everything asked for.
 * Nothing is added up before it is asked for.
 */
@Repository
public class GradeRows {
    private static final int ROWS_AT_ONCE = 500;

    private final JdbcClient jdbc;

    GradeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A sheet with its current grades. The lists run over the same answers in the same order, their parts a space apart.
     *
     * @param level whose sheet it is
     * @param attributes of the institution, JSON
     * @param looks and when each was recorded, in milliseconds: null on an institution's own sheet, where there is one
     *     look only
     * @param rulings that approved "not applicable": clause, level and milliseconds of each, or null when there are none
     */
    public record SheetGrades(
            UUID enrolment,
            PackRef pack,
            String unitType,
            String attributes,
            String level,
            @Nullable String clauses,
            @Nullable String grades,
            @Nullable String looks,
            @Nullable String recordedAt,
            @Nullable String rulings) {}

    /** Every sheet of the running transaction's scope in published campaigns; those of one enrolment come together. */
    public void each(Consumer<SheetGrades> each) {
        jdbc.sql("""
                        SELECT s.enrolment_id, s.level, s.pack_id, s.pack_version, s.type, s.attributes,
                               coalesce(own.clauses, other.clauses) AS clauses,
                               coalesce(own.grades, other.grades) AS grades, other.looks, other.recorded_at, r.rulings
                        FROM (
                            SELECT s.id, s.enrolment_id, s.level, e.pack_id, e.pack_version, u.type,
                                   u.attributes::text AS attributes
                            FROM assessment.sheet s
                            JOIN campaign.pub_enrolment e ON e.enrolment_id = s.enrolment_id
                            JOIN institution.pub_unit u ON u.id = s.unit_id
                            ORDER BY s.enrolment_id OFFSET 0) AS s
                        CROSS JOIN LATERAL (
                            SELECT string_agg(a.clause, ' ') AS clauses, string_agg(a.grade, ' ') AS grades
                            FROM assessment.answer a
                            WHERE a.sheet_id = s.id AND a.current AND s.level = 'institution') AS own
                        CROSS JOIN LATERAL (
                            SELECT string_agg(a.clause, ' ') AS clauses, string_agg(a.grade, ' ') AS grades,
                                   string_agg(a.look, ' ') AS looks,
                                   string_agg((date_part('epoch', a.recorded_at) * 1000)::bigint::text, ' ') AS recorded_at
                            FROM assessment.answer a
                            WHERE a.sheet_id = s.id AND a.current AND s.level <> 'institution') AS other
                        CROSS JOIN LATERAL (
                            SELECT string_agg(concat_ws(' ', r.clause, r.level,
                                       (date_part('epoch', r.recorded_at) * 1000)::bigint), ' ') AS rulings
                            FROM assessment.ruling r
                            JOIN assessment.answer n ON n.sheet_id = r.sheet_id AND n.clause = r.clause
                                AND n.version = r.answer_version AND n.current AND n.na_reason IS NOT NULL
                            WHERE r.sheet_id = s.id AND r.approved) AS r
                        ORDER BY s.enrolment_id
                        """).withFetchSize(ROWS_AT_ONCE).query((ResultSet row) -> each.accept(sheet(row)));
    }

    private static SheetGrades sheet(ResultSet row) throws SQLException {
        return new SheetGrades(
                row.getObject("enrolment_id", UUID.class),
                new PackRef(row.getString("pack_id"), row.getString("pack_version")),
                row.getString("type"),
                row.getString("attributes"),
                row.getString("level"),
                row.getString("clauses"),
                row.getString("grades"),
                row.getString("looks"),
                row.getString("recorded_at"),
                row.getString("rulings"));
    }
}
