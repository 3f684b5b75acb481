package org.sanhao.server.campaign.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.campaign.Campaign;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.Campaigns.Staff;
import org.sanhao.server.campaign.Enrolment;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.pack.PackRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Campaigns and enrolments. Names of units come from the register's view of today. */
@Repository
public class CampaignStore {
    private static final String COLUMNS = """
            SELECT c.id, c.version, c.pack_id, c.pack_version, c.pack_hash, c.organiser_id, u.name AS organiser_name,
                   c.edition, c.title, c.state, c.organisation, c.scope_path
            FROM campaign.campaign c JOIN institution.pub_unit u ON u.id = c.organiser_id
            """;
    private static final String ENROLMENT = """
            SELECT e.id, e.version, e.campaign_id, e.unit_id, u.name AS unit_name, u.type AS unit_type, u.pinyin, e.mode,
                   e.priority, e.target, e.liaison_id, coalesce(p.name, e.liaison) AS liaison, e.scope_path
            FROM campaign.enrolment e
            JOIN institution.pub_unit u ON u.id = e.unit_id
            LEFT JOIN institution.pub_person p ON p.id = e.liaison_id
            WHERE e.current AND e.voided_at IS NULL
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CampaignStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public Optional<Campaign> find(AsOf asOf, CampaignId id) {
        if (asOf.moment() == null) {
            return jdbc.sql(COLUMNS + " WHERE c.id = ? AND c.current AND c.voided_at IS NULL")
                    .param(id.value())
                    .query(this::campaign)
                    .optional();
        }
        return jdbc.sql(COLUMNS + " WHERE c.id = ? AND c.recorded_at <= ? ORDER BY c.version DESC LIMIT 1")
                .params(id.value(), utc(asOf.moment()))
                .query(this::campaign)
                .optional();
    }

    public List<Campaign> list() {
        return jdbc.sql(COLUMNS
                        + " WHERE c.current AND c.voided_at IS NULL ORDER BY c.edition DESC, c.scope_path,"
                        + " c.title LIMIT 500")
                .query(this::campaign)
                .list();
    }

    public boolean exists(UnitId organiser, String packId, int edition) {
        return jdbc.sql("""
                        SELECT count(*) > 0 FROM campaign.campaign
                        WHERE organiser_id = ? AND pack_id = ? AND edition = ? AND current AND voided_at IS NULL
                        """)
                .params(organiser.value(), packId, edition)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Writes a version; the one before stops being current in the same statement. False when somebody was faster. */
    public boolean write(Campaign campaign, Instant at, String by) {
        return jdbc.sql("""
                                WITH before AS (
                                    UPDATE campaign.campaign SET current = false
                                    WHERE id = ? AND current AND version = ? RETURNING 1)
                                INSERT INTO campaign.campaign
                                    (id, version, recorded_at, recorded_by, current, pack_id, pack_version, pack_hash,
                                     organiser_id, edition, title, state, organisation, scope_path)
                                SELECT ?, ?, ?, ?, true, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?
                                WHERE ? = 1 OR EXISTS (SELECT 1 FROM before)
                                """)
                        .params(
                                campaign.id().value(),
                                campaign.version() - 1,
                                campaign.id().value(),
                                campaign.version(),
                                utc(at),
                                by,
                                campaign.pack().id(),
                                campaign.pack().version(),
                                campaign.packHash(),
                                campaign.organiser().value(),
                                campaign.edition(),
                                campaign.title(),
                                campaign.state().code(),
                                json.writeValueAsString(campaign.organisation()),
                                campaign.scopePath(),
                                campaign.version())
                        .update()
                == 1;
    }

    /** Holds off whoever wants to end the campaign; many may hold it at once. Not the row: those below may not write it. */
    public void hold(CampaignId campaign) {
        lock("pg_advisory_xact_lock_shared", campaign);
    }

    /** Waits until nobody holds the campaign any more. */
    public void awaitHolders(CampaignId campaign) {
        lock("pg_advisory_xact_lock", campaign);
    }

    private void lock(String lock, CampaignId campaign) {
        jdbc.sql("SELECT " + lock + "(hashtextextended(?, 0))")
                .param("campaign " + campaign)
                .query((row, n) -> 0)
                .single();
    }

    public void enrol(List<Enrolment> enrolments, Instant at, String by) {
        int n = enrolments.size();
        var ids = new UUID[n];
        var campaigns = new UUID[n];
        var units = new UUID[n];
        var modes = new String[n];
        var priorities = new @Nullable String[n];
        var targets = new @Nullable String[n];
        var liaisons = new @Nullable UUID[n];
        var paths = new String[n];
        for (int i = 0; i < n; i++) {
            var each = enrolments.get(i);
            ids[i] = each.id().value();
            campaigns[i] = each.campaign().value();
            units[i] = each.unit().value();
            modes[i] = each.mode();
            priorities[i] = each.priority();
            targets[i] = each.target();
            liaisons[i] = each.liaisonId() == null ? null : each.liaisonId().value();
            paths[i] = each.scopePath();
        }
        jdbc.sql("""
                        INSERT INTO campaign.enrolment
                            (id, version, recorded_at, recorded_by, current, campaign_id, unit_id, mode, priority, target,
                             liaison_id, scope_path)
                        SELECT id, 1, ?, ?, true, campaign_id, unit_id, mode, priority, target, liaison, path
                        FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[])
                             AS new (id, campaign_id, unit_id, mode, priority, target, liaison, path)
                        """)
                .params(utc(at), by, ids, campaigns, units, modes, priorities, targets, liaisons, paths)
                .update();
    }

    /** Takes institutions out of a draft: a voided version follows the one that stood. */
    public void leave(List<Enrolment> gone, String why, Instant at, String by) {
        var ids = gone.stream().map(each -> each.id().value()).toArray(UUID[]::new);
        jdbc.sql("""
                        WITH before AS (
                            UPDATE campaign.enrolment SET current = false WHERE id = ANY (?) AND current RETURNING *)
                        INSERT INTO campaign.enrolment
                            (id, version, recorded_at, recorded_by, voided_at, voided_by, voided_why, current, campaign_id,
                             unit_id, mode, priority, target, liaison_id, scope_path)
                        SELECT id, version + 1, ?, ?, ?, ?, ?, true, campaign_id, unit_id, mode, priority, target, liaison_id,
                               scope_path
                        FROM before
                        """).params(ids, utc(at), by, utc(at), by, why).update();
    }

    public Page<Enrolment> enrolments(CampaignId campaign, Optional<Cursor> after, int limit) {
        var params = new ArrayList<Object>(List.of(campaign.value()));
        var sql = new StringBuilder(ENROLMENT).append(" AND e.campaign_id = ?");
        after.ifPresent(position -> {
            sql.append(" AND (u.pinyin, e.id) > (?, ?::uuid)");
            params.addAll(position.values());
        });
        sql.append(" ORDER BY u.pinyin, e.id LIMIT ?");
        params.add(limit + 1);
        record Row(Enrolment enrolment, String pinyin) {}
        var rows = jdbc.sql(sql.toString())
                .params(params)
                .query((row, n) -> new Row(enrolment(row, n), row.getString("pinyin")))
                .list();
        return Page.of(rows, limit, row -> Cursor.at(row.pinyin, row.enrolment.id()))
                .map(Row::enrolment);
    }

    public List<Staff> staff(String institutionPath, String name) {
        return jdbc.sql("""
                        SELECT p.id, p.name, u.name AS department
                        FROM institution.pub_person p JOIN institution.pub_unit u ON u.id = p.unit_id
                        WHERE p.scope_path COLLATE "C" >= ? AND p.scope_path COLLATE "C" < ? || chr(1114109)
                          AND strpos(p.name, ?) > 0
                        ORDER BY u.pinyin, p.name, p.id LIMIT 20
                        """)
                .params(institutionPath, institutionPath, name)
                .query((row, n) -> new Staff(
                        new PersonId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getString("department")))
                .list();
    }

    public Optional<Enrolment> enrolment(EnrolmentId id) {
        return jdbc.sql(ENROLMENT + " AND e.id = ?")
                .param(id.value())
                .query(CampaignStore::enrolment)
                .optional();
    }

    public List<Enrolment> enrolmentsOf(UnitId unit) {
        return jdbc.sql(ENROLMENT + " AND e.unit_id = ? ORDER BY e.recorded_at DESC")
                .param(unit.value())
                .query(CampaignStore::enrolment)
                .list();
    }

    private Campaign campaign(ResultSet row, int n) throws SQLException {
        return new Campaign(
                new CampaignId(row.getObject("id", UUID.class)),
                row.getInt("version"),
                new PackRef(row.getString("pack_id"), row.getString("pack_version")),
                row.getString("pack_hash"),
                new UnitId(row.getObject("organiser_id", UUID.class)),
                row.getString("organiser_name"),
                row.getInt("edition"),
                row.getString("title"),
                Campaign.State.of(row.getString("state")),
                json.readValue(row.getString("organisation"), Campaign.Organisation.class),
                row.getString("scope_path"));
    }

    private static Enrolment enrolment(ResultSet row, int n) throws SQLException {
        return new Enrolment(
                new EnrolmentId(row.getObject("id", UUID.class)),
                row.getInt("version"),
                new CampaignId(row.getObject("campaign_id", UUID.class)),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getString("unit_name"),
                row.getString("unit_type"),
                row.getString("mode"),
                row.getString("priority"),
                row.getString("target"),
                row.getObject("liaison_id", UUID.class) == null
                        ? null
                        : new PersonId(row.getObject("liaison_id", UUID.class)),
                row.getString("liaison"),
                row.getString("scope_path"));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
