package org.sanhao.server.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** Corrections, moves, mergers and the other lines, through the front door. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnitChangesHttpTest {
    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    BusinessClock clock;

    @BeforeAll
    void a_province() {
        world.aSmallProvince();
    }

    @Test
    void a_correction_is_a_new_version_and_a_second_one_against_the_old_version_shows_both() {
        var admin = browsers.signedIn("sysadmin", password());
        var id = register(admin, "安澜市", "county", "旧名县");
        var renamed = "{\"name\":\"新名县\",\"type\":\"health-bureau\"}";

        var first = admin.withHeader("If-Match", "\"1\"").put("/api/units/" + id, renamed);
        var second = admin.withHeader("If-Match", "\"1\"").put("/api/units/" + id, renamed.replace("新", "另"));

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.header("ETag")).isEqualTo("\"2\"");
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.text("/current/name")).isEqualTo("新名县");
        assertThat(second.number("/current/version")).isEqualTo(2);
        assertThat(admin.get("/api/units/" + id + "/versions").texts("", "name"))
                .containsExactly("新名县", "旧名县");
        assertThat(admin.put("/api/units/" + id, renamed).status()).isEqualTo(428);
    }

    @Test
    void a_moved_unit_takes_everything_below_it_along_and_its_old_superior_loses_sight_of_it() {
        var admin = browsers.signedIn("sysadmin", password());
        var institution = register(admin, "望溪县", "institution", "迁移卫生院");
        registerBelow(admin, institution, "department", "迁移药房");
        var county = browsers.signedIn("county.handler", password());
        var other = browsers.signedIn("other.county", password());
        assertThat(county.get("/api/units?q=%E8%BF%81%E7%A7%BB").texts("/items", "name"))
                .contains("迁移药房");

        var moved = admin.post("/api/units/" + institution + "/move", move("远山县", clock.today(), "县域调整"));

        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        assertThat(county.get("/api/units/" + institution).status()).isEqualTo(404);
        assertThat(county.get("/api/units?q=%E8%BF%81%E7%A7%BB").texts("/items", "name"))
                .isEmpty();
        assertThat(other.get("/api/units?q=%E8%BF%81%E7%A7%BB").texts("/items", "name"))
                .containsExactlyInAnyOrder("迁移卫生院", "迁移药房");
        var yesterday = other.get(
                "/api/units/" + institution + "/placements?on=" + clock.today().minusDays(1));
        var today = other.get("/api/units/" + institution + "/placements?on=" + clock.today());
        assertThat(yesterday.texts("", "underName")).containsExactly("望溪县");
        assertThat(today.texts("", "underName")).containsExactly("远山县");
        assertThat(today.text("/0/reason")).isEqualTo("县域调整");
    }

    @Test
    void a_move_into_the_future_below_itself_or_of_what_is_not_below_its_level_is_refused() {
        var admin = browsers.signedIn("sysadmin", password());
        var institution = register(admin, "望溪县", "institution", "不动卫生院");
        var path = "/api/units/" + institution + "/move";

        assertThat(admin.post(path, move("远山县", clock.today().plusDays(1), "提前"))
                        .text("/code"))
                .isEqualTo("SH-2020");
        assertThat(admin.post(path, move("望溪县", clock.today(), "原地")).text("/code"))
                .isEqualTo("SH-2023");
        assertThat(admin.post(path, move("青禾镇卫生院", clock.today(), "同级")).text("/code"))
                .isEqualTo("SH-2002");
        assertThat(admin.post("/api/units/" + world.unit("望溪县") + "/move", move("石桥镇卫生院", clock.today(), "倒置"))
                        .text("/code"))
                .isEqualTo("SH-2022");
        assertThat(admin.post(path, move("远山县", LocalDate.of(2019, 1, 1), "过早")).text("/code"))
                .isEqualTo("SH-2021");
    }

    @Test
    void a_merged_institution_hands_over_departments_and_people_and_keeps_its_history() {
        var admin = browsers.signedIn("sysadmin", password());
        var gone = register(admin, "望溪县", "institution", "并出卫生院");
        var department = registerBelow(admin, gone, "department", "并出门诊");
        var person = admin.post("/api/people", "{\"unit\":\"" + gone + "\",\"name\":\"随迁人\"}")
                .text("/id");
        admin.post(
                "/api/people/" + person + "/posts",
                "{\"unit\":\"" + gone + "\",\"kind\":\"director\",\"title\":\"院长\",\"from\":\"2024-01-01\"}");

        var merged = admin.post(
                "/api/units/" + gone + "/merge",
                "{\"into\":\"" + world.unit("青禾镇卫生院") + "\",\"on\":\"" + clock.today() + "\",\"why\":\"机构整合\"}");

        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(merged.text("/name")).isEqualTo("青禾镇卫生院");
        assertThat(admin.get("/api/units/" + gone).status()).isEqualTo(404);
        assertThat(admin.get("/api/units/" + department + "/above").text("/0/name"))
                .isEqualTo("青禾镇卫生院");
        assertThat(admin.get("/api/people/" + person).text("/unitName")).isEqualTo("青禾镇卫生院");
        assertThat(admin.get("/api/people/" + person + "/posts").text("/0/until"))
                .isEqualTo(clock.today().toString());
        assertThat(admin.get("/api/units/" + gone + "/versions").text("/0/voidedWhy"))
                .isEqualTo("机构整合");
        assertThat(admin.get("/api/units/" + gone + "/placements").texts("", "underName"))
                .containsExactly("青禾镇卫生院", "望溪县");
    }

    @Test
    void a_medical_community_is_a_line_of_its_own_with_head_and_members() {
        var admin = browsers.signedIn("sysadmin", password());
        var head = register(admin, "望溪县", "institution", "牵头医院");
        var member = register(admin, "望溪县", "institution", "成员卫生院");
        var line = "{\"line\":\"community\",\"from\":\"2026-01-05\",\"why\":\"组建医共体\"}";

        var orphan = admin.post("/api/units/" + member + "/move", onLine(head));
        var headed = admin.post("/api/units/" + head + "/move", line);
        var joined = admin.post("/api/units/" + member + "/move", onLine(head));
        var headLeaves = admin.post(
                "/api/units/" + head + "/leave",
                "{\"line\":\"community\",\"until\":\"" + clock.today() + "\",\"why\":\"解散\"}");
        var memberLeaves = admin.post(
                "/api/units/" + member + "/leave",
                "{\"line\":\"community\",\"until\":\"" + clock.today() + "\",\"why\":\"退出\"}");

        assertThat(orphan.text("/code")).isEqualTo("SH-2027");
        assertThat(headed.status()).as(headed.body()).isEqualTo(200);
        assertThat(joined.status()).as(joined.body()).isEqualTo(200);
        assertThat(headLeaves.text("/code")).isEqualTo("SH-2028");
        assertThat(memberLeaves.status()).as(memberLeaves.body()).isEqualTo(200);
        assertThat(admin.get("/api/units/" + member + "/placements?on=2026-02-01")
                        .texts("", "line"))
                .contains("community");
    }

    @Test
    void a_unit_is_struck_only_when_nothing_hangs_on_it_and_a_repeated_request_acts_once() {
        var admin = browsers.signedIn("sysadmin", password());
        var unit = register(admin, "望溪县", "institution", "撤销卫生院");
        var department = registerBelow(admin, unit, "department", "撤销门诊");
        var why = "{\"why\":\"停办\"}";

        var tooEarly = admin.withHeader("If-Match", "\"1\"").post("/api/units/" + unit + "/strike", why);
        admin.withHeader("If-Match", "\"1\"").post("/api/units/" + department + "/strike", why);
        var keyed = admin.withHeader("If-Match", "\"1\"").withHeader("Idempotency-Key", "strike-once-please");
        var first = keyed.post("/api/units/" + unit + "/strike", why);
        var again = keyed.post("/api/units/" + unit + "/strike", why);

        assertThat(tooEarly.text("/code")).isEqualTo("SH-2026");
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(admin.get("/api/units/" + unit).status()).isEqualTo(404);
    }

    @Test
    void a_county_officer_changes_no_unit() {
        var county = browsers.signedIn("county.handler", password());

        assertThat(county.post("/api/units/" + world.unit("石桥镇卫生院") + "/move", move("远山县", clock.today(), "越权"))
                        .status())
                .isEqualTo(403);
    }

    private String move(String under, LocalDate from, String why) {
        return "{\"line\":\"adm\",\"under\":\"" + world.unit(under) + "\",\"from\":\"" + from + "\",\"why\":\"" + why
                + "\"}";
    }

    private static String onLine(String head) {
        return "{\"line\":\"community\",\"under\":\"" + head + "\",\"from\":\"2026-01-05\",\"why\":\"加入\"}";
    }

    private String register(Browser admin, String parent, String level, String name) {
        return registerBelow(admin, world.unit(parent).toString(), level, name);
    }

    private static String registerBelow(Browser admin, String parent, String level, String name) {
        var answer = admin.post(
                "/api/units",
                "{\"parent\":\"" + parent + "\",\"level\":\"" + level + "\",\"type\":\"health-bureau\",\"name\":\""
                        + name + "\",\"from\":\"2024-01-01\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("/id");
    }
}
