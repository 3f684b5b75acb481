package org.sanhao.server.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.sanhao.server.document.read.WithoutPlaceTest;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.UsualCampaign;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** An 审批单 goes round on paper: printed, signed, photographed, matched, and the matter moves. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignedPaperHttpTest {
    private static final String CHAIN = "{\"steps\":[{\"post\":\"division-head\"},{\"post\":\"leader-in-charge\"}]}";

    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    TestClock clock;

    Browser handler;
    Browser colleague;
    Browser section;
    Browser leader;
    Browser otherCounty;
    Browser officer;
    String campaign;
    Answer sheet;
    byte[] pdf;
    String page;

    @BeforeAll
    void a_county_that_signs_in_two_steps() {
        clock.set(2026, 1, 15);
        world.aSmallProvince();
        world.anOfficeIn("望溪县", "county");
        world.person("county.leader", "望溪县", PostKind.LEADER_IN_CHARGE);
        world.person("county.second", "望溪县", PostKind.HANDLER);
        world.person("other.leader", "远山县", PostKind.LEADER_IN_CHARGE);
        world.person("other.head", "远山县", PostKind.DIVISION_HEAD);
        handler = browsers.signedIn("county.handler", password());
        colleague = browsers.signedIn("county.second", password());
        section = browsers.signedIn("county.head", password());
        leader = browsers.signedIn("county.leader", password());
        otherCounty = browsers.signedIn("other.county", password());
        officer = browsers.signedIn("quality.officer", password());
        chained(leader);
        chained(browsers.signedIn("other.leader", password()));
    }

    private static void chained(Browser leader) {
        var set = leader.withHeader("If-Match", "\"0\"").put("/api/sign-off-chains/publish-campaign", CHAIN);
        assertThat(set.status()).as(set.body()).isEqualTo(200);
    }

    private Answer putUp(Browser who, int edition, String institution) {
        var opened = who.post("/api/campaigns", UsualCampaign.opening(world, edition, institution));
        return who.post("/api/sign-offs", "{\"kind\":\"publish-campaign\",\"subject\":\"" + opened.text("/id") + "\"}");
    }

    private static String of(Answer sheet) {
        return "/api/documents/sign-off/" + sheet.text("/id");
    }

    private static Answer print(Browser who, Answer sheet) {
        return who.post(of(sheet) + "/copies", null);
    }

    private static Answer bring(Browser who, Answer sheet, String name, byte[] bytes) {
        return who.postBytes(of(sheet) + "/scans?name=" + name, bytes);
    }

    private Answer entered(Browser who, Answer scan, int seen, String... signatures) {
        return who.withHeader("If-Match", "\"" + seen + "\"")
                .post(
                        "/api/documents/scans/" + scan.text("/id") + "/signatures",
                        "{\"signatures\":[" + String.join(",", signatures) + "]}");
    }

    private String ink(String login, String on) {
        return "{\"signer\":\"%s\",\"agreed\":true,\"opinion\":\"同意\",\"on\":\"%s\"}"
                .formatted(world.person(login), on);
    }

    @Test
    @Order(1)
    void what_is_printed_twice_keeps_its_number_and_version() {
        sheet = putUp(handler, 2026, "石桥镇卫生院");
        campaign = sheet.text("/subject");
        assertThat(handler.get(of(sheet)).texts("/copies", "label")).isEmpty();

        var first = print(handler, sheet);
        var again = print(colleague, sheet);

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.text("/label")).isEqualTo("2026-000001 第 1 版");
        assertThat(again.text("/page")).isEqualTo(first.text("/page"));
        assertThat(handler.get(of(sheet)).texts("/copies", "label")).containsExactly("2026-000001 第 1 版");
        page = first.text("/page");
        pdf = handler.download(of(sheet) + "/copies/1.pdf");
        assertThat(handler.download(of(sheet) + "/copies/1.docx")).startsWith('P', 'K');
    }

    @Test
    @Order(2)
    void the_page_of_the_code_tells_everybody_the_version_and_nothing_of_the_content() {
        var open = browsers.fresh().get(page);

        assertThat(open.status()).isEqualTo(200);
        assertThat(open.body())
                .contains("审批单", "2026-000001", "是最新版本", "sha-256:")
                .doesNotContain("优质服务", "人county", "望溪县");
        var wrong = browsers.fresh().get(page.substring(0, page.length() - 1) + (page.endsWith("0") ? "1" : "0"));
        assertThat(wrong.status()).isEqualTo(404);
        assertThat(browsers.fresh().get("/d/000000000000/00000000").status()).isEqualTo(404);
    }

    @Test
    @Order(3)
    void what_is_no_printed_form_is_refused_and_not_kept() {
        int before = handler.get("/api/evidence?unit=" + world.unit("望溪县")).number("/total");

        assertThat(bring(handler, sheet, "a.docx", new byte[] {1}).text("/code"))
                .isEqualTo("SH-8110");
        var nothing = bring(handler, sheet, "a.jpg", Paper.blank(230));
        assertThat(nothing.text("/code")).as(nothing.body()).isEqualTo("SH-8111");
        assertThat(nothing.body()).contains("编号");
        assertThat(bring(handler, sheet, "a.jpg", Paper.coded("https://u.example.cn/chat"))
                        .text("/code"))
                .isEqualTo("SH-8112");
        assertThat(bring(handler, sheet, "a.jpg", Paper.coded("http://localhost/d/7K3M9QXW2B5T/4e9d71c0"))
                        .text("/code"))
                .isEqualTo("SH-8113");
        assertThat(bring(handler, sheet, "a.jpg", "kein Bild".getBytes()).status())
                .isBetween(400, 499);
        assertThat(handler.get("/api/evidence?unit=" + world.unit("望溪县")).number("/total"))
                .isEqualTo(before);
    }

    @Test
    @Order(4)
    void a_form_of_another_matter_is_named_and_one_of_another_county_is_unknown() {
        var second = putUp(handler, 2027, "石桥镇卫生院");
        print(handler, second);
        var other = bring(handler, sheet, "a.jpg", Paper.photo(handler.download(of(second) + "/copies/1.pdf"), 0));
        assertThat(other.text("/code")).as(other.body()).isEqualTo("SH-8114");
        assertThat(other.text("/title")).contains("望溪县审批单 2026-000002", "2026-000001");

        var theirs = putUp(otherCounty, 2026, "远山镇卫生院");
        print(otherCounty, theirs);
        var foreign = otherCounty.download(of(theirs) + "/copies/1.pdf");
        assertThat(bring(handler, sheet, "a.jpg", Paper.photo(foreign, 0)).text("/code"))
                .isEqualTo("SH-8113");
        for (var who : List.of(otherCounty, officer)) {
            assertThat(who.get(of(sheet)).status()).isEqualTo(404);
            assertThat(print(who, sheet).status()).isEqualTo(404);
            assertThat(who.get(of(sheet) + "/copies/1.pdf").status()).isEqualTo(404);
            assertThat(bring(who, sheet, "a.jpg", Paper.photo(pdf, 0)).status()).isEqualTo(404);
        }
    }

    @Test
    @Order(5)
    void a_number_typed_by_hand_waits_for_a_second_person() {
        var typed = handler.postBytes(of(sheet) + "/scans?name=b.jpg&number=2026-000001&version=1", Paper.blank(200));
        assertThat(typed.text("/state")).as(typed.body()).isEqualTo("waiting");
        assertThat(handler.postBytes(of(sheet) + "/scans?name=b.jpg&number=2026-000009", Paper.blank(201))
                        .text("/code"))
                .isEqualTo("SH-8113");
        assertThat(handler.postBytes(of(sheet) + "/scans?name=b.jpg&number=zwei", Paper.blank(202))
                        .status())
                .isEqualTo(400);
        assertThat(entered(colleague, typed, 0, ink("county.head", "2026-01-15"))
                        .text("/code"))
                .isEqualTo("SH-8116");
        assertThat(handler.get(of(sheet)).texts("/receipts", "kind")).isEmpty();

        var settle = "/api/documents/scans/" + typed.text("/id") + "/settle";
        assertThat(handler.withHeader("If-Match", "\"1\"")
                        .post(settle, "{\"fits\":true,\"why\":\"\"}")
                        .text("/code"))
                .isEqualTo("SH-8117");
        assertThat(colleague
                        .withHeader("If-Match", "\"1\"")
                        .post(settle, "{\"fits\":false,\"why\":\"\"}")
                        .status())
                .isEqualTo(400);
        var settled = colleague.withHeader("If-Match", "\"1\"").post(settle, "{\"fits\":false,\"why\":\"图上没有编号\"}");
        assertThat(settled.text("/state")).as(settled.body()).isEqualTo("declined");
        assertThat(section.withHeader("If-Match", "\"2\"")
                        .post(settle, "{\"fits\":true,\"why\":\"\"}")
                        .text("/code"))
                .isEqualTo("SH-8118");
        assertThat(entered(colleague, typed, 0, ink("county.head", "2026-01-15"))
                        .text("/code"))
                .isEqualTo("SH-8118");
    }

    @Test
    @Order(6)
    void two_who_bring_the_same_photo_at_once_bring_one_scan() throws Exception {
        var photo = Paper.photo(pdf, 8);
        var together = new CyclicBarrier(2);
        Callable<String> one = () -> {
            var who = browsers.signedIn("county.handler", password());
            together.await();
            var scan = bring(who, sheet, "sign.jpg", photo);
            assertThat(scan.status()).as(scan.body()).isEqualTo(200);
            return scan.text("/id");
        };
        var ids = new HashSet<String>();
        try (var pool = Executors.newFixedThreadPool(2)) {
            var first = pool.submit(one);
            var second = pool.submit(one);
            ids.add(first.get());
            ids.add(second.get());
        }
        ids.add(bring(colleague, sheet, "again.jpg", photo).text("/id"));

        assertThat(ids).hasSize(1);
        var tagged = WithoutPlaceTest.tagged(photo, 1);
        assertThat(bring(colleague, sheet, "tagged.jpg", tagged).text("/id"))
                .as("where it was taken is not kept, so it is the same picture")
                .isIn(ids);
        var standing = handler.get(of(sheet));
        assertThat(standing.texts("/scans", "state")).containsExactlyInAnyOrder("matched", "declined");
        assertThat(standing.texts("/receipts", "kind")).containsExactly("file");
    }

    @Test
    @Order(7)
    void the_signatures_of_the_paper_move_the_matter_as_clicks_do() {
        var scan = bring(handler, sheet, "sign.jpg", Paper.photo(pdf, 8));
        assertThat(handler.get("/api/sign-offs/" + sheet.text("/id") + "/signers")
                        .texts("/0/signers", "name"))
                .containsExactly("人county.head");
        assertThat(entered(handler, scan, 0, ink("county.second", "2026-01-15")).text("/code"))
                .as("a handler is no head of division")
                .isEqualTo("SH-7121");
        assertThat(entered(section, scan, 0, ink("county.head", "2026-01-15")).text("/code"))
                .as("nobody enters nothing but their own")
                .isEqualTo("SH-7122");
        assertThat(entered(handler, scan, 0, ink("county.head", "2026-01-14")).text("/code"))
                .as("before it was printed")
                .isEqualTo("SH-7120");
        assertThat(entered(handler, scan, 0, ink("county.head", "2026-01-16")).text("/code"))
                .as("tomorrow")
                .isEqualTo("SH-7120");
        assertThat(entered(handler, scan, 1, ink("county.head", "2026-01-15")).status())
                .isEqualTo(412);
        assertThat(entered(otherCounty, scan, 0, ink("county.head", "2026-01-15"))
                        .status())
                .isEqualTo(404);

        var first = entered(handler, scan, 0, ink("county.head", "2026-01-15"));
        assertThat(first.text("/state")).as(first.body()).isEqualTo("open");
        assertThat(handler.get("/api/campaigns/" + campaign).text("/state")).isEqualTo("draft");
        clock.set(2026, 1, 16);
        var last = entered(handler, scan, 1, ink("county.leader", "2026-01-16"));

        assertThat(last.text("/state")).as(last.body()).isEqualTo("agreed");
        assertThat(handler.get("/api/campaigns/" + campaign).text("/state")).isEqualTo("running");
        var step = handler.get("/api/sign-offs/of/publish-campaign/" + campaign);
        assertThat(step.text("/last/steps/1/by")).isEqualTo("人county.leader");
        assertThat(step.text("/last/steps/1/paper/enteredBy")).isEqualTo("人county.handler");
        assertThat(step.text("/last/steps/1/paper/copy")).isEqualTo("2026-000001 第 1 版");
        assertThat(step.text("/last/steps/1/paper/scan")).isEqualTo(scan.text("/id"));
        assertThat(step.text("/last/steps/1/paper/mine")).isEqualTo("false");
    }

    @Test
    @Order(8)
    void whoever_is_said_to_have_signed_may_say_that_they_did_not() {
        var contest = "/api/sign-offs/" + sheet.text("/id") + "/contests";
        assertThat(section.post(contest, "{\"step\":1,\"why\":\"不是我\"}").status())
                .isEqualTo(404);

        assertThat(leader.post(contest, "{\"step\":1,\"why\":\"我没有签过这张\"}").status())
                .isEqualTo(200);

        assertThat(handler.get("/api/sign-offs/of/publish-campaign/" + campaign).text("/last/steps/1/paper/contested"))
                .isEqualTo("我没有签过这张");
        assertThat(handler.get("/api/campaigns/" + campaign).text("/state"))
                .as("what was carried out stays")
                .isEqualTo("running");
        var version = print(handler, sheet).number("/version");
        assertThat(Paper.textOf(handler.download(of(sheet) + "/copies/" + version + ".pdf")))
                .contains("已在纸上签字：人county.head", "已在纸上签字（本人有异议）：人county.leader");
    }

    @Test
    @Order(9)
    void a_contested_signature_on_a_sheet_under_way_sends_it_back() {
        var next = putUp(handler, 2028, "青禾镇卫生院");
        print(handler, next);
        var scan = bring(handler, next, "c.jpg", Paper.photo(handler.download(of(next) + "/copies/1.pdf"), -3));
        assertThat(entered(handler, scan, 0, ink("county.head", "2026-01-16")).text("/state"))
                .isEqualTo("open");

        var contested =
                section.post("/api/sign-offs/" + next.text("/id") + "/contests", "{\"step\":0,\"why\":\"我没有签过\"}");

        assertThat(contested.text("/state")).as(contested.body()).isEqualTo("sent-back");
        assertThat(leader.get("/api/sign-offs").texts("/items", "id")).doesNotContain(next.text("/id"));
    }

    @Test
    @Order(10)
    void a_paper_on_its_way_stays_right_while_somebody_signs_by_click_and_prints_again() {
        var next = putUp(handler, 2029, "青禾镇卫生院");
        print(handler, next);
        var early = handler.download(of(next) + "/copies/1.pdf");
        assertThat(section.withHeader("If-Match", "\"0\"")
                        .post("/api/sign-offs/" + next.text("/id") + "/marks", "{\"agreed\":true,\"opinion\":\"同意\"}")
                        .status())
                .isEqualTo(200);
        assertThat(handler.get(of(next)).text("/fresh")).isEqualTo("false");
        assertThat(handler.get(of(next)).texts("/copies", "label")).hasSize(1);
        var later = print(handler, next);
        assertThat(handler.get(of(next)).text("/fresh")).isEqualTo("true");
        assertThat(later.number("/version")).isEqualTo(2);
        assertThat(browsers.fresh().get(later.text("/page")).body()).contains("是最新版本");

        var scan = bring(handler, next, "early.jpg", Paper.photo(early, 2));
        assertThat(scan.status()).as(scan.body()).isEqualTo(200);
        assertThat(scan.number("/copyVersion")).isEqualTo(1);
        assertThat(entered(handler, scan, 1, ink("county.leader", "2026-01-16")).text("/state"))
                .isEqualTo("agreed");
    }
}
