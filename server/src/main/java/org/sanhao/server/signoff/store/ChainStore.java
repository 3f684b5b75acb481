package org.sanhao.server.signoff.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.signoff.Chain;
import org.sanhao.server.signoff.MatterKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The chains of offices. A version without steps goes back to the usual. */
@Repository
public class ChainStore {
    private final JdbcClient jdbc;
    private final KeptSteps steps;

    ChainStore(JdbcClient jdbc, KeptSteps steps) {
        this.jdbc = jdbc;
        this.steps = steps;
    }

    public Optional<Chain> chain(UnitId office, MatterKind kind) {
        return jdbc.sql("SELECT version, steps FROM signoff.chain WHERE office_id = ? AND kind = ? AND current")
                .params(office.value(), kind.code())
                .query((row, n) -> chain(kind, row.getInt("version"), steps.of(row.getString("steps"))))
                .optional();
    }

    private static Chain chain(MatterKind kind, int version, List<Chain.Step> steps) {
        return steps.isEmpty() ? Chain.usual(kind, version) : Chain.of(version, steps);
    }

    /** Writes a version; false when another one came first. */
    public boolean write(
            UnitId office,
            MatterKind kind,
            int version,
            List<Chain.Step> steps,
            String scopePath,
            Instant at,
            String by) {
        return jdbc.sql("""
                                WITH before AS (
                                    UPDATE signoff.chain SET current = false
                                    WHERE office_id = ? AND kind = ? AND current AND version = ? RETURNING 1)
                                INSERT INTO signoff.chain
                                    (office_id, kind, version, current, recorded_at, recorded_by, steps, scope_path)
                                SELECT ?, ?, ?, true, ?, ?, ?::jsonb, ?
                                WHERE ? = 1 OR EXISTS (SELECT 1 FROM before)
                                ON CONFLICT DO NOTHING
                                """)
                        .params(
                                office.value(),
                                kind.code(),
                                version - 1,
                                office.value(),
                                kind.code(),
                                version,
                                at.atOffset(ZoneOffset.UTC),
                                by,
                                this.steps.text(steps),
                                scopePath,
                                version)
                        .update()
                == 1;
    }
}
