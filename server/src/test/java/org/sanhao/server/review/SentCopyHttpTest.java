package org.sanhao.server.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.sanhao.kernel.AsOf;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Level;
import org.sanhao.lang.pack.result.ResultCheck;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Assessments.Answering;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.evidence.Samples;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.publication.Publications;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.UsualCampaign;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What was sent stays: whatever the institution writes into its sheet afterwards, its case does not move. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "sanhao.evidence.folder=target/evidence-sent-test")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SentCopyHttpTest {
    private static final String LEFT_OUT = "3.3.3";

    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    Assessments assessments;

    @Autowired
    Reviews reviews;

    @Autowired
    Publications publications;

    @Autowired
    Packs packs;

    @Autowired
    TestClock clock;

    Browser officer;
    Browser director;
    Browser county;
    Browser city;
    String enrolment;
    SheetId sheet;
    String caseId;
    String photo;

    @BeforeAll
    void a_sheet_with_every_line_met_and_one_clause_left_out_by_leave() {
        clock.set(2026, 1, 15);
        world.aSmallProvince();
        world.anOfficeIn("望溪县", "county");
        world.anOfficeIn("安澜市", "city");
        officer = browsers.signedIn("quality.officer", password());
        director = browsers.signedIn("director", password());
        county = browsers.signedIn("county.handler", password());
        city = browsers.signedIn("city.handler", password());
        UsualCampaign.published(county, world, "石桥镇卫生院");
        clock.set(2026, 3, 1);
        var mine = officer.get("/api/my/enrolments");
        enrolment = mine.text("/0/enrolmentId");
        sheet = new SheetId(UUID.fromString(mine.text("/0/sheetId")));
        var answers = new HashMap<ClauseCode, Answering>();
        for (var clause : standard()) {
            boolean leave = clause.code().code().equals(LEFT_OUT);
            answers.put(
                    clause.code(),
                    new Answering(UsualCampaign.lines(clause, line -> !leave), "", leave ? "不开展手术" : null, Look.SELF));
        }
        assessments.bring(Scope.SYSTEM, sheet, answers, "test").orThrow();
        var ruled = county.post(
                "/api/sheets/" + sheet + "/answers/" + LEFT_OUT + "/ruling",
                "{\"answerVersion\":1,\"approved\":true,\"reason\":\"经核属实\"}");
        assertThat(ruled.status()).as(ruled.body()).isEqualTo(200);
        photo = upload("登记本.jpg", Samples.jpeg(50, 40, 3));
        use(photo, "1.1.1");
        use(upload("制度.pdf", Samples.pdf(2)), "1.1.1");
        use(photo, LEFT_OUT);
        clock.set(2026, 9, 3);
        caseId = officer.post("/api/enrolments/" + enrolment + "/cases", "{\"tier\":\"basic\"}")
                .text("/id");
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

    private java.util.List<Clause> standard() {
        return packs.get(UsualCampaign.PACK)
                .rulesFor("township-hospital")
                .orElseThrow()
                .clauses();
    }

    /** The institution writes a clause anew: every line met, or none. */
    private void write(String code, boolean met) {
        var clause = packs.get(UsualCampaign.PACK)
                .rulesFor("township-hospital")
                .orElseThrow()
                .standard()
                .clause(new ClauseCode(code))
                .orElseThrow();
        var seen = assessments.answers(Scope.SYSTEM, AsOf.NOW, sheet).get(clause.code());
        assessments
                .answer(
                        Scope.SYSTEM,
                        sheet,
                        clause.code(),
                        new Answering(UsualCampaign.lines(clause, line -> met), "报送以后改的", null, Look.SELF),
                        seen == null ? 0 : seen.version(),
                        "quality.officer")
                .orThrow();
    }

    private Answer move(Browser who, String body) {
        var version = who.get("/api/cases/" + caseId).number("/version");
        var answer = who.withHeader("If-Match", "\"" + version + "\"").post("/api/cases/" + caseId + "/moves", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private Answer plain(Browser who, String move) {
        return move(who, "{\"move\":\"" + move + "\",\"reason\":\"按规定办理\"}");
    }

    private String seen(Browser who) {
        return who.get("/api/cases/" + caseId + "/clauses").body()
                + who.get("/api/cases/" + caseId + "/trial").body();
    }

    private String row(String code, String field) {
        var rows = county.get("/api/cases/" + caseId + "/clauses");
        for (var row : rows.json()) {
            if (row.at("/code").asString().equals(code)) {
                return row.at(field).asString();
            }
        }
        throw new AssertionError(rows.body());
    }

    @Test
    @Order(1)
    void before_anything_is_signed_the_living_sheet_speaks_and_says_so() {
        write("1.1.1", false);
        assertThat(row("1.1.1", "/effective")).isEqualTo("D");
        assertThat(row("1.1.1", "/origin")).isEqualTo("living-sheet");

        write("1.1.1", true);
        assertThat(row("1.1.1", "/effective")).isEqualTo("A");
        assertThat(row(LEFT_OUT, "/effective")).isEqualTo("NA");
        assertThat(row(LEFT_OUT, "/origin")).isEqualTo("county");
    }

    @Test
    @Order(2)
    void once_sent_nothing_the_institution_writes_reaches_the_desk_or_the_sum_of_the_grades() {
        plain(director, "SIGN");
        plain(officer, "SUBMIT");
        var desk = seen(county);
        var own = seen(officer);
        assertThat(row("1.1.1", "/origin")).isEqualTo("sent-copy");

        write("1.1.1", false);
        write("1.1.2", false);
        write(LEFT_OUT, false);
        use(upload("后补.pdf", Samples.pdf(4)), "1.1.2");

        assertThat(seen(county)).isEqualTo(desk);
        assertThat(seen(officer)).isEqualTo(own);
        assertThat(county.get("/api/cases/" + caseId + "/submissions/1").number("/changed"))
                .as("the living sheet has moved on")
                .isEqualTo(3);
    }

    @Test
    @Order(3)
    void what_a_level_has_to_see_and_to_give_reasons_for_is_measured_by_what_was_sent() {
        plain(county, "ACCEPT");
        plain(county, "OPEN_DESK");
        var found = new HashMap<ClauseCode, Answering>();
        standard().stream()
                .filter(clause -> !clause.code().code().equals(LEFT_OUT))
                .forEach(clause -> found.put(
                        clause.code(), new Answering(UsualCampaign.lines(clause, line -> true), "", null, Look.DESK)));
        assessments.bring(Scope.SYSTEM, sheetOf("county"), found, "county").orThrow();

        // As claimed in the copy, so no reason is due; what was left out in the copy needs no look.
        var opinion = move(county, "{\"move\":\"GIVE_OPINION\",\"reason\":\"符合\",\"tier\":\"basic\"}");

        assertThat(opinion.text("/state")).isEqualTo("OpinionGiven");
    }

    private SheetId sheetOf(String level) {
        return reviews.sheet(
                        Scope.SYSTEM,
                        new CaseId(UUID.fromString(caseId)),
                        org.sanhao.server.institution.Level.of(level))
                .orElseThrow()
                .id();
    }

    @Test
    @Order(4)
    void a_clause_left_out_in_the_copy_is_not_made_up_for_by_judging_it() {
        plain(browsers.signedIn("county.head", password()), "RECONSIDER");
        var clause = standard().getFirst().code().code();
        var judged = county.withHeader("If-Match", "\"1\"")
                .put("/api/cases/" + caseId + "/answers/" + clause, "{\"judged\":{},\"reason\":\"\"}");
        assertThat(judged.text("/grade")).isEqualTo("none");
        county.withHeader("If-Match", "\"0\"")
                .put("/api/cases/" + caseId + "/answers/" + LEFT_OUT, "{\"judged\":{\"C-1\":false},\"reason\":\"另看\"}");

        var version = county.get("/api/cases/" + caseId).number("/version");
        var early = county.withHeader("If-Match", "\"" + version + "\"")
                .post(
                        "/api/cases/" + caseId + "/moves",
                        "{\"move\":\"GIVE_OPINION\",\"reason\":\"符合\",\"tier\":\"basic\"}");

        assertThat(early.text("/code")).as(early.body()).isEqualTo("SH-7017");
        county.withHeader("If-Match", "\"1\"")
                .put("/api/cases/" + caseId + "/answers/" + LEFT_OUT, "{\"judged\":{},\"reason\":\"\"}");
        judgeAsSent(clause);
        move(county, "{\"move\":\"GIVE_OPINION\",\"reason\":\"符合\",\"tier\":\"basic\"}");
    }

    private void judgeAsSent(String code) {
        var pairs = new java.util.ArrayList<String>();
        standard().stream()
                .filter(clause -> clause.code().code().equals(code))
                .forEach(clause -> clause.lines().all().forEach(line -> pairs.add("\"" + line.id() + "\":true")));
        var answer = county.withHeader("If-Match", "\"2\"")
                .put(
                        "/api/cases/" + caseId + "/answers/" + code,
                        "{\"judged\":{" + String.join(",", pairs) + "},\"reason\":\"\"}");
        assertThat(answer.text("/grade")).as(answer.body()).isEqualTo("A");
    }

    @Test
    @Order(5)
    void the_level_above_agrees_with_what_was_sent_and_the_result_is_made_of_it() {
        plain(browsers.signedIn("county.head", password()), "SIGN_OPINION");
        plain(county, "FORWARD");
        plain(city, "ACCEPT");
        var drawn = plain(city, "OPEN_DESK").json().at("/sample/clauses");
        drawn.forEach(clause -> write(clause.asString(), false));
        var agreed = city.post("/api/cases/" + caseId + "/agreements", "{\"clauses\":" + drawn + "}");
        assertThat(agreed.number("/taken")).as(agreed.body()).isEqualTo(drawn.size());
        move(city, "{\"move\":\"GIVE_OPINION\",\"reason\":\"抽查符合\",\"tier\":\"basic\"}");
        var head = browsers.signedIn("city.head", password());
        plain(head, "SIGN_OPINION");
        plain(city, "PROPOSE");
        plain(city, "OPEN_NOTICE");
        clock.set(2026, 9, 11);
        move(head, "{\"move\":\"ANNOUNCE\",\"number\":\"安卫基层函〔2026〕3号\",\"on\":\"2026-09-11\"}");

        var code = publications
                .resultOf(Publications.EVERYBODY, new CaseId(UUID.fromString(caseId)))
                .orElseThrow()
                .code();
        var report = ResultCheck.check(
                director.get("/api/results/" + code + "/file").body().getBytes(StandardCharsets.UTF_8));

        assertThat(report.faults()).isEmpty();
        assertThat(director.get("/p/r/" + code).body())
                .as("the city looked at a sample and says what it took over")
                .contains("看过 " + drawn.size() + " 条，其余 " + (99 - drawn.size()) + " 条沿用下级等级");
        var document = java.util.Objects.requireNonNull(report.file()).document();
        assertThat(document.clauses()).allSatisfy(clause -> {
            var own = clause.judgements().getFirst();
            boolean left = clause.clause().code().equals(LEFT_OUT);
            assertThat(own.level()).isEqualTo(new Level(left ? "county" : "institution"));
            assertThat(own.grade()).as(clause.clause().code()).isEqualTo(left ? Grade.NA : Grade.A);
            assertThat(clause.grade()).isEqualTo(left ? Grade.NA : Grade.A);
        });
        var evidence = document.clauses().stream()
                .filter(clause -> clause.judgements().stream()
                        .anyMatch(judged -> !judged.evidence().isEmpty()))
                .collect(java.util.stream.Collectors.toMap(
                        clause -> clause.clause().code(),
                        clause -> clause.judgements().getFirst().evidence()));
        var picture = HashAlgorithm.SHA_256.of(Samples.jpeg(50, 40, 3)).text();
        assertThat(evidence).containsOnlyKeys("1.1.1", LEFT_OUT);
        assertThat(evidence.get("1.1.1")).hasSize(2).contains(picture).isSorted();
        assertThat(evidence.get(LEFT_OUT)).containsExactly(picture);
        assertThat(document.clauses())
                .allSatisfy(clause -> assertThat(
                                clause.judgements().stream().skip(1).flatMap(judged -> judged.evidence().stream()))
                        .isEmpty());
    }
}
