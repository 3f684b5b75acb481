package org.sanhao.server.signoff.store;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.SignOff.Contest;
import org.sanhao.server.signoff.SignOffId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people say against signatures that were entered for them from paper. */
@Repository
public class ContestStore {
    private final JdbcClient jdbc;

    ContestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when it had been said before */
    public boolean add(SignOff sheet, Contest contest) {
        return jdbc.sql("""
                        INSERT INTO signoff.contest (sheet_id, step, recorded_at, recorded_by, why, scope_path)
                        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                        .params(
                                sheet.id().value(),
                                contest.step(),
                                contest.at().atOffset(ZoneOffset.UTC),
                                contest.by(),
                                contest.why(),
                                sheet.scopePath())
                        .update()
                == 1;
    }

    public List<Contest> of(SignOffId id) {
        return jdbc.sql(
                        "SELECT step, recorded_by, why, recorded_at FROM signoff.contest WHERE sheet_id = ? ORDER BY step")
                .param(id.value())
                .query((row, n) -> new Contest(
                        row.getInt("step"),
                        row.getString("recorded_by"),
                        row.getString("why"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
