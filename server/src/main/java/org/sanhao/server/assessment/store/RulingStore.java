package org.sanhao.server.assessment.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments.Request;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.institution.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rulings on wishes to leave clauses out, and the wishes that wait for one. */
@Repository
public class RulingStore {
    private final JdbcClient jdbc;

    RulingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public boolean rule(Sheet sheet, ClauseCode clause, int answerVersion, Answer.Ruling ruling) {
        return jdbc.sql("""
                                INSERT INTO assessment.ruling
                                    (sheet_id, clause, answer_version, recorded_at, recorded_by, level, approved, reason,
                                     scope_path)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                                """)
                        .params(
                                sheet.id().value(),
                                clause.code(),
                                answerVersion,
                                utc(ruling.at()),
                                ruling.by(),
                                ruling.level(),
                                ruling.approved(),
                                ruling.reason(),
                                sheet.scopePath())
                        .update()
                == 1;
    }

    public Page<Request> requests(Optional<Cursor> after, int limit) {
        var sql = new StringBuilder("""
                SELECT s.id, s.campaign_id, s.unit_id, u.name AS unit_name, a.clause, a.version, a.na_reason, a.recorded_at
                FROM assessment.answer a
                JOIN assessment.sheet s ON s.id = a.sheet_id AND s.level = 'institution'
                JOIN institution.pub_unit u ON u.id = s.unit_id
                WHERE a.current AND a.na_reason IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM assessment.ruling r
                      WHERE r.sheet_id = a.sheet_id AND r.clause = a.clause AND r.answer_version = a.version)
                """);
        var params = new ArrayList<Object>();
        after.ifPresent(position -> {
            sql.append(" AND (a.recorded_at, a.sheet_id, a.clause) > (?::timestamptz, ?::uuid, ?)");
            params.addAll(position.values());
        });
        sql.append(" ORDER BY a.recorded_at, a.sheet_id, a.clause LIMIT ?");
        params.add(limit + 1);
        var rows = jdbc.sql(sql.toString())
                .params(params)
                .query((row, n) -> new Request(
                        new SheetId(row.getObject("id", UUID.class)),
                        new CampaignId(row.getObject("campaign_id", UUID.class)),
                        new UnitId(row.getObject("unit_id", UUID.class)),
                        row.getString("unit_name"),
                        new ClauseCode(row.getString("clause")),
                        row.getInt("version"),
                        row.getString("na_reason"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
        return Page.of(
                rows,
                limit,
                row -> Cursor.at(row.at(), row.sheet(), row.clause().code()));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
