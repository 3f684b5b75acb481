package org.sanhao.server.dashboard.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Grade;
import org.sanhao.server.dashboard.domain.Counts;
import org.sanhao.server.dashboard.domain.Programme;
import org.sanhao.server.dashboard.store.SourceStore.EnrolmentSource;
import org.sanhao.server.pack.PackRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes the rows of institutions and clauses, and the additions on their way into the sums. */
@Repository
public class ProgressStore {
    /** Before a statement that writes an enrolment's row, which stays held: its tier is to be worked out again. */
    private static final String MARK =
            "WITH mark AS (INSERT INTO dashboard.to_judge (enrolment_id) VALUES (?) ON CONFLICT DO NOTHING) ";

    /** Before a statement after which nothing is to be worked out. */
    private static final String UNMARK = "WITH unmark AS (DELETE FROM dashboard.to_judge WHERE enrolment_id = ?) ";

    private final JdbcClient jdbc;

    ProgressStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is held of an enrolment, as far as writing needs it. */
    public record Held(
            UUID enrolment,
            UUID campaign,
            UUID unit,
            String unitType,
            PackRef pack,
            int edition,
            @Nullable String target,
            @Nullable LocalDate startedOn,
            Counts counts,
            @Nullable UUID caseId,
            int caseVersion,
            @Nullable Integer caseCopy,
            String state,
            List<String> steps,
            String scopePath) {
        public Held {
            steps = List.copyOf(steps);
        }

        public Programme programme() {
            return new Programme(pack.id(), edition);
        }
    }

    /**
     * The grade that counts for a clause, and whose it is.
     *
     * @param version of the answer it comes from
     */
    public record ClauseNow(
            String clause,
            Grade grade,
            @Nullable String level,
            @Nullable String look,
            @Nullable UUID sheet,
            int version,
            boolean naOpen,
            Instant at) {}

    /**
     * What a case adds to the row.
     *
     * @param copy the copy it stands on, null for the living sheet
     */
    public record CaseNow(
            @Nullable UUID caseId,
            int version,
            @Nullable Integer copy,
            @Nullable String tier,
            String state,
            @Nullable String heldAt,
            @Nullable LocalDate due,
            @Nullable String fileAt,
            @Nullable Instant movedAt) {}

    /** What the grades come to. */
    public record Judged(
            @Nullable String tierReached, @Nullable Integer gap, int gapC, int gapB, int gapA) {}

    /** Makes the row of an institution that takes part; false when it is there already. */
    public boolean enrol(EnrolmentSource source, Counts counts) {
        return jdbc.sql(MARK + """
                                INSERT INTO dashboard.enrolment_now
                                    (enrolment_id, campaign_id, unit_id, unit_type, unit_pinyin, pack_id, pack_version,
                                     edition, target, priority, clauses, untouched, graded, not_applicable, lack_c,
                                     lack_b, lack_a, last_at, scope_path)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                ON CONFLICT DO NOTHING
                                """)
                        .params(Arrays.asList(
                                source.enrolment(),
                                source.enrolment(),
                                source.campaign(),
                                source.unit(),
                                source.unitType(),
                                source.pinyin(),
                                source.pack().id(),
                                source.pack().version(),
                                source.edition(),
                                source.target(),
                                source.priority(),
                                counts.clauses(),
                                counts.untouched(),
                                counts.graded(),
                                counts.notApplicable(),
                                counts.lackC(),
                                counts.lackB(),
                                counts.lackA(),
                                utc(source.at()),
                                source.scopePath()))
                        .update()
                == 1;
    }

    /** Takes hold of an enrolment's row until the end of the transaction, so that events about it wait in line. */
    public Optional<Held> hold(UUID enrolment) {
        return jdbc.sql("SELECT * FROM dashboard.enrolment_now WHERE enrolment_id = ? FOR UPDATE")
                .param(enrolment)
                .query(ProgressStore::held)
                .optional();
    }

    public List<Held> of(UUID campaign) {
        return jdbc.sql("SELECT * FROM dashboard.enrolment_now WHERE campaign_id = ? ORDER BY enrolment_id")
                .param(campaign)
                .query(ProgressStore::held)
                .list();
    }

    public List<UUID> ofUnit(UUID unit) {
        return jdbc.sql("SELECT enrolment_id FROM dashboard.enrolment_now WHERE unit_id = ? ORDER BY enrolment_id")
                .param(unit)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Lets an institution stand where its new name sorts. */
    public void rename(UUID enrolment, String pinyin) {
        jdbc.sql("UPDATE dashboard.enrolment_now SET unit_pinyin = ? WHERE enrolment_id = ?")
                .params(pinyin, enrolment)
                .update();
    }

    /** The enrolment of the unit at a path, if it is one. */
    public Optional<Held> at(Programme programme, String scopePath) {
        return jdbc.sql("""
                        SELECT * FROM dashboard.enrolment_now
                        WHERE scope_path = ? AND pack_id = ? AND edition = ? ORDER BY enrolment_id LIMIT 1
                        """)
                .params(scopePath, programme.packId(), programme.edition())
                .query(ProgressStore::held)
                .optional();
    }

    public List<UUID> campaigns() {
        return jdbc.sql("SELECT DISTINCT campaign_id FROM dashboard.enrolment_now ORDER BY 1")
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    public Map<String, ClauseNow> clauses(UUID enrolment) {
        var clauses = new HashMap<String, ClauseNow>();
        jdbc.sql("""
                        SELECT clause, grade, level, look, sheet_id, version, na_open, at
                        FROM dashboard.clause_now WHERE enrolment_id = ?
                        """)
                .param(enrolment)
                .query(ProgressStore::clause)
                .list()
                .forEach(each -> clauses.put(each.clause(), each));
        return clauses;
    }

    public void write(Held held, Collection<ClauseNow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        int n = rows.size();
        var clauses = new String[n];
        var grades = new String[n];
        var levels = new @Nullable String[n];
        var looks = new @Nullable String[n];
        var sheets = new @Nullable UUID[n];
        var versions = new Integer[n];
        var open = new Boolean[n];
        var at = new String[n];
        int i = 0;
        for (var row : rows) {
            clauses[i] = row.clause();
            grades[i] = row.grade().wire();
            levels[i] = row.level();
            looks[i] = row.look();
            sheets[i] = row.sheet();
            versions[i] = row.version();
            open[i] = row.naOpen();
            at[i++] = row.at().toString();
        }
        jdbc.sql("""
                        INSERT INTO dashboard.clause_now
                            (enrolment_id, clause, grade, level, look, sheet_id, version, na_open, at, scope_path)
                        SELECT ?, clause, grade, level, look, sheet_id, version, na_open, at, ?
                        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::int[], ?::boolean[],
                                    ?::text[]::timestamptz[])
                             AS new (clause, grade, level, look, sheet_id, version, na_open, at)
                        ON CONFLICT (enrolment_id, clause) DO UPDATE SET
                            grade = EXCLUDED.grade, level = EXCLUDED.level, look = EXCLUDED.look,
                            sheet_id = EXCLUDED.sheet_id, version = EXCLUDED.version, na_open = EXCLUDED.na_open,
                            at = EXCLUDED.at
                        """)
                .params(held.enrolment(), held.scopePath(), clauses, grades, levels, looks, sheets, versions, open, at)
                .update();
    }

    /** Clauses nobody judges any more. */
    public void drop(UUID enrolment, Collection<String> clauses) {
        if (!clauses.isEmpty()) {
            jdbc.sql("DELETE FROM dashboard.clause_now WHERE enrolment_id = ? AND clause = ANY (?)")
                    .params(enrolment, clauses.toArray(String[]::new))
                    .update();
        }
    }

    /** The counts of an enrolment; its tier is to be worked out again. */
    public void count(
            UUID enrolment,
            Counts counts,
            int naOpen,
            @Nullable LocalDate startedOn,
            Instant lastAt,
            List<String> steps) {
        jdbc.sql(MARK + """
                        UPDATE dashboard.enrolment_now
                        SET clauses = ?, untouched = ?, graded = ?, not_applicable = ?, lack_c = ?, lack_b = ?, lack_a = ?,
                            na_open = ?, started_on = ?, last_at = greatest(last_at, ?), steps = ?
                        WHERE enrolment_id = ?
                        """)
                .params(Arrays.asList(
                        enrolment,
                        counts.clauses(),
                        counts.untouched(),
                        counts.graded(),
                        counts.notApplicable(),
                        counts.lackC(),
                        counts.lackB(),
                        counts.lackA(),
                        naOpen,
                        startedOn,
                        utc(lastAt),
                        steps.toArray(String[]::new),
                        enrolment))
                .update();
    }

    public void move(UUID enrolment, CaseNow now, List<String> steps) {
        var movedAt = now.movedAt() == null ? null : utc(now.movedAt());
        jdbc.sql(MARK + """
                        UPDATE dashboard.enrolment_now
                        SET case_id = ?, case_version = ?, case_copy = ?, case_tier = ?, state = ?, held_at = ?, due = ?,
                            file_at = ?, moved_at = ?, last_at = greatest(last_at, ?), steps = ?
                        WHERE enrolment_id = ?
                        """)
                .params(Arrays.asList(
                        enrolment,
                        now.caseId(),
                        now.version(),
                        now.copy(),
                        now.tier(),
                        now.state(),
                        now.heldAt(),
                        now.due(),
                        now.fileAt(),
                        movedAt,
                        movedAt,
                        steps.toArray(String[]::new),
                        enrolment))
                .update();
    }

    /** Takes an enrolment out that is no longer one. */
    public void remove(UUID enrolment) {
        jdbc.sql(UNMARK + "DELETE FROM dashboard.enrolment_now WHERE enrolment_id = ?")
                .params(enrolment, enrolment)
                .update();
    }

    /** Enrolments whose tier is to be worked out; others that work on some of them are passed over. */
    public List<Held> toJudge(int limit) {
        return jdbc.sql("""
                        SELECT e.* FROM dashboard.to_judge j JOIN dashboard.enrolment_now e USING (enrolment_id)
                        ORDER BY j.enrolment_id LIMIT ? FOR UPDATE OF e SKIP LOCKED
                        """).param(limit).query(ProgressStore::held).list();
    }

    public void judged(UUID enrolment, Judged judged) {
        jdbc.sql(UNMARK + """
                        UPDATE dashboard.enrolment_now
                        SET tier_reached = ?, gap = ?, gap_c = ?, gap_b = ?, gap_a = ? WHERE enrolment_id = ?
                        """)
                .params(Arrays.asList(
                        enrolment,
                        judged.tierReached(),
                        judged.gap(),
                        judged.gapC(),
                        judged.gapB(),
                        judged.gapA(),
                        enrolment))
                .update();
    }

    /** The tier shown of every enrolment whose tier is not being worked out again; null where none is reached. */
    public Map<UUID, @Nullable String> tiers() {
        var tiers = new HashMap<UUID, @Nullable String>();
        jdbc.sql("""
                        SELECT enrolment_id, tier_reached FROM dashboard.enrolment_now e
                        WHERE NOT EXISTS (SELECT FROM dashboard.to_judge j WHERE j.enrolment_id = e.enrolment_id)
                        """).query((ResultSet row) -> {
            tiers.put(row.getObject(1, UUID.class), row.getString(2));
        });
        return tiers;
    }

    /** The tier shown of one; empty while it is being worked out again. */
    public Optional<Judged> judged(UUID enrolment) {
        return jdbc.sql("""
                        SELECT tier_reached, gap, gap_c, gap_b, gap_a FROM dashboard.enrolment_now e
                        WHERE enrolment_id = ?
                          AND NOT EXISTS (SELECT FROM dashboard.to_judge j WHERE j.enrolment_id = e.enrolment_id)
                        """)
                .param(enrolment)
                .query((row, n) -> new Judged(
                        row.getString(1), row.getObject(2, Integer.class), row.getInt(3), row.getInt(4), row.getInt(5)))
                .optional();
    }

    /** Sends additions on their way; those that add nothing are left out. */
    public void pend(Programme programme, String scopePath, Map<String, Counts> additions) {
        var rows = additions.entrySet().stream()
                .filter(entry -> !entry.getValue().isNone())
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        var columns = CountColumns.of(rows.stream().map(Map.Entry::getValue).toList());
        jdbc.sql("""
                        INSERT INTO dashboard.pending
                            (pack_id, edition, scope_path, part, institutions, clauses, untouched, graded, not_applicable,
                             lack_c, lack_b, lack_a)
                        SELECT ?, ?, ?, new.*
                        FROM unnest(?::text[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[])
                             AS new
                        """)
                .params(columns.params(
                        programme.packId(),
                        programme.edition(),
                        scopePath,
                        rows.stream().map(Map.Entry::getKey).toArray(String[]::new)))
                .update();
    }

    private static Held held(ResultSet row, int n) throws SQLException {
        return new Held(
                row.getObject("enrolment_id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                row.getObject("unit_id", UUID.class),
                row.getString("unit_type"),
                new PackRef(row.getString("pack_id"), row.getString("pack_version")),
                row.getInt("edition"),
                row.getString("target"),
                row.getObject("started_on", LocalDate.class),
                CountColumns.read(row),
                row.getObject("case_id", UUID.class),
                row.getInt("case_version"),
                (Integer) row.getObject("case_copy"),
                row.getString("state"),
                List.of((String[]) row.getArray("steps").getArray()),
                row.getString("scope_path"));
    }

    private static ClauseNow clause(ResultSet row, int n) throws SQLException {
        return new ClauseNow(
                row.getString("clause"),
                Objects.requireNonNull(Grade.parse(row.getString("grade"))),
                row.getString("level"),
                row.getString("look"),
                row.getObject("sheet_id", UUID.class),
                row.getInt("version"),
                row.getBoolean("na_open"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
