package org.sanhao.server.document.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sanhao.server.document.CopyFace;
import org.sanhao.server.document.CopyId;
import org.sanhao.server.document.FormNumber;
import org.sanhao.server.document.FrozenCopy;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.SecretBox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Frozen copies, the names behind them, and what everybody may see of them. */
@Repository
public class CopyStore {
    private static final String COPY = """
            SELECT id, version, year, count, unit_id, form, form_name, series, token, content, hash, current,
                   recorded_at, recorded_by, scope_path
            FROM document.copy
            """;
    private static final int SALT = 32;

    private final JdbcClient jdbc;
    private final SecretBox names;

    CopyStore(JdbcClient jdbc, DataFolder data) {
        this.jdbc = jdbc;
        this.names = SecretBox.of(data, "document-names");
    }

    /** A name behind a commitment, with its salt in hexadecimal. */
    public record Withheld(String commitment, String salt, String name) {}

    /** Until the end of the transaction nobody else prints for this unit. */
    public void lock(UnitId unit) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("forms of " + unit)
                .query((row, n) -> 0)
                .single();
    }

    public FormNumber nextNumber(UnitId unit, int year) {
        int last = jdbc.sql("SELECT coalesce(max(count), 0) FROM document.copy WHERE unit_id = ? AND year = ?")
                .params(unit.value(), year)
                .query(Integer.class)
                .single();
        return new FormNumber(year, last + 1);
    }

    public void add(FrozenCopy copy, List<Withheld> withheld) {
        jdbc.sql("""
                        WITH before AS (
                            UPDATE document.copy SET current = false WHERE id = ? AND current RETURNING 1)
                        INSERT INTO document.copy
                            (id, version, current, recorded_at, recorded_by, year, count, unit_id, form, form_name,
                             series, token, content, hash, scope_path)
                        SELECT ?, ?, true, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                        WHERE (SELECT count(*) FROM before) < 2
                        """)
                .params(
                        copy.id().value(),
                        copy.id().value(),
                        copy.version(),
                        utc(copy.at()),
                        copy.by(),
                        copy.number().year(),
                        copy.number().count(),
                        copy.unit().value(),
                        copy.form(),
                        copy.formName(),
                        copy.series(),
                        copy.token(),
                        copy.content(),
                        copy.hash(),
                        copy.scopePath())
                .update();
        jdbc.sql("""
                        INSERT INTO document.face
                            (token, copy_id, version, recorded_at, form_name, number, hash, scope_path)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        copy.token(),
                        copy.id().value(),
                        copy.version(),
                        utc(copy.at()),
                        copy.formName(),
                        copy.number().toString(),
                        copy.hash(),
                        copy.scopePath())
                .update();
        for (var each : withheld) {
            jdbc.sql("""
                            INSERT INTO document.withheld (copy_id, version, commitment, sealed, scope_path)
                            VALUES (?, ?, ?, ?, ?)
                            """)
                    .params(
                            copy.id().value(),
                            copy.version(),
                            each.commitment(),
                            names.seal((each.salt() + each.name()).getBytes(StandardCharsets.UTF_8), each.commitment()),
                            copy.scopePath())
                    .update();
        }
    }

    /** The last version of what was printed of a matter. */
    public Optional<FrozenCopy> current(UnitId unit, String form, String series) {
        return jdbc.sql(COPY + " WHERE unit_id = ? AND form = ? AND series = ? AND current")
                .params(unit.value(), form, series)
                .query(CopyStore::copy)
                .optional();
    }

    /** Every version, the latest first. */
    public List<FrozenCopy> versions(CopyId id) {
        return jdbc.sql(COPY + " WHERE id = ? ORDER BY version DESC LIMIT 200")
                .param(id.value())
                .query(CopyStore::copy)
                .list();
    }

    public Optional<FrozenCopy> find(CopyId id, int version) {
        return jdbc.sql(COPY + " WHERE id = ? AND version = ?")
                .params(id.value(), version)
                .query(CopyStore::copy)
                .optional();
    }

    public Optional<FrozenCopy> byToken(String token) {
        return jdbc.sql(COPY + " WHERE token = ?")
                .param(token)
                .query(CopyStore::copy)
                .optional();
    }

    /** The names behind a copy that have not been erased, by commitment. */
    public Map<String, String> names(CopyId id, int version) {
        var opened = new HashMap<String, String>();
        jdbc.sql(
                        "SELECT commitment, sealed FROM document.withheld WHERE copy_id = ? AND version = ? AND sealed IS NOT NULL")
                .params(id.value(), version)
                .query((row, n) -> {
                    var commitment = row.getString(1);
                    var plain = new String(names.open(row.getBytes(2), commitment), StandardCharsets.UTF_8);
                    return opened.put(commitment, plain.substring(SALT));
                })
                .list();
        return opened;
    }

    public Optional<CopyFace> face(String token) {
        return jdbc.sql("""
                        SELECT f.form_name, f.number, f.version, f.hash, f.recorded_at,
                               (SELECT max(last.version) FROM document.face last WHERE last.copy_id = f.copy_id) AS last
                        FROM document.face f WHERE f.token = ?
                        """)
                .param(token)
                .query((row, n) -> new CopyFace(
                        row.getString("form_name"),
                        row.getString("number"),
                        row.getInt("version"),
                        row.getInt("last"),
                        row.getString("hash"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private static FrozenCopy copy(ResultSet row, int n) throws SQLException {
        return new FrozenCopy(
                new CopyId(row.getObject("id", UUID.class)),
                row.getInt("version"),
                new FormNumber(row.getInt("year"), row.getInt("count")),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getString("form"),
                row.getString("form_name"),
                row.getString("series"),
                row.getString("token"),
                row.getString("content"),
                row.getString("hash"),
                row.getBoolean("current"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("recorded_by"),
                row.getString("scope_path"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
