package org.sanhao.server.publication.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Ids;
import org.sanhao.server.publication.NoticeId;
import org.sanhao.server.publication.Objection.Mode;
import org.sanhao.server.publication.ObjectionId;
import org.sanhao.server.publication.PublicNotice;
import org.sanhao.server.review.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Objections, the sealed words of whoever objects, the answers. */
@Repository
public class ObjectionStore {
    private static final String OBJECTION = """
            SELECT o.id, o.notice_id, o.case_id, o.received_on, o.mode, o.scope_path, p.sealed,
                   p.erased_at, p.erased_why, a.answered_on, a.upheld, a.reason
            FROM publication.objection o
            JOIN publication.objection_person p ON p.objection_id = o.id
            LEFT JOIN publication.objection_answer a ON a.objection_id = o.id
            """;

    /** An objection with its words still sealed. */
    public record Row(
            ObjectionId id,
            NoticeId notice,
            CaseId reviewCase,
            LocalDate receivedOn,
            Mode mode,
            byte @Nullable [] sealed,
            @Nullable Instant erasedAt,
            @Nullable String erasedWhy,
            @Nullable LocalDate answeredOn,
            @Nullable Boolean upheld,
            @Nullable String reason,
            String scopePath) {}

    private final JdbcClient jdbc;

    ObjectionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is written of a new objection. */
    public record Draft(ObjectionId id, String formKey, byte[] codeHash, Mode mode, String commitment, byte[] sealed) {}

    public void receive(PublicNotice notice, Draft draft, LocalDate on, Instant at, String bodyPath) {
        jdbc.sql("""
                        INSERT INTO publication.objection
                            (id, notice_id, case_id, recorded_at, received_on, form_key, code_hash, mode, commitment,
                             scope_path)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(draft.id().value())
                .param(notice.id().value())
                .param(notice.reviewCase().value())
                .param(at.atOffset(ZoneOffset.UTC))
                .param(on)
                .param(draft.formKey())
                .param(draft.codeHash())
                .param(draft.mode().code())
                .param(draft.commitment())
                .param(bodyPath)
                .update();
        jdbc.sql("INSERT INTO publication.objection_person (objection_id, sealed, scope_path) VALUES (?, ?, ?)")
                .params(draft.id().value(), draft.sealed(), bodyPath)
                .update();
    }

    /** Whether the form has been taken already. */
    public boolean has(NoticeId notice, String formKey) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM publication.objection WHERE notice_id = ? AND form_key = ?)")
                .params(notice.value(), formKey)
                .query(Boolean.class)
                .single();
    }

    public Optional<Row> byCode(byte[] codeHash) {
        return jdbc.sql(OBJECTION + " WHERE o.code_hash = ?")
                .param(codeHash)
                .query(ObjectionStore::row)
                .optional();
    }

    public Optional<Row> find(ObjectionId id) {
        return jdbc.sql(OBJECTION + " WHERE o.id = ?")
                .param(id.value())
                .query(ObjectionStore::row)
                .optional();
    }

    /** Objections answered on that day or before whose person is still known, the longest answered first. */
    public List<Row> answeredBy(LocalDate day, int limit) {
        return jdbc.sql(OBJECTION
                        + " WHERE p.erased_at IS NULL AND a.answered_on <= ? ORDER BY a.answered_on, o.id LIMIT ?")
                .params(day, limit)
                .query(ObjectionStore::row)
                .list();
    }

    public List<Row> ofCase(CaseId reviewCase) {
        return jdbc.sql(OBJECTION + " WHERE o.case_id = ? ORDER BY o.recorded_at, o.id LIMIT 200")
                .param(reviewCase.value())
                .query(ObjectionStore::row)
                .list();
    }

    /** Objections to a case that wait for an answer. */
    public int waiting(CaseId reviewCase) {
        return jdbc.sql("""
                        SELECT count(*)::int FROM publication.objection o
                        WHERE o.case_id = ?
                          AND NOT EXISTS (SELECT 1 FROM publication.objection_answer a WHERE a.objection_id = o.id)
                        """).param(reviewCase.value()).query(Integer.class).single();
    }

    /** @return false when it has been answered before */
    public boolean answer(Row objection, boolean upheld, String reason, LocalDate on, Instant at, String by) {
        return jdbc.sql("""
                                INSERT INTO publication.objection_answer
                                    (objection_id, recorded_at, recorded_by, answered_on, upheld, reason, scope_path)
                                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                                """)
                        .params(
                                objection.id().value(),
                                at.atOffset(ZoneOffset.UTC),
                                by,
                                on,
                                upheld,
                                reason,
                                objection.scopePath())
                        .update()
                == 1;
    }

    public void opened(Row objection, String why, Instant at, String by) {
        jdbc.sql("""
                        INSERT INTO publication.objection_opening
                            (id, objection_id, recorded_at, recorded_by, why, scope_path)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """)
                .params(Ids.next(), objection.id().value(), at.atOffset(ZoneOffset.UTC), by, why, objection.scopePath())
                .update();
    }

    public void erase(Row objection, String why, Instant at, String by) {
        jdbc.sql("""
                        UPDATE publication.objection_person
                        SET sealed = NULL, erased_at = ?, erased_by = ?, erased_why = ?
                        WHERE objection_id = ? AND erased_at IS NULL
                        """)
                .params(at.atOffset(ZoneOffset.UTC), by, why, objection.id().value())
                .update();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        var erasedAt = row.getObject("erased_at", OffsetDateTime.class);
        return new Row(
                new ObjectionId(row.getObject("id", UUID.class)),
                new NoticeId(row.getObject("notice_id", UUID.class)),
                new CaseId(row.getObject("case_id", UUID.class)),
                row.getObject("received_on", LocalDate.class),
                Mode.of(row.getString("mode")),
                row.getBytes("sealed"),
                erasedAt == null ? null : erasedAt.toInstant(),
                row.getString("erased_why"),
                row.getObject("answered_on", LocalDate.class),
                row.getObject("upheld", Boolean.class),
                row.getString("reason"),
                row.getString("scope_path"));
    }
}
