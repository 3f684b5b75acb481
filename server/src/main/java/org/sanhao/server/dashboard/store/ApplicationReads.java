package org.sanhao.server.dashboard.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What institutions have applied for over the editions of a pack. */
@Repository
public class ApplicationReads {
    private final JdbcClient jdbc;

    ApplicationReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One application that was handed in.
     *
     * @param tier applied for
     * @param decided the tier it has come to, null while it has come to none
     */
    public record HandedIn(
            UUID caseId,
            UUID unit,
            int edition,
            String tier,
            String state,
            @Nullable String decided) {}

    public Page<HandedIn> list(String packId, int from, int to, Optional<Cursor> after, int limit) {
        var sql = new StringBuilder("""
                SELECT s.case_id, e.unit_id, e.edition, s.tier, s.state, s.state_data ->> 'tier' AS decided
                FROM dashboard.enrolment_now e
                JOIN review.pub_case_step s ON s.enrolment_id = e.enrolment_id AND s.current
                WHERE e.pack_id = ? AND e.edition BETWEEN ? AND ? AND s.state NOT IN ('Preparing', 'SelfAssessing', 'HeadSigned')
                """);
        var params = new ArrayList<Object>(List.of(packId, from, to));
        after.ifPresent(position -> {
            sql.append(" AND s.case_id > ?::uuid");
            params.addAll(position.values());
        });
        sql.append(" ORDER BY s.case_id LIMIT ?");
        params.add(limit + 1);
        var rows = jdbc.sql(sql.toString())
                .params(params)
                .query((row, n) -> new HandedIn(
                        row.getObject("case_id", UUID.class),
                        row.getObject("unit_id", UUID.class),
                        row.getInt("edition"),
                        row.getString("tier"),
                        row.getString("state"),
                        row.getString("decided")))
                .list();
        return Page.of(rows, limit, row -> Cursor.at(row.caseId()));
    }
}
