package org.sanhao.server.dashboard.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.server.dashboard.domain.Programme;
import org.sanhao.server.institution.Level;
import org.sanhao.server.pack.PackRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What the facts say, through the public views of the modules that keep them. */
@Repository
public class SourceStore {
    private static final String ENROLMENT = """
            SELECT e.enrolment_id, e.campaign_id, e.unit_id, u.type, u.pinyin, e.pack_id, e.pack_version, e.edition,
                   e.target, e.priority, e.recorded_at, e.scope_path
            FROM campaign.pub_enrolment e JOIN institution.pub_unit u ON u.id = e.unit_id
            """;
    private static final String CASE = """
            SELECT DISTINCT ON (s.enrolment_id) s.enrolment_id, s.case_id, s.version, s.tier, s.route::text AS route, s.state,
                   s.state_data::text AS state_data, s.held_at, s.recorded_at, s.copy,
                   (SELECT max(r.recorded_at) FROM review.pub_case_step r
                    WHERE r.case_id = s.case_id AND r.held_at = s.held_at
                      AND r.move IN ('SUBMIT', 'RESUBMIT', 'FORWARD')) AS received_at,
                   EXISTS (SELECT 1 FROM review.pub_case_step f
                    WHERE f.case_id = s.case_id AND f.move = 'FILE') AS filed
            FROM review.pub_case_step s
            """;

    /** What counted at a moment, over the enrolments of {@code taking_part}. */
    private static final String AT = """
            , last_case AS (
                SELECT DISTINCT ON (s.enrolment_id) s.enrolment_id, s.case_id, s.copy
                FROM taking_part t JOIN review.pub_case_step s ON s.enrolment_id = t.enrolment_id
                WHERE s.recorded_at < ? ORDER BY s.enrolment_id, s.opened_at DESC, s.version DESC),
            sent AS (
                SELECT c.enrolment_id, a.clause, a.answer_version
                FROM last_case c JOIN review.pub_sent_answer a ON a.case_id = c.case_id AND a.copy = c.copy)
            SELECT DISTINCT ON (j.sheet_id, j.clause) j.enrolment_id, j.sheet_id, j.level, j.clause, j.version,
                   j.recorded_at, j.grade, j.look, j.na_asked,
                   CASE WHEN j.ruled_at < ?::timestamptz THEN j.na_approved END AS na_approved,
                   CASE WHEN j.ruled_at < ?::timestamptz THEN j.ruled_at_level END AS ruled_at_level,
                   CASE WHEN j.ruled_at < ?::timestamptz THEN j.ruled_at END AS ruled_at
            FROM taking_part t
            JOIN assessment.pub_judgement j ON j.enrolment_id = t.enrolment_id
            LEFT JOIN last_case c ON c.enrolment_id = j.enrolment_id
            LEFT JOIN sent ON sent.enrolment_id = j.enrolment_id AND sent.clause = j.clause
                AND sent.answer_version = j.version
            WHERE j.recorded_at < ?
              AND CASE WHEN j.case_id IS NOT NULL THEN j.case_id = c.case_id
                       WHEN c.copy IS NOT NULL THEN sent.clause IS NOT NULL
                       ELSE true END
            ORDER BY j.sheet_id, j.clause, j.version DESC
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SourceStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** An institution that takes part in a published campaign. */
    public record EnrolmentSource(
            UUID enrolment,
            UUID campaign,
            UUID unit,
            String unitType,
            String pinyin,
            PackRef pack,
            int edition,
            @Nullable String target,
            @Nullable String priority,
            Instant at,
            String scopePath) {
        public Programme programme() {
            return new Programme(pack.id(), edition);
        }
    }

    /** One level's word on one clause. */
    public record JudgementSource(
            UUID enrolment,
            String clause,
            UUID sheet,
            String level,
            Look look,
            int version,
            Grade grade,
            Instant at,
            boolean naAsked,
            @Nullable Boolean naApproved,
            @Nullable String ruledAtLevel,
            @Nullable Instant ruledAt) {}

    /**
     * A case as it stands, or stood.
     *
     * @param judges levels that judge, lowest first, with their time in working days where the pack sets one
     * @param receivedOn the day the level that holds it received it, or null
     * @param day a day the state itself names: until when something is due; or null
     * @param copy the copy it stands on, null for the living sheet
     */
    public record CaseSource(
            UUID enrolment,
            UUID caseId,
            int version,
            String tier,
            Map<Level, Integer> judges,
            @Nullable Level record,
            boolean filed,
            String state,
            @Nullable Level heldAt,
            @Nullable LocalDate receivedOn,
            @Nullable LocalDate day,
            @Nullable Integer copy,
            Instant movedAt) {
        public CaseSource {
            judges = java.util.Collections.unmodifiableMap(judges);
        }

        public List<Level> judging() {
            return judges.keySet().stream()
                    .sorted(java.util.Comparator.reverseOrder())
                    .toList();
        }
    }

    public Optional<EnrolmentSource> enrolment(UUID id) {
        return jdbc.sql(ENROLMENT + " WHERE e.enrolment_id = ?")
                .param(id)
                .query(SourceStore::enrolment)
                .optional();
    }

    public List<UUID> campaigns() {
        return jdbc.sql("SELECT DISTINCT campaign_id FROM campaign.pub_enrolment ORDER BY 1")
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    public List<EnrolmentSource> enrolmentsOf(UUID campaign) {
        return jdbc.sql(ENROLMENT + " WHERE e.campaign_id = ? ORDER BY e.enrolment_id")
                .param(campaign)
                .query(SourceStore::enrolment)
                .list();
    }

    public Optional<UUID> enrolmentOfSheet(UUID sheet) {
        return jdbc.sql("SELECT enrolment_id FROM assessment.pub_judgement WHERE sheet_id = ? LIMIT 1")
                .param(sheet)
                .query(UUID.class)
                .optional();
    }

    /**
     * What counts now, by the case opened last: the words of its levels, and the institution's own as sent while the case
     * stands on a copy, else as they stand on the sheet. {@code clause} narrows to one.
     */
    public List<JudgementSource> judgements(UUID enrolment, @Nullable String clause) {
        return jdbc.sql("""
                        WITH last_case AS (
                            SELECT s.case_id, s.copy FROM review.pub_case_step s
                            WHERE s.enrolment_id = ? AND s.current ORDER BY s.opened_at DESC LIMIT 1),
                        sent AS (
                            SELECT a.clause, a.answer_version
                            FROM last_case c JOIN review.pub_sent_answer a ON a.case_id = c.case_id AND a.copy = c.copy)
                        SELECT j.* FROM assessment.pub_judgement j
                        LEFT JOIN last_case c ON true
                        LEFT JOIN sent ON sent.clause = j.clause AND sent.answer_version = j.version
                        WHERE j.enrolment_id = ? AND (?::text IS NULL OR j.clause = ?)
                          AND CASE WHEN j.case_id IS NOT NULL THEN j.current AND j.case_id = c.case_id
                                   WHEN c.copy IS NOT NULL THEN sent.clause IS NOT NULL
                                   ELSE j.current END
                        """)
                .params(new ArrayList<>(java.util.Arrays.asList(enrolment, enrolment, clause, clause)))
                .query(SourceStore::judgement)
                .list();
    }

    /** What counted at the end of a day, over the enrolments of a campaign. Rulings of later days are left out. */
    public void judgementsAt(UUID campaign, Instant end, Consumer<JudgementSource> each) {
        jdbc.sql("""
                        WITH taking_part AS (
                            SELECT e.enrolment_id FROM campaign.pub_enrolment e WHERE e.campaign_id = ?)
                        """ + AT)
                .params(campaign, utc(end), utc(end), utc(end), utc(end), utc(end))
                .query((ResultSet row) -> each.accept(judgement(row, 0)));
    }

    /** What counted of one enrolment at a moment. */
    public List<JudgementSource> judgementsOfAt(UUID enrolment, Instant end) {
        return jdbc.sql("WITH taking_part AS (SELECT ?::uuid AS enrolment_id)" + AT)
                .params(enrolment, utc(end), utc(end), utc(end), utc(end), utc(end))
                .query(SourceStore::judgement)
                .list();
    }

    public Optional<LocalDate> startedOn(UUID enrolment) {
        return jdbc.sql("""
                        SELECT min(recorded_at) FROM assessment.pub_judgement
                        WHERE enrolment_id = ? AND level = 'institution' AND version = 1
                        """)
                .param(enrolment)
                .query((row, n) -> Optional.ofNullable(moment(row, "min")).map(BusinessZone::dayOf))
                .single();
    }

    /** The case opened last, as it stands. */
    public Optional<CaseSource> caseOf(UUID enrolment) {
        return jdbc.sql(CASE + " WHERE s.enrolment_id = ? AND s.current ORDER BY s.enrolment_id, s.opened_at DESC")
                .param(enrolment)
                .query(this::caseSource)
                .optional();
    }

    public Optional<UUID> enrolmentOfCase(UUID caseId) {
        return jdbc.sql("SELECT enrolment_id FROM review.pub_case_step WHERE case_id = ? LIMIT 1")
                .param(caseId)
                .query(UUID.class)
                .optional();
    }

    /** The cases of a campaign as they stood at the end of a day: per enrolment the one opened last. */
    public List<CaseSource> casesAt(UUID campaign, Instant end) {
        return jdbc.sql(CASE + """
                        JOIN campaign.pub_enrolment e ON e.enrolment_id = s.enrolment_id
                        WHERE e.campaign_id = ? AND s.recorded_at < ?
                        ORDER BY s.enrolment_id, s.opened_at DESC, s.version DESC
                        """)
                .params(campaign, utc(end))
                .query(this::caseSource)
                .list();
    }

    /** The civil days after {@code last}, before {@code today}, on which anything was recorded; null asks from the start. */
    public List<LocalDate> daysWithFacts(@Nullable LocalDate last, LocalDate today) {
        var from = last == null ? Instant.EPOCH : BusinessZone.startOf(last.plusDays(1));
        var to = BusinessZone.startOf(today);
        return jdbc.sql("""
                        SELECT DISTINCT (at AT TIME ZONE ?)::date AS day FROM (
                            SELECT recorded_at AS at FROM campaign.pub_enrolment
                            UNION ALL SELECT recorded_at FROM assessment.pub_judgement
                            UNION ALL SELECT ruled_at FROM assessment.pub_judgement
                            UNION ALL SELECT recorded_at FROM review.pub_case_step) AS facts
                        WHERE at >= ? AND at < ? ORDER BY 1
                        """)
                .params(BusinessZone.ZONE.getId(), utc(from), utc(to))
                .query((row, n) -> row.getObject(1, LocalDate.class))
                .list();
    }

    private static EnrolmentSource enrolment(ResultSet row, int n) throws SQLException {
        return new EnrolmentSource(
                row.getObject("enrolment_id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                row.getObject("unit_id", UUID.class),
                row.getString("type"),
                row.getString("pinyin"),
                new PackRef(row.getString("pack_id"), row.getString("pack_version")),
                row.getInt("edition"),
                row.getString("target"),
                row.getString("priority"),
                Objects.requireNonNull(moment(row, "recorded_at")),
                row.getString("scope_path"));
    }

    private static JudgementSource judgement(ResultSet row, int n) throws SQLException {
        return new JudgementSource(
                row.getObject("enrolment_id", UUID.class),
                row.getString("clause"),
                row.getObject("sheet_id", UUID.class),
                row.getString("level"),
                Look.of(row.getString("look")),
                row.getInt("version"),
                Objects.requireNonNull(Grade.parse(row.getString("grade"))),
                Objects.requireNonNull(moment(row, "recorded_at")),
                row.getBoolean("na_asked"),
                (Boolean) row.getObject("na_approved"),
                row.getString("ruled_at_level"),
                moment(row, "ruled_at"));
    }

    private CaseSource caseSource(ResultSet row, int n) throws SQLException {
        var route = json.readTree(row.getString("route"));
        var judges = new EnumMap<Level, Integer>(Level.class);
        for (var leg : route.path("legs")) {
            judges.put(
                    Level.valueOf(leg.path("level").asString()),
                    leg.path("workingDays").asInt(0));
        }
        var data = json.readTree(row.getString("state_data"));
        LocalDate day = null;
        for (var name : List.of("due", "answerDue", "by", "last")) {
            var text = data.path(name).asString("");
            if (day == null && text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                day = LocalDate.parse(text);
            }
        }
        var record = route.path("record").asString("");
        var held = row.getString("held_at");
        var received = moment(row, "received_at");
        return new CaseSource(
                row.getObject("enrolment_id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getInt("version"),
                row.getString("tier"),
                judges,
                record.isEmpty() ? null : Level.valueOf(record),
                row.getBoolean("filed"),
                row.getString("state"),
                held == null ? null : Level.of(held),
                received == null ? null : BusinessZone.dayOf(received),
                day,
                (Integer) row.getObject("copy"),
                Objects.requireNonNull(moment(row, "recorded_at")));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
