package org.sanhao.server.publication.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.publication.NoticeId;
import org.sanhao.server.publication.PublicNotice;
import org.sanhao.server.review.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Public notices, how they ended, how many objections they had. */
@Repository
public class NoticeStore {
    private static final String NOTICE = """
            SELECT n.*, e.how, coalesce(c.received, 0) AS received, coalesce(c.upheld, 0) AS upheld,
                   coalesce(c.dismissed, 0) AS dismissed
            FROM publication.notice n
            LEFT JOIN publication.notice_end e ON e.notice_id = n.id
            LEFT JOIN publication.objection_count c ON c.notice_id = n.id AND c.current
            """;

    private final JdbcClient jdbc;

    NoticeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void open(PublicNotice notice, int caseVersion, String by, Instant at) {
        jdbc.sql("""
                        INSERT INTO publication.notice
                            (id, code, case_id, case_version, recorded_at, recorded_by, first_day, last_day, tier,
                             tier_title, campaign_title, sample, unit_id, unit_name, region, body_id, body_name,
                             scope_path)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(notice.id().value())
                .param(notice.code())
                .param(notice.reviewCase().value())
                .param(caseVersion)
                .param(at.atOffset(ZoneOffset.UTC))
                .param(by)
                .param(notice.first())
                .param(notice.last())
                .param(notice.tier())
                .param(notice.tierTitle())
                .param(notice.campaignTitle())
                .param(notice.sample())
                .param(notice.unit().value())
                .param(notice.unitName())
                .param(notice.region())
                .param(notice.body().value())
                .param(notice.bodyName())
                .param(notice.scopePath())
                .update();
    }

    public void end(PublicNotice notice, String how, Instant at) {
        jdbc.sql("""
                        INSERT INTO publication.notice_end (notice_id, recorded_at, how, scope_path)
                        VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                .params(notice.id().value(), at.atOffset(ZoneOffset.UTC), how, notice.scopePath())
                .update();
    }

    public Optional<PublicNotice> find(NoticeId id) {
        return jdbc.sql(NOTICE + " WHERE n.id = ?")
                .param(id.value())
                .query(NoticeStore::notice)
                .optional();
    }

    public Optional<PublicNotice> byCode(String code) {
        return jdbc.sql(NOTICE + " WHERE n.code = ?")
                .param(code)
                .query(NoticeStore::notice)
                .optional();
    }

    public Optional<PublicNotice> ofCase(CaseId reviewCase) {
        return jdbc.sql(NOTICE + " WHERE n.case_id = ? ORDER BY n.case_version DESC LIMIT 1")
                .param(reviewCase.value())
                .query(NoticeStore::notice)
                .optional();
    }

    /** The latest notice of each of many cases. */
    public List<PublicNotice> ofCases(List<CaseId> cases) {
        return jdbc.sql("SELECT DISTINCT ON (x.case_id) x.* FROM (" + NOTICE
                        + " WHERE n.case_id = ANY (?)) x ORDER BY x.case_id, x.case_version DESC")
                .param(cases.stream().map(CaseId::value).toArray(UUID[]::new))
                .query(NoticeStore::notice)
                .list();
    }

    public Page<PublicNotice> running(LocalDate today, Optional<Cursor> after, int limit) {
        var sql = new StringBuilder(NOTICE).append(" WHERE e.how IS NULL AND n.last_day >= ? AND n.first_day <= ?");
        var params = new java.util.ArrayList<Object>();
        params.add(today);
        params.add(today);
        after.ifPresent(position -> {
            sql.append(" AND (n.last_day, n.code) > (?::date, ?)");
            params.addAll(position.values());
        });
        sql.append(" ORDER BY n.last_day, n.code LIMIT ?");
        params.add(limit + 1);
        var rows = jdbc.sql(sql.toString())
                .params(params)
                .query(NoticeStore::notice)
                .list();
        return Page.of(rows, limit, row -> Cursor.at(row.last(), row.code()));
    }

    /** Holds the notice until the transaction ends, so that objections are counted one after the other. */
    public void hold(NoticeId id) {
        jdbc.sql("SELECT id FROM publication.notice WHERE id = ? FOR UPDATE")
                .param(id.value())
                .query(UUID.class)
                .optional();
    }

    /** Counts the objections of a notice anew. */
    public void count(PublicNotice notice) {
        jdbc.sql("""
                        WITH before AS (
                            UPDATE publication.objection_count SET current = false
                            WHERE notice_id = ? AND current RETURNING version)
                        INSERT INTO publication.objection_count
                            (notice_id, version, current, received, upheld, dismissed, scope_path)
                        SELECT ?, coalesce((SELECT version FROM before), 0) + 1, true, count(*),
                               count(*) FILTER (WHERE a.upheld), count(*) FILTER (WHERE NOT a.upheld), ?
                        FROM publication.objection o
                        LEFT JOIN publication.objection_answer a ON a.objection_id = o.id
                        WHERE o.notice_id = ?
                        """)
                .params(
                        notice.id().value(),
                        notice.id().value(),
                        notice.scopePath(),
                        notice.id().value())
                .update();
    }

    private static PublicNotice notice(ResultSet row, int n) throws SQLException {
        return new PublicNotice(
                new NoticeId(row.getObject("id", UUID.class)),
                row.getString("code"),
                new CaseId(row.getObject("case_id", UUID.class)),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getString("tier"),
                row.getString("tier_title"),
                row.getString("campaign_title"),
                row.getBoolean("sample"),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getString("unit_name"),
                row.getString("region"),
                new UnitId(row.getObject("body_id", UUID.class)),
                row.getString("body_name"),
                row.getInt("received"),
                row.getInt("upheld"),
                row.getInt("dismissed"),
                row.getString("how"),
                row.getString("scope_path"));
    }
}
