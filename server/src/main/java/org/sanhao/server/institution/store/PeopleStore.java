package org.sanhao.server.institution.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.People.Colleague;
import org.sanhao.server.institution.People.Headcount;
import org.sanhao.server.institution.People.Holder;
import org.sanhao.server.institution.People.Person;
import org.sanhao.server.institution.People.PersonDraft;
import org.sanhao.server.institution.People.PostDraft;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.PostId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** People and the posts they hold. */
@Repository
public class PeopleStore {
    private static final String PLACES_OF_OFFICE = """
            WITH place AS (
                SELECT ?::text COLLATE "C" AS path
                UNION
                SELECT u.scope_path FROM institution.placement l
                JOIN institution.unit u ON u.id = l.unit_id AND u.current AND u.voided_at IS NULL
                WHERE l.line = 'adm' AND l.parent_id = ? AND u.level = 'department')
            """;

    private final JdbcClient jdbc;

    PeopleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where the units stand on a line, as far as the running transaction's scope shows them. */
    public Map<UnitId, String> pathsOf(Line line, List<UnitId> units) {
        return jdbc
                .sql("SELECT unit_id, scope_path FROM institution.standing WHERE line = ? AND unit_id = ANY (?)")
                .params(line.code(), units.stream().map(UnitId::value).toArray(UUID[]::new))
                .query((row, n) -> Map.entry(new UnitId(row.getObject(1, UUID.class)), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public void insert(List<PersonDraft> drafts, Map<UnitId, String> paths, Instant at, String by) {
        int n = drafts.size();
        var ids = new UUID[n];
        var names = new String[n];
        var pinyin = new String[n];
        var numbers = new @Nullable String[n];
        var units = new UUID[n];
        var scopes = new @Nullable String[n];
        for (int i = 0; i < n; i++) {
            var draft = drafts.get(i);
            ids[i] = draft.id().value();
            names[i] = draft.name();
            pinyin[i] = Pinyin.keyOf(draft.name());
            numbers[i] = draft.staffNo();
            units[i] = draft.unit().value();
            scopes[i] = paths.get(draft.unit());
        }
        jdbc.sql("""
                        INSERT INTO institution.person
                            (id, version, recorded_at, recorded_by, current, name, pinyin, staff_no, unit_id, scope_path)
                        SELECT id, 1, ?, ?, true, name, pinyin, staff_no, unit_id, path
                        FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[])
                             AS new (id, name, pinyin, staff_no, unit_id, path)
                        """)
                .params(UnitStore.utc(at), by, ids, names, pinyin, numbers, units, scopes)
                .update();
    }

    public void appoint(List<PostDraft> drafts, Map<UnitId, String> paths, LocalDate from, Instant at, String by) {
        int n = drafts.size();
        var ids = new UUID[n];
        var people = new UUID[n];
        var lines = new String[n];
        var units = new UUID[n];
        var kinds = new String[n];
        var titles = new String[n];
        var scopes = new @Nullable String[n];
        for (int i = 0; i < n; i++) {
            var draft = drafts.get(i);
            ids[i] = draft.id().value();
            people[i] = draft.person().value();
            lines[i] = draft.line().code();
            units[i] = draft.unit().value();
            kinds[i] = draft.kind().code();
            titles[i] = draft.title();
            scopes[i] = paths.get(draft.unit());
        }
        jdbc.sql("""
                        INSERT INTO institution.post
                            (id, version, recorded_at, recorded_by, current, person_id, line, unit_id, kind, title,
                             valid, scope_path)
                        SELECT id, 1, ?, ?, true, person_id, line, unit_id, kind, title, daterange(?, NULL), path
                        FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[])
                             AS new (id, person_id, line, unit_id, kind, title, path)
                        """)
                .params(UnitStore.utc(at), by, from, ids, people, lines, units, kinds, titles, scopes)
                .update();
    }

    /** The people of the list who hold one of the three administrators on that day or later. */
    public List<PersonId> administratorsAmong(List<PersonId> people, LocalDate from) {
        return jdbc.sql("""
                        SELECT person_id FROM institution.post
                        WHERE current AND voided_at IS NULL AND person_id = ANY (?) AND valid && daterange(?, NULL)
                          AND kind IN ('system-administrator', 'security-administrator', 'audit-administrator')
                        """)
                .params(people.stream().map(PersonId::value).toArray(UUID[]::new), from)
                .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Those who hold or will hold one of the three administrators, or whose such post was touched after {@code since}. */
    public Set<PersonId> lateAdministrators(List<PersonId> people, LocalDate today, Instant since) {
        return jdbc.sql("""
                        SELECT person_id FROM institution.post
                        WHERE current AND person_id = ANY (?)
                          AND kind IN ('system-administrator', 'security-administrator', 'audit-administrator')
                          AND (voided_at IS NULL AND valid && daterange(?, NULL) OR recorded_at >= ?)
                        """)
                .params(people.stream().map(PersonId::value).toArray(UUID[]::new), today, UnitStore.utc(since))
                .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
                .set();
    }

    /** Where a person stands, as far as the running transaction's scope shows. */
    public Optional<String> pathOf(PersonId person) {
        return jdbc.sql("SELECT scope_path FROM institution.person WHERE id = ? AND current AND voided_at IS NULL")
                .param(person.value())
                .query((row, n) -> String.valueOf(row.getString(1)))
                .optional();
    }

    /** The scope paths of the posts that run on that day or begin later. */
    public List<String> pathsOfRunningPosts(PersonId person, LocalDate day) {
        return jdbc.sql("""
                        SELECT scope_path FROM institution.post
                        WHERE person_id = ? AND current AND voided_at IS NULL AND valid && daterange(?, NULL)
                        """)
                .params(person.value(), day)
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }

    /**
     * How many other posts of a security administrator run on that day without an end. Whoever asks waits for others who
     * ask, so that two cannot end each other's post at the same moment.
     */
    public int otherSecurityAdministrators(PostId but, LocalDate day) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('institution.security-administrators'))")
                .query((row, n) -> 1)
                .list();
        return jdbc.sql("""
                        SELECT count(*) FROM institution.post
                        WHERE kind = 'security-administrator' AND id <> ? AND current AND voided_at IS NULL
                          AND valid @> ?::date AND upper_inf(valid)
                        """).params(but.value(), day).query(Integer.class).single();
    }

    public List<Post> postsOf(PersonId person, LocalDate day) {
        return jdbc.sql("""
                        SELECT o.id, o.person_id, p.name AS person_name, o.unit_id, u.name AS unit_name, u.level, o.line,
                               o.kind, o.title,
                               CASE WHEN u.level = 'department'
                                    THEN regexp_replace(o.scope_path, '[a-z0-9]+/$', '') ELSE o.scope_path END AS acts_within
                        FROM institution.post o
                        JOIN institution.person p ON p.id = o.person_id AND p.current
                        JOIN institution.unit u ON u.id = o.unit_id AND u.current
                        WHERE o.person_id = ? AND o.current AND o.voided_at IS NULL AND o.valid @> ?::date
                        ORDER BY lower(o.valid), o.id
                        """)
                .params(person.value(), day)
                .query(PeopleStore::post)
                .list();
    }

    public Map<PersonId, String> placesOf(List<PersonId> people, LocalDate day) {
        var places = new HashMap<PersonId, String>();
        jdbc.sql("""
                        SELECT DISTINCT ON (o.person_id) o.person_id,
                               CASE WHEN u.level = 'department'
                                    THEN regexp_replace(o.scope_path, '[a-z0-9]+/$', '') ELSE o.scope_path END
                        FROM institution.post o
                        JOIN institution.person p ON p.id = o.person_id AND p.current
                        JOIN institution.unit u ON u.id = o.unit_id AND u.current
                        WHERE o.person_id = ANY (?) AND o.current AND o.voided_at IS NULL AND o.valid @> ?::date
                        ORDER BY o.person_id, lower(o.valid), o.id
                        """)
                .params(people.stream().map(PersonId::value).toArray(UUID[]::new), day)
                .query(row -> {
                    places.put(new PersonId(row.getObject(1, UUID.class)), row.getString(2));
                });
        return places;
    }

    public Set<PostKind> heldIn(Unit office, LocalDate day) {
        return jdbc.sql(PLACES_OF_OFFICE + """
                        SELECT DISTINCT o.kind FROM institution.post o JOIN place ON o.scope_path = place.path
                        WHERE o.current AND o.voided_at IS NULL AND o.valid @> ?::date
                        """)
                .params(office.scopePath(), office.id().value(), day)
                .query((row, n) -> PostKind.of(row.getString(1)))
                .set();
    }

    public List<Colleague> colleagues(Unit office, Set<PostKind> kinds, LocalDate day) {
        return jdbc.sql(PLACES_OF_OFFICE + """
                        SELECT p.id, p.name, min(o.title) AS title
                        FROM institution.post o JOIN place ON o.scope_path = place.path
                        JOIN institution.person p ON p.id = o.person_id AND p.current AND p.voided_at IS NULL
                        WHERE o.current AND o.voided_at IS NULL AND o.valid @> ?::date AND o.kind = ANY (?)
                        GROUP BY p.id, p.name, p.pinyin ORDER BY p.pinyin, p.id LIMIT 200
                        """)
                .params(
                        office.scopePath(),
                        office.id().value(),
                        day,
                        kinds.stream().map(PostKind::code).toArray(String[]::new))
                .query((row, n) -> new Colleague(
                        new PersonId(row.getObject("id", UUID.class)), row.getString("name"), row.getString("title")))
                .list();
    }

    public List<Holder> holders(List<UnitId> offices, Set<PostKind> kinds, LocalDate day) {
        return jdbc.sql("""
                        WITH office AS (
                            SELECT id, scope_path FROM institution.unit WHERE id = ANY (?) AND current),
                        place AS (
                            SELECT id AS office_id, scope_path AS within, scope_path AS path FROM office
                            UNION ALL
                            SELECT f.id, f.scope_path, u.scope_path FROM office f
                            JOIN institution.placement l ON l.line = 'adm' AND l.parent_id = f.id
                            JOIN institution.unit u ON u.id = l.unit_id AND u.current AND u.voided_at IS NULL
                            WHERE u.level = 'department')
                        SELECT o.person_id, place.office_id, place.within, array_agg(DISTINCT o.kind) AS kinds
                        FROM place JOIN institution.post o ON o.scope_path = place.path
                        WHERE o.current AND o.voided_at IS NULL AND o.valid @> ?::date AND o.kind = ANY (?)
                        GROUP BY o.person_id, place.office_id, place.within
                        """)
                .params(
                        offices.stream().map(UnitId::value).toArray(UUID[]::new),
                        day,
                        kinds.stream().map(PostKind::code).toArray(String[]::new))
                .query((row, n) -> new Holder(
                        new PersonId(row.getObject(1, UUID.class)),
                        new UnitId(row.getObject(2, UUID.class)),
                        row.getString(3),
                        Arrays.stream((String[]) row.getArray("kinds").getArray())
                                .map(PostKind::of)
                                .collect(Collectors.toUnmodifiableSet())))
                .list();
    }

    public Optional<Person> find(PersonId id) {
        return jdbc.sql("""
                        SELECT p.id, p.version, p.name, p.staff_no, p.unit_id, u.name AS unit_name, p.pinyin
                        FROM institution.person p JOIN institution.unit u ON u.id = p.unit_id AND u.current
                        WHERE p.id = ? AND p.current AND p.voided_at IS NULL
                        """).param(id.value()).query(PeopleStore::person).optional();
    }

    /** People of the running transaction's scope, by pinyin; the table of names finds a page of ids. */
    public Page<Person> list(@Nullable String belowPath, @Nullable String name, Optional<Cursor> after, int limit) {
        record Row(Person person, String pinyin) {}
        var rows = jdbc.sql("""
                        SELECT p.id, p.version, p.name, p.staff_no, p.unit_id, u.name AS unit_name, p.pinyin
                        FROM institution.search_names('person', greatest(?::text, scope.low() COLLATE "C"),
                                 least(left(?::text, -1) || '0', scope.high() COLLATE "C"), ?, NULL, NULL, ?, ?::uuid, ?) AS found
                        JOIN institution.person p ON p.id = found.id AND p.current AND p.voided_at IS NULL
                        JOIN institution.unit u ON u.id = p.unit_id AND u.current
                        ORDER BY p.pinyin, p.id
                        """)
                .param(belowPath)
                .param(belowPath)
                .param(name == null || name.isBlank() ? null : name.strip())
                .param(after.map(position -> position.values().get(0)).orElse(null))
                .param(after.map(position -> position.values().get(1)).orElse(null))
                .param(limit + 1)
                .query((row, n) -> new Row(person(row, n), String.valueOf(row.getString("pinyin"))))
                .list();
        return Page.of(rows, limit, row -> Cursor.at(row.pinyin, row.person.id()))
                .map(Row::person);
    }

    /** How many people the running transaction's scope holds, and how many of them hold a post. */
    public Headcount headcount(LocalDate day) {
        return jdbc.sql("""
                        SELECT count(*), count(*) FILTER (WHERE EXISTS (
                                   SELECT 1 FROM institution.post o
                                   WHERE o.person_id = p.id AND o.current AND o.voided_at IS NULL AND o.valid @> ?::date))
                        FROM institution.person p WHERE p.current AND p.voided_at IS NULL
                        """)
                .param(day)
                .query((row, n) -> new Headcount(row.getInt(1), row.getInt(2)))
                .single();
    }

    /** The names of people, for showing who wrote what. */
    public Map<String, String> namesOf(List<String> people) {
        var names = new HashMap<String, String>();
        var ids = people.stream()
                .filter(each -> each.length() == 36)
                .distinct()
                .map(UUID::fromString)
                .toArray(UUID[]::new);
        jdbc.sql("SELECT id, name FROM institution.person WHERE id = ANY (?) AND current")
                .param(ids)
                .query((row, n) -> names.put(row.getString("id"), row.getString("name")))
                .list();
        return names;
    }

    private static Person person(ResultSet row, int n) throws SQLException {
        return new Person(
                new PersonId(row.getObject("id", UUID.class)),
                row.getInt("version"),
                row.getString("name"),
                row.getString("staff_no"),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getString("unit_name"));
    }

    private static Post post(ResultSet row, int n) throws SQLException {
        return new Post(
                new PostId(row.getObject("id", UUID.class)),
                new PersonId(row.getObject("person_id", UUID.class)),
                row.getString("person_name"),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getString("unit_name"),
                Level.of(row.getString("level")),
                Line.of(row.getString("line")),
                PostKind.of(row.getString("kind")),
                row.getString("title"),
                row.getString("acts_within"));
    }
}
