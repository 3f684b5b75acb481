package org.sanhao.server.evidence.store;

import static org.sanhao.server.evidence.store.EvidenceStore.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sanhao.server.evidence.EvidenceId;
import org.sanhao.server.evidence.EvidenceUse;
import org.sanhao.server.evidence.LinkId;
import org.sanhao.server.evidence.Subject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What evidence serves. */
@Repository
public class UseStore {
    private static final String USE = """
        SELECT l.id, l.item_id, l.subject_kind, l.subject_id, l.part, l.line, f.recorded_at AS since, l.voided_at,
               l.voided_why
        FROM evidence.link l JOIN evidence.link f ON f.id = l.id AND f.version = 1
        WHERE l.current
        """;

    private final JdbcClient jdbc;

    UseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when it is served already, or the piece is gone or stands elsewhere */
    public boolean add(LinkId id, EvidenceId item, Subject subject, String scopePath, Instant at, String by) {
        return jdbc.sql("""
            INSERT INTO evidence.link
                (id, version, recorded_at, recorded_by, current, item_id, subject_kind, subject_id,
                 part, line, scope_path)
            SELECT ?, 1, ?, ?, true, i.id, ?, ?, ?, ?, i.scope_path
            FROM evidence.item i
            WHERE i.id = ? AND i.current AND i.voided_at IS NULL AND i.scope_path = ?
            ON CONFLICT DO NOTHING
            """)
                        .params(
                                id.value(),
                                utc(at),
                                by,
                                subject.kind(),
                                subject.id(),
                                subject.part(),
                                subject.line(),
                                item.value(),
                                scopePath)
                        .update()
                == 1;
    }

    public boolean takeOff(LinkId id, String why, Instant at, String by) {
        return jdbc.sql("""
            WITH before AS (
                UPDATE evidence.link SET current = false
                WHERE id = ? AND current AND voided_at IS NULL RETURNING *)
            INSERT INTO evidence.link
                (id, version, recorded_at, recorded_by, voided_at, voided_by, voided_why, current,
                 item_id, subject_kind, subject_id, part, line, scope_path)
            SELECT id, version + 1, ?, ?, ?, ?, ?, true, item_id, subject_kind, subject_id, part,
                   line, scope_path
            FROM before
            """).params(id.value(), utc(at), by, utc(at), by, why).update() == 1;
    }

    public Optional<EvidenceUse> find(LinkId id) {
        return jdbc.sql(USE + " AND l.id = ?")
                .param(id.value())
                .query(UseStore::use)
                .optional();
    }

    public Optional<EvidenceUse> standing(EvidenceId item, Subject subject) {
        return jdbc.sql(USE + """
             AND l.voided_at IS NULL AND l.item_id = ? AND l.subject_kind = ? AND l.subject_id = ?
             AND l.part = ? AND l.line = ?
            """)
                .params(item.value(), subject.kind(), subject.id(), subject.part(), subject.line())
                .query(UseStore::use)
                .optional();
    }

    public int countOf(Subject subject) {
        return jdbc.sql("""
            SELECT count(DISTINCT item_id) FROM evidence.link
            WHERE subject_kind = ? AND subject_id = ? AND part = ? AND current AND voided_at IS NULL
            """)
                .params(subject.kind(), subject.id(), subject.part())
                .query(Integer.class)
                .single();
    }

    public List<EvidenceUse> of(String kind, UUID subject, boolean past) {
        return jdbc.sql(USE + (past ? "" : " AND l.voided_at IS NULL") + """
             AND l.subject_kind = ? AND l.subject_id = ? ORDER BY l.part, l.line, l.id
            """)
                .params(kind, subject)
                .query(UseStore::use)
                .list();
    }

    public List<EvidenceUse> of(EvidenceId item) {
        return jdbc.sql(USE + " AND l.item_id = ? ORDER BY l.part, l.line, l.id LIMIT 500")
                .param(item.value())
                .query(UseStore::use)
                .list();
    }

    private static EvidenceUse use(ResultSet row, int n) throws SQLException {
        var off = row.getObject("voided_at", OffsetDateTime.class);
        return new EvidenceUse(
                new LinkId(row.getObject("id", UUID.class)),
                new EvidenceId(row.getObject("item_id", UUID.class)),
                new Subject(
                        row.getString("subject_kind"),
                        row.getObject("subject_id", UUID.class),
                        row.getString("part"),
                        row.getString("line")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                off == null ? null : new EvidenceUse.TakenOff(off.toInstant(), row.getString("voided_why")));
    }
}
