package org.sanhao.server.publication.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Ids;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.publication.Effect;
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

    /** An effect that follows from having no result. */
    public record WithoutResult(UUID id, CampaignId campaign, String consequence) {}

    /** Begins an effect for each of the units; {@code result} is null where it follows from having none. */
    public void begin(
            CampaignId campaign,
            @Nullable ResultId result,
            String consequence,
            Effect effect,
            List<Unit> units,
            Instant at) {
        jdbc.sql("""
                        INSERT INTO publication.effect
                            (id, version, current, recorded_at, recorded_by, unit_id, campaign_id, result_id,
                             consequence, kind, what, basis, holds, scope_path)
                        SELECT id, 1, true, ?, 'product', unit_id, ?, ?, ?, ?, ?, ?, daterange(?, ?, '[]'), path
                        FROM unnest(?::uuid[], ?::uuid[], ?::text[]) AS new (id, unit_id, path)
                        """)
                .param(at.atOffset(ZoneOffset.UTC))
                .param(campaign.value())
                .param(result == null ? null : result.value())
                .param(consequence)
                .param(effect.kind())
                .param(effect.what())
                .param(effect.basis().toArray(String[]::new))
                .param(effect.from())
                .param(effect.until())
                .param(units.stream().map(unit -> Ids.next()).toArray(UUID[]::new))
                .param(units.stream().map(unit -> unit.id().value()).toArray(UUID[]::new))
                .param(units.stream().map(Unit::scopePath).toArray(String[]::new))
                .update();
    }

    /** Cuts every effect of a result so that its last day lies before {@code on}; those over by then stay as they are. */
    public void cut(ResultId result, LocalDate on, String why, Instant at, String by) {
        cut("result_id", result.value(), on, why, at, by);
    }

    /** Cuts one effect so that its last day lies before {@code on}. */
    public void cut(UUID effect, LocalDate on, String why, Instant at, String by) {
        cut("id", effect, on, why, at, by);
    }

    private void cut(String column, UUID value, LocalDate on, String why, Instant at, String by) {
        jdbc.sql("""
                        WITH before AS (
                            UPDATE publication.effect SET current = false
                            WHERE %s = ? AND current AND upper(holds) > ? RETURNING *)
                        INSERT INTO publication.effect
                            (id, version, current, recorded_at, recorded_by, ended_why, unit_id, campaign_id, result_id,
                             consequence, kind, what, basis, holds, scope_path)
                        SELECT id, version + 1, true, ?, ?, ?, unit_id, campaign_id, result_id, consequence, kind, what,
                               basis, daterange(lower(holds), greatest(lower(holds), ?), '[)'), scope_path
                        FROM before
                        """.formatted(column))
                .params(value, on, at.atOffset(ZoneOffset.UTC), by, why, on)
                .update();
    }

    /** What follows for a unit from having no result and is not over on the day. */
    public List<WithoutResult> withoutResult(UnitId unit, LocalDate on) {
        return jdbc.sql("""
                        SELECT id, campaign_id, consequence FROM publication.effect
                        WHERE unit_id = ? AND result_id IS NULL AND current AND upper(holds) > ?
                        """)
                .params(unit.value(), on)
                .query((row, n) -> new WithoutResult(
                        row.getObject("id", UUID.class),
                        new CampaignId(row.getObject("campaign_id", UUID.class)),
                        row.getString("consequence")))
                .list();
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
