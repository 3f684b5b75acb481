package org.sanhao.server.institution.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.PostTerm;
import org.sanhao.server.institution.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Later versions of people and posts: corrections, changes of unit, ends. */
@Repository
public class PeopleVersions {
    private final JdbcClient jdbc;

    PeopleVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the version out of the index; false when another one stands by now. */
    public boolean retire(PersonId id, int seen) {
        return jdbc.sql("""
                        UPDATE institution.person SET current = false
                        WHERE id = ? AND version = ? AND current AND voided_at IS NULL
                        """).params(id.value(), seen).update() == 1;
    }

    public void correct(PersonId id, int seen, String name, @Nullable String staffNo, Instant at, String by) {
        jdbc.sql("""
                        INSERT INTO institution.person
                            (id, version, recorded_at, recorded_by, current, name, pinyin, staff_no, unit_id, scope_path)
                        SELECT id, version + 1, ?, ?, true, ?, ?, ?, unit_id, scope_path
                        FROM institution.person WHERE id = ? AND version = ?
                        """)
                .param(UnitStore.utc(at))
                .param(by)
                .param(name)
                .param(Pinyin.keyOf(name))
                .param(staffNo)
                .param(id.value())
                .param(seen)
                .update();
    }

    public void transfer(PersonId id, int seen, UnitId to, String path, Instant at, String by) {
        jdbc.sql("""
                        INSERT INTO institution.person
                            (id, version, recorded_at, recorded_by, current, name, pinyin, staff_no, unit_id, scope_path)
                        SELECT id, version + 1, ?, ?, true, name, pinyin, staff_no, ?, ?
                        FROM institution.person WHERE id = ? AND version = ?
                        """)
                .params(UnitStore.utc(at), by, to.value(), path, id.value(), seen)
                .update();
    }

    public void leave(PersonId id, int seen, String why, Instant at, String by) {
        jdbc.sql("""
                        INSERT INTO institution.person
                            (id, version, recorded_at, recorded_by, voided_at, voided_by, voided_why, current, name,
                             pinyin, staff_no, unit_id, scope_path)
                        SELECT id, version + 1, ?, ?, ?, ?, ?, true, name, pinyin, staff_no, unit_id, scope_path
                        FROM institution.person WHERE id = ? AND version = ?
                        """)
                .params(UnitStore.utc(at), by, UnitStore.utc(at), by, why, id.value(), seen)
                .update();
    }

    /** The people who belong to a unit itself, with the version that stands. */
    public List<Standing> peopleOf(UnitId unit) {
        return jdbc.sql("""
                        SELECT id, version FROM institution.person
                        WHERE unit_id = ? AND current AND voided_at IS NULL ORDER BY id
                        """)
                .param(unit.value())
                .query((row, n) -> new Standing(new PersonId(row.getObject(1, UUID.class)), row.getInt(2)))
                .list();
    }

    /** A person and the version that stands. */
    public record Standing(PersonId person, int version) {}

    public List<PostTerm> terms(PersonId person) {
        return jdbc.sql(TERM + " WHERE o.person_id = ? AND o.current AND o.voided_at IS NULL"
                        + " ORDER BY lower(o.valid) DESC, o.id DESC")
                .param(person.value())
                .query(PeopleVersions::term)
                .list();
    }

    public Optional<PostTerm> term(PostId id) {
        return jdbc.sql(TERM + " WHERE o.id = ? AND o.current AND o.voided_at IS NULL")
                .param(id.value())
                .query(PeopleVersions::term)
                .optional();
    }

    /** The posts at a unit that have no end yet. */
    public List<PostId> openPostsAt(UnitId unit) {
        return jdbc.sql("""
                        SELECT id FROM institution.post
                        WHERE unit_id = ? AND current AND voided_at IS NULL AND upper_inf(valid) ORDER BY id
                        """)
                .param(unit.value())
                .query((row, n) -> new PostId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Writes the version of a post that ends on a day; one that never was held is voided. */
    public void end(PostId id, LocalDate until, String why, Instant at, String by) {
        jdbc.sql("UPDATE institution.post SET current = false WHERE id = ? AND current")
                .param(id.value())
                .update();
        jdbc.sql("""
                        INSERT INTO institution.post
                            (id, version, recorded_at, recorded_by, voided_at, voided_by, voided_why, current, person_id,
                             line, unit_id, kind, title, valid, ended_why, scope_path)
                        SELECT id, version + 1, ?, ?,
                               CASE WHEN lower(valid) >= ? THEN ?::timestamptz END,
                               CASE WHEN lower(valid) >= ? THEN ? END,
                               CASE WHEN lower(valid) >= ? THEN ? END,
                               true, person_id, line, unit_id, kind, title,
                               CASE WHEN lower(valid) >= ? THEN valid ELSE daterange(lower(valid), ?) END, ?, scope_path
                        FROM institution.post WHERE id = ? ORDER BY version DESC LIMIT 1
                        """)
                .params(
                        UnitStore.utc(at),
                        by,
                        until,
                        UnitStore.utc(at),
                        until,
                        by,
                        until,
                        why,
                        until,
                        until,
                        why,
                        id.value())
                .update();
    }

    private static final String TERM = """
            SELECT o.id, o.unit_id, u.name AS unit_name, o.line, o.kind, o.title, lower(o.valid) AS from_day,
                   upper(o.valid) AS until_day, o.ended_why
            FROM institution.post o JOIN institution.unit u ON u.id = o.unit_id AND u.current
            """;

    private static PostTerm term(ResultSet row, int n) throws SQLException {
        return new PostTerm(
                new PostId(row.getObject("id", UUID.class)),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getString("unit_name"),
                Line.of(row.getString("line")),
                PostKind.of(row.getString("kind")),
                row.getString("title"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("until_day", LocalDate.class),
                row.getString("ended_why"));
    }
}
