package org.sanhao.server.assessment.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments.Finding;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.institution.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Answers in all their versions, with what has been ruled on them. */
@Repository
public class AnswerStore {
    private static final TypeReference<TreeMap<String, Boolean>> JUDGED = new TypeReference<>() {};
    private static final String ANSWER = """
            SELECT a.sheet_id, a.clause, a.version, a.judged, a.grade, a.remark, a.na_reason, a.look, a.recorded_by,
                   a.recorded_at, r.approved, r.level AS ruling_level, r.reason AS ruling_reason,
                   r.recorded_by AS ruling_by, r.recorded_at AS ruling_at
            FROM assessment.answer a
            LEFT JOIN assessment.ruling r
                ON r.sheet_id = a.sheet_id AND r.clause = a.clause AND r.answer_version = a.version
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AnswerStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The current answers of many sheets, by sheet and clause. */
    public Map<SheetId, Map<ClauseCode, Answer>> of(List<SheetId> sheets) {
        var answers = new HashMap<SheetId, Map<ClauseCode, Answer>>();
        jdbc.sql(ANSWER + " WHERE a.sheet_id = ANY (?) AND a.current")
                .param(sheets.stream().map(SheetId::value).toArray(UUID[]::new))
                .query((row, n) -> {
                    var answer = answer(row, n);
                    answers.computeIfAbsent(new SheetId(row.getObject("sheet_id", UUID.class)), key -> new HashMap<>())
                            .put(answer.clause(), answer);
                    return answer;
                })
                .list();
        return answers;
    }

    /** Answers in the versions named, with what has been ruled on them. */
    public Map<ClauseCode, Answer> of(SheetId sheet, Map<ClauseCode, Integer> versions) {
        var clauses = versions.keySet().stream().map(ClauseCode::code).toArray(String[]::new);
        var numbers = versions.values().toArray(Integer[]::new);
        var answers = new HashMap<ClauseCode, Answer>();
        jdbc.sql(ANSWER + """
                         JOIN unnest(?::text[], ?::int[]) AS sent (clause, version)
                            ON sent.clause = a.clause AND sent.version = a.version
                        WHERE a.sheet_id = ?
                        """)
                .params(clauses, numbers, sheet.value())
                .query(this::answer)
                .list()
                .forEach(answer -> answers.put(answer.clause(), answer));
        return answers;
    }

    /** The answers of a sheet by clause; clauses nobody answered are missing. */
    public Map<ClauseCode, Answer> of(SheetId sheet, AsOf asOf) {
        var moment = asOf.moment();
        var rows = moment == null
                ? jdbc.sql(ANSWER + " WHERE a.sheet_id = ? AND a.current")
                        .param(sheet.value())
                        .query(this::answer)
                        .list()
                : jdbc.sql(ANSWER + """
                                 WHERE a.sheet_id = ? AND a.recorded_at <= ?
                                   AND NOT EXISTS (SELECT 1 FROM assessment.answer later
                                       WHERE later.sheet_id = a.sheet_id AND later.clause = a.clause
                                         AND later.version > a.version AND later.recorded_at <= ?)
                                """)
                        .params(sheet.value(), utc(moment), utc(moment))
                        .query(this::answer)
                        .list();
        var byClause = new HashMap<ClauseCode, Answer>();
        rows.forEach(answer -> byClause.put(answer.clause(), answer));
        return byClause;
    }

    public Optional<Answer> find(SheetId sheet, ClauseCode clause) {
        return jdbc.sql(ANSWER + " WHERE a.sheet_id = ? AND a.clause = ? AND a.current")
                .params(sheet.value(), clause.code())
                .query(this::answer)
                .optional();
    }

    public List<Answer> history(SheetId sheet, ClauseCode clause) {
        return jdbc.sql(ANSWER + " WHERE a.sheet_id = ? AND a.clause = ? ORDER BY a.version DESC LIMIT 200")
                .params(sheet.value(), clause.code())
                .query(this::answer)
                .list();
    }

    /**
     * Writes the version after {@code seen}.
     *
     * @return false when another version has been written meanwhile
     */
    public boolean write(Sheet sheet, Answer answer, int seen) {
        return jdbc.sql("""
                                WITH before AS (
                                    UPDATE assessment.answer SET current = false
                                    WHERE sheet_id = ? AND clause = ? AND current AND version = ? RETURNING 1)
                                INSERT INTO assessment.answer
                                    (sheet_id, clause, version, recorded_at, recorded_by, current, judged, grade, remark,
                                     na_reason, look, scope_path)
                                SELECT ?, ?, ?, ?, ?, true, ?::jsonb, ?, ?, ?, ?, ?
                                WHERE ? = 0 OR EXISTS (SELECT 1 FROM before)
                                ON CONFLICT DO NOTHING
                                """)
                        .param(sheet.id().value())
                        .param(answer.clause().code())
                        .param(seen)
                        .param(sheet.id().value())
                        .param(answer.clause().code())
                        .param(answer.version())
                        .param(utc(answer.at()))
                        .param(answer.by())
                        .param(json.writeValueAsString(wire(answer.judged())))
                        .param(answer.grade().wire())
                        .param(answer.remark())
                        .param(answer.naReason())
                        .param(answer.look().wire())
                        .param(sheet.scopePath())
                        .param(seen)
                        .update()
                == 1;
    }

    /** Writes first versions; clauses that have one already are passed over. Answers how many were written. */
    public int writeFirst(Sheet sheet, List<Answer> answers) {
        int n = answers.size();
        var clauses = new String[n];
        var judged = new String[n];
        var grades = new String[n];
        var remarks = new String[n];
        var reasons = new @Nullable String[n];
        var looks = new String[n];
        for (int i = 0; i < n; i++) {
            var answer = answers.get(i);
            clauses[i] = answer.clause().code();
            judged[i] = json.writeValueAsString(wire(answer.judged()));
            grades[i] = answer.grade().wire();
            remarks[i] = answer.remark();
            reasons[i] = answer.naReason();
            looks[i] = answer.look().wire();
        }
        if (n == 0) {
            return 0;
        }
        return jdbc.sql("""
                        INSERT INTO assessment.answer
                            (sheet_id, clause, version, recorded_at, recorded_by, current, judged, grade, remark,
                             na_reason, look, scope_path)
                        SELECT ?, clause, 1, ?, ?, true, judged::jsonb, grade, remark, na_reason, look, ?
                        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                             AS new (clause, judged, grade, remark, na_reason, look)
                        ON CONFLICT DO NOTHING
                        """)
                .params(
                        sheet.id().value(),
                        utc(answers.getFirst().at()),
                        answers.getFirst().by(),
                        sheet.scopePath(),
                        clauses,
                        judged,
                        grades,
                        remarks,
                        reasons,
                        looks)
                .update();
    }

    public List<Answer> since(SheetId sheet, Instant moment) {
        return jdbc.sql(ANSWER + """
                         WHERE a.sheet_id = ? AND a.current AND coalesce(r.recorded_at, a.recorded_at) > ?
                        ORDER BY a.recorded_at, a.clause
                        """)
                .params(sheet.value(), utc(moment))
                .query(this::answer)
                .list();
    }

    public List<Finding> findings(UnitId unit, ClauseCode clause) {
        return jdbc.sql("""
                        SELECT s.id, s.enrolment_id, s.campaign_id, s.unit_id, s.level, s.case_id, s.opened_at, s.scope_path,
                               a.look, a.recorded_at, CASE WHEN a.na_reason IS NOT NULL AND r.approved THEN 'NA' ELSE a.grade END AS grade
                        FROM assessment.sheet s
                        JOIN assessment.answer a ON a.sheet_id = s.id AND a.current AND a.clause = ?
                        LEFT JOIN assessment.ruling r
                            ON r.sheet_id = a.sheet_id AND r.clause = a.clause AND r.answer_version = a.version
                        WHERE s.unit_id = ? ORDER BY a.recorded_at DESC LIMIT 50
                        """)
                .params(clause.code(), unit.value())
                .query((row, n) -> new Finding(
                        SheetStore.sheet(row, n),
                        Objects.requireNonNull(Grade.parse(row.getString("grade"))),
                        Look.of(row.getString("look")),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The day of the first answer, or empty while there is none. */
    public Optional<LocalDate> firstDay(SheetId sheet) {
        return jdbc.sql("SELECT min(recorded_at) FROM assessment.answer WHERE sheet_id = ? AND version = 1")
                .param(sheet.value())
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(moment -> BusinessZone.dayOf(moment.toInstant())))
                .single();
    }

    private static Map<String, Boolean> wire(Map<LineId, Boolean> judged) {
        var wire = new TreeMap<String, Boolean>();
        judged.forEach((line, met) -> wire.put(line.toString(), met));
        return wire;
    }

    private Answer answer(ResultSet row, int n) throws SQLException {
        var judged = new HashMap<LineId, Boolean>();
        json.readValue(row.getString("judged"), JUDGED)
                .forEach((line, met) -> judged.put(Objects.requireNonNull(LineId.parse(line)), met));
        var ruledAt = row.getObject("ruling_at", OffsetDateTime.class);
        return new Answer(
                new ClauseCode(row.getString("clause")),
                row.getInt("version"),
                judged,
                Objects.requireNonNull(Grade.parse(row.getString("grade"))),
                row.getString("remark"),
                row.getString("na_reason"),
                ruledAt == null
                        ? null
                        : new Answer.Ruling(
                                row.getBoolean("approved"),
                                row.getString("ruling_level"),
                                row.getString("ruling_reason"),
                                row.getString("ruling_by"),
                                ruledAt.toInstant()),
                Look.of(row.getString("look")),
                row.getString("recorded_by"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
