package org.sanhao.server.evidence.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.evidence.Evidence;
import org.sanhao.server.evidence.Evidence.KeptRecord;
import org.sanhao.server.evidence.Evidence.SealedFile;
import org.sanhao.server.evidence.EvidenceFiles.Owner;
import org.sanhao.server.evidence.EvidenceFiles.Query;
import org.sanhao.server.evidence.EvidenceId;
import org.sanhao.server.evidence.FileKind;
import org.sanhao.server.institution.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Content and items. */
@Repository
public class EvidenceStore {
    /** What stands in place of a name that was destroyed. */
    public static final String NAMELESS = "已销毁的材料";

    private static final String ITEM = """
        SELECT i.id, i.version, i.unit_id, i.name, i.digest, i.content_id, c.kind, c.bytes, c.pages, c.taken_on,
               c.erased_at, i.record_sealed, i.record_place, i.expires_on, f.recorded_at AS added_at,
               coalesce(p.name, '') AS by_name, d.name AS department, i.voided_why, i.scope_path,
               (SELECT count(DISTINCT (l.subject_id, l.part)) FROM evidence.link l
                WHERE l.item_id = i.id AND l.current AND l.voided_at IS NULL) AS uses
        FROM evidence.item i
        JOIN evidence.item f ON f.id = i.id AND f.version = 1
        LEFT JOIN evidence.content c ON c.id = i.content_id
        LEFT JOIN institution.pub_person p
            ON p.id = CASE WHEN f.recorded_by ~ '^[0-9a-f-]{36}$' THEN f.recorded_by::uuid END
        LEFT JOIN institution.pub_unit d ON d.id = i.department_id
        WHERE i.current
        """;

    private final JdbcClient jdbc;

    EvidenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row of content about to be written. */
    public record Content(
            UUID id,
            UnitId unit,
            String digest,
            long bytes,
            FileKind kind,
            @Nullable Integer pages,
            @Nullable LocalDate takenOn,
            byte[] sealedKey,
            String scopePath) {}

    /** Where the bytes of an item lie and what opens them; the key is null once erased. */
    public record Place(UUID content, FileKind kind, String name, long bytes, byte @Nullable [] sealedKey) {}

    /** Holds everything else that counts this unit's files until the transaction ends. */
    public void lockCollection(UnitId unit) {
        lock("evidence of " + unit);
    }

    public void lock(String what) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(what)
                .query((row, n) -> 0)
                .single();
    }

    public long bytesOf(UnitId unit) {
        return jdbc.sql("SELECT coalesce(sum(bytes), 0) FROM evidence.content WHERE unit_id = ? AND erased_at IS NULL")
                .param(unit.value())
                .query(Long.class)
                .single();
    }

    public Optional<UUID> contentOf(UnitId unit, String digest) {
        return jdbc.sql("SELECT id FROM evidence.content WHERE unit_id = ? AND digest = ? AND erased_at IS NULL")
                .params(unit.value(), digest)
                .query(UUID.class)
                .optional();
    }

    public void add(Content content, Instant at, String by) {
        jdbc.sql("""
            INSERT INTO evidence.content
                (id, unit_id, digest, bytes, kind, pages, taken_on, sealed_key, recorded_at, recorded_by,
                 scope_path)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
                .param(content.id())
                .param(content.unit().value())
                .param(content.digest())
                .param(content.bytes())
                .param(content.kind().ending())
                .param(content.pages())
                .param(content.takenOn())
                .param(content.sealedKey())
                .param(utc(at))
                .param(by)
                .param(content.scopePath())
                .update();
    }

    /** Those of the ids that still have their bytes. */
    public Set<UUID> kept(List<UUID> ids) {
        return new HashSet<>(jdbc.sql("SELECT id FROM evidence.content WHERE id = ANY (?) AND erased_at IS NULL")
                .param(ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    public Optional<EvidenceId> itemOf(UUID content) {
        return jdbc.sql("SELECT id FROM evidence.item WHERE content_id = ? AND current AND voided_at IS NULL")
                .param(content)
                .query((row, n) -> new EvidenceId(row.getObject(1, UUID.class)))
                .optional();
    }

    public void addFile(
            EvidenceId id,
            Owner owner,
            UUID content,
            String digest,
            String name,
            @Nullable LocalDate expiresOn,
            String scopePath,
            Instant at,
            String by) {
        jdbc.sql("""
            INSERT INTO evidence.item
                (id, version, recorded_at, recorded_by, current, unit_id, department_id, content_id, digest,
                 name, expires_on, scope_path)
            VALUES (?, 1, ?, ?, true, ?, ?, ?, ?, ?, ?, ?)
            """)
                .param(id.value())
                .param(utc(at))
                .param(by)
                .param(owner.unit().value())
                .param(owner.department() == null ? null : owner.department().value())
                .param(content)
                .param(digest)
                .param(name)
                .param(expiresOn)
                .param(scopePath)
                .update();
    }

    public void addRecord(
            EvidenceId id,
            Owner owner,
            String digest,
            String name,
            byte[] sealed,
            String place,
            String scopePath,
            Instant at,
            String by) {
        jdbc.sql("""
            INSERT INTO evidence.item
                (id, version, recorded_at, recorded_by, current, unit_id, department_id, digest, name,
                 record_sealed, record_place, scope_path)
            VALUES (?, 1, ?, ?, true, ?, ?, ?, ?, ?, ?, ?)
            """)
                .param(id.value())
                .param(utc(at))
                .param(by)
                .param(owner.unit().value())
                .param(owner.department() == null ? null : owner.department().value())
                .param(digest)
                .param(name)
                .param(sealed)
                .param(place)
                .param(scopePath)
                .update();
    }

    /** Opens the sealed number of a record. */
    public interface Unsealing {
        String open(EvidenceId id, byte[] sealed);
    }

    public Optional<Evidence> find(EvidenceId id, Unsealing unsealing) {
        return jdbc.sql(ITEM + " AND i.id = ?")
                .param(id.value())
                .query((row, n) -> item(row, unsealing))
                .optional();
    }

    /** Those that serve or served a thing. */
    public List<Evidence> behind(String kind, UUID subject, Unsealing unsealing) {
        return jdbc.sql(ITEM + """
             AND i.id IN (SELECT item_id FROM evidence.link
                          WHERE subject_kind = ? AND subject_id = ? AND current)
            """)
                .params(kind, subject)
                .query((row, n) -> item(row, unsealing))
                .list();
    }

    public Page<Evidence> list(Query query, Optional<Cursor> after, int limit, Unsealing unsealing) {
        var params = new ArrayList<Object>();
        var sql = new StringBuilder(ITEM).append(filter(query, params));
        after.ifPresent(position -> {
            sql.append(" AND i.id < ?::uuid");
            params.addAll(position.values());
        });
        sql.append(" ORDER BY i.id DESC LIMIT ?");
        params.add(limit + 1);
        var rows = jdbc.sql(sql.toString())
                .params(params)
                .query((row, n) -> item(row, unsealing))
                .list();
        return Page.of(rows, limit, row -> Cursor.at(row.id()));
    }

    public int count(Query query) {
        var params = new ArrayList<Object>();
        var filter = filter(query, params);
        return jdbc.sql("""
            SELECT count(*) FROM evidence.item i LEFT JOIN evidence.content c ON c.id = i.content_id
            WHERE i.current
            """ + filter).params(params).query(Integer.class).single();
    }

    private static String filter(Query query, List<Object> params) {
        var sql = new StringBuilder(" AND i.voided_at IS NULL");
        if (query.unit() != null) {
            sql.append(" AND i.unit_id = ?");
            params.add(query.unit().value());
        }
        if (query.words() != null) {
            sql.append(" AND i.name ILIKE ?");
            params.add("%" + query.words().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        if (query.kind() != null) {
            switch (query.kind()) {
                case "record" -> sql.append(" AND i.content_id IS NULL");
                case "photo" -> sql.append(" AND c.kind IN ('jpg', 'png', 'webp', 'heic')");
                default -> {
                    sql.append(" AND c.kind = ?");
                    params.add(query.kind());
                }
            }
        }
        if (query.unused()) {
            sql.append("""
                 AND NOT EXISTS (SELECT 1 FROM evidence.link l
                                 WHERE l.item_id = i.id AND l.current AND l.voided_at IS NULL)
                """);
        }
        if (query.expiringUntil() != null) {
            sql.append(" AND i.expires_on <= ?");
            params.add(query.expiringUntil());
        }
        return sql.toString();
    }

    public Optional<Place> place(EvidenceId id) {
        return jdbc.sql("""
            SELECT c.id, c.kind, i.name, c.bytes, c.sealed_key
            FROM evidence.item i JOIN evidence.content c ON c.id = i.content_id
            WHERE i.id = ? AND i.current
            """)
                .param(id.value())
                .query((row, n) -> new Place(
                        row.getObject("id", UUID.class),
                        FileKind.of(row.getString("kind")),
                        row.getString("name"),
                        row.getLong("bytes"),
                        row.getBytes("sealed_key")))
                .optional();
    }

    /**
     * Writes a further version; the one before stops being current in the same statement.
     *
     * @param gone why it is taken out; null leaves it in
     * @return false when another version came first
     */
    public boolean write(
            EvidenceId id, int seen, @Nullable LocalDate expiresOn, @Nullable String gone, Instant at, String by) {
        return jdbc.sql("""
            WITH before AS (
                UPDATE evidence.item SET current = false
                WHERE id = ? AND current AND version = ? AND voided_at IS NULL RETURNING *)
            INSERT INTO evidence.item
                (id, version, recorded_at, recorded_by, voided_at, voided_by, voided_why, current,
                 unit_id, department_id, content_id, digest, name, record_sealed, record_place,
                 expires_on, scope_path)
            SELECT id, version + 1, ?, ?, ?, ?, ?, true, unit_id, department_id, content_id, digest,
                   name, record_sealed, record_place, ?, scope_path
            FROM before
            """)
                        .param(id.value())
                        .param(seen)
                        .param(utc(at))
                        .param(by)
                        .param(gone == null ? null : utc(at))
                        .param(gone == null ? null : by)
                        .param(gone)
                        .param(expiresOn)
                        .update()
                == 1;
    }

    /** Destroys what names people; the digest stays, so that what named it can still be checked. */
    public void erase(EvidenceId id, Instant at) {
        jdbc.sql("""
            UPDATE evidence.content SET sealed_key = NULL, erased_at = ?
            WHERE id IN (SELECT content_id FROM evidence.item WHERE id = ?) AND erased_at IS NULL
            """).params(utc(at), id.value()).update();
        jdbc.sql("UPDATE evidence.item SET name = ?, record_sealed = NULL WHERE id = ?")
                .params(NAMELESS, id.value())
                .update();
    }

    private static Evidence item(ResultSet row, Unsealing unsealing) throws SQLException {
        var id = new EvidenceId(row.getObject("id", UUID.class));
        var sealed = row.getBytes("record_sealed");
        boolean isFile = row.getObject("content_id") != null;
        return new Evidence(
                id,
                row.getInt("version"),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getString("name"),
                row.getString("digest"),
                isFile ? file(row) : null,
                isFile
                        ? null
                        : new KeptRecord(
                                sealed == null ? null : unsealing.open(id, sealed), row.getString("record_place")),
                row.getObject("expires_on", LocalDate.class),
                row.getInt("uses"),
                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                row.getString("by_name"),
                row.getString("department"),
                row.getString("voided_why"),
                row.getString("scope_path"));
    }

    private static SealedFile file(ResultSet row) throws SQLException {
        var erased = row.getObject("erased_at", OffsetDateTime.class);
        return new SealedFile(
                FileKind.of(row.getString("kind")),
                row.getLong("bytes"),
                (Integer) row.getObject("pages"),
                row.getObject("taken_on", LocalDate.class),
                erased == null ? null : erased.toInstant());
    }

    static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
