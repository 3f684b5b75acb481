package org.sanhao.server.audit.store;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.proof.Digest;
import org.sanhao.proof.audit.AuditHead;
import org.sanhao.proof.audit.AuditRow;
import org.sanhao.server.scope.ReadingOrder;
import org.sanhao.server.scope.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the log and their seals. Nothing here changes or removes anything, and the grants would not let it. */
@Repository
public class AuditStore {
    private static final int HASH_BYTES = 32;
    private static final String LAST_CHARACTER = "\uDBFF\uDFFF";
    private static final String COLUMNS =
            "id, at, act, result, person, post, account, subject_kind, subject_id, path, request, network";

    private final JdbcClient jdbc;
    private final ReadingOrder order;

    public AuditStore(JdbcClient jdbc, ReadingOrder order) {
        this.jdbc = jdbc;
        this.order = order;
    }

    /** Up to which row a seal reaches. The transaction counter travels as text: it may exceed a signed long. */
    public record Reach(int era, String xact, UUID id) {
        public static final Reach NOTHING = new Reach(0, "0", new UUID(0, 0));
    }

    /** A row in its place. */
    public record Placed(AuditRow row, Reach reach) {}

    /** A seal with the leaf hashes it covers. */
    public record Batch(AuditHead head, List<Digest> leaves, Reach reach) {}

    /** What one check of the whole log found. */
    public record CheckRun(
            Instant at,
            String by,
            boolean sound,
            long batches,
            long rows,
            long keptTo,
            long tookMs,
            @Nullable String finding) {}

    /**
     * What the list shows.
     *
     * @param act the act, or null
     * @param people acts of these only, or null
     * @param subject beginning of the subject's id, or null
     * @param refused only refusals, only acts, or null for both
     */
    public record Wanted(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String act,
            @Nullable List<UUID> people,
            @Nullable String subject,
            @Nullable UUID request,
            @Nullable Boolean refused) {}

    public void add(AuditRow row) {
        jdbc.sql("""
                        INSERT INTO audit.entry
                            (id, era, at, act, result, person, post, account, subject_kind, subject_id, path, request,
                             network)
                        VALUES (?, (SELECT max(era) FROM audit.era), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(row.id())
                .param(utc(row.at()))
                .param(row.act())
                .param(row.result())
                .param(row.person())
                .param(row.post())
                .param(row.account())
                .param(row.subjectKind())
                .param(row.subjectId())
                .param(row.path())
                .param(row.request())
                .param(row.network())
                .update();
    }

    /** Whether this node may seal now; holds until the end of the transaction. */
    public boolean takeLock() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended('audit.seal', 0))")
                .query(Boolean.class)
                .single();
    }

    /**
     * The next rows whose transactions are over for every observer, in the order of sealing. A row of an earlier era is
     * final: its cluster is gone.
     */
    public List<Placed> ready(Reach after, int limit) {
        return jdbc.sql("""
                        SELECT %s, era, xact::text AS counter FROM audit.entry
                        WHERE (era, xact, id) > (?, ?::xid8, ?)
                          AND (xact < pg_snapshot_xmin(pg_current_snapshot())
                               OR era < (SELECT max(e.era) FROM audit.era e))
                        ORDER BY era, xact, id
                        LIMIT ?
                        """.formatted(COLUMNS))
                .params(after.era(), after.xact(), after.id(), limit)
                .query((row, n) -> placed(row))
                .list();
    }

    /** The rows of a batch as they stand now, in their order. */
    public List<AuditRow> between(Reach after, Reach upTo) {
        return jdbc.sql("""
                        SELECT %s FROM audit.entry
                        WHERE (era, xact, id) > (?, ?::xid8, ?) AND (era, xact, id) <= (?, ?::xid8, ?)
                        ORDER BY era, xact, id
                        """.formatted(COLUMNS))
                .params(after.era(), after.xact(), after.id(), upTo.era(), upTo.xact(), upTo.id())
                .query((row, n) -> row(row))
                .list();
    }

    /** Rows no seal covers yet, the oldest first. */
    public List<Placed> after(Reach reach, int limit) {
        return jdbc.sql("""
                        SELECT %s, era, xact::text AS counter FROM audit.entry
                        WHERE (era, xact, id) > (?, ?::xid8, ?)
                        ORDER BY era, xact, id
                        LIMIT ?
                        """.formatted(COLUMNS))
                .params(reach.era(), reach.xact(), reach.id(), limit)
                .query((row, n) -> placed(row))
                .list();
    }

    public void addBatch(AuditHead head, List<Digest> leaves, Reach reach) {
        var bytes = ByteBuffer.allocate(HASH_BYTES * leaves.size());
        leaves.forEach(leaf -> bytes.put(leaf.bytes()));
        jdbc.sql("""
                        INSERT INTO audit.batch (number, line, leaves, last_era, last_xact, last_id, sealed_at)
                        VALUES (?, ?, ?, ?, ?::xid8, ?, ?)
                        """)
                .params(
                        head.number(),
                        head.line(),
                        bytes.array(),
                        reach.era(),
                        reach.xact(),
                        reach.id(),
                        utc(head.at()))
                .update();
    }

    /** The last seal, without its leaf hashes. */
    public Optional<Batch> lastSeal() {
        return jdbc.sql("""
                        SELECT line, ''::bytea, last_era, last_xact::text, last_id FROM audit.batch
                        ORDER BY number DESC LIMIT 1
                        """).query((row, n) -> batch(row)).optional();
    }

    /** Heads after that number, in order. */
    public List<AuditHead> heads(long after, int limit) {
        return jdbc.sql("SELECT line FROM audit.batch WHERE number > ? ORDER BY number LIMIT ?")
                .params(after, limit)
                .query((row, n) -> AuditHead.parse(row.getString(1)))
                .list();
    }

    /** Whether some rows lie where this scope does not see them. Asked as the system. */
    public boolean hasRowsOutside(Scope scope) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM audit.entry WHERE path < :low AND (path <> '' OR NOT :whole))
                            OR EXISTS (SELECT 1 FROM audit.entry WHERE path >= :high)
                        """)
                .param("whole", scope.isWhole())
                .param("low", scope.setting())
                .param("high", high(scope))
                .query(Boolean.class)
                .single();
    }

    /** Batches after that number, in order. */
    public List<Batch> batches(long after, int limit) {
        return jdbc.sql("""
                        SELECT line, leaves, last_era, last_xact::text, last_id FROM audit.batch
                        WHERE number > ? ORDER BY number LIMIT ?
                        """).params(after, limit).query((row, n) -> batch(row)).list();
    }

    /** The seal that covers a row, or none yet. */
    public Optional<Batch> batchOf(Reach reach) {
        return jdbc.sql("""
                        SELECT line, leaves, last_era, last_xact::text, last_id FROM audit.batch
                        WHERE (last_era, last_xact, last_id) >= (?, ?::xid8, ?) ORDER BY number LIMIT 1
                        """)
                .params(reach.era(), reach.xact(), reach.id())
                .query((row, n) -> batch(row))
                .optional();
    }

    /** Begins a new era when this cluster's counter stands below what was already sealed. */
    public boolean beginEraIfRestored() {
        return jdbc.sql("""
                        INSERT INTO audit.era (era, began_at)
                        SELECT max(e.era) + 1, clock_timestamp() FROM audit.era e
                        HAVING EXISTS (
                            SELECT 1 FROM audit.entry x
                            WHERE x.era = max(e.era) AND x.xact >= pg_snapshot_xmax(pg_current_snapshot()))
                        """).update() > 0;
    }

    /** The list, the latest first. Conditions nobody asked for are left out, so that each has the index that serves it. */
    public Page<AuditRow> list(Scope scope, Wanted wanted, @Nullable String cursor, int limit) {
        var sql = new StringBuilder(scope.isWhole() ? """
                SELECT at, id FROM audit.entry WHERE (path = '' OR path >= ? AND path < ?)
                """ : """
                SELECT at, id FROM audit.entry WHERE path >= ? AND path < ?
                """);
        var params = new ArrayList<Object>(List.of(scope.equals(Scope.SYSTEM) ? "" : scope.setting(), high(scope)));
        narrow(sql, params, " AND at >= ?", utcOrNull(wanted.from()));
        narrow(sql, params, " AND at < ?", utcOrNull(wanted.to()));
        narrow(sql, params, " AND act = ?", wanted.act());
        narrow(sql, params, " AND request = ?", wanted.request());
        if (wanted.people() != null) {
            narrow(sql, params, " AND person = ANY (?)", wanted.people().toArray(UUID[]::new));
        }
        if (wanted.subject() != null) {
            narrow(sql, params, " AND subject_id >= ?", wanted.subject());
            narrow(sql, params, " AND subject_id < ?", wanted.subject() + LAST_CHARACTER);
        }
        if (wanted.refused() != null) {
            sql.append(wanted.refused() ? " AND result <> 'done'" : " AND result = 'done'");
        }
        Cursor.parse(cursor, Cursor.Part.MOMENT, Cursor.Part.ID).ifPresent(place -> {
            sql.append(" AND (at, id) < (?, ?::uuid)");
            params.add(utc(Instant.parse(place.values().getFirst())));
            params.add(place.values().getLast());
        });
        // Few rows bear one person, thing or request.
        boolean few = wanted.people() != null || wanted.subject() != null || wanted.request() != null;
        var ids = order.keys(
                sql.toString(),
                params,
                few,
                "at DESC, id DESC",
                limit + 1,
                (row, n) -> row.getObject("id", UUID.class));
        var rows = jdbc.sql("SELECT " + COLUMNS + " FROM audit.entry WHERE id = ANY (?) ORDER BY at DESC, id DESC")
                .param(ids.toArray(UUID[]::new))
                .query((row, n) -> row(row))
                .list();
        return Page.of(rows, limit, row -> Cursor.at(row.at(), row.id()));
    }

    private static void narrow(StringBuilder sql, List<Object> params, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            params.add(value);
        }
    }

    public Optional<Placed> find(Scope scope, UUID id) {
        return jdbc.sql("""
                        SELECT %s, era, xact::text AS counter FROM audit.entry
                        WHERE id = :id AND (path = '' AND :whole OR path <> '' AND path >= :low AND path < :high)
                        """.formatted(COLUMNS))
                .param("id", id)
                .param("whole", scope.isWhole())
                .param("low", scope.equals(Scope.SYSTEM) ? "" : scope.setting())
                .param("high", high(scope))
                .query((row, n) -> placed(row))
                .optional();
    }

    public void addCheck(UUID id, CheckRun run) {
        jdbc.sql("""
                        INSERT INTO audit.check_run
                            (id, checked_at, checked_by, sound, batches, rows, kept_to, took_ms, finding)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(id)
                .param(utc(run.at()))
                .param(run.by())
                .param(run.sound())
                .param(run.batches())
                .param(run.rows())
                .param(run.keptTo())
                .param(run.tookMs())
                .param(run.finding())
                .update();
    }

    /** The latest checks, the last first. */
    public List<CheckRun> checks(int limit) {
        return jdbc.sql("""
                        SELECT checked_at, checked_by, sound, batches, rows, kept_to, took_ms, finding
                        FROM audit.check_run ORDER BY checked_at DESC, id DESC LIMIT ?
                        """)
                .param(limit)
                .query((row, n) -> new CheckRun(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getString(8)))
                .list();
    }

    private static String high(Scope scope) {
        var setting = scope.setting();
        return scope.equals(Scope.SYSTEM) ? LAST_CHARACTER : setting.substring(0, setting.length() - 1) + "0";
    }

    private static Batch batch(ResultSet row) throws SQLException {
        var head = AuditHead.parse(row.getString(1));
        var bytes = row.getBytes(2);
        var leaves = new ArrayList<Digest>(bytes.length / HASH_BYTES);
        for (int at = 0; at + HASH_BYTES <= bytes.length; at += HASH_BYTES) {
            leaves.add(new Digest(
                    head.root().algorithm(), java.util.HexFormat.of().formatHex(bytes, at, at + HASH_BYTES)));
        }
        return new Batch(head, leaves, new Reach(row.getInt(3), row.getString(4), row.getObject(5, UUID.class)));
    }

    private static Placed placed(ResultSet row) throws SQLException {
        return new Placed(
                row(row), new Reach(row.getInt("era"), row.getString("counter"), row.getObject("id", UUID.class)));
    }

    private static AuditRow row(ResultSet row) throws SQLException {
        return new AuditRow(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("act"),
                row.getString("result"),
                row.getObject("person", UUID.class),
                row.getObject("post", UUID.class),
                row.getObject("account", UUID.class),
                row.getString("subject_kind"),
                row.getString("subject_id"),
                row.getString("path"),
                row.getObject("request", UUID.class),
                row.getString("network"));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant moment) {
        return moment == null ? null : utc(moment);
    }
}
