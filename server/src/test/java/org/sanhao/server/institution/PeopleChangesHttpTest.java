package org.sanhao.server.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.institution.People.PersonDraft;
import org.sanhao.server.institution.People.PostDraft;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** People come, change their unit, get and lose posts; nobody holds two of the three administrators. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleChangesHttpTest {
    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    BusinessClock clock;

    @Autowired
    People people;

    @BeforeAll
    void a_province() {
        world.aSmallProvince();
    }

    @Test
    void a_unit_administrator_manages_the_people_of_the_unit_and_of_no_other() {
        var admin = browsers.signedIn("unit.admin", password());

        var own = register(admin, "石桥内科", "本院新人");
        var foreign = admin.post("/api/people", "{\"unit\":\"" + world.unit("青禾镇卫生院") + "\",\"name\":\"别家人\"}");

        assertThat(own.status()).as(own.body()).isEqualTo(201);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(admin.get("/api/people?q=%E6%96%B0%E4%BA%BA").texts("/items", "name"))
                .contains("本院新人");
        assertThat(admin.get("/api/people/" + world.person("other.officer")).status())
                .isEqualTo(404);
    }

    @Test
    void a_name_is_corrected_by_a_new_version_and_a_stale_correction_shows_what_stands() {
        var admin = browsers.signedIn("unit.admin", password());
        var id = register(admin, "石桥内科", "错字人").text("/id");

        var first = admin.withHeader("If-Match", "\"1\"").put("/api/people/" + id, "{\"name\":\"正字人\"}");
        var stale = admin.withHeader("If-Match", "\"1\"").put("/api/people/" + id, "{\"name\":\"又一人\"}");

        assertThat(first.text("/name")).isEqualTo("正字人");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text("/current/name")).isEqualTo("正字人");
    }

    @Test
    void a_post_ends_on_a_day_and_stays_in_the_record() {
        var admin = browsers.signedIn("unit.admin", password());
        var id = register(admin, "石桥内科", "任职人").text("/id");
        var post = admin.post("/api/people/" + id + "/posts", post("石桥内科", "clinician", "2024-05-01"))
                .text("/id");

        var ended = admin.post("/api/posts/" + post + "/end", "{\"until\":\"" + clock.today() + "\",\"why\":\"轮岗\"}");

        assertThat(ended.text("/until")).isEqualTo(clock.today().toString());
        assertThat(admin.get("/api/people/" + id + "/posts").text("/0/endedWhy"))
                .isEqualTo("轮岗");
    }

    @Test
    void a_kind_of_post_that_does_not_belong_to_the_level_is_refused() {
        var admin = browsers.signedIn("unit.admin", password());
        var id = register(admin, "石桥内科", "错岗人").text("/id");

        var handler = admin.post("/api/people/" + id + "/posts", post("石桥内科", "handler", "2024-05-01"));

        assertThat(handler.text("/code")).isEqualTo("SH-2024");
    }

    @Test
    void nobody_but_the_security_administrator_appoints_one_of_the_three() {
        var body = post("国家", "audit-administrator", "2024-05-01");
        var path = "/api/people/" + world.person("nation.handler") + "/posts";

        var bySystem = browsers.signedIn("sysadmin", password()).post(path, body);
        var byOfficer = browsers.signedIn("nation.handler", password()).post(path, body);
        var bySecurity = browsers.signedIn("secadmin", password()).post(path, body);

        assertThat(bySystem.text("/code")).isEqualTo("SH-2025");
        assertThat(byOfficer.status()).isEqualTo(403);
        assertThat(bySecurity.status()).as(bySecurity.body()).isEqualTo(201);
    }

    @Test
    void whoever_leaves_is_off_the_register_with_every_post_ended() {
        var admin = browsers.signedIn("unit.admin", password());
        var id = register(admin, "石桥内科", "调出人").text("/id");
        admin.post("/api/people/" + id + "/posts", post("石桥内科", "clinician", "2024-05-01"));

        var left = admin.withHeader("If-Match", "\"1\"").post("/api/people/" + id + "/leave", "{\"why\":\"调往外省\"}");

        assertThat(left.status()).as(left.body()).isEqualTo(200);
        assertThat(admin.get("/api/people/" + id).status()).isEqualTo(404);
        assertThat(people.postsOf(Scope.SYSTEM, new PersonId(java.util.UUID.fromString(id)), clock.today()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR",
        "SYSTEM_ADMINISTRATOR, AUDIT_ADMINISTRATOR",
        "SECURITY_ADMINISTRATOR, SYSTEM_ADMINISTRATOR",
        "SECURITY_ADMINISTRATOR, AUDIT_ADMINISTRATOR",
        "AUDIT_ADMINISTRATOR, SYSTEM_ADMINISTRATOR",
        "AUDIT_ADMINISTRATOR, SECURITY_ADMINISTRATOR"
    })
    void nobody_holds_two_of_the_three_administrators_in_either_order_or_at_once(PostKind first, PostKind second) {
        var id = PersonId.next();
        people.register(Scope.SYSTEM, List.of(new PersonDraft(id, world.unit("国家"), "兼任人", null)), "test")
                .orThrow();

        var atOnce = people.appoint(Scope.SYSTEM, List.of(draft(id, first), draft(id, second)), clock.today(), "test");
        people.appoint(Scope.SYSTEM, List.of(draft(id, first)), clock.today(), "test")
                .orThrow();
        var later = people.appoint(Scope.SYSTEM, List.of(draft(id, second)), clock.today(), "test");

        assertThat(atOnce).isInstanceOf(Outcome.Refused.class);
        assertThat(later).isInstanceOf(Outcome.Refused.class);
    }

    private PostDraft draft(PersonId person, PostKind kind) {
        return new PostDraft(PostId.next(), person, world.unit("国家"), Line.ADMINISTRATIVE, kind, kind.title());
    }

    private String post(String unit, String kind, String from) {
        return "{\"unit\":\"" + world.unit(unit) + "\",\"kind\":\"" + kind + "\",\"title\":\"岗位\",\"from\":\"" + from
                + "\"}";
    }

    private Browser.Answer register(Browser admin, String unit, String name) {
        return admin.post("/api/people", "{\"unit\":\"" + world.unit(unit) + "\",\"name\":\"" + name + "\"}");
    }
}
