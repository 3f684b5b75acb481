package org.sanhao.server.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.io.ByteArrayInputStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.UsualCampaign;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** Several people on one sheet: handing out, keeping up with each other, asking to leave out, taking it along. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SheetWorkHttpTest {
    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    TestClock clock;

    Browser county;
    Browser officer;
    Browser clinician;
    String sheet;

    @BeforeAll
    void a_published_campaign() {
        clock.set(2026, 3, 2);
        world.aSmallProvince();
        county = browsers.signedIn("county.handler", password());
        officer = browsers.signedIn("quality.officer", password());
        clinician = browsers.signedIn("clinician", password());
        UsualCampaign.published(county, world, "石桥镇卫生院");
        sheet = officer.get("/api/my/enrolments").text("/0/sheetId");
    }

    private Answer grade(Browser who, String clause, int seen, String body) {
        return who.withHeader("If-Match", "\"" + seen + "\"").put("/api/sheets/" + sheet + "/answers/" + clause, body);
    }

    private Answer hand(String part, int seen, String body) {
        return officer.withHeader("If-Match", "\"" + seen + "\"")
                .put("/api/sheets/" + sheet + "/assignments/" + part, body);
    }

    @Test
    void a_part_handed_to_a_person_with_a_day_stands_on_that_persons_workbench() {
        var handed =
                hand("1.1", 0, "{\"personId\":\"%s\",\"due\":\"2026-03-20\"}".formatted(world.person("clinician")));
        assertThat(handed.status()).as(handed.body()).isEqualTo(200);

        var work = clinician.get("/api/my/work");
        assertThat(work.text("/0/handed/0/part/due")).isEqualTo("2026-03-20");
        assertThat(work.text("/0/handed/0/mine")).isEqualTo("true");
        assertThat(work.json().at("/0/mine").size()).isEqualTo(work.number("/0/handed/0/all"));
        int open = work.json().at("/0/myOpen").size();
        grade(clinician, "1.1.1", 0, "{\"judged\":{\"C-1\":true},\"remark\":\"\"}");
        assertThat(clinician.get("/api/my/work").json().at("/0/myOpen").size()).isEqualTo(open - 1);
        assertThat(officer.get("/api/my/work").text("/0/handed/0/mine")).isEqualTo("false");
    }

    @Test
    void a_person_of_another_institution_and_a_day_gone_by_are_refused() {
        var stranger = hand("1.2", 0, "{\"personId\":\"%s\"}".formatted(world.person("county.handler")));
        var late = hand("1.2", 0, "{\"departmentId\":\"%s\",\"due\":\"2026-03-01\"}".formatted(world.unit("石桥内科")));

        assertThat(stranger.text("/code")).isEqualTo("SH-5010");
        assertThat(late.text("/fields/0/field")).isEqualTo("due");
    }

    @Test
    void the_other_person_hears_of_what_was_written_and_only_of_that() {
        grade(officer, "2.1.1", 0, "{\"judged\":{\"C-1\":true},\"remark\":\"先写的\"}");
        var first = officer.get("/api/sheets/" + sheet + "/changes?since=2026-01-01T00:00:00Z");
        clock.set(2026, 3, 3);
        grade(browsers.signedIn("director", password()), "2.1.2", 0, "{\"judged\":{\"C-1\":true},\"remark\":\"后写的\"}");

        var news = officer.get("/api/sheets/" + sheet + "/changes?since=" + first.text("/until"));
        assertThat(news.texts("/answers", "clause")).containsExactly("2.1.2");
        assertThat(officer.get("/api/sheets/" + sheet + "/changes?since=" + news.text("/until"))
                        .json()
                        .at("/answers"))
                .isEmpty();
    }

    @Test
    void a_wish_to_leave_out_waits_for_the_county_until_it_has_ruled() {
        grade(officer, "3.3.3", 0, "{\"judged\":{},\"remark\":\"\",\"naReason\":\"不开展手术\"}");
        var waiting = county.get("/api/na-requests");
        assertThat(waiting.text("/items/0/clause")).isEqualTo("3.3.3");
        assertThat(waiting.text("/items/0/yours")).isEqualTo("true");
        assertThat(browsers.signedIn("city.handler", password())
                        .get("/api/na-requests")
                        .text("/items/0/yours"))
                .isEqualTo("false");
        assertThat(browsers.signedIn("other.county", password())
                        .get("/api/na-requests")
                        .json()
                        .at("/items"))
                .isEmpty();
        assertThat(officer.get("/api/na-requests").status()).isEqualTo(403);

        county.post(
                "/api/sheets/" + sheet + "/answers/3.3.3/ruling",
                "{\"answerVersion\":1,\"approved\":false,\"reason\":\"设有手术室\"}");

        assertThat(county.get("/api/na-requests").json().at("/items")).isEmpty();
        assertThat(officer.get("/api/my/work").text("/0/refused/0/reason")).isEqualTo("设有手术室");
    }

    @Test
    void the_second_best_way_is_another_way_to_the_same_tier() {
        var best = officer.get("/api/sheets/" + sheet + "/standing");
        var other = officer.get("/api/sheets/" + sheet + "/standing/basic/other-way");

        assertThat(other.status()).as(other.body()).isEqualTo(200);
        assertThat(other.number("/cost")).isGreaterThanOrEqualTo(best.number("/tiers/1/missing/cost"));
        assertThat(other.json().at("/lifts")).isNotEqualTo(best.json().at("/tiers/1/missing/lifts"));
    }

    @Test
    void the_grades_of_a_clause_are_told_with_year_and_level() {
        grade(officer, "1.3.1", 0, "{\"judged\":{\"C-1\":true},\"remark\":\"\"}");
        var found = officer.get("/api/sheets/" + sheet + "/clauses/1.3.1/findings");

        assertThat(found.text("/0/level")).isEqualTo("institution");
        assertThat(found.number("/0/edition")).isEqualTo(2026);
        assertThat(browsers.signedIn("other.officer", password())
                        .get("/api/sheets/" + sheet + "/clauses/1.3.1/findings")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_sheet_goes_along_as_a_workbook_that_says_it_is_a_sample() throws Exception {
        grade(officer, "4.1.1", 0, "{\"judged\":{\"C-1\":true},\"remark\":\"登记齐全\"}");
        var bytes = officer.raw("/api/sheets/" + sheet + "/export").bytes();

        try (var book = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
            var rows = book.getFirstSheet().read();
            assertThat(rows.get(1).getCellText(0)).startsWith("样例重构，非官方文本");
            assertThat(rows.stream().filter(row -> row.getCellText(0).equals("4.1.1")))
                    .singleElement()
                    .satisfies(row -> assertThat(row.getCellText(7)).isEqualTo("登记齐全"));
        }
    }
}
