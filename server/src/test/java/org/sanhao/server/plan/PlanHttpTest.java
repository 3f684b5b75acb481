package org.sanhao.server.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sanhao.server.support.World.password;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.UsualCampaign;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** A county plans who reaches what by when, and sees what has become of it. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlanHttpTest {
    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    Units units;

    @Autowired
    Assessments assessments;

    @Autowired
    Packs packs;

    @Autowired
    TestClock clock;

    Browser county;
    Browser neighbour;
    Browser province;
    Browser officer;
    String plan;

    @BeforeAll
    void two_counties() {
        clock.set(2026, 1, 15);
        world.aSmallProvince();
        county = browsers.signedIn("county.handler", password());
        neighbour = browsers.signedIn("other.county", password());
        province = browsers.signedIn("province.handler", password());
        officer = browsers.signedIn("quality.officer", password());
    }

    private String target(String unit, int year, String tier) {
        return "{\"unitId\":\"%s\",\"year\":%d,\"tier\":\"%s\"}".formatted(world.unit(unit), year, tier);
    }

    private static String body(String goals, String reason, String... targets) {
        return """
                {"title":"望溪县创建计划","firstYear":2026,"lastYear":2028,"goals":[%s],"targets":[%s],"reason":"%s"}
                """.formatted(goals, String.join(",", targets), reason);
    }

    private static String goal(int year, String tier, int least) {
        return "{\"year\":%d,\"tier\":\"%s\",\"least\":%d}".formatted(year, tier, least);
    }

    private Answer change(Browser who, int seen, String body) {
        return who.withHeader("If-Match", "\"" + seen + "\"").put("/api/plans/" + plan, body);
    }

    private Answer adopt(Browser who, int seen) {
        return who.withHeader("If-Match", "\"" + seen + "\"").post("/api/plans/" + plan + "/adopt", null);
    }

    @Test
    @Order(1)
    void a_county_plans_its_own_institutions_and_sees_at_once_what_is_missing_of_what_it_promised() {
        var made = county.post(
                "/api/plans",
                "{\"packId\":\"primary-care-quality\",\"plan\":"
                        + body(goal(2026, "basic", 2), "", target("石桥镇卫生院", 2026, "basic")) + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        plan = made.text("/id");
        assertThat(made.number("/goals/0/planned")).isEqualTo(1);
        assertThat(made.number("/goals/0/missing")).isEqualTo(1);

        assertThat(county.post("/api/plans", "{\"packId\":\"primary-care-quality\",\"plan\":" + body("", "") + "}")
                        .text("/code"))
                .isEqualTo("SH-4100");
        assertThat(change(county, 1, body("", "", target("远山镇卫生院", 2026, "basic")))
                        .text("/code"))
                .as("of another county")
                .isEqualTo("SH-4104");
        assertThat(change(county, 1, body("", "", target("石桥镇卫生院", 2030, "basic")))
                        .text("/code"))
                .isEqualTo("SH-4102");
        assertThat(county.get("/api/plans/" + plan + "/grid").texts("/items", "name"))
                .containsExactly("青禾镇卫生院", "石桥镇卫生院");
    }

    @Test
    @Order(2)
    void a_plan_that_keeps_no_promise_is_not_adopted_and_one_version_meets_another() {
        assertThat(adopt(county, 1).text("/code")).isEqualTo("SH-4109");
        var goals = goal(2026, "basic", 2) + "," + goal(2027, "recommended", 1);
        var full = body(
                goals,
                "",
                target("石桥镇卫生院", 2026, "basic"),
                target("青禾镇卫生院", 2026, "basic"),
                target("石桥镇卫生院", 2027, "recommended"));
        assertThat(change(county, 1, full).status()).isEqualTo(200);
        assertThat(change(county, 1, full).status()).isEqualTo(412);

        var adopted = adopt(county, 2);
        assertThat(adopted.text("/state")).as(adopted.body()).isEqualTo("adopted");
        assertThat(adopt(county, 3).text("/code")).isEqualTo("SH-4108");
        assertThat(change(county, 3, full).text("/code"))
                .as("an adopted plan changes with a reason")
                .isEqualTo("SH-7002");
    }

    @Test
    @Order(3)
    void whoever_stands_above_reads_it_and_nobody_beside() {
        assertThat(province.get("/api/plans").texts("/items", "office")).containsExactly("望溪县");
        var seen = province.get("/api/plans/" + plan);
        assertThat(seen.text("/mine")).isEqualTo("false");
        assertThat(province.get("/api/plans/" + plan + "/grid").texts("/items", "name"))
                .as("the grid of the county, not of the province")
                .hasSize(2);
        assertThat(change(province, 3, body("", "改")).status()).isEqualTo(404);
        assertThat(neighbour.get("/api/plans/" + plan).status()).isEqualTo(404);
        assertThat(neighbour.get("/api/plans").texts("/items", "id")).isEmpty();
        assertThat(officer.get("/api/plans").status()).isEqualTo(403);
    }

    @Test
    @Order(4)
    void whoever_opens_a_year_takes_the_targets_from_the_plan() {
        var targets = county.get("/api/plans/targets?packId=primary-care-quality&year=2027");
        assertThat(targets.text("/0/unitId")).isEqualTo(world.unit("石桥镇卫生院").toString());
        assertThat(targets.text("/0/tier")).isEqualTo("recommended");
        assertThat(targets.text("/1/tier")).isNull();
        assertThat(neighbour
                        .get("/api/plans/targets?packId=primary-care-quality&year=2027")
                        .body())
                .isEqualTo("[]");
    }

    @Test
    @Order(5)
    void what_was_applied_for_stands_beside_what_was_planned() {
        UsualCampaign.published(county, world, "石桥镇卫生院", "青禾镇卫生院");
        clock.set(2026, 3, 1);
        await().until(() -> officer.get("/api/my/enrolments").text("/0/sheetId") != null);
        var mine = officer.get("/api/my/enrolments");
        assessments
                .bring(
                        Scope.SYSTEM,
                        new SheetId(UUID.fromString(String.valueOf(mine.text("/0/sheetId")))),
                        UsualCampaign.allMet(packs),
                        "test")
                .orThrow();
        clock.set(2026, 9, 3);
        var caseId = officer.post("/api/enrolments/" + mine.text("/0/enrolmentId") + "/cases", "{\"tier\":\"basic\"}")
                .text("/id");
        var path = "/api/progress/applications?packId=primary-care-quality&from=2026&to=2028";
        assertThat(county.get(path).texts("/items", "unitId"))
                .as("nothing is handed in yet")
                .isEmpty();
        var director = browsers.signedIn("director", password());
        director.withHeader("If-Match", "\"1\"")
                .post("/api/cases/" + caseId + "/moves", "{\"move\":\"SIGN\",\"reason\":\"\"}");
        officer.withHeader("If-Match", "\"2\"")
                .post("/api/cases/" + caseId + "/moves", "{\"move\":\"SUBMIT\",\"reason\":\"\"}");

        var applied = county.get(path);
        assertThat(applied.text("/items/0/unitId"))
                .as(applied.body())
                .isEqualTo(world.unit("石桥镇卫生院").toString());
        assertThat(applied.text("/items/0/outcome")).isEqualTo("open");
        assertThat(applied.number("/items/0/edition")).isEqualTo(2026);
        assertThat(neighbour.get(path).texts("/items", "unitId")).isEmpty();
    }

    @Test
    @Order(6)
    void an_institution_that_is_gone_stays_readable_counts_no_more_and_gets_nothing_new() {
        var gone = world.unit("青禾镇卫生院");
        units.merge(Scope.SYSTEM, gone, world.unit("石桥镇卫生院"), LocalDate.of(2026, 9, 3), "合并", "test")
                .orThrow();

        var shown = county.get("/api/plans/" + plan);
        assertThat(shown.text("/gone/0/name")).as(shown.body()).isEqualTo("青禾镇卫生院");
        assertThat(shown.number("/goals/0/missing")).isEqualTo(1);

        var kept = change(
                county,
                3,
                body(
                        "",
                        "青禾镇卫生院并入石桥镇卫生院",
                        target("石桥镇卫生院", 2026, "basic"),
                        target("青禾镇卫生院", 2026, "basic"),
                        target("石桥镇卫生院", 2027, "recommended")));
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        assertThat(change(county, 4, body("", "再排", target("青禾镇卫生院", 2027, "basic")))
                        .text("/code"))
                .isEqualTo("SH-4104");
        var changes = county.get("/api/plans/" + plan + "/changes");
        assertThat(changes.text("/0/reason")).isEqualTo("青禾镇卫生院并入石桥镇卫生院");
        assertThat(changes.text("/1/reason")).isEqualTo("定稿");
        assertThat(changes.number("/2/targetsChanged")).isEqualTo(2);
    }
}
