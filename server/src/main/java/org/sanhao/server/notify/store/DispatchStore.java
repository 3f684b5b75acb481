package org.sanhao.server.notify.store;

import static org.sanhao.server.notify.store.MessageStore.moment;
import static org.sanhao.server.notify.store.MessageStore.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.notify.Dispatch;
import org.sanhao.server.notify.Dispatch.State;
import org.sanhao.server.notify.Dispatch.What;
import org.sanhao.server.notify.Reach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is to leave the house, and how that went. */
@Repository
public class DispatchStore {
    private static final String DISPATCH = """
            SELECT id, what, target_id, key, made_at, due_at, attempts, state, ended_at, problem, scope_path
            FROM notify.dispatch
            """;

    private final JdbcClient jdbc;

    DispatchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts things in; one that is there already stays as it is. */
    public void put(List<Dispatch> all) {
        jdbc.sql("""
                        INSERT INTO notify.dispatch (id, what, target_id, key, made_at, due_at, state, scope_path)
                        SELECT id, what, target, key, made, due, 'waiting', path
                        FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[])
                             AS new (id, what, target, key, made, due, path)
                        ON CONFLICT (what, target_id, key) DO NOTHING
                        """)
                .params(
                        all.stream().map(Dispatch::id).toArray(UUID[]::new),
                        all.stream().map(each -> each.what().code()).toArray(String[]::new),
                        all.stream().map(Dispatch::target).toArray(UUID[]::new),
                        all.stream().map(Dispatch::key).toArray(String[]::new),
                        all.stream().map(each -> each.madeAt().toString()).toArray(String[]::new),
                        all.stream().map(each -> each.dueAt().toString()).toArray(String[]::new),
                        all.stream().map(Dispatch::scopePath).toArray(String[]::new))
                .update();
    }

    /** Puts in one with something sealed that nothing else keeps. */
    public void put(Dispatch one, byte[] sealed) {
        put(List.of(one));
        jdbc.sql("UPDATE notify.dispatch SET sealed = ? WHERE id = ?")
                .params(sealed, one.id())
                .update();
    }

    /**
     * Puts in a digest for everybody who has not read something since the last one that is told daily. It leaves when the
     * person's quiet hours end.
     *
     * @param day also what makes it one, so that a second run puts in nothing
     * @param preset how a topic is told that was never set
     */
    public int putDigests(LocalDate day, Instant now, Reach.Pace preset) {
        return jdbc.sql("""
                        INSERT INTO notify.dispatch (id, what, target_id, key, made_at, due_at, state, scope_path)
                        SELECT gen_random_uuid(), 'digest', r.person_id, ?::text, ?,
                               greatest(?::timestamptz, (?::date + r.quiet_until) AT TIME ZONE 'Asia/Shanghai'), 'waiting',
                               r.scope_path
                        FROM notify.reach r
                        WHERE r.address IS NOT NULL AND r.refused_at IS NULL AND EXISTS (
                            SELECT 1 FROM notify.message m
                            WHERE m.person_id = r.person_id AND m.read_at IS NULL AND m.at > r.digest_at
                              AND coalesce(r.by_topic ->> m.topic, ?) = 'daily')
                        ON CONFLICT (what, target_id, key) DO NOTHING
                        """)
                .params(day.toString(), utc(now), utc(now), day, preset.code())
                .update();
    }

    /** What is due, the longest first. */
    public List<Dispatch> due(Instant now, int limit) {
        return jdbc.sql(DISPATCH + " WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, id LIMIT ?")
                .params(utc(now), limit)
                .query(DispatchStore::dispatch)
                .list();
    }

    public byte @Nullable [] sealed(UUID id) {
        record Held(byte @Nullable [] bytes) {}
        return jdbc.sql("SELECT sealed FROM notify.dispatch WHERE id = ?")
                .param(id)
                .query((row, n) -> new Held(row.getBytes(1)))
                .single()
                .bytes();
    }

    /** It is over, one way or the other; what was sealed with it goes. */
    public void end(UUID id, State how, int attempts, @Nullable String problem, Instant at) {
        jdbc.sql("""
                        UPDATE notify.dispatch SET state = ?, attempts = ?, problem = ?, ended_at = ?, sealed = NULL
                        WHERE id = ? AND state = 'waiting'
                        """)
                .param(how.code())
                .param(attempts)
                .param(problem)
                .param(utc(at))
                .param(id)
                .update();
    }

    /** It failed and is tried again. */
    public void postpone(UUID id, int attempts, String problem, Instant due) {
        jdbc.sql("UPDATE notify.dispatch SET attempts = ?, problem = ?, due_at = ? WHERE id = ? AND state = 'waiting'")
                .params(attempts, problem, utc(due), id)
                .update();
    }

    /** Something given up is tried again from the beginning; false when it is not given up any more. */
    public boolean again(UUID id, Instant now) {
        return jdbc.sql("""
                                UPDATE notify.dispatch SET state = 'waiting', attempts = 0, ended_at = NULL, due_at = ?
                                WHERE id = ? AND state = 'given-up'
                                """).params(utc(now), id).update() == 1;
    }

    public Optional<Dispatch> find(UUID id) {
        return jdbc.sql(DISPATCH + " WHERE id = ?")
                .param(id)
                .query(DispatchStore::dispatch)
                .optional();
    }

    public Optional<Dispatch> lastOf(UUID target) {
        return jdbc.sql(DISPATCH + " WHERE target_id = ? AND (state <> 'waiting' OR attempts > 0)"
                        + " ORDER BY made_at DESC, id DESC LIMIT 1")
                .param(target)
                .query(DispatchStore::dispatch)
                .optional();
    }

    /** When something of a kind was last put in for a target. */
    public Optional<Instant> lastMade(UUID target, What what) {
        return jdbc.sql("SELECT max(made_at) FROM notify.dispatch WHERE target_id = ? AND what = ?")
                .params(target, what.code())
                .query((row, n) -> Optional.ofNullable(moment(row, "max")))
                .single();
    }

    /** How many wait and how many were given up. */
    public record Counts(int waiting, int failing, int givenUp) {}

    public Counts counts() {
        return jdbc.sql("""
                        SELECT count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'waiting' AND attempts > 0),
                               count(*) FILTER (WHERE state = 'given-up')
                        FROM notify.dispatch WHERE state IN ('waiting', 'given-up')
                        """)
                .query((row, n) -> new Counts(row.getInt(1), row.getInt(2), row.getInt(3)))
                .single();
    }

    /** What was given up, the latest first. */
    public Page<Dispatch> givenUp(Optional<Cursor> after, int limit) {
        var sql = new StringBuilder(DISPATCH).append(" WHERE state = 'given-up'");
        var params = new ArrayList<Object>();
        after.ifPresent(position -> {
            sql.append(" AND (ended_at, id) < (?::timestamptz, ?::uuid)");
            params.addAll(position.values());
        });
        sql.append(" ORDER BY ended_at DESC, id DESC LIMIT ?");
        params.add(limit + 1);
        var rows = jdbc.sql(sql.toString())
                .params(params)
                .query(DispatchStore::dispatch)
                .list();
        return Page.of(rows, limit, row -> Cursor.at(Objects.requireNonNull(row.endedAt()), row.id()));
    }

    private static Dispatch dispatch(ResultSet row, int n) throws SQLException {
        return new Dispatch(
                row.getObject("id", UUID.class),
                What.of(row.getString("what")),
                row.getObject("target_id", UUID.class),
                row.getString("key"),
                Objects.requireNonNull(moment(row, "made_at")),
                Objects.requireNonNull(moment(row, "due_at")),
                row.getInt("attempts"),
                State.of(row.getString("state")),
                moment(row, "ended_at"),
                row.getString("problem"),
                row.getString("scope_path"));
    }
}
