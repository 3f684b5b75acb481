package org.sanhao.server.notify.store;

import static org.sanhao.server.notify.store.MessageStore.moment;
import static org.sanhao.server.notify.store.MessageStore.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.notify.Reach.Pace;
import org.sanhao.server.notify.Topic;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How people are reached; addresses as they are sealed. */
@Repository
public class ReachStore {
    private static final TypeReference<Map<String, String>> WORDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReachStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A row. */
    public record Row(
            PersonId person,
            int version,
            byte @Nullable [] address,
            byte @Nullable [] pending,
            @Nullable Instant pendingUntil,
            int tries,
            @Nullable Instant refusedAt,
            Map<Topic, Pace> byTopic,
            LocalTime quietFrom,
            LocalTime quietUntil,
            Instant digestAt,
            String scopePath) {}

    public Optional<Row> find(PersonId person) {
        return rows(List.of(person)).stream().findFirst();
    }

    public List<Row> rows(List<PersonId> people) {
        return jdbc.sql("""
                        SELECT person_id, version, address, pending, pending_until, tries, refused_at, by_topic, quiet_from,
                               quiet_until, digest_at, scope_path
                        FROM notify.reach WHERE person_id = ANY (?)
                        """)
                .param(people.stream().map(PersonId::value).toArray(UUID[]::new))
                .query(this::row)
                .list();
    }

    /** Writes the next version; false when another one stands. */
    public boolean write(Row next) {
        return jdbc.sql("""
                                INSERT INTO notify.reach AS r
                                    (person_id, version, address, verified_at, pending, pending_until, tries, refused_at,
                                     by_topic, quiet_from, quiet_until, digest_at, scope_path)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                                ON CONFLICT (person_id) DO UPDATE
                                SET version = excluded.version, address = excluded.address, verified_at = excluded.verified_at,
                                    pending = excluded.pending, pending_until = excluded.pending_until,
                                    tries = excluded.tries, refused_at = excluded.refused_at, by_topic = excluded.by_topic,
                                    quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
                                    digest_at = excluded.digest_at
                                WHERE r.version = excluded.version - 1
                                """)
                        .param(next.person.value())
                        .param(next.version)
                        .param(next.address)
                        .param(next.address == null ? null : utc(next.digestAt))
                        .param(next.pending)
                        .param(next.pendingUntil == null ? null : utc(next.pendingUntil))
                        .param(next.tries)
                        .param(next.refusedAt == null ? null : utc(next.refusedAt))
                        .param(words(next.byTopic))
                        .param(next.quietFrom)
                        .param(next.quietUntil)
                        .param(utc(next.digestAt))
                        .param(next.scopePath)
                        .update()
                == 1;
    }

    /** A digest was sent: the next one tells what came after. */
    public void digested(PersonId person, Instant upTo) {
        jdbc.sql("UPDATE notify.reach SET digest_at = ? WHERE person_id = ? AND digest_at < ?")
                .params(utc(upTo), person.value(), utc(upTo))
                .update();
    }

    /** The mail server refuses the address for good. */
    public void refused(PersonId person, Instant at) {
        jdbc.sql("UPDATE notify.reach SET refused_at = ? WHERE person_id = ? AND address IS NOT NULL")
                .params(utc(at), person.value())
                .update();
    }

    public void forget(PersonId person) {
        jdbc.sql("DELETE FROM notify.reach WHERE person_id = ?")
                .param(person.value())
                .update();
    }

    private String words(Map<Topic, Pace> byTopic) {
        var words = new java.util.TreeMap<String, String>();
        byTopic.forEach((topic, pace) -> words.put(topic.code(), pace.code()));
        return json.writeValueAsString(words);
    }

    private Row row(ResultSet row, int n) throws SQLException {
        var byTopic = new EnumMap<Topic, Pace>(Topic.class);
        json.readValue(row.getString("by_topic"), WORDS)
                .forEach((topic, pace) -> byTopic.put(Topic.of(topic), Pace.of(pace)));
        return new Row(
                new PersonId(row.getObject("person_id", UUID.class)),
                row.getInt("version"),
                row.getBytes("address"),
                row.getBytes("pending"),
                moment(row, "pending_until"),
                row.getInt("tries"),
                moment(row, "refused_at"),
                byTopic,
                row.getObject("quiet_from", LocalTime.class),
                row.getObject("quiet_until", LocalTime.class),
                java.util.Objects.requireNonNull(moment(row, "digest_at")),
                row.getString("scope_path"));
    }
}
