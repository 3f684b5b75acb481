package org.sanhao.server.document.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.document.CopyId;
import org.sanhao.server.document.Receipt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Ticks: paper received, file received. One that was taken back is a further row without a day. */
@Repository
public class ReceiptStore {
    private final JdbcClient jdbc;

    ReceiptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The ticks that stand. */
    public List<Receipt> of(CopyId copy) {
        return jdbc.sql("""
                        SELECT kind, version, on_day, recorded_by, recorded_at FROM document.receipt
                        WHERE copy_id = ? AND current AND on_day IS NOT NULL ORDER BY kind
                        """)
                .param(copy.value())
                .query((row, n) -> new Receipt(
                        Receipt.Kind.of(row.getString("kind")),
                        row.getInt("version"),
                        row.getObject("on_day", LocalDate.class),
                        row.getString("recorded_by"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Sets a tick, or takes it back.
     *
     * @param on null takes it back
     * @return false when somebody was faster
     */
    public boolean write(
            CopyId copy,
            Receipt.Kind kind,
            @Nullable LocalDate on,
            String why,
            String scopePath,
            Instant at,
            String by) {
        int last = jdbc.sql("SELECT coalesce(max(version), 0) FROM document.receipt WHERE copy_id = ? AND kind = ?")
                .params(copy.value(), kind.code())
                .query(Integer.class)
                .single();
        return jdbc.sql("""
                        WITH before AS (
                            UPDATE document.receipt SET current = false
                            WHERE copy_id = ? AND kind = ? AND current AND version = ? RETURNING 1)
                        INSERT INTO document.receipt
                            (copy_id, kind, version, current, recorded_at, recorded_by, on_day, why, scope_path)
                        SELECT ?, ?, ?, true, ?, ?, ?, ?, ?
                        WHERE ? = 1 OR EXISTS (SELECT 1 FROM before)
                        ON CONFLICT DO NOTHING
                        """)
                        .param(copy.value())
                        .param(kind.code())
                        .param(last)
                        .param(copy.value())
                        .param(kind.code())
                        .param(last + 1)
                        .param(at.atOffset(ZoneOffset.UTC))
                        .param(by)
                        .param(on)
                        .param(why)
                        .param(scopePath)
                        .param(last + 1)
                        .update()
                == 1;
    }
}
