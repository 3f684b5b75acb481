package org.sanhao.server.review.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.assessment.FrozenSheet;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews.Sent;
import org.sanhao.server.review.Reviews.Submission;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.ReviewCase;
import org.sanhao.server.review.domain.Route;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Cases, the log of their moves, what was sent. */
@Repository
public class CaseStore {
    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};
    private static final String CASE = """
            SELECT c.id, s.version, c.enrolment_id, c.campaign_id, c.unit_id, u.name AS unit_name, c.tier, c.route,
                   s.state, s.state_data, s.asked_at, s.told, s.recorded_at, c.scope_path
            FROM review.review_case c
            JOIN review.step s ON s.case_id = c.id AND s.current
            JOIN institution.pub_unit u ON u.id = c.unit_id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CaseStates states;

    CaseStore(JdbcClient jdbc, JsonMapper json, CaseStates states) {
        this.jdbc = jdbc;
        this.json = json;
        this.states = states;
    }

    public void open(CaseRecord opened, String by) {
        jdbc.sql("""
                        INSERT INTO review.review_case
                            (id, enrolment_id, campaign_id, unit_id, tier, route, opened_at, opened_by, scope_path)
                        VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
                        """)
                .params(
                        opened.id().value(),
                        opened.enrolment().value(),
                        opened.campaign().value(),
                        opened.unit().value(),
                        opened.review().appliedTier(),
                        json.writeValueAsString(opened.review().route()),
                        utc(opened.movedAt()),
                        by,
                        opened.scopePath())
                .update();
    }

    /**
     * Appends a move; the row before stops being current in the same statement.
     *
     * @return false when another move came first
     */
    public boolean append(
            CaseRecord after,
            String move,
            String reason,
            Map<String, Object> details,
            @Nullable Level level,
            String by) {
        var state = after.review().state();
        return jdbc.sql("""
                                WITH before AS (
                                    UPDATE review.step SET current = false
                                    WHERE case_id = ? AND current AND version = ? RETURNING 1)
                                INSERT INTO review.step
                                    (case_id, version, recorded_at, recorded_by, current, move, reason, details,
                                     actor_level, state, state_data, held_at, open, asked_at, told, enrolment_id,
                                     scope_path)
                                SELECT ?, ?, ?, ?, true, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?
                                WHERE ? = 1 OR EXISTS (SELECT 1 FROM before)
                                ON CONFLICT (case_id, version) DO NOTHING
                                """)
                        .param(after.id().value())
                        .param(after.version() - 1)
                        .param(after.id().value())
                        .param(after.version())
                        .param(utc(after.movedAt()))
                        .param(by)
                        .param(move)
                        .param(reason)
                        .param(json.writeValueAsString(details))
                        .param(level == null ? null : level.code())
                        .param(states.name(state))
                        .param(states.data(state))
                        .param(state instanceof CaseState.Held held ? held.at().code() : null)
                        .param(!state.isClosed())
                        .param(after.review().supplementsAsked().stream()
                                .map(Level::code)
                                .sorted()
                                .toArray(String[]::new))
                        .param(after.review().feedbackGiven())
                        .param(after.enrolment().value())
                        .param(after.scopePath())
                        .param(after.version())
                        .update()
                == 1;
    }

    /** How many applications of a campaign were handed in and have no result and no refusal yet. */
    public int waiting(CampaignId campaign) {
        return jdbc.sql("""
                        SELECT count(*) FROM review.step s JOIN review.review_case c ON c.id = s.case_id
                        WHERE c.campaign_id = ? AND s.current AND s.open AND s.held_at IS NOT NULL
                          AND s.state NOT IN ('Announced', 'InForce', 'MustRectify')
                        """).param(campaign.value()).query(Integer.class).single();
    }

    public Optional<CaseRecord> find(CaseId id) {
        return jdbc.sql(CASE + " WHERE c.id = ?")
                .param(id.value())
                .query(this::record)
                .optional();
    }

    public List<CaseRecord> of(EnrolmentId enrolment) {
        return jdbc.sql(CASE + " WHERE c.enrolment_id = ? ORDER BY c.opened_at DESC")
                .param(enrolment.value())
                .query(this::record)
                .list();
    }

    public Page<CaseRecord> list(@Nullable Level heldAt, Optional<Cursor> after, int limit) {
        var sql = new StringBuilder(CASE).append(" WHERE true");
        var params = new ArrayList<Object>();
        if (heldAt != null) {
            sql.append(" AND s.held_at = ?");
            params.add(heldAt.code());
        }
        after.ifPresent(position -> {
            sql.append(" AND (s.recorded_at, c.id) > (?::timestamptz, ?::uuid)");
            params.addAll(position.values());
        });
        sql.append(" ORDER BY s.recorded_at, c.id LIMIT ?");
        params.add(limit + 1);
        var rows = jdbc.sql(sql.toString()).params(params).query(this::record).list();
        return Page.of(rows, limit, row -> Cursor.at(row.movedAt(), row.id()));
    }

    /** Cases a level holds from its proposal on, the one waiting longest first. */
    public Page<CaseRecord> decided(Level heldAt, Optional<Cursor> after, int limit) {
        var sql = new StringBuilder(CASE).append("""
                 WHERE s.held_at = ?
                   AND s.state IN ('Proposed', 'PublicNotice', 'Objected', 'Announced', 'InForce', 'MustRectify')
                """);
        var params = new ArrayList<Object>();
        params.add(heldAt.code());
        after.ifPresent(position -> {
            sql.append(" AND (s.recorded_at, c.id) > (?::timestamptz, ?::uuid)");
            params.addAll(position.values());
        });
        sql.append(" ORDER BY s.recorded_at, c.id LIMIT ?");
        params.add(limit + 1);
        var rows = jdbc.sql(sql.toString()).params(params).query(this::record).list();
        return Page.of(rows, limit, row -> Cursor.at(row.movedAt(), row.id()));
    }

    public List<CaseRecord.Step> steps(CaseId id) {
        return jdbc.sql("""
                        SELECT s.version, s.move, s.reason, s.details, s.actor_level, s.state, s.recorded_at,
                               coalesce(p.name, '') AS by_name, s.recorded_by
                        FROM review.step s LEFT JOIN institution.pub_person p ON p.id::text = s.recorded_by
                        WHERE s.case_id = ? ORDER BY s.version DESC
                        """)
                .param(id.value())
                .query((row, n) -> new CaseRecord.Step(
                        row.getInt("version"),
                        row.getString("move"),
                        title(row.getString("move")),
                        row.getString("reason"),
                        json.readValue(row.getString("details"), DETAILS),
                        row.getString("actor_level"),
                        row.getString("state"),
                        row.getString("by_name"),
                        row.getString("recorded_by"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static String title(String move) {
        return move.equals(CaseRecord.APPLY) ? "提出申报" : Move.valueOf(move).title();
    }

    public void freeze(CaseRecord review, FrozenSheet frozen, String by) {
        jdbc.sql("""
                        INSERT INTO review.submission
                            (case_id, version, recorded_at, recorded_by, canonical, hash, scope_path)
                        SELECT ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?
                        FROM review.submission WHERE case_id = ?
                        """)
                .params(
                        review.id().value(),
                        utc(review.movedAt()),
                        by,
                        frozen.json(),
                        frozen.hash(),
                        review.scopePath(),
                        review.id().value())
                .update();
    }

    public Optional<FrozenSheet> submission(CaseId id) {
        return jdbc.sql("SELECT canonical, hash FROM review.submission WHERE case_id = ? ORDER BY version DESC LIMIT 1")
                .param(id.value())
                .query((row, n) -> new FrozenSheet(row.getString(1), row.getString(2)))
                .optional();
    }

    public Optional<Submission> submission(CaseId id, int version) {
        return jdbc.sql("""
                        SELECT s.version, s.recorded_at, coalesce(p.name, '') AS by_name, s.canonical, s.hash
                        FROM review.submission s LEFT JOIN institution.pub_person p ON p.id::text = s.recorded_by
                        WHERE s.case_id = ? AND s.version = ?
                        """)
                .params(id.value(), version)
                .query((row, n) -> new Submission(
                        row.getInt("version"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getString("by_name"),
                        new FrozenSheet(row.getString("canonical"), row.getString("hash"))))
                .optional();
    }

    public List<Sent> submissions(CaseId id) {
        return jdbc.sql("""
                        SELECT s.version, s.recorded_at, coalesce(p.name, '') AS by_name, s.hash
                        FROM review.submission s LEFT JOIN institution.pub_person p ON p.id::text = s.recorded_by
                        WHERE s.case_id = ? ORDER BY s.version DESC
                        """)
                .param(id.value())
                .query((row, n) -> new Sent(
                        row.getInt("version"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getString("by_name"),
                        row.getString("hash")))
                .list();
    }

    /** The details of the move by which a level opened its desk last. */
    public Optional<Map<String, Object>> deskOpened(CaseId id, Level level) {
        return jdbc.sql("""
                        SELECT details FROM review.step
                        WHERE case_id = ? AND move = 'OPEN_DESK' AND actor_level = ? ORDER BY version DESC LIMIT 1
                        """)
                .params(id.value(), level.code())
                .query((row, n) -> json.readValue(row.getString(1), DETAILS))
                .optional();
    }

    /** The day the case last came to the level that holds it. */
    public Optional<LocalDate> received(CaseId id) {
        return jdbc.sql("""
                        SELECT recorded_at FROM review.step
                        WHERE case_id = ? AND move IN ('SUBMIT', 'RESUBMIT', 'FORWARD') ORDER BY version DESC LIMIT 1
                        """)
                .param(id.value())
                .query((row, n) -> BusinessZone.dayOf(
                        row.getObject(1, OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** A case somebody holds, with the day on which it last reached a level. */
    public record Held(CaseRecord review, @Nullable LocalDate received) {}

    /** Cases somebody holds, page by page in the order of their ids. */
    public List<Held> heldOnes(@Nullable Held after, int limit) {
        return jdbc.sql("""
                        SELECT c.id, s.version, c.enrolment_id, c.campaign_id, c.unit_id, u.name AS unit_name, c.tier, c.route,
                               s.state, s.state_data, s.asked_at, s.told, s.recorded_at, c.scope_path, (
                                   SELECT recorded_at FROM review.step r
                                   WHERE r.case_id = c.id AND r.move IN ('SUBMIT', 'RESUBMIT', 'FORWARD')
                                   ORDER BY r.version DESC LIMIT 1) AS received_at
                        FROM review.step s
                        JOIN review.review_case c ON c.id = s.case_id
                        JOIN institution.pub_unit u ON u.id = c.unit_id
                        WHERE s.current AND s.open AND s.held_at IS NOT NULL AND s.case_id > ?
                        ORDER BY s.case_id LIMIT ?
                        """)
                .params(after == null ? new UUID(0, 0) : after.review().id().value(), limit)
                .query((row, n) -> {
                    var received = row.getObject("received_at", OffsetDateTime.class);
                    return new Held(record(row, n), received == null ? null : BusinessZone.dayOf(received.toInstant()));
                })
                .list();
    }

    /** The day of the last move of a kind over all cases of an enrolment. */
    public Optional<LocalDate> last(EnrolmentId enrolment, Move move) {
        return jdbc.sql("SELECT max(recorded_at) FROM review.step WHERE enrolment_id = ? AND move = ?")
                .params(enrolment.value(), move.name())
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(moment -> BusinessZone.dayOf(moment.toInstant())))
                .single();
    }

    private CaseRecord record(ResultSet row, int n) throws SQLException {
        var asked = (String[]) row.getArray("asked_at").getArray();
        var review = new ReviewCase(
                states.read(row.getString("state"), row.getString("state_data")),
                json.readValue(row.getString("route"), Route.class),
                row.getString("tier"),
                Arrays.stream(asked).map(Level::of).collect(Collectors.toSet()),
                row.getBoolean("told"));
        return new CaseRecord(
                new CaseId(row.getObject("id", UUID.class)),
                row.getInt("version"),
                new EnrolmentId(row.getObject("enrolment_id", UUID.class)),
                new CampaignId(row.getObject("campaign_id", UUID.class)),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getString("unit_name"),
                review,
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("scope_path"));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
