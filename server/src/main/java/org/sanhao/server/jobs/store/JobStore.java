package org.sanhao.server.jobs.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.jobs.Jobs.Standing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * One row per job. All times are the database's, so that nodes whose clocks differ agree. Whoever has a job in hand holds
 * its row by a lease that must be renewed: a node that dies stops renewing.
 */
@Repository
public class JobStore {
    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Instant now() {
        return jdbc.sql("SELECT now()").query(OffsetDateTime.class).single().toInstant();
    }

    /** Makes the row of a job, or sets its time anew where its times have changed. */
    public void register(String name, String times, Instant first) {
        jdbc.sql("""
                        INSERT INTO jobs.job AS j (name, times, due) VALUES (?, ?, ?)
                        ON CONFLICT (name) DO UPDATE SET times = excluded.times, due = excluded.due
                        WHERE j.times <> excluded.times
                        """).params(name, times, first.atOffset(ZoneOffset.UTC)).update();
    }

    /** The jobs whose time has come and which nobody has in hand. */
    public List<String> due() {
        return jdbc.sql("""
                        SELECT name FROM jobs.job
                        WHERE due <= now() AND (held_until IS NULL OR held_until < now()) ORDER BY due, name
                        """).query((row, n) -> row.getString("name")).list();
    }

    /** Takes a job in hand; false when somebody was faster. */
    public boolean take(String name, UUID run, Duration lease) {
        return jdbc.sql("""
                                UPDATE jobs.job
                                SET run = ?, held_until = now() + make_interval(secs => ?), began = now()
                                WHERE name = ? AND due <= now() AND (held_until IS NULL OR held_until < now())
                                """).params(run, seconds(lease), name).update() == 1;
    }

    /** Renews the lease of these runs; answers those that still hold their row. */
    public Set<UUID> renew(Collection<UUID> runs, Duration lease) {
        return jdbc
                .sql("""
                        UPDATE jobs.job SET held_until = now() + make_interval(secs => ?)
                        WHERE run = ANY (?) RETURNING run
                        """)
                .params(seconds(lease), runs.toArray(UUID[]::new))
                .query((row, n) -> row.getObject("run", UUID.class))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** Ends a run that went well; false when another node holds the row meanwhile. */
    public boolean done(UUID run, Instant next) {
        return jdbc.sql("""
                                UPDATE jobs.job
                                SET run = NULL, held_until = NULL, due = ?, ended = now(), done = now(), failures = 0,
                                    problem = NULL
                                WHERE run = ?
                                """).params(next.atOffset(ZoneOffset.UTC), run).update() == 1;
    }

    /** How often in a row the job of a run has ended badly before. */
    public int failures(UUID run) {
        return jdbc.sql("SELECT failures FROM jobs.job WHERE run = ?")
                .param(run)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Ends a run that went wrong. */
    public void failed(UUID run, Instant next, String problem) {
        jdbc.sql("""
                        UPDATE jobs.job
                        SET run = NULL, held_until = NULL, due = ?, ended = now(), failures = failures + 1, problem = ?
                        WHERE run = ?
                        """).params(next.atOffset(ZoneOffset.UTC), problem, run).update();
    }

    /** Lets go of a run that was cut off; it is due as before. */
    public void letGo(UUID run) {
        jdbc.sql("UPDATE jobs.job SET run = NULL, held_until = NULL WHERE run = ?")
                .param(run)
                .update();
    }

    public List<Standing> standing(Collection<String> names) {
        return jdbc.sql("""
                        SELECT name, due, coalesce(held_until >= now(), false) AS running, done,
                               coalesce(extract(epoch FROM now() - done), -1) AS done_ago, failures, problem
                        FROM jobs.job WHERE name = ANY (?) ORDER BY name
                        """)
                .param(names.toArray(String[]::new))
                .query(JobStore::standing)
                .list();
    }

    private static Standing standing(ResultSet row, int n) throws SQLException {
        return new Standing(
                row.getString("name"),
                Objects.requireNonNull(instant(row, "due")),
                row.getBoolean("running"),
                instant(row, "done"),
                row.getDouble("done_ago"),
                row.getInt("failures"),
                row.getString("problem"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static double seconds(Duration lease) {
        return lease.toMillis() / 1_000.0;
    }
}
