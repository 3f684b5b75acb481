package org.sanhao.server.imports.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.imports.ImportId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The compared rows of a file, in the order in which they are loaded; each call gives the next few after a line. */
@Repository
public class StagedRows {
    private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    StagedRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A staged unit.
     *
     * @param standing attributes that are held already, empty for a new unit
     * @param version the version that stands, 0 for a new unit
     */
    public record StagedUnit(
            int line,
            UnitId id,
            @Nullable UnitId parent,
            Level level,
            String type,
            String name,
            @Nullable String code,
            Map<String, Object> attributes,
            Map<String, Object> standing,
            @Nullable LocalDate from,
            int version) {}

    /** A staged person. */
    public record StagedPerson(
            int line,
            PersonId id,
            UnitId target,
            String name,
            @Nullable String staffNo,
            @Nullable PostKind kind,
            @Nullable String title,
            @Nullable LocalDate from,
            @Nullable String login,
            boolean changed,
            boolean moved,
            int version) {}

    /** New units of a level. */
    public List<StagedUnit> newUnits(ImportId id, Level level, int after, int limit) {
        return units("NOT s.known AND s.level = '" + level.code() + "'", id, after, limit);
    }

    public List<StagedUnit> changedUnits(ImportId id, int after, int limit) {
        return units("s.changed", id, after, limit);
    }

    public List<StagedPerson> newPeople(ImportId id, int after, int limit) {
        return people("first AND NOT known", id, after, limit);
    }

    public List<StagedPerson> changedPeople(ImportId id, int after, int limit) {
        return people("first AND (changed OR moved)", id, after, limit);
    }

    public List<StagedPerson> newPosts(ImportId id, int after, int limit) {
        return people("new_post", id, after, limit);
    }

    public List<StagedPerson> newAccounts(ImportId id, int after, int limit) {
        return people("new_account", id, after, limit);
    }

    private List<StagedUnit> units(String which, ImportId id, int after, int limit) {
        return jdbc.sql("""
                        SELECT s.line, s.unit_id, s.parent_id, s.level, s.type, s.name, coalesce(s.code, u.code) AS code,
                               s.attributes::text AS attributes, coalesce(u.attributes, '{}')::text AS standing, s.from_day,
                               coalesce(s.version, 0) AS version
                        FROM imports.staged_unit s LEFT JOIN institution.pub_unit u ON s.known AND u.id = s.unit_id
                        WHERE s.run_id = ? AND s.line > ? AND %s ORDER BY s.line LIMIT ?
                        """.formatted(which))
                .params(id.value(), after, limit)
                .query(this::unit)
                .list();
    }

    private List<StagedPerson> people(String which, ImportId id, int after, int limit) {
        return jdbc.sql("""
                        SELECT line, person_id, target_id, name, staff_no, kind, title, from_day, login, changed, moved,
                               coalesce(version, 0) AS version
                        FROM imports.staged_person WHERE run_id = ? AND line > ? AND %s ORDER BY line LIMIT ?
                        """.formatted(which))
                .params(id.value(), after, limit)
                .query(StagedRows::person)
                .list();
    }

    private StagedUnit unit(ResultSet row, int n) throws SQLException {
        var parent = row.getObject("parent_id", UUID.class);
        return new StagedUnit(
                row.getInt("line"),
                new UnitId(row.getObject("unit_id", UUID.class)),
                parent == null ? null : new UnitId(parent),
                Level.of(row.getString("level")),
                row.getString("type"),
                row.getString("name"),
                row.getString("code"),
                json.readValue(row.getString("attributes"), ATTRIBUTES),
                json.readValue(row.getString("standing"), ATTRIBUTES),
                row.getObject("from_day", LocalDate.class),
                row.getInt("version"));
    }

    private static StagedPerson person(ResultSet row, int n) throws SQLException {
        var kind = row.getString("kind");
        return new StagedPerson(
                row.getInt("line"),
                new PersonId(row.getObject("person_id", UUID.class)),
                new UnitId(row.getObject("target_id", UUID.class)),
                row.getString("name"),
                row.getString("staff_no"),
                kind == null ? null : PostKind.of(kind),
                row.getString("title"),
                row.getObject("from_day", LocalDate.class),
                row.getString("login"),
                row.getBoolean("changed"),
                row.getBoolean("moved"),
                row.getInt("version"));
    }
}
