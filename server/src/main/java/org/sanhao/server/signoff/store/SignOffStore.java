package org.sanhao.server.signoff.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.signoff.Chain;
import org.sanhao.server.signoff.Matter;
import org.sanhao.server.signoff.MatterKind;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.SignOff.Mark;
import org.sanhao.server.signoff.SignOff.State;
import org.sanhao.server.signoff.SignOffId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Sheets and their way. */
@Repository
public class SignOffStore {
    private static final String SHEET = """
            SELECT h.id, h.kind, h.subject_id, h.office_id, h.title, h.hash, h.chain, h.steps, h.opened_at, h.opened_by,
                   h.scope_path, s.state
            FROM signoff.sheet h JOIN signoff.step s ON s.sheet_id = h.id AND s.current
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final KeptSteps steps;

    SignOffStore(JdbcClient jdbc, JsonMapper json, KeptSteps steps) {
        this.jdbc = jdbc;
        this.json = json;
        this.steps = steps;
    }

    /** @return false when the matter is on its way already */
    public boolean put(SignOff sheet) {
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
                        steps.text(sheet.chain().steps()),
                        utc(sheet.openedAt()),
                        sheet.openedBy(),
                        sheet.scopePath())
                .update();
        return append(sheet, 1, "put", Said.NOTHING, sheet.openedAt(), sheet.openedBy());
    }

    /** The latest signature of a sheet; false when another one came first. */
    public boolean sign(SignOff after) {
        var mark = after.marks().getLast();
        return append(
                after,
                after.marks().size() + 1,
                mark.agreed() ? "agree" : "send-back",
                new Said(mark.opinion(), mark.postTitle(), mark.forWhom(), mark.minutes(), inked(mark)),
                mark.at(),
                mark.paper() == null ? mark.by() : mark.paper().enteredBy());
    }

    /** A signature on paper as it is kept: the row is written by whoever entered it, so the signer stands here. */
    private record KeptInk(String signer, LocalDate on, String copy, UUID scan) {}

    private static @Nullable KeptInk inked(Mark mark) {
        var paper = mark.paper();
        return paper == null ? null : new KeptInk(mark.by(), paper.on(), paper.copy(), paper.scan());
    }

    public boolean overtake(SignOff after, Instant at, String by) {
        return append(after, after.marks().size() + 2, "overtake", Said.NOTHING, at, by);
    }

    private record Said(
            String opinion,
            String postTitle,
            @Nullable String forWhom,
            SignOff.@Nullable Minutes minutes,
            @Nullable KeptInk ink) {
        static final Said NOTHING = new Said("", "", null, null, null);
    }

    private boolean append(SignOff sheet, int version, String what, Said said, Instant at, String by) {
        var matter = sheet.matter();
        return jdbc.sql("""
                                WITH before AS (
                                    UPDATE signoff.step SET current = false
                                    WHERE sheet_id = ? AND current AND version < ? AND state = 'open' RETURNING 1)
                                INSERT INTO signoff.step
                                    (sheet_id, version, current, recorded_at, recorded_by, what, opinion, post_title,
                                     for_whom, minutes, paper, state, waits_for, kind, subject_id, office_id, opened_at, scope_path)
                                SELECT ?, ?, true, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?
                                WHERE ? = 1 OR EXISTS (SELECT 1 FROM before)
                                ON CONFLICT DO NOTHING
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
                        .param(said.ink() == null ? null : json.writeValueAsString(said.ink()))
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
                        SELECT version, what, opinion, recorded_by, post_title, recorded_at, for_whom, minutes, paper
                        FROM signoff.step
                        WHERE sheet_id = ? AND what IN ('agree', 'send-back') ORDER BY version
                        """).param(sheet.id().value()).query(this::mark).list();
        return sheet.with(marks, sheet.state());
    }

    private Mark mark(ResultSet row, int n) throws SQLException {
        var by = row.getString("recorded_by");
        var text = row.getString("paper");
        var ink = text == null ? null : json.readValue(text, KeptInk.class);
        return new Mark(
                row.getInt("version") - 2,
                row.getString("what").equals("agree"),
                row.getString("opinion"),
                ink == null ? by : ink.signer(),
                row.getString("post_title"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("for_whom"),
                minutes(row.getString("minutes")),
                ink == null ? null : new SignOff.OnPaper(ink.on(), by, ink.copy(), ink.scan()));
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
                Chain.of(row.getInt("chain"), steps.of(row.getString("steps"))),
                List.of(),
                State.of(row.getString("state")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getString("opened_by"),
                row.getString("scope_path"));
    }

    private SignOff.@Nullable Minutes minutes(@Nullable String text) {
        return text == null ? null : json.readValue(text, SignOff.Minutes.class);
    }

    static List<String> codes(Chain.Step step) {
        return step.posts().stream().map(PostKind::code).sorted().toList();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
