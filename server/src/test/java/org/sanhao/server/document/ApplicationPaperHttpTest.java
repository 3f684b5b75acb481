package org.sanhao.server.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sanhao.server.support.World.password;

import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
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

/** An institution prints what it applies for, signs and seals it; the county says when paper and file are there. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApplicationPaperHttpTest {
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
    Browser county;
    Browser city;
    Browser otherCounty;
    String sheetId;
    String caseId;
    byte[] first;

    @BeforeAll
    void an_institution_that_applies_for_basic() {
        clock.set(2026, 1, 15);
        world.aSmallProvince();
        world.anOfficeIn("望溪县", "county");
        officer = browsers.signedIn("quality.officer", password());
        director = browsers.signedIn("director", password());
        county = browsers.signedIn("county.head", password());
        city = browsers.signedIn("city.handler", password());
        otherCounty = browsers.signedIn("other.county", password());
        UsualCampaign.published(county, world, "石桥镇卫生院");
        clock.set(2026, 3, 1);
        await().until(() -> officer.get("/api/my/enrolments").text("/0/sheetId") != null);
        var mine = officer.get("/api/my/enrolments");
        sheetId = mine.text("/0/sheetId");
        assessments
                .bring(Scope.SYSTEM, new SheetId(UUID.fromString(sheetId)), UsualCampaign.allMet(packs), "test")
                .orThrow();
        clock.set(2026, 9, 3);
        caseId = officer.post("/api/enrolments/" + mine.text("/0/enrolmentId") + "/cases", "{\"tier\":\"basic\"}")
                .text("/id");
    }

    private String paper() {
        return "/api/documents/application/" + caseId;
    }

    private Answer move(Browser who, String body) {
        var version = who.get("/api/cases/" + caseId).number("/version");
        return who.withHeader("If-Match", "\"" + version + "\"").post("/api/cases/" + caseId + "/moves", body);
    }

    private void plain(Browser who, String move) {
        var moved = move(who, "{\"move\":\"" + move + "\",\"reason\":\"按规定办理\"}");
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    }

    private Answer tick(Browser who, String kind, String on) {
        return who.post(paper() + "/receipts", "{\"kind\":\"" + kind + "\",\"on\":\"" + on + "\"}");
    }

    private Answer bring(Browser who, byte[] picture) {
        return who.postBytes(paper() + "/scans?name=%E7%94%B3%E6%8A%A5%E8%A1%A8.jpg", picture);
    }

    @Test
    @Order(1)
    void before_the_head_signs_there_is_nothing_to_print() {
        assertThat(officer.get(paper()).text("/bars")).isEqualTo("申报还没有签发，没有可以打印的申报表");
        assertThat(officer.post(paper() + "/copies", null).text("/code")).isEqualTo("SH-8100");
        assertThat(tick(county, "paper", "2026-09-03").text("/code")).isEqualTo("SH-8102");
        assertThat(otherCounty.get(paper()).status()).isEqualTo(404);
        assertThat(officer.get("/api/documents/letter/" + caseId).status()).isEqualTo(404);
    }

    @Test
    @Order(2)
    void it_is_printed_from_the_copy_that_was_signed() {
        plain(director, "SIGN");
        assertThat(otherCounty.post(paper() + "/copies", null).status()).isEqualTo(404);
        assertThat(city.post(paper() + "/copies", null).status())
                .as("the city neither applies nor receives")
                .isEqualTo(403);

        var printed = officer.post(paper() + "/copies", null);

        assertThat(printed.text("/label")).as(printed.body()).isEqualTo("2026-000001 第 1 版");
        first = officer.download(paper() + "/copies/1.pdf");
        officer.withHeader("If-Match", "\"1\"")
                .put(
                        "/api/sheets/" + sheetId + "/answers/1.1.1",
                        "{\"judged\":{\"C-1\":false,\"C-2\":false},\"remark\":\"以后的更改\"}");
        assertThat(officer.post(paper() + "/copies", null).number("/version"))
                .as("what is written into the sheet later is not on the form")
                .isEqualTo(1);
    }

    @Test
    @Order(3)
    void paper_and_file_are_two_ticks_of_the_receiving_office() {
        plain(officer, "SUBMIT");
        assertThat(tick(officer, "paper", "2026-09-03").text("/code")).isEqualTo("SH-8121");
        assertThat(tick(county, "file", "2026-09-03").text("/code")).isEqualTo("SH-8120");
        assertThat(tick(county, "paper", "2026-09-04").status()).as("tomorrow").isEqualTo(400);

        var scan = bring(officer, Paper.photo(first, 8));
        assertThat(scan.text("/state")).as(scan.body()).isEqualTo("matched");
        assertThat(county.get(paper()).texts("/receipts", "kind"))
                .as("who brings it does not say that it was received")
                .isEmpty();
        assertThat(tick(county, "paper", "2026-09-03").text("/title")).isEqualTo("收到纸质件");
        assertThat(tick(county, "paper", "2026-09-03").status())
                .as("ticking twice is once")
                .isEqualTo(200);
        assertThat(tick(county, "file", "2026-09-03").text("/by")).isEqualTo("人county.head");
        assertThat(officer.get(paper()).texts("/receipts", "kind")).containsExactly("file", "paper");

        var back = county.post(paper() + "/receipts/withdraw", "{\"kind\":\"paper\",\"why\":\"点错了\"}");
        assertThat(back.texts("/receipts", "kind")).as(back.body()).containsExactly("file");
        assertThat(tick(county, "paper", "2026-09-03").status()).isEqualTo(200);
        assertThat(county.get(paper()).texts("/receipts", "kind")).containsExactly("file", "paper");
    }

    @Test
    @Order(4)
    void a_paper_from_before_the_supplement_is_refused_with_what_differs() {
        plain(county, "ACCEPT");
        plain(county, "OPEN_DESK");
        var asked = move(county, "{\"move\":\"ASK_SUPPLEMENT\",\"reason\":\"补\",\"items\":[\"1.1.1 的材料\"]}");
        assertThat(asked.status()).as(asked.body()).isEqualTo(200);
        plain(officer, "RESUBMIT");

        var old = bring(officer, Paper.photo(first, -4));

        assertThat(old.text("/code")).as(old.body()).isEqualTo("SH-8115");
        assertThat(old.body()).contains("1.1.1 自评：打印件上为「", "现在为「D」");
        var differences = officer.get(paper()).json().at("/differences");
        assertThat(differences.isEmpty()).isFalse();
        var again = officer.post(paper() + "/copies", null);
        assertThat(again.text("/label")).isEqualTo("2026-000001 第 2 版");
        var page = officer.get(paper()).text("/copies/1/page");
        assertThat(browsers.fresh().get(page).body()).contains("不是最新版本", "第 2 版");
        assertThat(bring(county, Paper.photo(officer.download(paper() + "/copies/2.pdf"), 12))
                        .number("/copyVersion"))
                .isEqualTo(2);
        assertThat(officer.get(paper()).text("/scans/0/by")).isEmpty();
        assertThat(officer.get(paper()).text("/scans/0/evidence"))
                .as("the county keeps what it scanned itself")
                .isNull();
    }

    @Test
    @Order(5)
    void an_earlier_version_is_printed_again_as_it_was() {
        var again = officer.download(paper() + "/copies/1.pdf");

        assertThat(Paper.textOf(again)).isEqualTo(Paper.textOf(first));
        assertThat(Paper.textOf(again)).contains("优质服务基层行申报表", "石桥镇卫生院", "人director", "样例重构，非官方文本");
    }
}
