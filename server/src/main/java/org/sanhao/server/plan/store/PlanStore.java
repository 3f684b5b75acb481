package org.sanhao.server.plan.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.plan.CreationPlan;
import org.sanhao.server.plan.CreationPlan.Goal;
import org.sanhao.server.plan.CreationPlan.State;
import org.sanhao.server.plan.CreationPlan.Target;
import org.sanhao.server.plan.CreationPlanId;
import org.sanhao.server.plan.CreationPlans.Change;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Creation plans, version by version. */
@Repository
public class PlanStore {
    private static final TypeReference<List<Goal>> GOALS = new TypeReference<>() {};
    private static final TypeReference<List<Target>> TARGETS = new TypeReference<>() {};
    private static final String PLAN = """
            SELECT p.id, p.version, p.office_id, u.name AS office_name, p.pack_id, p.title, p.first_year, p.last_year, p.goals,
                   p.targets, p.state, p.scope_path
            FROM plan.creation_plan p JOIN institution.pub_unit u ON u.id = p.office_id
            WHERE p.current
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PlanStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Writes a version; false when another one came first, or the office has a plan for the pack already. */
    public boolean write(CreationPlan plan, String reason, int changed, Instant at, String by) {
        return jdbc.sql("""
                                WITH before AS (
                                    UPDATE plan.creation_plan SET current = false
                                    WHERE id = ? AND current AND version = ? RETURNING 1)
                                INSERT INTO plan.creation_plan
                                    (id, version, current, recorded_at, recorded_by, office_id, pack_id, title, first_year,
                                     last_year, goals, targets, state, reason, changed, scope_path)
                                SELECT ?, ?, true, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?
                                WHERE ? = 1 OR EXISTS (SELECT 1 FROM before)
                                ON CONFLICT DO NOTHING
                                """)
                        .params(
                                plan.id().value(),
                                plan.version() - 1,
                                plan.id().value(),
                                plan.version(),
                                at.atOffset(ZoneOffset.UTC),
                                by,
                                plan.office().value(),
                                plan.packId(),
                                plan.title(),
                                plan.firstYear(),
                                plan.lastYear(),
                                json.writeValueAsString(plan.goals()),
                                json.writeValueAsString(plan.targets()),
                                plan.state().code(),
                                reason,
                                changed,
                                plan.scopePath(),
                                plan.version())
                        .update()
                == 1;
    }

    public Optional<CreationPlan> find(CreationPlanId id) {
        return jdbc.sql(PLAN + " AND p.id = ?")
                .param(id.value())
                .query(this::plan)
                .optional();
    }

    public Optional<CreationPlan> of(UnitId office, String packId) {
        return jdbc.sql(PLAN + " AND p.office_id = ? AND p.pack_id = ?")
                .params(office.value(), packId)
                .query(this::plan)
                .optional();
    }

    public Page<CreationPlan> list(Optional<Cursor> after, int limit) {
        var sql = new StringBuilder(PLAN);
        var params = new ArrayList<Object>();
        after.ifPresent(position -> {
            sql.append(" AND (p.scope_path, p.id) > (?, ?::uuid)");
            params.addAll(position.values());
        });
        sql.append(" ORDER BY p.scope_path, p.id LIMIT ?");
        params.add(limit + 1);
        var rows = jdbc.sql(sql.toString()).params(params).query(this::plan).list();
        return Page.of(rows, limit, row -> Cursor.at(row.scopePath(), row.id()));
    }

    public List<Change> changes(CreationPlanId id) {
        return jdbc.sql("""
                        SELECT version, state, reason, changed, recorded_by, recorded_at FROM plan.creation_plan
                        WHERE id = ? ORDER BY version DESC LIMIT 200
                        """)
                .param(id.value())
                .query((row, n) -> new Change(
                        row.getInt("version"),
                        State.of(row.getString("state")),
                        row.getString("reason"),
                        row.getInt("changed"),
                        row.getString("recorded_by"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private CreationPlan plan(ResultSet row, int n) throws SQLException {
        return new CreationPlan(
                new CreationPlanId(row.getObject("id", UUID.class)),
                row.getInt("version"),
                new UnitId(row.getObject("office_id", UUID.class)),
                row.getString("office_name"),
                row.getString("pack_id"),
                row.getString("title"),
                row.getInt("first_year"),
                row.getInt("last_year"),
                json.readValue(row.getString("goals"), GOALS),
                json.readValue(row.getString("targets"), TARGETS),
                State.of(row.getString("state")),
                row.getString("scope_path"));
    }
}
