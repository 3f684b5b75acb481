package org.sanhao.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** A county opens a campaign: what the pack means for the year, who could take part, the draft, the publication. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpeningHttpTest {
    private static final String PACK = "/api/packs/primary-care-quality/2023.1";

    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    TestClock clock;

    Browser county;
    String campaign;

    @BeforeAll
    void a_county() {
        clock.set(2026, 5, 6);
        world.aSmallProvince();
        county = browsers.signedIn("county.handler", password());
    }

    private String opening(String title, String liaison, String... institutions) {
        var entries = new StringBuilder();
        for (var name : institutions) {
            entries.append(entries.isEmpty() ? "" : ",")
                    .append("{\"unitId\":\"%s\",\"mode\":\"must\",\"target\":\"basic\",\"liaisonId\":%s}"
                            .formatted(
                                    world.unit(name), liaison == null ? "null" : "\"" + world.person(liaison) + "\""));
        }
        return """
                {"packId":"primary-care-quality","packVersion":"2023.1","edition":2026,"title":"%s",
                 "organisation":{"head":"唐静","deputies":[],"members":[],"officeAt":"基层股","officeDirector":"罗启明",
                 "officeMembers":[]},"institutions":[%s]}
                """.formatted(title, entries);
    }

    private Answer redraft(int seen, String body) {
        return county.withHeader("If-Match", "\"" + seen + "\"").put("/api/campaigns/" + campaign, body);
    }

    @Test
    @Order(1)
    void a_pack_is_told_for_the_year_with_its_dates_its_burden_and_what_will_not_work_out() {
        var preview = county.get(PACK + "/preview?edition=2026");

        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        assertThat(preview.text("/phases/2/from")).isEqualTo("2026-09-01");
        assertThat(preview.text("/phases/0/over")).isEqualTo("true");
        assertThat(preview.text("/burden")).contains("100 条");
        assertThat(preview.text("/warnings/1")).contains("2026年11月6日").contains("2026年9月30日");
        assertThat(county.get(PACK + "/preview?edition=2027").text("/phases/0/over"))
                .isEqualTo("false");
        assertThat(browsers.signedIn("quality.officer", password())
                        .get(PACK + "/preview?edition=2026")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Order(2)
    void candidates_are_those_of_the_scope_and_what_the_register_does_not_say_is_not_guessed() {
        var candidates = county.get(PACK + "/candidates");

        assertThat(candidates.texts("/items", "name")).containsExactlyInAnyOrder("石桥镇卫生院", "青禾镇卫生院");
        assertThat(candidates.texts("/items", "bound")).containsOnly("false");
        assertThat(candidates.texts("/items", "mode")).containsOnly("must");
    }

    @Test
    @Order(3)
    void a_liaison_officer_is_one_of_the_institutions_own_people() {
        var wrong = county.post("/api/campaigns", opening("优质服务基层行", "other.officer", "石桥镇卫生院"));
        assertThat(wrong.text("/code")).isEqualTo("SH-4011");

        var opened = county.post("/api/campaigns", opening("优质服务基层行", "quality.officer", "石桥镇卫生院"));
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        campaign = opened.text("/id");
        assertThat(county.get("/api/campaigns/" + campaign + "/enrolments").text("/items/0/liaison"))
                .isEqualTo("人quality.officer");
    }

    @Test
    @Order(4)
    void a_draft_can_be_written_anew_and_only_over_the_version_seen() {
        var body = opening("优质服务基层行（改）", null, "石桥镇卫生院", "青禾镇卫生院");
        assertThat(redraft(1, body).text("/title")).isEqualTo("优质服务基层行（改）");
        assertThat(redraft(1, body).status()).isEqualTo(412);
        assertThat(county.get("/api/campaigns/" + campaign + "/enrolments").texts("/items", "unit"))
                .containsExactlyInAnyOrder("石桥镇卫生院", "青禾镇卫生院");
        assertThat(browsers.signedIn("other.county", password())
                        .withHeader("If-Match", "\"2\"")
                        .put("/api/campaigns/" + campaign, body)
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(5)
    void what_is_published_is_seen_below_at_once_and_is_no_draft_any_more() {
        var published = county.withHeader("If-Match", "\"2\"").post("/api/campaigns/" + campaign + "/publish", null);
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        assertThat(browsers.signedIn("quality.officer", password())
                        .get("/api/my/work")
                        .text("/0/part/campaign"))
                .isEqualTo("优质服务基层行（改）");
        assertThat(redraft(3, opening("再改", null, "石桥镇卫生院")).text("/code")).isEqualTo("SH-4010");
    }
}
