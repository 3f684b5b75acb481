package org.sanhao.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sanhao.server.support.World.password;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.UsualCampaign;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** What people find in their messages while a campaign goes its way. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MessagesHttpTest {
    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    Assessments assessments;

    @Autowired
    Packs packs;

    @Autowired
    Messages messages;

    @Autowired
    List<Job> jobs;

    @Autowired
    TestClock clock;

    Browser officer;
    Browser director;
    Browser clinician;
    Browser handler;
    Browser section;
    String sheetId;
    String caseId;

    @BeforeAll
    void a_campaign_of_a_county() {
        clock.set(2026, 1, 15);
        world.aSmallProvince();
        world.anOfficeIn("望溪县", "county");
        world.person("head.of.medicine", "石桥内科", PostKind.DEPARTMENT_HEAD);
        officer = browsers.signedIn("quality.officer", password());
        director = browsers.signedIn("director", password());
        clinician = browsers.signedIn("clinician", password());
        handler = browsers.signedIn("county.handler", password());
        section = browsers.signedIn("county.head", password());
    }

    private static List<String> titles(Browser who) {
        return who.get("/api/messages").texts("/items", "title");
    }

    private static int unread(Browser who) {
        var answer = who.get("/api/messages/unread");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.number("/here");
    }

    private Answer move(Browser who, String body) {
        var version = who.get("/api/cases/" + caseId).number("/version");
        var moved = who.withHeader("If-Match", "\"" + version + "\"").post("/api/cases/" + caseId + "/moves", body);
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        return moved;
    }

    private Answer plain(Browser who, String move) {
        return move(who, "{\"move\":\"" + move + "\",\"reason\":\"按规定办理\"}");
    }

    private void run(String job) {
        jobs.stream()
                .filter(each -> each.name().equals(job))
                .findFirst()
                .orElseThrow()
                .run();
    }

    @Test
    @Order(1)
    void a_published_campaign_reaches_those_who_lead_its_institutions_and_nobody_else() {
        UsualCampaign.published(handler, world, "石桥镇卫生院", "青禾镇卫生院");

        await().untilAsserted(() -> assertThat(titles(officer)).hasSize(1));
        assertThat(titles(officer).getFirst()).startsWith("望溪县发布了「");
        assertThat(unread(director)).isEqualTo(1);
        assertThat(titles(clinician)).isEmpty();
        assertThat(titles(handler)).isEmpty();
        assertThat(titles(browsers.signedIn("other.officer", password()))).isEmpty();
        var both = browsers.signedIn("two.posts", password()).get("/api/messages/unread");
        assertThat(both.number("/here")).isEqualTo(1);
        assertThat(both.number("/elsewhere")).as("in the other post").isEqualTo(1);
    }

    @Test
    @Order(2)
    void one_reads_ones_own_messages_only_and_sweeps_up_only_what_one_saw() {
        var line = officer.get("/api/messages");
        assertThat(line.text("/items/0/aboutKind")).isEqualTo("campaign");
        var path = "/api/messages/" + line.text("/items/0/id") + "/read";
        assertThat(director.post(path, null).status()).as("of a colleague").isEqualTo(404);
        assertThat(officer.post("/api/messages/read", "{\"upTo\":\"2026-01-01T00:00:00Z\"}")
                        .number("/read"))
                .isZero();
        assertThat(officer.post(path, null).text("/unread")).isEqualTo("false");
        assertThat(unread(officer)).isZero();
        assertThat(unread(director)).isEqualTo(1);
        assertThat(officer.get("/api/messages?unreadOnly=true").texts("/items", "id"))
                .isEmpty();
        assertThat(director.post("/api/messages/read", "{\"upTo\":\"" + clock.now() + "\"}")
                        .number("/read"))
                .isEqualTo(1);
    }

    @Test
    @Order(3)
    void whoever_is_handed_a_part_is_told_how_much_it_is_by_now() {
        await().until(() -> officer.get("/api/my/enrolments").text("/0/sheetId") != null);
        sheetId = officer.get("/api/my/enrolments").text("/0/sheetId");
        var path = "/api/sheets/" + sheetId + "/assignments/";
        assertThat(officer.withHeader("If-Match", "\"0\"")
                        .put(path + "1.1", "{\"personId\":\"" + world.person("clinician") + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(officer.withHeader("If-Match", "\"0\"")
                        .put(
                                path + "1.2",
                                "{\"personId\":\"" + world.person("clinician") + "\",\"due\":\"2026-03-02\"}")
                        .status())
                .isEqualTo(200);
        assertThat(officer.withHeader("If-Match", "\"0\"")
                        .put(path + "1.3", "{\"departmentId\":\"" + world.unit("石桥内科") + "\"}")
                        .status())
                .isEqualTo(200);

        await().untilAsserted(
                        () -> assertThat(titles(clinician)).containsExactly("「优质服务基层行」自评：分给你 2 部分，最近的 3 月 2 日前完成"));
        var head = browsers.signedIn("head.of.medicine", password());
        await().untilAsserted(() -> assertThat(titles(head)).containsExactly("「优质服务基层行」自评：分给你 1 部分"));
    }

    @Test
    @Order(4)
    void people_are_reminded_on_working_mornings_of_what_is_not_done_yet() {
        clock.set(2026, 2, 28);
        run("notify-reminders");
        assertThat(titles(clinician))
                .as("the last working day before, a Saturday made up for the spring festival")
                .hasSize(2);
        assertThat(titles(clinician).getFirst()).isEqualTo("「优质服务基层行」自评：分给你的 1 部分自评还有 2 天到期（3 月 2 日）");
        run("notify-reminders");
        clock.set(2026, 3, 1);
        run("notify-reminders");
        assertThat(titles(clinician)).as("once a day, and not on a Sunday").hasSize(2);

        assessments
                .bring(Scope.SYSTEM, new SheetId(UUID.fromString(sheetId)), UsualCampaign.allMet(packs), "test")
                .orThrow();
        clock.set(2026, 3, 2);
        run("notify-reminders");
        assertThat(titles(clinician)).as("what is done is not asked for").hasSize(2);
    }

    @Test
    @Order(5)
    void a_case_tells_whoever_has_to_act_and_the_applicant_where_it_matters() {
        clock.set(2026, 9, 3);
        var mine = officer.get("/api/my/enrolments");
        caseId = officer.post("/api/enrolments/" + mine.text("/0/enrolmentId") + "/cases", "{\"tier\":\"basic\"}")
                .text("/id");
        plain(director, "SIGN");
        plain(officer, "SUBMIT");
        await().untilAsserted(() -> assertThat(titles(handler)).containsExactly("石桥镇卫生院申报基本标准，等你单位受理"));
        assertThat(titles(section)).isEqualTo(titles(handler));

        int waiting = unread(section);
        plain(handler, "ACCEPT");
        await().untilAsserted(() -> assertThat(unread(section))
                .as("what was asked is done, whoever did it")
                .isEqualTo(waiting - 1));
        await().untilAsserted(() -> assertThat(titles(officer).getFirst()).isEqualTo("县级已受理基本标准申报"));
        move(handler, "{\"move\":\"ASK_SUPPLEMENT\",\"reason\":\"缺材料\",\"items\":[\"执业许可证副本\",\"排班表\"]}");
        await().untilAsserted(() -> assertThat(titles(officer).getFirst()).startsWith("补正退回：2 项材料，"));
        assertThat(titles(officer).stream().filter(each -> each.contains("受理")))
                .as("one line about a case and day")
                .isEmpty();
        assertThat(unread(officer)).isEqualTo(1);
    }

    @Test
    @Order(6)
    void the_limit_of_a_supplement_is_called_to_mind_and_a_lapsed_one_is_told() {
        clock.set(2026, 9, 10);
        run("notify-reminders");
        assertThat(titles(officer).getFirst()).startsWith("石桥镇卫生院补正材料").contains("天到期");
        int before = titles(officer).size();
        clock.set(2026, 9, 18);
        run("notify-reminders");
        assertThat(titles(officer)).hasSize(before + 1);
        assertThat(titles(officer).getFirst()).contains("已超期");
    }

    @Test
    @Order(7)
    void an_opinion_without_a_chain_waits_for_everybody_who_may_sign_it() {
        plain(officer, "RESUBMIT");
        plain(handler, "ACCEPT");
        plain(handler, "OPEN_DESK");
        move(handler, "{\"move\":\"GIVE_OPINION\",\"reason\":\"材料不实\",\"tier\":\"\"}");

        await().untilAsserted(() -> assertThat(titles(section).getFirst()).isEqualTo("石桥镇卫生院的评审意见等你签批"));
        assertThat(section.get("/api/messages").text("/items/0/topic")).isEqualTo("sign-off");
        assertThat(titles(handler).getFirst()).doesNotContain("签批");
    }

    @Test
    @Order(8)
    void what_is_told_twice_is_one_message_and_what_is_urgent_stands_alone() {
        var about = new About(About.Kind.CASE, UUID.randomUUID());
        var office = world.unit("石桥镇卫生院");
        var first = telling(about, "a", "甲", false);
        assertThat(messages.tell(List.of(first))).isEqualTo(1);
        assertThat(messages.tell(List.of(first))).as("the same word").isZero();
        assertThat(messages.tell(List.of(telling(about, "b", "乙", false), telling(about, "c", "丙", false))))
                .as("two words at once are one line")
                .isEqualTo(1);
        assertThat(titles(officer).getFirst()).isEqualTo("丙");
        assertThat(messages.tell(List.of(Telling.of(
                        Topic.CASE, about, "old", "迟到的", office, Set.of(PostKind.QUALITY_OFFICER), Instant.EPOCH))))
                .as("another day is another line, for both who hold the post")
                .isEqualTo(2);
        assertThat(messages.tell(List.of(telling(about, "d", "丁", true)))).isEqualTo(1);
        assertThat(titles(officer)).contains("丙", "丁");
        assertThat(messages.tell(List.of(telling(about, "e", "戊", false).butNot(world.person("quality.officer")))))
                .as("whoever did it need not be told; two.posts works there, too")
                .isEqualTo(1);
        assertThat(titles(officer)).doesNotContain("戊");
    }

    private Telling telling(About about, String said, String title, boolean urgent) {
        return new Telling(
                Topic.CASE,
                about,
                said,
                title,
                world.unit("石桥镇卫生院"),
                Set.of(),
                Set.of(world.person("quality.officer"), world.person("two.posts")),
                said.equals("e") ? null : world.person("two.posts"),
                false,
                urgent,
                clock.now());
    }

    @Test
    @Order(9)
    void messages_are_paged_by_cursor() {
        var first = officer.get("/api/messages?limit=2");
        assertThat(first.texts("/items", "id")).hasSize(2);
        var second = officer.get("/api/messages?limit=2&cursor=" + first.text("/next"));
        assertThat(second.texts("/items", "id")).hasSize(2).doesNotContainAnyElementsOf(first.texts("/items", "id"));
        assertThat(officer.get("/api/messages?cursor=x").text("/code")).isEqualTo("SH-1015");
    }
}
