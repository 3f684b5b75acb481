package org.sanhao.server.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.UsualCampaign;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** A campaign from its opening to graded sheets, over HTTP. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SheetHttpTest {
    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    Browser county;
    Browser officer;
    String sheet;

    @BeforeAll
    void a_published_campaign() {
        world.aSmallProvince();
        county = browsers.signedIn("county.handler", password());
        officer = browsers.signedIn("quality.officer", password());
        var opened = county.post("/api/campaigns", UsualCampaign.opening(world, "石桥镇卫生院", "青禾镇卫生院"));
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        var early = officer.get("/api/my/enrolments");
        assertThat(early.json()).as("a draft is not seen from below").isEmpty();
        var published =
                county.withHeader("If-Match", "\"1\"").post("/api/campaigns/" + opened.text("/id") + "/publish", null);
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        sheet = officer.get("/api/my/enrolments").text("/0/sheetId");
    }

    private static String judged(String remark, String... lines) {
        var pairs = new ArrayList<String>();
        for (var line : lines) {
            pairs.add("\"%s\":true".formatted(line));
        }
        return "{\"judged\":{%s},\"remark\":\"%s\"}".formatted(String.join(",", pairs), remark);
    }

    private Answer grade(Browser who, String clause, int seen, String body) {
        return who.withHeader("If-Match", "\"" + seen + "\"").put("/api/sheets/" + sheet + "/answers/" + clause, body);
    }

    @Test
    void the_sheet_holds_the_whole_standard_of_the_institutions_type() {
        var view = officer.get("/api/sheets/" + sheet);

        assertThat(view.status()).isEqualTo(200);
        assertThat(view.text("/unit")).isEqualTo("石桥镇卫生院");
        assertThat(view.body().split("\"lines\":", -1)).hasSize(101);
    }

    @Test
    void lines_judged_give_a_grade_and_the_reason() {
        var answer = grade(officer, "1.1.1", 0, judged("已开展", "C-1"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.text("/grade")).isEqualTo("D");
        assertThat(answer.text("/why")).isNotBlank();
    }

    @Test
    void a_stale_answer_is_refused_and_shows_what_stands_now() {
        grade(officer, "1.1.2", 0, judged("第一版", "C-1"));
        var stale = grade(browsers.signedIn("director", password()), "1.1.2", 0, judged("另一版", "C-1"));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text("/current/remark")).isEqualTo("第一版");
        assertThat(stale.number("/current/version")).isEqualTo(1);
    }

    @Test
    void the_same_answer_sent_twice_is_one_version() {
        var first = grade(officer, "1.2.1", 0, judged("同样的话", "C-1"));
        var again = grade(officer, "1.2.1", 0, judged("同样的话", "C-1"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.number("/version")).isEqualTo(first.number("/version"));
        assertThat(officer.get("/api/sheets/" + sheet + "/answers/1.2.1/history")
                        .json())
                .hasSize(1);
    }

    @Test
    void every_version_stays_in_the_history() {
        grade(officer, "1.2.2", 0, judged("一", "C-1"));
        grade(officer, "1.2.2", 1, judged("二", "C-1", "C-2"));

        var history = officer.get("/api/sheets/" + sheet + "/answers/1.2.2/history");
        assertThat(history.texts("", "remark")).containsExactly("二", "一");
    }

    @Test
    void without_the_version_or_with_a_wrong_one_nothing_is_written() {
        var path = "/api/sheets/" + sheet + "/answers/1.3.1";

        assertThat(officer.put(path, judged("", "C-1")).status()).isEqualTo(428);
        assertThat(officer.withHeader("If-Match", "yes")
                        .put(path, judged("", "C-1"))
                        .status())
                .isEqualTo(400);
        assertThat(grade(officer, "1.3.1", 7, judged("", "C-1")).status()).isEqualTo(412);
        assertThat(officer.get(path + "/history").json()).isEmpty();
    }

    @Test
    void wrong_clauses_lines_and_lengths_are_refused_with_their_field() {
        assertThat(grade(officer, "9.9.9", 0, judged("", "C-1")).text("/code")).isEqualTo("SH-5000");
        assertThat(grade(officer, "1.3.2", 0, judged("", "C-9")).text("/code")).isEqualTo("SH-5001");
        assertThat(grade(officer, "1.3.2", 0, judged("", "X-1")).text("/fields/0/field"))
                .isEqualTo("judged.X-1");
        assertThat(grade(officer, "1.3.2", 0, judged("字".repeat(2001), "C-1")).text("/fields/0/field"))
                .isEqualTo("remark");
    }

    @Test
    void a_clinician_answers_only_what_was_handed_out() {
        var clinician = browsers.signedIn("clinician", password());
        var before = grade(clinician, "3.2.2", 0, judged("", "C-1"));
        var handed = officer.withHeader("If-Match", "\"0\"")
                .put("/api/sheets/" + sheet + "/assignments/3.2", "{\"departmentId\":\"" + world.unit("石桥内科") + "\"}");
        var after = grade(clinician, "3.2.2", 0, judged("", "C-1"));

        assertThat(before.text("/code")).isEqualTo("SH-5005");
        assertThat(handed.status()).as(handed.body()).isEqualTo(200);
        assertThat(after.status()).as(after.body()).isEqualTo(200);
    }

    @Test
    void not_applicable_counts_only_after_the_county_has_approved() {
        var body = "{\"judged\":{},\"remark\":\"\",\"naReason\":\"不开展手术\"}";
        var asked = grade(officer, "3.3.3", 0, body);
        assertThat(asked.text("/grade")).isEqualTo("none");

        var path = "/api/sheets/" + sheet + "/answers/3.3.3/ruling";
        var ruling = "{\"answerVersion\":1,\"approved\":true,\"reason\":\"经核属实\"}";
        assertThat(officer.post(path, ruling).status()).isEqualTo(403);
        var approved = county.post(path, ruling);
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(approved.text("/grade")).isEqualTo("NA");
        assertThat(county.post(path, ruling).text("/code")).isEqualTo("SH-5003");
        assertThat(grade(officer, "1.1.1", 99, body).status()).isIn(409, 412);
    }

    @Test
    void another_county_and_another_institution_do_not_find_the_sheet() {
        for (var login : List.of("other.county", "other.officer")) {
            var stranger = browsers.signedIn(login, password());
            assertThat(stranger.get("/api/sheets/" + sheet).status()).isEqualTo(404);
        }
        assertThat(grade(browsers.signedIn("other.officer", password()), "1.1.1", 0, judged("", "C-1"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void twenty_people_on_one_clause_lose_nothing() throws Exception {
        var people = new ArrayList<Browser>();
        for (int i = 0; i < 20; i++) {
            people.add(browsers.signedIn(i % 2 == 0 ? "quality.officer" : "director", password()));
        }
        var work = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < people.size(); i++) {
            var person = people.get(i);
            var words = "第 " + i + " 人";
            work.add(() -> grade(person, "4.1.1", 0, judged(words, "C-1")).status());
        }
        var statuses = new ArrayList<Integer>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (var each : pool.invokeAll(work)) {
                statuses.add(each.get());
            }
        }

        assertThat(statuses).containsOnly(200, 412);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(officer.get("/api/sheets/" + sheet + "/answers/4.1.1/history")
                        .json())
                .hasSize(1);
    }

    @Test
    void the_standing_names_every_rule_with_both_integers_and_the_cheapest_way() {
        var standing = officer.get("/api/sheets/" + sheet + "/standing");

        assertThat(standing.status()).as(standing.body()).isEqualTo(200);
        assertThat(standing.texts("/tiers", "id")).containsExactly("qualified", "basic", "recommended");
        assertThat(standing.number("/tiers/1/rules/0/need")).isPositive();
        assertThat(standing.text("/tiers/1/missing/state")).isEqualTo("steps");
    }

    @Test
    void the_same_opening_sent_twice_opens_one_campaign_and_another_for_the_year_is_refused() {
        var other = browsers.signedIn("other.county", password());
        var body = UsualCampaign.opening(world, "远山镇卫生院");
        var keyed = other.withHeader("Idempotency-Key", "opening-of-2026-abc");

        var first = keyed.post("/api/campaigns", body);
        var again = keyed.post("/api/campaigns", body);
        var reused = keyed.post("/api/campaigns", body.replace("唐静", "别人"));
        var second = other.post("/api/campaigns", body);

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(reused.text("/code")).isEqualTo("SH-1007");
        assertThat(second.text("/code")).isEqualTo("SH-4000");
    }
}
