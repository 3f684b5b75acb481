package org.sanhao.server.notify.store;

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
import java.util.Optional;
import java.util.UUID;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.notify.About;
import org.sanhao.server.notify.Message;
import org.sanhao.server.notify.Topic;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages of people. */
@Repository
public class MessageStore {
    private static final String MESSAGE =
            "SELECT id, topic, about_kind, about_id, title, day, at, slot, asks, read_at FROM notify.message";

    private final JdbcClient jdbc;

    MessageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A message to one person, ready to be written. */
    public record Line(
            UUID id,
            PersonId person,
            UnitId office,
            Topic topic,
            About about,
            LocalDate day,
            String slot,
            String said,
            String title,
            boolean asks,
            Instant at,
            String scopePath) {}

    /** What was written: new, or the line of today with other words and unread again. */
    public record Written(UUID id, PersonId person, Topic topic) {}

    /**
     * Writes messages; the same word about the same matter on the same day changes nothing, a later one renews the line, an
     * earlier one that arrives late is passed over. No two lines may be about the same person, office, matter, day and slot.
     */
    public List<Written> write(List<Line> lines) {
        return jdbc.sql("""
                        INSERT INTO notify.message AS m
                            (id, person_id, office_id, topic, about_kind, about_id, day, slot, said, title, asks,
                             at, scope_path)
                        SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::date[],
                                             ?::text[], ?::text[], ?::text[], ?::boolean[], ?::timestamptz[],
                                             ?::text[])
                        ON CONFLICT (person_id, office_id, about_kind, about_id, day, slot) DO UPDATE
                            SET topic = excluded.topic, said = excluded.said, title = excluded.title, asks = excluded.asks,
                                at = excluded.at, read_at = NULL
                            WHERE m.said <> excluded.said AND m.at <= excluded.at
                        RETURNING m.id, m.person_id, m.topic
                        """)
                .params(
                        lines.stream().map(Line::id).toArray(UUID[]::new),
                        lines.stream().map(line -> line.person.value()).toArray(UUID[]::new),
                        lines.stream().map(line -> line.office.value()).toArray(UUID[]::new),
                        lines.stream().map(line -> line.topic.code()).toArray(String[]::new),
                        lines.stream().map(line -> line.about.kind().code()).toArray(String[]::new),
                        lines.stream().map(line -> line.about.id()).toArray(UUID[]::new),
                        lines.stream().map(line -> line.day.toString()).toArray(String[]::new),
                        lines.stream().map(Line::slot).toArray(String[]::new),
                        lines.stream().map(Line::said).toArray(String[]::new),
                        lines.stream().map(Line::title).toArray(String[]::new),
                        lines.stream().map(Line::asks).toArray(Boolean[]::new),
                        lines.stream().map(line -> line.at.toString()).toArray(String[]::new),
                        lines.stream().map(Line::scopePath).toArray(String[]::new))
                .query((row, n) -> new Written(
                        row.getObject(1, UUID.class),
                        new PersonId(row.getObject(2, UUID.class)),
                        Topic.of(row.getString(3))))
                .list();
    }

    public Page<Message> inbox(PersonId person, UnitId office, boolean unreadOnly, Optional<Cursor> after, int limit) {
        var sql = new StringBuilder(MESSAGE).append(" WHERE person_id = ? AND office_id = ?");
        var params = new ArrayList<Object>(List.of(person.value(), office.value()));
        if (unreadOnly) {
            sql.append(" AND read_at IS NULL");
        }
        after.ifPresent(position -> {
            sql.append(" AND (at, id) < (?::timestamptz, ?::uuid)");
            params.addAll(position.values());
        });
        sql.append(" ORDER BY at DESC, id DESC LIMIT ?");
        params.add(limit + 1);
        var rows = jdbc.sql(sql.toString())
                .params(params)
                .query(MessageStore::message)
                .list();
        return Page.of(rows, limit, row -> Cursor.at(row.at(), row.id()));
    }

    /** How many a person has not read in an office, counted up to a limit. */
    public int unread(PersonId person, UnitId office, int limit) {
        return jdbc.sql("""
                        SELECT count(*) FROM (
                            SELECT 1 FROM notify.message
                            WHERE person_id = ? AND office_id = ? AND read_at IS NULL LIMIT ?) AS counted
                        """)
                .params(person.value(), office.value(), limit)
                .query(Integer.class)
                .single();
    }

    /** The same over several offices. */
    public int unread(PersonId person, List<UnitId> offices, int limit) {
        return jdbc.sql("""
                        SELECT count(*) FROM (
                            SELECT 1 FROM notify.message
                            WHERE person_id = ? AND office_id = ANY (?) AND read_at IS NULL LIMIT ?) AS counted
                        """)
                .params(person.value(), offices.stream().map(UnitId::value).toArray(UUID[]::new), limit)
                .query(Integer.class)
                .single();
    }

    /** Marks one of a person's as read. */
    public boolean read(PersonId person, UnitId office, UUID id, Instant at) {
        return jdbc.sql("""
                                UPDATE notify.message SET read_at = coalesce(read_at, ?)
                                WHERE id = ? AND person_id = ? AND office_id = ?
                                """).params(utc(at), id, person.value(), office.value()).update() == 1;
    }

    public int readAll(PersonId person, UnitId office, Instant upTo, Instant at) {
        return jdbc.sql("""
                        UPDATE notify.message SET read_at = ?
                        WHERE person_id = ? AND office_id = ? AND read_at IS NULL AND at <= ?
                        """)
                .params(utc(at), person.value(), office.value(), utc(upTo))
                .update();
    }

    /** What somebody was asked about a matter up to a moment, in other words than these, waits no more. */
    public void settle(About about, Instant upTo, String said, Instant at) {
        jdbc.sql("""
                        UPDATE notify.message SET read_at = ?
                        WHERE about_kind = ? AND about_id = ? AND asks AND read_at IS NULL AND at <= ?
                          AND said <> ?
                        """)
                .params(utc(at), about.kind().code(), about.id(), utc(upTo), said)
                .update();
    }

    public Optional<Message> find(UUID id) {
        return jdbc.sql(MESSAGE + " WHERE id = ?")
                .param(id)
                .query(MessageStore::message)
                .optional();
    }

    /** What a person has not read of what was said after a moment, in all offices, the latest first. */
    public List<Message> unreadSince(PersonId person, Instant after, int limit) {
        return jdbc.sql(MESSAGE
                        + " WHERE person_id = ? AND read_at IS NULL AND at > ? ORDER BY at DESC, id DESC LIMIT ?")
                .params(person.value(), utc(after), limit)
                .query(MessageStore::message)
                .list();
    }

    /** How many matters people of an office were told of in a time, by topic; the begin does not count, the end does. */
    public Map<Topic, Integer> mattersOf(UnitId office, Instant after, Instant upTo) {
        var counts = new EnumMap<Topic, Integer>(Topic.class);
        jdbc.sql("""
                        SELECT topic, count(DISTINCT (about_kind, about_id)) FROM notify.message
                        WHERE office_id = ? AND at > ? AND at <= ? GROUP BY topic
                        """).params(office.value(), utc(after), utc(upTo)).query(row -> {
            counts.put(Topic.of(row.getString(1)), row.getInt(2));
        });
        return counts;
    }

    private static Message message(ResultSet row, int n) throws SQLException {
        return new Message(
                row.getObject("id", UUID.class),
                Topic.of(row.getString("topic")),
                new About(About.Kind.of(row.getString("about_kind")), row.getObject("about_id", UUID.class)),
                row.getString("title"),
                row.getObject("day", LocalDate.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("asks"),
                !row.getString("slot").isEmpty(),
                moment(row, "read_at"));
    }

    static @org.jspecify.annotations.Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
