package org.sanhao.server.signoff.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.signoff.Chain;
import org.sanhao.server.signoff.Delegation;
import org.sanhao.server.signoff.Matter;
import org.sanhao.server.signoff.MatterKind;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.SignOff.Mark;
import org.sanhao.server.signoff.SignOff.State;
import org.sanhao.server.signoff.SignOffId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Chains, sheets and their way. */
@Repository
public class SignOffStore {
    private static final TypeReference<List<KeptStep>> STEPS = new TypeReference<>() {};
    private static final String SHEET = """
            SELECT h.id, h.kind, h.subject_id, h.office_id, h.title, h.hash, h.chain, h.steps, h.opened_at, h.opened_by,
                   h.scope_path, s.state
            FROM signoff.sheet h JOIN signoff.step s ON s.sheet_id = h.id AND s.current
            """;

    private static final String DELEGATION = """
            SELECT d.id, d.version, d.office_id, d.post, d.post_title, d.from_person, coalesce(f.name, '') AS from_name,
                   d.to_person, coalesce(t.name, '') AS to_name, d.since, d.until, d.why, d.scope_path
            FROM signoff.delegation d
            LEFT JOIN institution.pub_person f ON f.id = d.from_person
            LEFT JOIN institution.pub_person t ON t.id = d.to_person
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SignOffStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public Optional<Chain> chain(UnitId office, MatterKind kind) {
        return jdbc.sql("SELECT version, steps FROM signoff.chain WHERE office_id = ? AND kind = ? AND current")
                .params(office.value(), kind.code())
                .query((row, n) -> new Chain(row.getInt("version"), steps(row.getString("steps"))))
                .optional();
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
                                utc(at),
                                by,
                                json(steps),
                                scopePath,
                                version)
                        .update()
                == 1;
    }

    public void put(SignOff sheet) {
        var matter = sheet.matter();
        jdbc.sql("""
                        INSERT INTO signoff.sheet
                            (id, kind, subject_id, office_id, title, hash, chain, steps, opened_at, opened_by, scope_path)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
                        """)
                .params(
                        sheet.id().value(),
                        matter.kind().code(),
                        matter.subject(),
                        matter.office().value(),
                        matter.title(),
                        matter.hash(),
                        sheet.chain().version(),
                        json(sheet.chain().steps()),
                        utc(sheet.openedAt()),
                        sheet.openedBy(),
                        sheet.scopePath())
                .update();
        append(sheet, 1, "put", new Said("", "", null, null), sheet.openedAt(), sheet.openedBy());
    }

    /** The latest signature of a sheet; false when another one came first. */
    public boolean sign(SignOff after) {
        var mark = after.marks().getLast();
        return append(
                after,
                after.marks().size() + 1,
                mark.agreed() ? "agree" : "send-back",
                new Said(mark.opinion(), mark.postTitle(), mark.forWhom(), mark.minutes()),
                mark.at(),
                mark.by());
    }

    public boolean overtake(SignOff after, Instant at, String by) {
        return append(after, after.marks().size() + 2, "overtake", new Said("", "", null, null), at, by);
    }

    private record Said(
            String opinion, String postTitle, @Nullable String forWhom, SignOff.@Nullable Minutes minutes) {}

    private boolean append(SignOff sheet, int version, String what, Said said, Instant at, String by) {
        var matter = sheet.matter();
        return jdbc.sql("""
                                WITH before AS (
                                    UPDATE signoff.step SET current = false
                                    WHERE sheet_id = ? AND current AND version < ? AND state = 'open' RETURNING 1)
                                INSERT INTO signoff.step
                                    (sheet_id, version, current, recorded_at, recorded_by, what, opinion, post_title,
                                     for_whom, minutes, state, waits_for, kind, subject_id, office_id, opened_at, scope_path)
                                SELECT ?, ?, true, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?
                                WHERE ? = 1 OR EXISTS (SELECT 1 FROM before)
                                ON CONFLICT (sheet_id, version) DO NOTHING
                                """)
                        .param(sheet.id().value())
                        .param(version)
                        .param(sheet.id().value())
                        .param(version)
                        .param(utc(at))
                        .param(by)
                        .param(what)
                        .param(said.opinion())
                        .param(said.postTitle())
                        .param(said.forWhom())
                        .param(said.minutes() == null ? null : json.writeValueAsString(said.minutes()))
                        .param(sheet.state().code())
                        .param(sheet.waitsFor()
                                .map(SignOffStore::codes)
                                .orElse(List.of())
                                .toArray(String[]::new))
                        .param(matter.kind().code())
                        .param(matter.subject())
                        .param(matter.office().value())
                        .param(utc(sheet.openedAt()))
                        .param(sheet.scopePath())
                        .param(version)
                        .update()
                == 1;
    }

    public Optional<SignOff> find(SignOffId id) {
        return jdbc.sql(SHEET + " WHERE h.id = ?")
                .param(id.value())
                .query(this::sheet)
                .optional()
                .map(this::withMarks);
    }

    public Optional<SignOff> last(MatterKind kind, UUID subject) {
        return jdbc.sql(SHEET + " WHERE h.subject_id = ? AND h.kind = ? ORDER BY h.opened_at DESC, h.id DESC LIMIT 1")
                .params(subject, kind.code())
                .query(this::sheet)
                .optional()
                .map(this::withMarks);
    }

    /** Open sheets of an office that wait for one of the posts, the oldest first; signatures are left out. */
    public Page<SignOff> waiting(UnitId office, Set<PostKind> posts, Optional<Cursor> after, int limit) {
        var sql = new StringBuilder(SHEET)
                .append(" WHERE s.office_id = ? AND s.state = 'open' AND s.waits_for && ?::text[]");
        var params = new ArrayList<Object>(
                List.of(office.value(), posts.stream().map(PostKind::code).toArray(String[]::new)));
        after.ifPresent(position -> {
            sql.append(" AND (s.opened_at, s.sheet_id) > (?::timestamptz, ?::uuid)");
            params.addAll(position.values());
        });
        sql.append(" ORDER BY s.opened_at, s.sheet_id LIMIT ?");
        params.add(limit + 1);
        var rows = jdbc.sql(sql.toString()).params(params).query(this::sheet).list();
        return Page.of(rows, limit, row -> Cursor.at(row.openedAt(), row.id()));
    }

    private SignOff withMarks(SignOff sheet) {
        var marks = jdbc.sql("""
                        SELECT version, what, opinion, recorded_by, post_title, recorded_at, for_whom, minutes
                        FROM signoff.step
                        WHERE sheet_id = ? AND what IN ('agree', 'send-back') ORDER BY version
                        """)
                .param(sheet.id().value())
                .query((row, n) -> new Mark(
                        row.getInt("version") - 2,
                        row.getString("what").equals("agree"),
                        row.getString("opinion"),
                        row.getString("recorded_by"),
                        row.getString("post_title"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        row.getString("for_whom"),
                        minutes(row.getString("minutes"))))
                .list();
        return sheet.with(marks, sheet.state());
    }

    private SignOff sheet(ResultSet row, int n) throws SQLException {
        return new SignOff(
                new SignOffId(row.getObject("id", UUID.class)),
                new Matter(
                        MatterKind.of(row.getString("kind")),
                        row.getObject("subject_id", UUID.class),
                        new UnitId(row.getObject("office_id", UUID.class)),
                        row.getString("title"),
                        row.getString("hash")),
                new Chain(row.getInt("chain"), steps(row.getString("steps"))),
                List.of(),
                State.of(row.getString("state")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getString("opened_by"),
                row.getString("scope_path"));
    }

    public List<Delegation> delegations(UnitId office, Instant notOverBy) {
        return jdbc.sql(DELEGATION
                        + " WHERE d.office_id = ? AND d.current AND d.until > ? ORDER BY d.until, d.id LIMIT 200")
                .params(office.value(), utc(notOverBy))
                .query(SignOffStore::delegation)
                .list();
    }

    /** What was lent to a person in an office, the latest to end first. */
    public List<Delegation> lentTo(UnitId office, PersonId person) {
        return jdbc.sql(
                        DELEGATION
                                + " WHERE d.office_id = ? AND d.to_person = ? AND d.current ORDER BY d.until DESC, d.id LIMIT 200")
                .params(office.value(), person.value())
                .query(SignOffStore::delegation)
                .list();
    }

    public Optional<Delegation> delegation(UUID id) {
        return jdbc.sql(DELEGATION + " WHERE d.id = ? AND d.current")
                .param(id)
                .query(SignOffStore::delegation)
                .optional();
    }

    /** Writes a version; false when another one came first. */
    public boolean write(Delegation delegation, Instant at, String by) {
        return jdbc.sql("""
                                WITH before AS (
                                    UPDATE signoff.delegation SET current = false
                                    WHERE id = ? AND current AND version = ? RETURNING 1)
                                INSERT INTO signoff.delegation
                                    (id, version, current, recorded_at, recorded_by, office_id, post, post_title,
                                     from_person, to_person, since, until, why, scope_path)
                                SELECT ?, ?, true, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                                WHERE ? = 1 OR EXISTS (SELECT 1 FROM before)
                                ON CONFLICT DO NOTHING
                                """)
                        .params(
                                delegation.id(),
                                delegation.version() - 1,
                                delegation.id(),
                                delegation.version(),
                                utc(at),
                                by,
                                delegation.office().value(),
                                delegation.post().code(),
                                delegation.postTitle(),
                                delegation.from().value(),
                                delegation.to().value(),
                                utc(delegation.since()),
                                utc(delegation.until()),
                                delegation.why(),
                                delegation.scopePath(),
                                delegation.version())
                        .update()
                == 1;
    }

    private static Delegation delegation(ResultSet row, int n) throws SQLException {
        return new Delegation(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                new UnitId(row.getObject("office_id", UUID.class)),
                PostKind.of(row.getString("post")),
                row.getString("post_title"),
                new PersonId(row.getObject("from_person", UUID.class)),
                row.getString("from_name"),
                new PersonId(row.getObject("to_person", UUID.class)),
                row.getString("to_name"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                row.getString("why"),
                row.getString("scope_path"));
    }

    /** A step as it is kept: posts that sign, or a meeting with its quorum. */
    private record KeptStep(
            @Nullable List<String> posts,
            @Nullable String meeting,
            @Nullable Integer quorum) {
        static KeptStep of(Chain.Step step) {
            return switch (step) {
                case Chain.Signature signature -> new KeptStep(codes(signature), null, null);
                case Chain.Meeting meeting -> new KeptStep(null, meeting.name(), meeting.quorum());
            };
        }

        Chain.Step step() {
            return meeting != null && quorum != null
                    ? new Chain.Meeting(meeting, quorum)
                    : new Chain.Signature(Objects.requireNonNull(posts).stream()
                            .map(PostKind::of)
                            .collect(Collectors.toSet()));
        }
    }

    private String json(List<Chain.Step> steps) {
        return json.writeValueAsString(steps.stream().map(KeptStep::of).toList());
    }

    private List<Chain.Step> steps(String text) {
        return json.readValue(text, STEPS).stream().map(KeptStep::step).toList();
    }

    private SignOff.@Nullable Minutes minutes(@Nullable String text) {
        return text == null ? null : json.readValue(text, SignOff.Minutes.class);
    }

    private static List<String> codes(Chain.Step step) {
        return step.posts().stream().map(PostKind::code).sorted().toList();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
