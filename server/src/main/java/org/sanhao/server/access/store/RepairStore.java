package org.sanhao.server.access.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.access.AccountId;
import org.sanhao.server.access.Repair;
import org.sanhao.server.access.Repair.Answered;
import org.sanhao.server.access.Repair.What;
import org.sanhao.server.institution.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repairs of administrators' accounts: who asked, who answered, who has read it. Rows are added, never changed. */
@Repository
public class RepairStore {
    private static final String SELECT = """
            SELECT r.id, r.account_id, a.person_id, a.login, r.what, r.why, r.asked_by, r.asked_at, r.ends_at,
                   w.answer, w.answered_by, w.answered_at,
                   p.name AS person_name, q.name AS asked_name, s.name AS answered_name
            FROM access.repair r
            JOIN access.account a ON a.id = r.account_id
            LEFT JOIN access.repair_answer w ON w.repair_id = r.id
            LEFT JOIN institution.pub_person p ON p.id = a.person_id
            LEFT JOIN institution.pub_person q ON q.id = r.asked_by
            LEFT JOIN institution.pub_person s ON s.id = w.answered_by
            WHERE TRUE
            """;

    private final JdbcClient jdbc;

    RepairStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A repair with the names a screen shows; null where the scope does not show the person. */
    public record Shown(
            Repair repair,
            String login,
            @Nullable String personName,
            @Nullable String askedName,
            @Nullable String answeredName) {}

    public void ask(Repair repair) {
        jdbc.sql("""
                        INSERT INTO access.repair (id, account_id, what, why, asked_by, asked_at, ends_at, scope_path)
                        SELECT ?, id, ?, ?, ?, ?, ?, scope_path FROM access.account WHERE id = ?
                        """)
                .params(
                        repair.id(),
                        repair.what().wire(),
                        repair.why(),
                        repair.askedBy().value(),
                        AccountStore.utc(repair.askedAt()),
                        AccountStore.utc(repair.endsAt()),
                        repair.account().value())
                .update();
    }

    /** Answers it; false when somebody else has answered in the meantime. */
    public boolean answer(UUID id, Answered answered) {
        return jdbc.sql("""
                        INSERT INTO access.repair_answer (repair_id, answer, answered_by, answered_at, scope_path)
                        SELECT id, ?, ?, ?, scope_path FROM access.repair WHERE id = ?
                        ON CONFLICT DO NOTHING
                        """)
                        .params(answered.answer().wire(), answered.by().value(), AccountStore.utc(answered.at()), id)
                        .update()
                == 1;
    }

    public Optional<Shown> find(UUID id) {
        return jdbc.sql(SELECT + " AND r.id = ?")
                .param(id)
                .query(RepairStore::shown)
                .optional();
    }

    /** Those of the running transaction's scope, the latest first. */
    public Page<Shown> list(boolean openOnly, Instant now, Optional<Cursor> after, int limit) {
        var sql = new StringBuilder(SELECT);
        var params = new ArrayList<Object>();
        if (openOnly) {
            sql.append(" AND w.repair_id IS NULL AND r.ends_at > ?");
            params.add(AccountStore.utc(now));
        }
        after.ifPresent(position -> {
            sql.append(" AND (r.asked_at, r.id) < (?::timestamptz, ?::uuid)");
            params.addAll(position.values());
        });
        sql.append(" ORDER BY r.asked_at DESC, r.id DESC LIMIT ?");
        params.add(limit + 1);
        var rows = jdbc.sql(sql.toString())
                .params(params)
                .query(RepairStore::shown)
                .list();
        return Page.of(
                rows,
                limit,
                row -> Cursor.at(row.repair().askedAt(), row.repair().id()));
    }

    /** Whether one of this kind waits for an answer. Holds other askers of the account off until the end of the transaction. */
    public boolean waits(AccountId account, What what, Instant now) {
        jdbc.sql("SELECT id FROM access.account WHERE id = ? FOR UPDATE")
                .param(account.value())
                .query(UUID.class)
                .optional();
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM access.repair r
                                       LEFT JOIN access.repair_answer w ON w.repair_id = r.id
                                       WHERE r.account_id = ? AND r.what = ? AND r.ends_at > ? AND w.repair_id IS NULL)
                        """)
                .params(account.value(), what.wire(), AccountStore.utc(now))
                .query(Boolean.class)
                .single();
    }

    /** What its holder has not read yet: everything confirmed, and everything that waits. */
    public List<Shown> unread(AccountId account, Instant now) {
        return jdbc.sql(SELECT + """
                         AND r.account_id = ? AND (w.answer = 'confirmed' OR w.repair_id IS NULL AND r.ends_at > ?)
                         AND NOT EXISTS (SELECT 1 FROM access.repair_read d WHERE d.repair_id = r.id)
                        ORDER BY r.asked_at, r.id
                        """)
                .params(account.value(), AccountStore.utc(now))
                .query(RepairStore::shown)
                .list();
    }

    /** Its holder has read what was confirmed. */
    public void read(AccountId account, Instant at) {
        jdbc.sql("""
                        INSERT INTO access.repair_read (repair_id, read_at, scope_path)
                        SELECT r.id, ?, r.scope_path FROM access.repair r
                        JOIN access.repair_answer w ON w.repair_id = r.id AND w.answer = 'confirmed'
                        WHERE r.account_id = ?
                        ON CONFLICT DO NOTHING
                        """).params(AccountStore.utc(at), account.value()).update();
    }

    private static Shown shown(ResultSet row, int n) throws SQLException {
        var answer = row.getString("answer");
        return new Shown(
                new Repair(
                        row.getObject("id", UUID.class),
                        new AccountId(row.getObject("account_id", UUID.class)),
                        new PersonId(row.getObject("person_id", UUID.class)),
                        What.of(row.getString("what")).orElseThrow(),
                        row.getString("why"),
                        new PersonId(row.getObject("asked_by", UUID.class)),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                        answer == null
                                ? null
                                : new Answered(
                                        Repair.State.of(answer),
                                        new PersonId(row.getObject("answered_by", UUID.class)),
                                        row.getObject("answered_at", OffsetDateTime.class)
                                                .toInstant())),
                row.getString("login"),
                row.getString("person_name"),
                row.getString("asked_name"),
                row.getString("answered_name"));
    }
}
