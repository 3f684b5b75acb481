package org.sanhao.server.publication.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.lang.pack.result.ResultFile.Seal;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.publication.NoticeId;
import org.sanhao.server.publication.Publications.Wanted;
import org.sanhao.server.publication.PublishedResult;
import org.sanhao.server.publication.ResultId;
import org.sanhao.server.publication.domain.ResultState;
import org.sanhao.server.review.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Announced results, what became of them, the words withheld from the public. */
@Repository
public class ResultStore {
    private static final String RESULT = """
            SELECT r.id, r.code, r.case_id, r.notice_id, r.tier, r.tier_title, r.campaign_title, r.sample, r.unit_id,
                   r.unit_name, r.region, r.body_name, r.number, r.announced_on, r.valid_from, r.valid_until, s.state,
                   s.on_day, f.filed_on, r.scope_path
            FROM publication.result r
            JOIN publication.result_state s ON s.result_id = r.id AND s.current
            LEFT JOIN publication.result_filing f ON f.result_id = r.id
            """;

    /** A document as stored, with the pack it was worked out by. */
    public record Stored(ResultId id, String document, Seal seal, PackRef pack) {}

    /** Words behind a commitment: sealed bytes, or the day they were erased. */
    public record Withheld(
            String commitment,
            byte @Nullable [] sealed,
            @Nullable LocalDate erased) {}

    /** A case whose result changes on or before a day. */
    public record Due(CaseId reviewCase, ResultState state) {}

    private final JdbcClient jdbc;

    ResultStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void announce(PublishedResult result, Stored stored, String by, Instant at) {
        jdbc.sql("""
                        INSERT INTO publication.result
                            (id, code, case_id, notice_id, recorded_at, recorded_by, pack_id, pack_version, document,
                             hash, key_alg, key, signature, tier, tier_title, campaign_title, sample, unit_id, unit_name, region,
                             body_name, number, announced_on, valid_from, valid_until, scope_path)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(result.id().value())
                .param(result.code())
                .param(result.reviewCase().value())
                .param(result.notice().value())
                .param(at.atOffset(ZoneOffset.UTC))
                .param(by)
                .param(stored.pack().id())
                .param(stored.pack().version())
                .param(stored.document())
                .param(stored.seal().hash())
                .param(stored.seal().alg())
                .param(stored.seal().publicKey())
                .param(stored.seal().signature())
                .param(result.tier())
                .param(result.tierTitle())
                .param(result.campaignTitle())
                .param(result.sample())
                .param(result.unit().value())
                .param(result.unitName())
                .param(result.region())
                .param(result.bodyName())
                .param(result.number())
                .param(result.announcedOn())
                .param(result.from())
                .param(result.until())
                .param(result.scopePath())
                .update();
    }

    /** Writes what became of a result; the row before stops being current in the same statement. */
    public void become(ResultId id, ResultState state, LocalDate on, @Nullable LocalDate due, Instant at, String path) {
        jdbc.sql("""
                        WITH before AS (
                            UPDATE publication.result_state SET current = false
                            WHERE result_id = ? AND current RETURNING version)
                        INSERT INTO publication.result_state
                            (result_id, version, current, recorded_at, state, on_day, due, scope_path)
                        VALUES (?, coalesce((SELECT version FROM before), 0) + 1, true, ?, ?, ?, ?, ?)
                        """)
                .param(id.value())
                .param(id.value())
                .param(at.atOffset(ZoneOffset.UTC))
                .param(state.code())
                .param(on)
                .param(due)
                .param(path)
                .update();
    }

    public void file(PublishedResult result, LocalDate on, String level, Instant at) {
        jdbc.sql("""
                        INSERT INTO publication.result_filing (result_id, recorded_at, filed_on, level, scope_path)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                .params(result.id().value(), at.atOffset(ZoneOffset.UTC), on, level, result.scopePath())
                .update();
    }

    /** A tier an institution holds. */
    public record Held(UnitId unit, String tier) {}

    /** The tiers by a pack that institutions hold: announced and not fallen, run out or struck. */
    public List<Held> held(String packId, List<UnitId> units) {
        return jdbc.sql("""
                        SELECT r.unit_id, r.tier FROM publication.result r
                        JOIN publication.result_state s ON s.result_id = r.id AND s.current
                        WHERE r.pack_id = ? AND r.unit_id = ANY (?) AND s.state = ANY (?)
                        """)
                .params(
                        packId,
                        units.stream().map(UnitId::value).toArray(UUID[]::new),
                        Arrays.stream(ResultState.values())
                                .filter(state -> state == ResultState.ANNOUNCED || state.holds())
                                .map(ResultState::code)
                                .toArray(String[]::new))
                .query((row, n) -> new Held(new UnitId(row.getObject(1, UUID.class)), row.getString(2)))
                .list();
    }

    /** Results that must change on or before a day, the longest overdue first. */
    public List<Due> due(LocalDate today, int limit) {
        return jdbc.sql("""
                        SELECT r.case_id, s.state FROM publication.result_state s
                        JOIN publication.result r ON r.id = s.result_id
                        WHERE s.current AND s.due <= ? ORDER BY s.due, r.id LIMIT ?
                        """)
                .params(today, limit)
                .query((row, n) -> new Due(new CaseId(row.getObject(1, UUID.class)), ResultState.of(row.getString(2))))
                .list();
    }

    public Optional<PublishedResult> byCode(String code) {
        return jdbc.sql(RESULT + " WHERE r.code = ?")
                .param(code)
                .query(ResultStore::result)
                .optional();
    }

    public Optional<PublishedResult> ofCase(CaseId reviewCase) {
        return jdbc.sql(RESULT + " WHERE r.case_id = ?")
                .param(reviewCase.value())
                .query(ResultStore::result)
                .optional();
    }

    public List<PublishedResult> ofCases(List<CaseId> cases) {
        return jdbc.sql(RESULT + " WHERE r.case_id = ANY (?)")
                .param(cases.stream().map(CaseId::value).toArray(UUID[]::new))
                .query(ResultStore::result)
                .list();
    }

    public List<PublishedResult> ofUnit(UnitId unit) {
        return jdbc.sql(RESULT + " WHERE r.unit_id = ? ORDER BY r.announced_on DESC, r.code LIMIT 200")
                .param(unit.value())
                .query(ResultStore::result)
                .list();
    }

    public Page<PublishedResult> inForce(Wanted wanted, Optional<Cursor> after, int limit) {
        var sql = new StringBuilder(RESULT).append(" WHERE s.state IN ('in-force', 'must-rectify')");
        var params = new ArrayList<Object>();
        if (wanted.name() != null) {
            sql.append(" AND position(lower(?) IN lower(r.unit_name)) > 0");
            params.add(wanted.name());
        }
        if (wanted.tier() != null) {
            sql.append(" AND r.tier_title = ?");
            params.add(wanted.tier());
        }
        if (wanted.region() != null) {
            sql.append(" AND position(? IN r.region) > 0");
            params.add(wanted.region());
        }
        after.ifPresent(position -> {
            sql.append(" AND (r.announced_on < ?::date OR r.announced_on = ?::date AND r.code > ?)");
            params.add(position.values().getFirst());
            params.add(position.values().getFirst());
            params.add(position.values().getLast());
        });
        sql.append(" ORDER BY r.announced_on DESC, r.code LIMIT ?");
        params.add(limit + 1);
        var rows = jdbc.sql(sql.toString())
                .params(params)
                .query(ResultStore::result)
                .list();
        return Page.of(rows, limit, row -> Cursor.at(row.announcedOn(), row.code()));
    }

    public List<String> tierTitles() {
        return jdbc.sql("SELECT DISTINCT tier_title FROM publication.result ORDER BY 1")
                .query((row, n) -> java.util.Objects.requireNonNull(row.getString(1)))
                .list();
    }

    public Optional<Stored> document(String code) {
        return jdbc.sql("""
                        SELECT id, document, hash, key_alg, key, signature, pack_id, pack_version
                        FROM publication.result WHERE code = ?
                        """)
                .param(code)
                .query((row, n) -> new Stored(
                        new ResultId(row.getObject("id", UUID.class)),
                        row.getString("document"),
                        new Seal(
                                row.getString("hash"),
                                row.getString("key_alg"),
                                row.getString("key"),
                                row.getString("signature")),
                        new PackRef(row.getString("pack_id"), row.getString("pack_version"))))
                .optional();
    }

    /** Keeps the sealed words of many commitments in one statement. */
    public void withhold(ResultId id, Map<String, byte[]> sealed, String path) {
        var each = new LinkedHashMap<>(sealed);
        jdbc.sql("""
                        INSERT INTO publication.withheld (result_id, commitment, sealed, scope_path)
                        SELECT ?, w.commitment, w.sealed, ? FROM unnest(?::text[], ?::bytea[]) AS w (commitment, sealed)
                        """)
                .param(id.value())
                .param(path)
                .param(each.keySet().toArray(String[]::new))
                .param(each.values().toArray(byte[][]::new))
                .update();
    }

    public List<Withheld> withheld(ResultId id) {
        return jdbc.sql("""
                        SELECT commitment, sealed, (erased_at AT TIME ZONE 'Asia/Shanghai')::date
                        FROM publication.withheld WHERE result_id = ? ORDER BY commitment
                        """)
                .param(id.value())
                .query((row, n) -> new Withheld(row.getString(1), row.getBytes(2), row.getObject(3, LocalDate.class)))
                .list();
    }

    private static PublishedResult result(ResultSet row, int n) throws SQLException {
        return new PublishedResult(
                new ResultId(row.getObject("id", UUID.class)),
                row.getString("code"),
                new CaseId(row.getObject("case_id", UUID.class)),
                new NoticeId(row.getObject("notice_id", UUID.class)),
                row.getString("tier"),
                row.getString("tier_title"),
                row.getString("campaign_title"),
                row.getBoolean("sample"),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getString("unit_name"),
                row.getString("region"),
                row.getString("body_name"),
                row.getString("number"),
                row.getObject("announced_on", LocalDate.class),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                ResultState.of(row.getString("state")),
                row.getObject("on_day", LocalDate.class),
                row.getObject("filed_on", LocalDate.class),
                row.getString("scope_path"));
    }
}
