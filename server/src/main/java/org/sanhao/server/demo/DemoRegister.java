package org.sanhao.server.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.sanhao.server.access.Accounts;
import org.sanhao.server.access.Accounts.AccountDraft;
import org.sanhao.server.demo.DemoTable.Row;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.People.PersonDraft;
import org.sanhao.server.institution.People.PostDraft;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.UnitDraft;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.scope.Scope;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Registers the units, people, posts and accounts of the demo province. */
@Component
@ConditionalOnBooleanProperty("sanhao.demo")
class DemoRegister {
    static final String PASSWORD = "sanhao-demo-2026";

    private static final LocalDate FOUNDED = LocalDate.of(2020, 1, 1);
    private static final String TELLER = "demo";

    private final Units units;
    private final People people;
    private final Accounts accounts;
    private final Map<String, UnitId> unitIds = new HashMap<>();
    private final Map<String, PersonId> personIds = new LinkedHashMap<>();
    private final Map<String, PersonId> peopleByLogin = new HashMap<>();

    DemoRegister(Units units, People people, Accounts accounts) {
        this.units = units;
        this.people = people;
        this.accounts = accounts;
    }

    /** Whether nothing has been registered yet. */
    boolean isEmpty() {
        return units.list(Scope.SYSTEM, org.sanhao.server.institution.UnitQuery.ALL, null, 1)
                .items()
                .isEmpty();
    }

    void load() {
        units();
        var rows = DemoTable.read("people");
        people.register(Scope.SYSTEM, rows.stream().map(this::person).toList(), TELLER)
                .orThrow();
        posts();
        accounts.open(
                        Scope.SYSTEM,
                        rows.stream()
                                .filter(row -> row.optional("login").isPresent())
                                .map(row -> new AccountDraft(
                                        known(personIds, row.text("code")), row.text("login"), PASSWORD, false))
                                .toList(),
                        TELLER)
                .orThrow();
    }

    UnitId unit(String code) {
        return known(unitIds, code);
    }

    /** The person with this login. */
    PersonId person(String login) {
        return known(peopleByLogin, login);
    }

    private void units() {
        var drafts = new ArrayList<UnitDraft>();
        for (var row : DemoTable.read("units")) {
            drafts.add(unit(
                    row,
                    Level.of(row.text("level")),
                    "health-bureau",
                    row.text("authority"),
                    "parent",
                    Map.of("place", row.text("name"))));
        }
        for (var row : DemoTable.read("institutions")) {
            drafts.add(unit(row, Level.INSTITUTION, row.text("type"), row.text("name"), "parent", attributes(row)));
        }
        for (var row : DemoTable.read("departments")) {
            drafts.add(unit(row, Level.DEPARTMENT, row.text("kind"), row.text("name"), "unit", Map.of()));
        }
        units.register(Scope.SYSTEM, drafts, FOUNDED, TELLER).orThrow();
    }

    private UnitDraft unit(
            Row row, Level level, String type, String name, String parentColumn, Map<String, Object> attributes) {
        var id = UnitId.next();
        unitIds.put(row.text("code"), id);
        var parent = row.optional(parentColumn).map(unitIds::get).orElse(null);
        return new UnitDraft(id, parent, level, type, name, null, attributes);
    }

    private static Map<String, Object> attributes(Row row) {
        var attributes = new LinkedHashMap<String, Object>();
        attributes.put("shortName", row.text("shortName"));
        attributes.put("ownership", row.text("ownership"));
        for (var flag : List.of("central", "registered")) {
            attributes.put(flag, Boolean.valueOf(row.text(flag)));
        }
        for (var count : List.of("staff", "medicalStaff", "population", "beds")) {
            row.optional(count).ifPresent(text -> attributes.put(count, Integer.valueOf(text)));
        }
        return attributes;
    }

    private PersonDraft person(Row row) {
        var id = PersonId.next();
        personIds.put(row.text("code"), id);
        row.optional("login").ifPresent(login -> peopleByLogin.put(login, id));
        var unit = row.optional("department").orElseGet(() -> row.text("unit"));
        return new PersonDraft(id, known(unitIds, unit), row.text("name"), null);
    }

    private void posts() {
        var byStart = DemoTable.read("posts").stream()
                .collect(Collectors.groupingBy(
                        row -> LocalDate.parse(row.text("since")), java.util.TreeMap::new, Collectors.toList()));
        byStart.forEach((since, rows) -> people.appoint(
                        Scope.SYSTEM, rows.stream().map(this::post).toList(), since, TELLER)
                .orThrow());
    }

    private PostDraft post(Row row) {
        return new PostDraft(
                PostId.next(),
                known(personIds, row.text("person")),
                known(unitIds, row.text("unit")),
                Line.ADMINISTRATIVE,
                PostKind.of(row.text("kind")),
                row.text("title"));
    }

    private static <T> T known(Map<String, T> ids, String code) {
        return Objects.requireNonNull(ids.get(code), () -> "the demo names " + code + " before telling of it");
    }
}
