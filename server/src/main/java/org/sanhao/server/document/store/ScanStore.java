package org.sanhao.server.document.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sanhao.server.document.CopyId;
import org.sanhao.server.document.SignedScan;
import org.sanhao.server.document.SignedScan.State;
import org.sanhao.server.evidence.EvidenceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Scans of signed forms. The latest row of a scan is current; the first tells who brought it. */
@Repository
public class ScanStore {
    private static final String SCAN = """
            SELECT s.id, s.version, s.state, s.copy_id, s.copy_version, s.form, s.subject_id, s.evidence_id, s.digest,
                   s.by_hand, s.why, s.scope_path, b.recorded_at AS brought_at, b.recorded_by AS brought_by,
                   s.recorded_at, s.recorded_by
            FROM document.scan s JOIN document.scan b ON b.id = s.id AND b.version = 1
            """;

    private final JdbcClient jdbc;

    ScanStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the end of the transaction nobody else brings a scan of this form. */
    public void lock(CopyId copy) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("scans of " + copy)
                .query((row, n) -> 0)
                .single();
    }

    /** Writes a version; false when another one came first. */
    public boolean write(SignedScan scan, Instant at, String by) {
        return jdbc.sql("""
                        WITH before AS (
                            UPDATE document.scan SET current = false
                            WHERE id = ? AND current AND version = ? RETURNING 1)
                        INSERT INTO document.scan
                            (id, version, current, recorded_at, recorded_by, state, copy_id, copy_version, form,
                             subject_id, evidence_id, digest, by_hand, why, scope_path)
                        SELECT ?, ?, true, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                        WHERE ? = 1 OR EXISTS (SELECT 1 FROM before)
                        ON CONFLICT DO NOTHING
                        """)
                        .param(scan.id())
                        .param(scan.version() - 1)
                        .param(scan.id())
                        .param(scan.version())
                        .param(utc(at))
                        .param(by)
                        .param(scan.state().code())
                        .param(scan.copy().value())
                        .param(scan.copyVersion())
                        .param(scan.form())
                        .param(scan.subject())
                        .param(scan.evidence().value())
                        .param(scan.digest())
                        .param(scan.byHand())
                        .param(scan.why())
                        .param(scan.scopePath())
                        .param(scan.version())
                        .update()
                == 1;
    }

    public Optional<SignedScan> find(UUID id) {
        return jdbc.sql(SCAN + " WHERE s.id = ? AND s.current")
                .param(id)
                .query(ScanStore::scan)
                .optional();
    }

    /** The same picture of the same form, brought before. */
    public Optional<SignedScan> ofContent(CopyId copy, String digest) {
        return jdbc.sql(SCAN + " WHERE s.copy_id = ? AND s.digest = ? AND s.current")
                .params(copy.value(), digest)
                .query(ScanStore::scan)
                .optional();
    }

    /** The scans of a number, the latest first. */
    public List<SignedScan> of(CopyId copy) {
        return jdbc.sql(SCAN + " WHERE s.copy_id = ? AND s.current ORDER BY b.recorded_at DESC, s.id DESC LIMIT 200")
                .param(copy.value())
                .query(ScanStore::scan)
                .list();
    }

    private static SignedScan scan(ResultSet row, int n) throws SQLException {
        int version = row.getInt("version");
        return new SignedScan(
                row.getObject("id", UUID.class),
                version,
                State.of(row.getString("state")),
                new CopyId(row.getObject("copy_id", UUID.class)),
                row.getInt("copy_version"),
                row.getString("form"),
                row.getObject("subject_id", UUID.class),
                new EvidenceId(row.getObject("evidence_id", UUID.class)),
                row.getString("digest"),
                row.getBoolean("by_hand"),
                row.getString("why"),
                row.getObject("brought_at", OffsetDateTime.class).toInstant(),
                row.getString("brought_by"),
                version == 1 ? null : row.getString("recorded_by"),
                row.getString("scope_path"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
