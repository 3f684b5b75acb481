package org.sanhao.server.publication.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.sanhao.kernel.Ids;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.publication.Effect;
import org.sanhao.server.publication.PublishedResult;
import org.sanhao.server.publication.ResultId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What results open, bar and tilt, as ranges of days. */
@Repository
public class EffectStore {
    private final JdbcClient jdbc;

    EffectStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void begin(PublishedResult result, CampaignId campaign, String consequence, Effect effect, Instant at) {
        jdbc.sql("""
                        INSERT INTO publication.effect
                            (id, version, current, recorded_at, recorded_by, unit_id, campaign_id, result_id,
                             consequence, kind, what, basis, holds, scope_path)
                        VALUES (?, 1, true, ?, 'product', ?, ?, ?, ?, ?, ?, ?, daterange(?, ?, '[]'), ?)
                        """)
                .param(Ids.next())
                .param(at.atOffset(ZoneOffset.UTC))
                .param(result.unit().value())
                .param(campaign.value())
                .param(result.id().value())
                .param(consequence)
                .param(effect.kind())
                .param(effect.what())
                .param(effect.basis().toArray(String[]::new))
                .param(effect.from())
                .param(effect.until())
                .param(result.scopePath())
                .update();
    }

    /** Cuts every effect of a result so that its last day lies before {@code on}; those over by then stay as they are. */
    public void cut(ResultId result, LocalDate on, String why, Instant at, String by) {
        jdbc.sql("""
                        WITH before AS (
                            UPDATE publication.effect SET current = false
                            WHERE result_id = ? AND current AND upper(holds) > ? RETURNING *)
                        INSERT INTO publication.effect
                            (id, version, current, recorded_at, recorded_by, ended_why, unit_id, campaign_id, result_id,
                             consequence, kind, what, basis, holds, scope_path)
                        SELECT id, version + 1, true, ?, ?, ?, unit_id, campaign_id, result_id, consequence, kind, what,
                               basis, daterange(lower(holds), greatest(lower(holds), ?), '[)'), scope_path
                        FROM before
                        """)
                .params(result.value(), on, at.atOffset(ZoneOffset.UTC), by, why, on)
                .update();
    }

    /** Those of a unit, what holds on the day first, then by their end, the latest first. */
    public List<Effect> of(UnitId unit, LocalDate today) {
        return jdbc.sql("""
                        SELECT kind, what, basis, lower(holds) AS first, upper(holds) - 1 AS last, ended_why
                        FROM publication.effect WHERE unit_id = ? AND current AND NOT isempty(holds)
                        ORDER BY holds @> ?::date DESC, upper(holds) DESC, consequence LIMIT 200
                        """)
                .params(unit.value(), today)
                .query(EffectStore::effect)
                .list();
    }

    private static Effect effect(ResultSet row, int n) throws SQLException {
        return new Effect(
                row.getString("kind"),
                row.getString("what"),
                List.of((String[]) row.getArray("basis").getArray()),
                row.getObject("first", LocalDate.class),
                row.getObject("last", LocalDate.class),
                row.getString("ended_why"));
    }
}
