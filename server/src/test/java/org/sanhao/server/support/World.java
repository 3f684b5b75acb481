package org.sanhao.server.support;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.access.Accounts;
import org.sanhao.server.access.Accounts.AccountDraft;
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
import org.springframework.stereotype.Component;

/** A small province to test in: one nation, one province, two counties, three institutions, and people in their posts. */
@Component
public class World {
    private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);

    private final Units units;
    private final People people;
    private final Accounts accounts;
    private final Map<String, UnitId> unitIds = new LinkedHashMap<>();
    private final Map<String, PersonId> personIds = new LinkedHashMap<>();
    private final Map<String, PostId> postIds = new LinkedHashMap<>();

    World(Units units, People people, Accounts accounts) {
        this.units = units;
        this.people = people;
        this.accounts = accounts;
    }

    public static String password() {
        return "Mountains-9-rivers";
    }

    /** Registers everything; once per database. */
    public void aSmallProvince() {
        if (!unitIds.isEmpty()) {
            return;
        }
        unit("国家", null, Level.NATION, "health-bureau");
        unit("澄原省", "国家", Level.PROVINCE, "health-bureau");
        unit("安澜市", "澄原省", Level.CITY, "health-bureau");
        unit("望溪县", "安澜市", Level.COUNTY, "health-bureau");
        unit("石桥镇卫生院", "望溪县", Level.INSTITUTION, "township-hospital");
        unit("石桥内科", "石桥镇卫生院", Level.DEPARTMENT, "department");
        unit("青禾镇卫生院", "望溪县", Level.INSTITUTION, "township-hospital");
        unit("远山县", "澄原省", Level.COUNTY, "health-bureau");
        unit("远山镇卫生院", "远山县", Level.INSTITUTION, "township-hospital");
        person("nation.handler", "国家", PostKind.HANDLER);
        person("province.handler", "澄原省", PostKind.HANDLER);
        person("city.handler", "安澜市", PostKind.HANDLER);
        person("county.handler", "望溪县", PostKind.HANDLER);
        person("other.county", "远山县", PostKind.HANDLER);
        person("director", "石桥镇卫生院", PostKind.DIRECTOR);
        person("quality.officer", "石桥镇卫生院", PostKind.QUALITY_OFFICER);
        person("clinician", "石桥内科", PostKind.CLINICIAN);
        person("unit.admin", "石桥镇卫生院", PostKind.UNIT_ADMINISTRATOR);
        person("other.officer", "远山镇卫生院", PostKind.QUALITY_OFFICER);
        person("sysadmin", "国家", PostKind.SYSTEM_ADMINISTRATOR);
        person("secadmin", "国家", PostKind.SECURITY_ADMINISTRATOR);
        person("auditor", "国家", PostKind.AUDIT_ADMINISTRATOR);
        person("two.posts", "石桥镇卫生院", PostKind.QUALITY_OFFICER);
        post("two.posts", "青禾镇卫生院", PostKind.QUALITY_OFFICER);
    }

    /** Gives an authority a head of division who may sign: {@code level + ".head"}. */
    public void anOfficeIn(String authority, String level) {
        person(level + ".head", authority, PostKind.DIVISION_HEAD);
    }

    public UnitId unit(String name) {
        return unitIds.get(name);
    }

    public PersonId person(String login) {
        return personIds.get(login);
    }

    /** The first post of a person. */
    public PostId postOf(String login) {
        return postIds.get(login);
    }

    public List<String> logins() {
        return List.copyOf(personIds.keySet());
    }

    /** How many units lie in the province's scope, itself included. */
    public int unitsBelowProvince() {
        return unitIds.size() - 1;
    }

    public void unit(String name, @Nullable String parent, Level level, String type) {
        var id = UnitId.next();
        units.register(
                        Scope.SYSTEM,
                        List.of(new UnitDraft(
                                id, parent == null ? null : unitIds.get(parent), level, type, name, null, Map.of())),
                        LONG_AGO,
                        "test")
                .orThrow();
        unitIds.put(name, id);
    }

    public void person(String login, String unit, PostKind kind) {
        var id = PersonId.next();
        people.register(Scope.SYSTEM, List.of(new PersonDraft(id, unitIds.get(unit), "人" + login, null)), "test")
                .orThrow();
        personIds.put(login, id);
        post(login, unit, kind);
        accounts.open(Scope.SYSTEM, List.of(new AccountDraft(id, login, password(), false)), "test")
                .orThrow();
    }

    private void post(String login, String unit, PostKind kind) {
        var id = PostId.next();
        people.appoint(
                        Scope.SYSTEM,
                        List.of(new PostDraft(
                                id, personIds.get(login), unitIds.get(unit), Line.ADMINISTRATIVE, kind, kind.title())),
                        LONG_AGO,
                        "test")
                .orThrow();
        postIds.putIfAbsent(login, id);
    }
}
