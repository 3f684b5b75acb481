package org.sanhao.server.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.evidence.Samples;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.UsualCampaign;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Evidence on its way from a clause into the frozen copy and onto the reviewers' desk. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "sanhao.evidence.folder=target/evidence-case-test")
class CaseEvidenceHttpTest {
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
    Browser county;
    SheetId sheet;
    String caseId;
    String kept;
    String leaving;
    String leavingUse;

    @BeforeAll
    void an_application_with_evidence() {
        clock.set(2026, 1, 15);
        world.aSmallProvince();
        officer = browsers.signedIn("quality.officer", password());
        county = browsers.signedIn("county.handler", password());
        UsualCampaign.published(county, world, "石桥镇卫生院");
        clock.set(2026, 3, 1);
        var mine = officer.get("/api/my/enrolments");
        sheet = new SheetId(UUID.fromString(mine.text("/0/sheetId")));
        assessments
                .bring(Scope.SYSTEM, sheet, UsualCampaign.allMet(packs), "test")
                .orThrow();
        kept = upload("病历质量抽查表.pdf", Samples.pdf(2));
        leaving = upload("登记本.jpg", Samples.jpeg(50, 40, 3));
        use(kept, "1.1.1");
        leavingUse = use(leaving, "1.1.1");

        clock.set(2026, 9, 3);
        caseId = officer.post("/api/enrolments/" + mine.text("/0/enrolmentId") + "/cases", "{\"tier\":\"basic\"}")
                .text("/id");
        move(browsers.signedIn("director", password()), "SIGN");
        move(officer, "SUBMIT");
    }

    private String upload(String name, byte[] bytes) {
        var answer =
                officer.postBytes("/api/evidence/files?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8), bytes);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.text("/id");
    }

    private String use(String evidence, String clause) {
        var answer = officer.post(
                "/api/sheets/" + sheet + "/evidence",
                "{\"evidenceId\":\"%s\",\"clause\":\"%s\",\"line\":\"C-1\"}".formatted(evidence, clause));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.text("/id");
    }

    private Answer move(Browser who, String move) {
        var version = who.get("/api/cases/" + caseId).number("/version");
        var answer = who.withHeader("If-Match", "\"" + version + "\"")
                .post("/api/cases/" + caseId + "/moves", "{\"move\":\"" + move + "\",\"reason\":\"按规定办理\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    @Test
    void the_copy_to_be_frozen_names_every_piece_by_line_and_check_value_and_no_file_by_name() {
        var before = assessments.freeze(Scope.SYSTEM, sheet);
        assertThat(before.json()).contains("\"evidence\":{\"1.1.1\":{\"C-1\":[{\"digest\":\"sha-256:", kept);
        assertThat(before.json()).doesNotContain("病历质量抽查表");

        var more = upload("补充.pdf", Samples.pdf(3));
        use(more, "1.1.2");

        assertThat(assessments.freeze(Scope.SYSTEM, sheet).hash()).isNotEqualTo(before.hash());
    }

    @Test
    void the_desk_tells_what_was_sent_from_what_came_later_and_keeps_what_was_taken_off() {
        var late = upload("后补.pdf", Samples.pdf(4));
        use(late, "1.2.1");
        officer.post("/api/sheets/" + sheet + "/evidence/" + leavingUse + "/removal", "{\"reason\":\"拍得不清楚\"}");
        var gone = upload("传错.pdf", Samples.pdf(5));
        var goneUse = use(gone, "1.2.1");
        officer.post("/api/sheets/" + sheet + "/evidence/" + goneUse + "/removal", "{\"reason\":\"传错\"}");

        var desk = county.get("/api/cases/" + caseId + "/evidence");

        assertThat(desk.status()).as(desk.body()).isEqualTo(200);
        assertThat(desk.texts("/pieces", "id")).contains(kept, leaving, late).doesNotContain(gone);
        var told = new HashMap<String, String>();
        for (var use : desk.json().at("/uses")) {
            told.put(
                    use.get("evidenceId").asString(),
                    use.get("sent").asBoolean()
                            + (use.has("takenOff") ? " " + use.get("takenOff").asString() : ""));
        }
        assertThat(told)
                .containsEntry(kept, "true")
                .containsEntry(leaving, "true 拍得不清楚")
                .containsEntry(late, "false");
        assertThat(county.get("/api/evidence/" + leaving + "/original").status())
                .as("what was sent stays to be seen")
                .isEqualTo(200);
    }

    @Test
    void every_level_above_sees_it_and_the_neighbour_does_not() {
        for (var login : new String[] {"county.handler", "city.handler", "province.handler", "nation.handler"}) {
            var level = browsers.signedIn(login, password());
            assertThat(level.get("/api/cases/" + caseId + "/evidence").texts("/pieces", "id"))
                    .as(login)
                    .contains(kept);
            assertThat(level.get("/api/evidence/" + kept + "/picture").status())
                    .as(login)
                    .isEqualTo(200);
        }
        for (var login : new String[] {"other.county", "other.officer"}) {
            var stranger = browsers.signedIn(login, password());
            assertThat(stranger.get("/api/cases/" + caseId + "/evidence").status())
                    .isEqualTo(404);
            assertThat(stranger.get("/api/evidence/" + kept).status()).isEqualTo(404);
            assertThat(stranger.get("/api/evidence/" + kept + "/picture").status())
                    .isEqualTo(404);
        }
    }
}
