package org.sanhao.server.imports.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Page;
import org.sanhao.server.imports.ImportId;
import org.sanhao.server.imports.ImportRun;
import org.sanhao.server.imports.ImportRun.State;
import org.sanhao.server.imports.domain.RowReader.PersonRow;
import org.sanhao.server.imports.domain.RowReader.UnitRow;
import org.sanhao.server.institution.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Imports, their staged rows and their faults. */
@Repository
public class ImportStore {
    private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};
    private static final String SELECT = """
            SELECT id, file_name, file_size, state, units_too, by_person, created_at, heartbeat_at, checked_at, finished_at,
                   done, total, counts::text AS counts, faults, refusal, refusal_args, scope_path
            FROM imports.run WHERE TRUE
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ImportStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** An import about to begin. */
    public record NewRun(
            ImportId id,
            String fileName,
            long fileSize,
            byte[] sha256,
            boolean unitsToo,
            String byPerson,
            UnitId ownUnit,
            String scopePath) {}

    public void insert(NewRun run, Instant at) {
        jdbc.sql("""
                        INSERT INTO imports.run (id, file_name, file_size, sha256, state, units_too, by_person, own_unit,
                                                 created_at, heartbeat_at, scope_path)
                        VALUES (?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        run.id().value(),
                        run.fileName(),
                        run.fileSize(),
                        run.sha256(),
                        run.unitsToo(),
                        run.byPerson(),
                        run.ownUnit().value(),
                        utc(at),
                        utc(at),
                        run.scopePath())
                .update();
    }

    public Optional<ImportRun> find(ImportId id) {
        return jdbc.sql(SELECT + " AND id = ?")
                .param(id.value())
                .query(this::run)
                .optional();
    }

    /** The newest import of the very same content by the same post, unless it came to nothing. */
    public Optional<ImportRun> sameContent(String scopePath, byte[] sha256) {
        return jdbc.sql(SELECT + """
                         AND scope_path = ? AND sha256 = ?
                         AND state IN ('queued', 'checking', 'ready', 'loading', 'loaded')
                        ORDER BY created_at DESC LIMIT 1
                        """).params(scopePath, sha256).query(this::run).optional();
    }

    public Page<ImportRun> list(Optional<Cursor> after, int limit) {
        var sql = new StringBuilder(SELECT);
        var params = new java.util.ArrayList<Object>();
        after.ifPresent(position -> {
            sql.append(" AND (created_at, id) < (?::timestamptz, ?::uuid)");
            params.addAll(position.values());
        });
        sql.append(" ORDER BY created_at DESC, id DESC LIMIT ?");
        params.add(limit + 1);
        var rows = jdbc.sql(sql.toString()).params(params).query(this::run).list();
        return Page.of(rows, limit, row -> Cursor.at(row.createdAt(), row.id()));
    }

    /** The unit of the post that began the import. */
    public UnitId ownUnit(ImportId id) {
        return new UnitId(jdbc.sql("SELECT own_unit FROM imports.run WHERE id = ?")
                .param(id.value())
                .query(UUID.class)
                .single());
    }

    /** Moves an import on; false when it stands elsewhere by now. */
    public boolean move(ImportId id, State from, State to, Instant at) {
        return jdbc.sql("""
                        UPDATE imports.run
                        SET state = ?, heartbeat_at = ?, done = 0, total = 0,
                            cancel_wanted = cancel_wanted AND ? <> 'loading',
                            checked_at = CASE WHEN ? IN ('ready', 'faulty') THEN ? ELSE checked_at END,
                            finished_at = CASE WHEN ? IN ('loaded', 'cancelled', 'interrupted', 'refused') THEN ?
                                               ELSE finished_at END
                        WHERE id = ? AND state = ?
                        """)
                        .params(
                                to.code(),
                                utc(at),
                                to.code(),
                                to.code(),
                                utc(at),
                                to.code(),
                                utc(at),
                                id.value(),
                                from.code())
                        .update()
                == 1;
    }

    public void refuse(ImportId id, String code, List<String> args) {
        jdbc.sql("UPDATE imports.run SET refusal = ?, refusal_args = ? WHERE id = ?")
                .params(code, args.toArray(String[]::new), id.value())
                .update();
    }

    public void result(ImportId id, Map<String, Integer> counts, int faults) {
        jdbc.sql("UPDATE imports.run SET counts = ?::jsonb, faults = ? WHERE id = ?")
                .params(json.writeValueAsString(counts), faults, id.value())
                .update();
    }

    /** Tells how far the work is; answers whether somebody wants it stopped. */
    public boolean beat(ImportId id, int done, int total, Instant at) {
        return jdbc.sql("""
                        UPDATE imports.run SET done = ?, total = ?, heartbeat_at = ? WHERE id = ? RETURNING cancel_wanted
                        """)
                .params(done, total, utc(at), id.value())
                .query(Boolean.class)
                .single();
    }

    public void wantCancel(ImportId id) {
        jdbc.sql("UPDATE imports.run SET cancel_wanted = true WHERE id = ?")
                .param(id.value())
                .update();
    }

    /** Imports in work that have not been heard of since; their worker is gone. */
    public int interruptSilent(Instant since, Instant at) {
        return jdbc.sql("""
                        UPDATE imports.run SET state = 'interrupted', refusal = 'IMPORT_INTERRUPTED', finished_at = ?
                        WHERE state IN ('queued', 'checking', 'loading') AND heartbeat_at < ?
                        """).params(utc(at), utc(since)).update();
    }

    /** Throws away what was staged for imports older than that; what they told stays. */
    public void forgetStaged(Instant before) {
        for (var table : List.of("staged_unit", "staged_person")) {
            jdbc.sql("DELETE FROM imports." + table
                            + " WHERE run_id IN (SELECT id FROM imports.run WHERE created_at < ?)")
                    .param(utc(before))
                    .update();
        }
    }

    /** Throws away the staged rows of an import, but those whose accounts still wait for their first passwords. */
    public void forgetStaged(ImportId id, boolean keepAccounts) {
        jdbc.sql("DELETE FROM imports.staged_unit WHERE run_id = ?")
                .param(id.value())
                .update();
        jdbc.sql("DELETE FROM imports.staged_person WHERE run_id = ? AND NOT (? AND new_account)")
                .params(id.value(), keepAccounts)
                .update();
    }

    public void stageUnits(ImportId id, List<UnitRow> rows, String scopePath) {
        int n = rows.size();
        var lines = new Integer[n];
        var ids = new UUID[n];
        var codes = new @Nullable String[n];
        var names = new String[n];
        var levels = new String[n];
        var types = new String[n];
        var parents = new @Nullable String[n];
        var attributes = new String[n];
        var days = new @Nullable LocalDate[n];
        for (int i = 0; i < n; i++) {
            var row = rows.get(i);
            lines[i] = row.line();
            ids[i] = Ids.next();
            codes[i] = row.code();
            names[i] = row.name();
            levels[i] = row.level().code();
            types[i] = row.type();
            parents[i] = row.parent();
            attributes[i] = json.writeValueAsString(row.attributes());
            days[i] = row.from();
        }
        jdbc.sql("""
                        INSERT INTO imports.staged_unit
                            (run_id, line, fresh_id, unit_id, code, name, level, type, parent, attributes, from_day,
                             scope_path)
                        SELECT ?, line, id, id, code, name, level, type, parent, attributes::jsonb, from_day::date, ?
                        FROM unnest(?::int[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                    ?::text[], ?::text[])
                             AS new (line, id, code, name, level, type, parent, attributes, from_day)
                        """)
                .params(
                        id.value(),
                        scopePath,
                        lines,
                        ids,
                        codes,
                        names,
                        levels,
                        types,
                        parents,
                        attributes,
                        texts(days))
                .update();
    }

    public void stagePeople(ImportId id, List<PersonRow> rows, String scopePath) {
        int n = rows.size();
        var lines = new Integer[n];
        var ids = new UUID[n];
        var names = new String[n];
        var numbers = new @Nullable String[n];
        var units = new @Nullable String[n];
        var departments = new @Nullable String[n];
        var kinds = new @Nullable String[n];
        var titles = new @Nullable String[n];
        var days = new @Nullable LocalDate[n];
        var logins = new @Nullable String[n];
        for (int i = 0; i < n; i++) {
            var row = rows.get(i);
            lines[i] = row.line();
            ids[i] = Ids.next();
            names[i] = row.name();
            numbers[i] = row.staffNo();
            units[i] = row.unit();
            departments[i] = row.department();
            kinds[i] = row.kind() == null ? null : row.kind().code();
            titles[i] = row.title() == null && row.kind() != null ? row.kind().title() : row.title();
            days[i] = row.from();
            logins[i] = row.login();
        }
        jdbc.sql("""
                        INSERT INTO imports.staged_person
                            (run_id, line, fresh_id, person_id, name, staff_no, unit, department, kind, title, from_day,
                             login, scope_path)
                        SELECT ?, line, id, id, name, staff_no, unit, department, kind, title, from_day::date, login, ?
                        FROM unnest(?::int[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                    ?::text[], ?::text[], ?::text[])
                             AS new (line, id, name, staff_no, unit, department, kind, title, from_day, login)
                        """)
                .params(
                        id.value(),
                        scopePath,
                        lines,
                        ids,
                        names,
                        numbers,
                        units,
                        departments,
                        kinds,
                        titles,
                        texts(days),
                        logins)
                .update();
    }

    /** A wrong cell of a file. */
    public record Fault(String sheet, int line, String column, String reason) {}

    public void faults(ImportId id, List<Fault> faults, String scopePath) {
        jdbc.sql("""
                        INSERT INTO imports.fault (run_id, sheet, line, col, reason, compared, scope_path)
                        SELECT ?, sheet, line, col, reason, false, ?
                        FROM unnest(?::text[], ?::int[], ?::text[], ?::text[]) AS new (sheet, line, col, reason)
                        """)
                .params(
                        id.value(),
                        scopePath,
                        faults.stream().map(Fault::sheet).toArray(String[]::new),
                        faults.stream().map(Fault::line).toArray(Integer[]::new),
                        faults.stream().map(Fault::column).toArray(String[]::new),
                        faults.stream().map(Fault::reason).toArray(String[]::new))
                .update();
    }

    public int countFaults(ImportId id) {
        return jdbc.sql("SELECT count(*) FROM imports.fault WHERE run_id = ?")
                .param(id.value())
                .query(Integer.class)
                .single();
    }

    /** Faults by sheet and line. */
    public Page<Fault> listFaults(ImportId id, Optional<Cursor> after, int limit) {
        record Row(Fault fault, long n) {}
        var sql = new StringBuilder("SELECT sheet, line, n, col, reason FROM imports.fault WHERE run_id = ?");
        var params = new java.util.ArrayList<Object>(List.of(id.value()));
        after.ifPresent(position -> {
            sql.append(" AND (sheet, line, n) > (?, ?::bigint, ?::bigint)");
            params.addAll(position.values());
        });
        sql.append(" ORDER BY sheet, line, n LIMIT ?");
        params.add(limit + 1);
        var rows = jdbc.sql(sql.toString())
                .params(params)
                .query((row, n) -> new Row(
                        new Fault(
                                String.valueOf(row.getString("sheet")),
                                row.getInt("line"),
                                String.valueOf(row.getString("col")),
                                String.valueOf(row.getString("reason"))),
                        row.getLong("n")))
                .list();
        return Page.of(rows, limit, row -> Cursor.at(row.fault.sheet, row.fault.line, row.n))
                .map(Row::fault);
    }

    /** The logins of accounts this import opened; the names stand beside them for the printed list. */
    public List<Opened> opened(ImportId id) {
        return jdbc.sql("""
                        SELECT s.login, s.name, u.name AS unit_name
                        FROM imports.staged_person s LEFT JOIN institution.pub_unit u ON u.id = s.target_id
                        WHERE s.run_id = ? AND s.new_account ORDER BY u.name, s.line
                        """)
                .param(id.value())
                .query((row, n) -> new Opened(
                        String.valueOf(row.getString("login")),
                        String.valueOf(row.getString("name")),
                        String.valueOf(row.getString("unit_name"))))
                .list();
    }

    /** An account opened by an import. */
    public record Opened(String login, String name, String unitName) {}

    private ImportRun run(ResultSet row, int n) throws SQLException {
        return new ImportRun(
                new ImportId(row.getObject("id", UUID.class)),
                row.getString("file_name"),
                row.getLong("file_size"),
                State.of(row.getString("state")),
                row.getBoolean("units_too"),
                row.getString("by_person"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("heartbeat_at", OffsetDateTime.class).toInstant(),
                moment(row, "checked_at"),
                moment(row, "finished_at"),
                row.getInt("done"),
                row.getInt("total"),
                json.readValue(row.getString("counts"), COUNTS),
                row.getInt("faults"),
                row.getString("refusal"),
                Arrays.asList((String[]) row.getArray("refusal_args").getArray()),
                row.getString("scope_path"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable String[] texts(@Nullable LocalDate[] days) {
        var texts = new @Nullable String[days.length];
        for (int i = 0; i < days.length; i++) {
            var day = days[i];
            texts[i] = day == null ? null : day.toString();
        }
        return texts;
    }

    static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
