package org.sanhao.server.signoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sanhao.server.support.World.password;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.UsualCampaign;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** A county with a chain of its own: what binds others is signed step by step before it happens. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignOffHttpTest {
    private static final String TWO_STEPS =
            "{\"steps\":[{\"post\":\"division-head\"},{\"post\":\"leader-in-charge\"}]}";

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

    @Autowired
    People people;

    Browser officer;
    Browser director;
    Browser handler;
    Browser section;
    Browser leader;
    Browser city;
    String campaign;
    String caseId;

    @BeforeAll
    void a_county_with_three_posts() {
        clock.set(2026, 1, 15);
        world.aSmallProvince();
        world.anOfficeIn("望溪县", "county");
        world.person("county.leader", "望溪县", PostKind.LEADER_IN_CHARGE);
        officer = browsers.signedIn("quality.officer", password());
        director = browsers.signedIn("director", password());
        handler = browsers.signedIn("county.handler", password());
        section = browsers.signedIn("county.head", password());
        leader = browsers.signedIn("county.leader", password());
        city = browsers.signedIn("city.handler", password());
    }

    private static Answer set(Browser who, String kind, int seen, String steps) {
        return who.withHeader("If-Match", "\"" + seen + "\"").put("/api/sign-off-chains/" + kind, steps);
    }

    private static Answer sign(Browser who, Answer sheet, boolean agreed, String opinion) {
        return who.withHeader("If-Match", "\"" + sheet.number("/version") + "\"")
                .post(
                        "/api/sign-offs/" + sheet.text("/id") + "/marks",
                        "{\"agreed\":" + agreed + ",\"opinion\":\"" + opinion + "\"}");
    }

    private static Answer put(Browser who, String kind, String subject) {
        return who.post("/api/sign-offs", "{\"kind\":\"" + kind + "\",\"subject\":\"" + subject + "\"}");
    }

    private Answer move(Browser who, String body) {
        var version = who.get("/api/cases/" + caseId).number("/version");
        return who.withHeader("If-Match", "\"" + version + "\"").post("/api/cases/" + caseId + "/moves", body);
    }

    private Answer plain(Browser who, String move) {
        return move(who, "{\"move\":\"" + move + "\",\"reason\":\"按规定办理\"}");
    }

    private @Nullable String waitingFor(Browser who) {
        return who.get("/api/sign-offs").text("/items/0/id");
    }

    @Test
    @Order(1)
    void a_leader_sets_the_chain_of_the_own_office() {
        assertThat(leader.get("/api/sign-off-chains").text("/chains/0/version")).isEqualTo("0");
        assertThat(set(handler, "opinion", 0, TWO_STEPS).status()).isEqualTo(403);
        assertThat(set(leader, "opinion", 0, "{\"steps\":[{\"post\":\"director\"}]}")
                        .text("/code"))
                .isEqualTo("SH-7108");
        assertThat(set(leader, "opinion", 0, "{\"steps\":[{\"post\":\"division-head\"},{\"post\":\"division-head\"}]}")
                        .text("/code"))
                .isEqualTo("SH-7109");
        assertThat(set(leader, "opinion", 0, "{\"steps\":[{\"post\":\"division-head\"},{\"post\":\"principal\"}]}")
                        .text("/code"))
                .isEqualTo("SH-7110");
        assertThat(set(leader, "application", 0, TWO_STEPS).text("/code")).isEqualTo("SH-7111");
        assertThat(set(
                                leader,
                                "opinion",
                                0,
                                "{\"steps\":[{\"post\":\"division-head\",\"meeting\":\"会\",\"quorum\":3}]}")
                        .text("/code"))
                .isEqualTo("SH-1001");
        assertThat(set(leader, "opinion", 0, "{\"steps\":[{\"meeting\":\"会\",\"quorum\":1}]}")
                        .text("/code"))
                .isEqualTo("SH-7112");

        for (var kind : new String[] {"opinion", "publish-campaign", "close-campaign"}) {
            var set = set(leader, kind, 0, TWO_STEPS);
            assertThat(set.status()).as(set.body()).isEqualTo(200);
            assertThat(set.text("/steps/1/title")).isEqualTo("分管领导");
        }
        assertThat(set(leader, "opinion", 0, TWO_STEPS).status()).isEqualTo(412);
        assertThat(set(leader, "close-campaign", 1, "{\"steps\":[]}").text("/usual"))
                .isEqualTo("true");
        assertThat(set(
                                director,
                                "application",
                                0,
                                "{\"steps\":[{\"post\":\"quality-officer\"},{\"post\":\"director\"}]}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Order(2)
    void a_campaign_is_published_by_the_last_signature_and_by_nothing_else() {
        campaign = handler.post("/api/campaigns", UsualCampaign.opening(world, "石桥镇卫生院"))
                .text("/id");
        var alone = section.withHeader("If-Match", "\"1\"").post("/api/campaigns/" + campaign + "/publish", null);
        assertThat(alone.text("/code")).isEqualTo("SH-7100");

        var sheet = handler.post("/api/sign-offs", "{\"kind\":\"publish-campaign\",\"subject\":\"" + campaign + "\"}");
        assertThat(sheet.status()).as(sheet.body()).isEqualTo(200);
        assertThat(waitingFor(section)).isEqualTo(sheet.text("/id"));
        assertThat(waitingFor(leader)).isNull();

        var first = sign(section, sheet, true, "同意");
        assertThat(first.text("/state")).isEqualTo("open");
        assertThat(sign(leader, sheet, true, "").text("/code")).isEqualTo("SH-7107");
        var last = sign(leader, first, true, "");
        assertThat(last.status()).as(last.body()).isEqualTo(200);
        assertThat(last.text("/state")).isEqualTo("agreed");
        assertThat(handler.get("/api/campaigns/" + campaign).text("/state")).isEqualTo("running");
    }

    @Test
    @Order(3)
    void an_institution_signs_its_application_along_its_own_chain() {
        clock.set(2026, 3, 1);
        await().until(() -> officer.get("/api/my/enrolments").text("/0/sheetId") != null);
        var mine = officer.get("/api/my/enrolments");
        var sheetId = mine.text("/0/sheetId");
        assessments
                .bring(Scope.SYSTEM, new SheetId(UUID.fromString(sheetId)), UsualCampaign.allMet(packs), "test")
                .orThrow();
        clock.set(2026, 9, 3);
        caseId = officer.post("/api/enrolments/" + mine.text("/0/enrolmentId") + "/cases", "{\"tier\":\"basic\"}")
                .text("/id");
        assertThat(plain(director, "SIGN").text("/code")).isEqualTo("SH-7100");

        var sheet = put(officer, "application", caseId);
        var first = sign(officer, sheet, true, "");
        var answered = officer.withHeader("If-Match", "\"1\"")
                .put(
                        "/api/sheets/" + sheetId + "/answers/1.1.1",
                        "{\"judged\":{\"C-1\":false,\"C-2\":false},\"remark\":\"更正\"}");
        assertThat(answered.status()).as(answered.body()).isEqualTo(200);
        assertThat(sign(director, first, true, "").text("/code"))
                .as("the claim is not what was put up")
                .isEqualTo("SH-7106");
        sheet = put(officer, "application", caseId);
        var signed = sign(director, sign(officer, sheet, true, ""), true, "");

        assertThat(signed.text("/state")).as(signed.body()).isEqualTo("agreed");
        assertThat(officer.get("/api/cases/" + caseId).text("/state")).isEqualTo("HeadSigned");
        assertThat(plain(officer, "SUBMIT").text("/state")).isEqualTo("Submitted");
    }

    @Test
    @Order(4)
    void an_opinion_goes_along_the_chain_by_itself_and_comes_back_with_the_reason() {
        assertThat(plain(handler, "ACCEPT").status()).isEqualTo(200);
        assertThat(plain(handler, "OPEN_DESK").status()).isEqualTo(200);
        assertThat(move(handler, "{\"move\":\"GIVE_OPINION\",\"reason\":\"材料不实\",\"tier\":\"\"}")
                        .status())
                .isEqualTo(200);
        assertThat(plain(section, "SIGN_OPINION").text("/code")).isEqualTo("SH-7100");
        assertThat(plain(section, "RECONSIDER").text("/code")).isEqualTo("SH-7100");

        assertThat(standing(section).text("/last/yours")).isEqualTo("true");
        var sheet = put(handler, "opinion", caseId);
        assertThat(sheet.text("/id")).as("the same sheet").isEqualTo(waitingFor(section));
        assertThat(sign(handler, sheet, true, "").text("/code")).isEqualTo("SH-7103");
        assertThat(sign(section, sheet, false, "").text("/code")).isEqualTo("SH-7002");
        var back = sign(section, sheet, false, "3.1.2 再核实");
        assertThat(back.text("/state")).as(back.body()).isEqualTo("sent-back");
        assertThat(handler.get("/api/cases/" + caseId).text("/state")).isEqualTo("DeskReview");
        assertThat(handler.get("/api/cases/" + caseId).text("/steps/0/reason")).isEqualTo("3.1.2 再核实");
    }

    private Answer standing(Browser who) {
        return who.get("/api/sign-offs/of/opinion/" + caseId);
    }

    @Test
    @Order(5)
    void an_institution_does_not_see_the_signatures_of_the_authority() {
        assertThat(standing(officer).text("/last/id")).isNull();
        var id = standing(handler).text("/last/id");
        assertThat(director.withHeader("If-Match", "\"1\"")
                        .post("/api/sign-offs/" + id + "/marks", "{\"agreed\":true,\"opinion\":\"\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(6)
    void what_was_withdrawn_waits_for_nobody() {
        assertThat(move(handler, "{\"move\":\"GIVE_OPINION\",\"reason\":\"材料不实\",\"tier\":\"\"}")
                        .status())
                .isEqualTo(200);
        assertThat(waitingFor(section)).isNotNull();

        assertThat(plain(director, "WITHDRAW").status()).isEqualTo(200);

        await().until(() -> waitingFor(section) == null);
        assertThat(standing(section).text("/last/state")).isEqualTo("overtaken");
    }

    @Test
    @Order(7)
    void a_colleague_signs_in_the_place_of_whoever_is_away_until_noon_and_a_meeting_decides() {
        var to = world.person("county.head");
        var noon = "2026-09-04T04:00:00Z";
        assertThat(lend(to, "2026-09-03T00:00:00Z", "2026-09-02T00:00:00Z").text("/code"))
                .isEqualTo("SH-7115");
        assertThat(lend(world.person("director"), "2026-09-03T00:00:00Z", noon).text("/code"))
                .isEqualTo("SH-7117");
        assertThat(set(
                                leader,
                                "close-campaign",
                                2,
                                "{\"steps\":[{\"post\":\"leader-in-charge\"},{\"meeting\":\"局长办公会\",\"quorum\":3}]}")
                        .text("/steps/1/quorum"))
                .isEqualTo("3");
        assertThat(handler.post("/api/sign-off-delegations", delegation(to, "2026-09-03T00:00:00Z", noon))
                        .text("/code"))
                .isEqualTo("SH-7118");
        assertThat(handler.get("/api/sign-off-delegations").text("/colleagues/0/id"))
                .isNull();
        var lent = lend(to, "2026-09-03T00:00:00Z", noon);
        assertThat(lent.status()).as(lent.body()).isEqualTo(200);
        assertThat(lend(to, "2026-09-03T00:00:00Z", noon).text("/code")).isEqualTo("SH-7116");

        clock.set(2026, 12, 20);
        var sheet = handler.post("/api/sign-offs", "{\"kind\":\"close-campaign\",\"subject\":\"" + campaign + "\"}");
        assertThat(sheet.status()).as(sheet.body()).isEqualTo(200);
        assertThat(sign(section, sheet, true, "").text("/code")).isEqualTo("SH-7114");

        var again = lend(to, "2026-12-01T00:00:00Z", "2027-01-04T04:00:00Z");
        assertThat(waitingFor(section)).isEqualTo(sheet.text("/id"));
        var signed = sign(section, sheet, true, "代签");
        assertThat(signed.text("/steps/0/forWhom")).as(signed.body()).isEqualTo("人county.leader");
        assertThat(section.post("/api/sign-off-delegations/" + again.text("/id") + "/withdraw", null)
                        .status())
                .isEqualTo(404);
        var back = leader.post("/api/sign-off-delegations/" + again.text("/id") + "/withdraw", null);
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        clock.set(2026, 12, 21);
        assertThat(leader.post("/api/sign-off-delegations/" + again.text("/id") + "/withdraw", null)
                        .text("/until"))
                .as("what is over stays as it ended")
                .isEqualTo(back.text("/until"));
        clock.set(2026, 12, 20);

        assertThat(meet(signed, "甲", "乙").text("/code")).isEqualTo("SH-7113");
        var decided = meet(signed, "甲", "乙", "丙");
        assertThat(decided.text("/state")).as(decided.body()).isEqualTo("agreed");
        assertThat(handler.get("/api/campaigns/" + campaign).text("/state")).isEqualTo("concluded");
    }

    private Answer lend(PersonId to, String since, String until) {
        return leader.post("/api/sign-off-delegations", delegation(to, since, until));
    }

    private static String delegation(PersonId to, String since, String until) {
        return ("{\"to\":\"%s\",\"since\":\"%s\",\"until\":\"%s\",\"why\":\"外出开会\"}").formatted(to, since, until);
    }

    private Answer meet(Answer sheet, String... present) {
        return handler.withHeader("If-Match", "\"" + sheet.number("/version") + "\"")
                .post("/api/sign-offs/" + sheet.text("/id") + "/marks", """
                        {"agreed":true,"opinion":"",
                         "minutes":{"number":"〔2026〕12号","heldOn":"2026-12-18","present":["%s"]}}
                        """.formatted(String.join("\",\"", present)));
    }

    @Test
    @Order(8)
    void two_who_put_up_the_same_at_once_make_one_sheet() throws Exception {
        assertThat(set(leader, "publish-campaign", 1, "{\"steps\":[{\"post\":\"leader-in-charge\"}]}")
                        .text("/usual"))
                .isEqualTo("false");
        var next = handler.post("/api/campaigns", UsualCampaign.opening(world, 2027, "石桥镇卫生院"))
                .text("/id");
        var together = new CyclicBarrier(2);
        Callable<Integer> one = () -> {
            together.await();
            return put(browsers.signedIn("county.handler", password()), "publish-campaign", next)
                    .status();
        };
        try (var pool = Executors.newFixedThreadPool(2)) {
            var first = pool.submit(one);
            var second = pool.submit(one);
            assertThat(List.of(first.get(), second.get())).allMatch(status -> status == 200 || status == 412);
        }
        assertThat(section.withHeader("If-Match", "\"1\"")
                        .post("/api/campaigns/" + next + "/publish", null)
                        .text("/code"))
                .as("a chain of one post is that post's")
                .isEqualTo("SH-7100");
        var sheet = put(handler, "publish-campaign", next);
        assertThat(sign(handler, sheet, true, "").text("/code")).isEqualTo("SH-7103");
        assertThat(leader.get("/api/sign-offs").texts("/items", "id")).containsExactly(sheet.text("/id"));
        assertThat(sign(leader, sheet, true, "").text("/state")).isEqualTo("agreed");
    }

    @Test
    @Order(9)
    void with_the_post_goes_the_signature_that_was_lent() {
        clock.set(2026, 12, 21);
        assertThat(lend(world.person("county.head"), "2026-12-20T00:00:00Z", "2027-01-04T04:00:00Z")
                        .status())
                .isEqualTo(200);
        var another = put(
                handler,
                "publish-campaign",
                handler.post("/api/campaigns", UsualCampaign.opening(world, 2028, "石桥镇卫生院"))
                        .text("/id"));
        assertThat(waitingFor(section)).isEqualTo(another.text("/id"));

        people.endPost(Scope.SYSTEM, world.postOf("county.leader"), LocalDate.of(2026, 12, 21), "调离", "test")
                .orThrow();

        assertThat(waitingFor(section)).isNull();
        assertThat(sign(section, another, true, "").status()).isEqualTo(403);
    }
}
