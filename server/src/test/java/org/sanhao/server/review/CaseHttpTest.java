package org.sanhao.server.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.sanhao.kernel.Meets;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.UsualCampaign;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** The main job over HTTP: from a campaign's opening over every level to a result that is recorded. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CaseHttpTest {

    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    Assessments assessments;

    @Autowired
    Packs packs;

    @Autowired
    TestClock clock;

    Browser officer;
    Browser director;
    Browser countyHandler;
    Browser countyHead;
    String enrolment;
    String sheet;
    String caseId;

    @BeforeAll
    void a_graded_institution() {
        clock.set(2026, 1, 15);
        world.aSmallProvince();
        world.anOfficeIn("望溪县", "county");
        world.anOfficeIn("安澜市", "city");
        officer = browsers.signedIn("quality.officer", password());
        director = browsers.signedIn("director", password());
        countyHandler = browsers.signedIn("county.handler", password());
        countyHead = browsers.signedIn("county.head", password());
        UsualCampaign.published(countyHandler, world, "石桥镇卫生院");
        clock.set(2026, 3, 1);
        var mine = officer.get("/api/my/enrolments");
        enrolment = mine.text("/0/enrolmentId");
        sheet = mine.text("/0/sheetId");
        assessments
                .bring(Scope.SYSTEM, new SheetId(UUID.fromString(sheet)), UsualCampaign.allMet(packs), "test")
                .orThrow();
    }

    private Answer move(Browser who, String body) {
        var version = who.get("/api/cases/" + caseId).number("/version");
        return who.withHeader("If-Match", "\"" + version + "\"").post("/api/cases/" + caseId + "/moves", body);
    }

    private Answer plain(Browser who, String move) {
        return move(who, "{\"move\":\"" + move + "\",\"reason\":\"按规定办理\"}");
    }

    private String state(Browser who) {
        return who.get("/api/cases/" + caseId).text("/state");
    }

    @Test
    @Order(1)
    @Meets({"S10-R65", "S13-R26"})
    void before_six_months_the_gate_refuses_and_says_the_day() {
        clock.set(2026, 8, 31);
        var early = officer.post("/api/enrolments/" + enrolment + "/cases", "{\"tier\":\"basic\"}");

        assertThat(early.text("/code")).isEqualTo("SH-7015");
        assertThat(early.text("/allowedFrom")).isEqualTo("2026-09-01");
        assertThat(early.text("/basis")).isNotBlank();
    }

    @Test
    @Order(2)
    @Meets({"S11-R40", "S13-R28"})
    void an_institution_applies_once_and_the_frozen_copy_has_a_hash() {
        clock.set(2026, 9, 3);
        var applied = officer.post("/api/enrolments/" + enrolment + "/cases", "{\"tier\":\"basic\"}");
        assertThat(applied.status()).as(applied.body()).isEqualTo(200);
        caseId = applied.text("/id");

        assertThat(director.post("/api/enrolments/" + enrolment + "/cases", "{\"tier\":\"basic\"}")
                        .text("/code"))
                .isEqualTo("SH-7016");
        var gate = officer.get("/api/enrolments/" + enrolment + "/gate");
        assertThat(gate.text("/open")).isEqualTo("false");
        assertThat(gate.text("/running")).isEqualTo("true");
        assertThat(plain(officer, "SIGN").text("/code")).isEqualTo("SH-7001");
        assertThat(plain(director, "SIGN").status()).isEqualTo(200);
        assertThat(director.get("/api/cases/" + caseId).text("/frozenHash")).startsWith("sha-256:");
        assertThat(plain(officer, "SUBMIT").text("/state")).isEqualTo("Submitted");
    }

    @Test
    @Order(3)
    void two_people_at_once_make_one_move() {
        var version = countyHandler.get("/api/cases/" + caseId).number("/version");
        var path = "/api/cases/" + caseId + "/moves";
        var first = countyHandler.withHeader("If-Match", "\"" + version + "\"").post(path, "{\"move\":\"ACCEPT\"}");
        var second = countyHead.withHeader("If-Match", "\"" + version + "\"").post(path, "{\"move\":\"ACCEPT\"}");

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(412);
    }

    @Test
    @Order(4)
    void a_supplement_lists_items_with_a_day_and_comes_back() {
        var asked = move(countyHandler, "{\"move\":\"ASK_SUPPLEMENT\",\"reason\":\"材料不全\",\"items\":[\"3.3.2 接报记录\"]}");
        assertThat(asked.text("/stateData/due")).isEqualTo("2026-09-17");

        assertThat(plain(officer, "RESUBMIT").text("/state")).isEqualTo("Submitted");
        assertThat(plain(countyHandler, "ACCEPT").status()).isEqualTo(200);
        assertThat(plain(countyHandler, "OPEN_DESK").text("/judging")).isEqualTo("true");
    }

    @Test
    @Order(5)
    @Meets("S11-R45")
    void the_county_judges_every_clause_before_it_finds_the_tier_and_leaves_the_self_grade_alone() {
        var early = move(countyHandler, "{\"move\":\"GIVE_OPINION\",\"reason\":\"符合\",\"tier\":\"basic\"}");
        assertThat(early.text("/code")).isEqualTo("SH-7017");

        var down = countyHandler
                .withHeader("If-Match", "\"0\"")
                .put(
                        "/api/cases/" + caseId + "/answers/1.1.1",
                        "{\"judged\":{\"C-1\":true,\"C-2\":false},\"reason\":\"未见记录\"}");
        assertThat(down.text("/grade")).isEqualTo("D");
        judgeTheRest();

        var silent = countyHandler
                .withHeader("If-Match", "\"1\"")
                .put(
                        "/api/cases/" + caseId + "/answers/1.1.1",
                        "{\"judged\":{\"C-1\":true,\"C-2\":false},\"reason\":\"\"}");
        assertThat(silent.status()).isEqualTo(200);
        var opinion = move(countyHandler, "{\"move\":\"GIVE_OPINION\",\"reason\":\"符合\",\"tier\":\"basic\"}");
        assertThat(opinion.text("/code")).isEqualTo("SH-7021");
        assertThat(opinion.text("/reasons/0")).isEqualTo("1.1.1");
        var stale = countyHandler
                .withHeader("If-Match", "\"1\"")
                .put("/api/cases/" + caseId + "/answers/1.1.1", "{\"judged\":{},\"reason\":\"另一人\"}");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.number("/current/version")).isEqualTo(2);
        countyHandler
                .withHeader("If-Match", "\"2\"")
                .put(
                        "/api/cases/" + caseId + "/answers/1.1.1",
                        "{\"judged\":{\"C-1\":true,\"C-2\":false},\"reason\":\"未见记录\"}");

        var row = countyHandler.get("/api/cases/" + caseId + "/clauses");
        assertThat(row.text("/0/self/grade")).isEqualTo("A");
        assertThat(row.text("/0/levels/county/grade")).isEqualTo("D");
        assertThat(row.text("/0/effective")).isEqualTo("D");
        assertThat(row.text("/0/origin")).isEqualTo("county");
        assertThat(officer.put("/api/cases/" + caseId + "/answers/1.1.1", "{\"judged\":{},\"reason\":\"\"}")
                        .status())
                .isEqualTo(403);
    }

    private void judgeTheRest() {
        for (var clause : packs.get(UsualCampaign.PACK)
                .rulesFor("township-hospital")
                .orElseThrow()
                .clauses()) {
            var code = clause.code().code();
            if (code.equals("1.1.1")) {
                continue;
            }
            var pairs = new ArrayList<String>();
            clause.lines().all().forEach(line -> pairs.add("\"" + line.id() + "\":true"));
            var answer = countyHandler
                    .withHeader("If-Match", "\"0\"")
                    .put(
                            "/api/cases/" + caseId + "/answers/" + code,
                            "{\"judged\":{" + String.join(",", pairs) + "},\"reason\":\"\"}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    @Order(6)
    void the_handler_writes_the_head_signs_and_the_case_goes_up() {
        assertThat(move(countyHandler, "{\"move\":\"GIVE_OPINION\",\"reason\":\"符合\",\"tier\":\"basic\"}")
                        .status())
                .isEqualTo(200);
        assertThat(plain(countyHandler, "SIGN_OPINION").text("/code")).isEqualTo("SH-7001");
        assertThat(plain(countyHead, "SIGN_OPINION").status()).isEqualTo(200);
        assertThat(plain(countyHandler, "FORWARD").text("/stateData/at")).isEqualTo("CITY");
        assertThat(plain(countyHandler, "ACCEPT").text("/code")).isEqualTo("SH-7001");
    }

    @Test
    @Order(7)
    @Meets("S11-R46")
    void the_city_decides_notices_announces_after_the_notice_and_not_before() {
        var handler = browsers.signedIn("city.handler", password());
        var head = browsers.signedIn("city.head", password());
        plain(handler, "ACCEPT");
        var desk = plain(handler, "OPEN_DESK");
        theSampleIsSeen(handler, desk);
        assertThat(move(handler, "{\"move\":\"GIVE_OPINION\",\"reason\":\"抽查符合\",\"tier\":\"basic\"}")
                        .status())
                .isEqualTo(200);
        plain(head, "SIGN_OPINION");
        assertThat(plain(handler, "PROPOSE").text("/state")).isEqualTo("Proposed");
        var notice = plain(handler, "OPEN_NOTICE");
        assertThat(notice.text("/stateData/last")).isEqualTo("2026-09-10");

        var announce = "{\"move\":\"ANNOUNCE\",\"number\":\"安卫基层函〔2026〕3号\",\"on\":\"2026-09-11\"}";
        var early = move(head, announce);
        assertThat(early.text("/code")).isEqualTo("SH-7008");
        assertThat(early.text("/allowedFrom")).isEqualTo("2026-09-11");
        clock.set(2026, 9, 11);
        assertThat(move(head, announce).text("/state")).isEqualTo("Announced");
    }

    /** The city looks at the drawn clauses; the others keep what the county found. */
    private void theSampleIsSeen(Browser handler, Answer desk) {
        var drawn = desk.json().at("/sample/clauses");
        assertThat(desk.text("/sample/seed")).startsWith("sha-256:");
        assertThat(drawn).hasSize(20);
        assertThat(move(handler, "{\"move\":\"GIVE_OPINION\",\"reason\":\"符合\",\"tier\":\"basic\"}")
                        .text("/code"))
                .isEqualTo("SH-7017");
        assertThat(countyHandler
                        .post("/api/cases/" + caseId + "/agreements", "{\"clauses\":[\"1.1.2\"]}")
                        .status())
                .isEqualTo(409);
        var agreed = handler.post("/api/cases/" + caseId + "/agreements", "{\"clauses\":" + drawn + "}");
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        for (var clause : drawn) {
            if (clause.asString().equals("1.1.1")) {
                // The county differs from the claim here, so the city looks for itself.
                handler.withHeader("If-Match", "\"0\"")
                        .put(
                                "/api/cases/" + caseId + "/answers/1.1.1",
                                "{\"judged\":{\"C-1\":true,\"C-2\":false},\"reason\":\"同县级\"}");
            }
        }
        var rows = handler.get("/api/cases/" + caseId + "/clauses");
        for (var row : rows.json()) {
            boolean sampled = drawn.toString().contains("\"" + row.at("/code").asString() + "\"");
            assertThat(row.at("/origin").asString()).isEqualTo(sampled ? "city" : "county");
        }
    }

    @Test
    @Order(8)
    void every_move_stays_in_the_log_and_strangers_find_nothing() {
        var steps = officer.get("/api/cases/" + caseId).texts("/steps", "move");
        assertThat(steps).contains("APPLY", "SIGN", "SUBMIT", "ASK_SUPPLEMENT", "FORWARD", "ANNOUNCE");
        for (var login : new String[] {"other.county", "other.officer"}) {
            var stranger = browsers.signedIn(login, password());
            assertThat(stranger.get("/api/cases/" + caseId).status()).isEqualTo(404);
            assertThat(stranger.withHeader("If-Match", "\"1\"")
                            .post("/api/cases/" + caseId + "/moves", "{\"move\":\"ACCEPT\"}")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(state(officer)).isEqualTo("Announced");
    }
}
