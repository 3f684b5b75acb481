package org.sanhao.server.dashboard.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sanhao.server.support.World.password;

import java.io.ByteArrayInputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.sanhao.kernel.AsOf;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.lang.pack.score.TierEvaluation;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Assessments.Answering;
import org.sanhao.server.assessment.Recount;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.dashboard.domain.Counts;
import org.sanhao.server.dashboard.domain.Difference;
import org.sanhao.server.dashboard.domain.Outline;
import org.sanhao.server.dashboard.domain.Programme;
import org.sanhao.server.dashboard.store.ProgressStore;
import org.sanhao.server.dashboard.store.SumStore;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.TestPostgres;
import org.sanhao.server.support.UsualCampaign;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** Events to rows to pages, over the real database: late, twice and in the wrong order. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProgressTest {
    private static final Programme PROGRAMME = new Programme(UsualCampaign.PACK.id(), 2026);
    private static final String PAGE = "/api/progress/primary-care-quality/2026";

    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    Assessments assessments;

    @Autowired
    Packs packs;

    @Autowired
    Units units;

    @Autowired
    TestClock clock;

    @Autowired
    ProgressKeeper keeper;

    @Autowired
    SumKeeper sumKeeper;

    @Autowired
    ProgressWorker worker;

    @Autowired
    NightWatch night;

    @Autowired
    Recount recount;

    @Autowired
    ProgressStore progress;

    @Autowired
    SumStore sums;

    @Autowired
    ScopedTransactions transactions;

    @Autowired
    DatabaseAddress address;

    Browser county;
    Browser officer;
    UUID enrolment;
    UUID sheet;
    UUID otherSheet;
    String countyPath;

    @BeforeAll
    void two_counties_with_a_campaign_each() {
        clock.set(2026, 1, 15);
        world.aSmallProvince();
        county = browsers.signedIn("county.handler", password());
        officer = browsers.signedIn("quality.officer", password());
        UsualCampaign.published(county, world, "石桥镇卫生院", "青禾镇卫生院");
        UsualCampaign.published(browsers.signedIn("other.county", password()), world, "远山镇卫生院");
        var mine = officer.get("/api/my/enrolments");
        enrolment = UUID.fromString(mine.text("/0/enrolmentId"));
        sheet = UUID.fromString(mine.text("/0/sheetId"));
        otherSheet = UUID.fromString(browsers.signedIn("other.officer", password())
                .get("/api/my/enrolments")
                .text("/0/sheetId"));
        countyPath = transactions.reading(
                Scope.SYSTEM,
                () -> units.find(Scope.SYSTEM, org.sanhao.kernel.AsOf.NOW, world.unit("望溪县"))
                        .orElseThrow()
                        .scopePath());
    }

    /** Waits until the listeners have heard everything, then folds. */
    private void settled() {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(this::heardEverything);
        worker.settle();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(this::nothingPending);
    }

    private boolean heardEverything() throws SQLException {
        return count("SELECT count(*) FROM events.event_publication WHERE completion_date IS NULL") == 0;
    }

    private boolean nothingPending() throws SQLException {
        worker.settle();
        return count("SELECT count(*) FROM dashboard.pending") == 0
                && count("SELECT count(*) FROM dashboard.to_judge") == 0;
    }

    private int count(String sql) throws SQLException {
        try (var connection = TestPostgres.superuser(address);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void tamper(String sql) throws SQLException {
        try (var connection = TestPostgres.superuser(address);
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private Counts sum(String part) {
        return system(() -> sums.folded(PROGRAMME, countyPath).getOrDefault(part, Counts.NONE));
    }

    private <T> T system(java.util.function.Supplier<T> work) {
        return transactions.within(Scope.SYSTEM, work);
    }

    private void grade(String clause, Grade grade) {
        var rules = packs.get(UsualCampaign.PACK).rulesFor("township-hospital").orElseThrow();
        var judged = new HashMap<LineId, Boolean>();
        var code = new ClauseCode(clause);
        var lines = rules.standard().clause(code).orElseThrow().lines();
        lines.all()
                .forEach(line -> judged.put(line.id(), grade.reaches(line.id().grade())));
        var seen = system(() -> assessments
                .answers(Scope.SYSTEM, org.sanhao.kernel.AsOf.NOW, new SheetId(sheet))
                .get(code));
        assessments
                .answer(
                        Scope.SYSTEM,
                        new SheetId(sheet),
                        code,
                        new Answering(judged, "", null, Look.SELF),
                        seen == null ? 0 : seen.version(),
                        "test")
                .orThrow();
    }

    private void bring(UUID whose, Grade grade) {
        var answers = UsualCampaign.answers(packs, Look.SELF, "", line -> grade.reaches(line.grade()));
        assessments.bring(Scope.SYSTEM, new SheetId(whose), answers, "test").orThrow();
    }

    @Test
    @Order(1)
    void whoever_is_enrolled_stands_in_the_sums_of_every_level_above() {
        settled();

        assertThat(sum(Outline.WHOLE)).isEqualTo(new Counts(2, 200, 200, 0, 0, 0, 0, 0));
        assertThat(sum("@enrolled").institutions()).isEqualTo(2);
        var province = browsers.signedIn("province.handler", password()).get(PAGE);
        assertThat(province.number("/whole/institutions")).isEqualTo(3);
        assertThat(province.texts("/children", "name")).containsExactlyInAnyOrder("安澜市", "远山县");
    }

    @Test
    @Order(2)
    void an_answer_reaches_the_countys_page() {
        clock.set(2026, 3, 10);
        grade("1.1.1", Grade.B);
        settled();

        assertThat(sum(Outline.WHOLE)).isEqualTo(new Counts(2, 200, 100, 1, 0, 99, 99, 100));
        assertThat(sum("1.1").lackB()).isLessThan(sum("1.1").lackA());
        assertThat(sum("@started").institutions()).isEqualTo(1);
        var page = county.get(PAGE);
        assertThat(page.number("/whole/graded")).isEqualTo(1);
        assertThat(page.texts("/steps", "step")).startsWith("enrolled", "started", "applied", "passed-county");
    }

    @Test
    @Order(3)
    void the_same_event_heard_again_and_a_late_one_change_nothing() {
        grade("1.1.1", Grade.A);
        settled();
        var before = sum(Outline.WHOLE);

        system(() -> {
            keeper.answered(sheet, "1.1.1", 1);
            keeper.answered(sheet, "1.1.1", 2);
            keeper.answered(sheet, "1.1.1", 2);
            keeper.filled(sheet);
            return 0;
        });
        settled();

        assertThat(sum(Outline.WHOLE)).isEqualTo(before);
        assertThat(system(() -> progress.clauses(enrolment)).get("1.1.1").grade())
                .isEqualTo(Grade.A);
        assertThat(system(() -> progress.clauses(enrolment)).get("1.1.1").version())
                .isEqualTo(2);
    }

    @Test
    @Order(4)
    void an_answer_heard_before_its_enrolment_finds_its_place() throws SQLException {
        tamper("DELETE FROM dashboard.clause_now");
        tamper("DELETE FROM dashboard.enrolment_now");
        tamper("DELETE FROM dashboard.subtree_sum");

        system(() -> {
            keeper.answered(sheet, "1.1.1", 2);
            keeper.hold(enrolment);
            return 0;
        });
        settled();

        assertThat(sum("@enrolled").institutions()).isEqualTo(1);
        assertThat(sum(Outline.WHOLE).graded()).isEqualTo(1);
        assertThat(night.compare()).extracting(Difference::kind).contains("enrolment");
        settled();
        assertThat(sum("@enrolled").institutions()).isEqualTo(2);
    }

    @Test
    @Order(5)
    void the_nightly_comparison_finds_repairs_and_reports_what_differs() throws SQLException {
        settled();
        assertThat(night.compare()).isEmpty();

        tamper("UPDATE dashboard.clause_now SET grade = 'D' WHERE clause = '1.1.1'");
        tamper("UPDATE dashboard.subtree_sum SET lack_b = lack_b + 7 WHERE part = '1.2' AND scope_path = '" + countyPath
                + "'");
        tamper("UPDATE dashboard.enrolment_now SET case_version = 9 WHERE enrolment_id = '" + enrolment + "'");
        tamper("UPDATE dashboard.enrolment_now SET lack_a = 1 WHERE enrolment_id <> '" + enrolment + "'");
        var found = night.compare();
        settled();

        assertThat(found).extracting(Difference::kind).contains("clause", "sum", "case", "enrolment");
        assertThat(system(() -> progress.clauses(enrolment)).get("1.1.1").grade())
                .isEqualTo(Grade.A);
        assertThat(night.compare()).isEmpty();
        assertThat(count("SELECT count(*) FROM dashboard.difference WHERE kind = 'clause'"))
                .isPositive();

        tamper("UPDATE dashboard.enrolment_now SET tier_reached = 'recommended' WHERE enrolment_id = '" + enrolment
                + "'");
        assertThat(night.compare()).extracting(Difference::subject).containsExactly(enrolment + " tier");
        assertThat(night.compare()).isEmpty();
    }

    @Test
    @Order(6)
    void a_day_that_ended_is_kept_as_the_facts_stood_at_its_end() {
        clock.set(2026, 4, 20);
        bring(otherSheet, Grade.C);
        grade("1.1.2", Grade.C);
        settled();
        clock.set(2026, 5, 4);
        grade("1.2.1", Grade.B);
        settled();
        night.closeDays();

        var march = county.get(PAGE + "?day=2026-03-31");
        var april = county.get(PAGE + "?day=2026-04-30");
        var now = county.get(PAGE);
        assertThat(march.number("/whole/graded")).as(march.body()).isEqualTo(1);
        assertThat(april.number("/whole/graded")).isEqualTo(2);
        assertThat(now.number("/whole/graded")).isEqualTo(3);
        assertThat(now.texts("/trend", "day")).contains("2026-01-31", "2026-03-31", "2026-04-30", "2026-05-04");
        assertThat(now.number("/trend/3/met")).isLessThan(now.number("/trend/4/met"));
        assertThat(county.get(PAGE + "?day=2026-01-01").text("/code")).isEqualTo("SH-9200");
        assertThat(county.get(PAGE + "?day=2026-05-04").text("/code")).isEqualTo("SH-9200");
        var sheetThen = county.get("/api/progress/enrolments/" + enrolment + "/clauses?day=2026-03-31&lack=C");
        assertThat(sheetThen.json().at("/clauses")).hasSize(99);
    }

    @Test
    @Order(7)
    void a_figure_opens_its_rows_and_a_clause_says_whose_grade_it_is() {
        var rows = county.get(PAGE + "/institutions?step=started");
        var part = county.get(PAGE + "/institutions?part=3.2&lack=C");
        var clauses = county.get("/api/progress/enrolments/" + enrolment + "/clauses?part=1.1&lack=A");

        assertThat(rows.texts("/items", "unit")).containsExactly("石桥镇卫生院");
        assertThat(rows.number("/items/0/gap")).isPositive();
        assertThat(rows.number("/items/0/gapC")).isPositive();
        assertThat(county.get(PAGE + "/institutions?without=started").texts("/items", "unit"))
                .containsExactly("青禾镇卫生院");
        assertThat(part.texts("/items", "unit")).containsExactly("石桥镇卫生院");
        assertThat(clauses.texts("/clauses", "code")).doesNotContain("1.1.1").contains("1.1.2");
        assertThat(clauses.text("/clauses/0/origin/level")).isEqualTo("institution");
        assertThat(county.get(PAGE).number("/children/1/whole/lackC")).isEqualTo(rows.number("/items/0/whole/lackC"));
    }

    @Test
    @Order(8)
    void lists_are_paged_and_sorted_both_ways_without_loss() {
        for (var sort : List.of("gap", "-gap", "name", "-name", "due", "-due")) {
            var first = county.get(PAGE + "/institutions?limit=1&sort=" + sort);
            var second = county.get(PAGE + "/institutions?limit=1&sort=" + sort + "&cursor=" + first.text("/next"));
            assertThat(first.status()).as(sort + first.body()).isEqualTo(200);
            assertThat(List.of(first.text("/items/0/unit"), second.text("/items/0/unit")))
                    .as(sort)
                    .containsExactlyInAnyOrder("石桥镇卫生院", "青禾镇卫生院");
            assertThat(second.text("/next")).isNull();
        }
        assertThat(county.get(PAGE + "/institutions?sort=colour").status()).isEqualTo(400);
        assertThat(county.get(PAGE + "/institutions?cursor=!").text("/code")).isEqualTo("SH-1015");
    }

    @Test
    @Order(9)
    void a_foreign_subtree_is_not_found_at_any_level() {
        var other = browsers.signedIn("other.county", password());
        assertThat(other.get("/api/progress/enrolments/" + enrolment + "/clauses")
                        .status())
                .isEqualTo(404);
        assertThat(other.get(PAGE + "?unit=" + world.unit("望溪县")).status()).isEqualTo(404);
        assertThat(other.get(PAGE + "/institutions?unit=" + world.unit("石桥镇卫生院"))
                        .status())
                .isEqualTo(404);
        // The county sees who stands above it, but not what they add up to.
        assertThat(other.get(PAGE + "?unit=" + world.unit("澄原省")).status()).isEqualTo(404);
        assertThat(other.get(PAGE).number("/whole/institutions")).isEqualTo(1);
        for (var level : Map.of(
                        "nation.handler",
                        3,
                        "province.handler",
                        3,
                        "city.handler",
                        2,
                        "county.handler",
                        2,
                        "other.county",
                        1,
                        "director",
                        1)
                .entrySet()) {
            assertThat(browsers.signedIn(level.getKey(), password()).get(PAGE).number("/whole/institutions"))
                    .as(level.getKey())
                    .isEqualTo(level.getValue());
        }
        assertThat(browsers.signedIn("auditor", password()).get(PAGE).status()).isEqualTo(403);
        assertThat(browsers.signedIn("city.handler", password())
                        .get(PAGE + "/ranking?level=county")
                        .json())
                .hasSize(1);
    }

    @Test
    @Order(10)
    void what_waits_for_an_officer_stands_on_the_workbench_and_leaves_it_when_done() {
        officer.withHeader("If-Match", "\"0\"")
                .put(
                        "/api/sheets/" + sheet + "/answers/3.3.3",
                        "{\"judged\":{},\"remark\":\"\",\"naReason\":\"不开展手术\"}");
        settled();
        var before = county.get("/api/workbench");
        assertThat(before.texts("/items", "kind")).as(before.body()).containsExactly("RULE_NOT_APPLICABLE");
        assertThat(before.text("/items/0/sheetId")).isEqualTo(sheet.toString());
        assertThat(browsers.signedIn("other.county", password())
                        .get("/api/workbench")
                        .texts("/items", "kind"))
                .isEmpty();
        assertThat(officer.get("/api/workbench").status()).isEqualTo(403);

        county.post(
                "/api/sheets/" + sheet + "/answers/3.3.3/ruling",
                "{\"answerVersion\":1,\"approved\":true,\"reason\":\"经核属实\"}");
        settled();

        assertThat(county.get("/api/workbench").texts("/items", "kind")).isEmpty();
        var row = county.get("/api/progress/enrolments/" + enrolment + "/clauses?part=3.3");
        assertThat(row.body()).contains("\"grade\":\"NA\"");
    }

    @Test
    @Order(11)
    void the_workbook_holds_the_list_and_no_formula() throws Exception {
        var answer = county.raw(PAGE + "/institutions.xlsx");
        assertThat(answer.status()).isEqualTo(200);
        try (var workbook =
                new org.dhatim.fastexcel.reader.ReadableWorkbook(new ByteArrayInputStream(answer.bytes()))) {
            var rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(3);
            assertThat(rows.get(0).getCellText(0)).isEqualTo("机构");
            assertThat(rows.stream().skip(1).map(row -> row.getCellText(0)))
                    .containsExactlyInAnyOrder("石桥镇卫生院", "青禾镇卫生院");
        }
        assertThat(county.get(PAGE + "/institutions.xlsx?unit=" + world.unit("远山县"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(12)
    void a_unit_that_moves_takes_its_counts_along() {
        var before = sum(Outline.WHOLE);
        var move = new Units.Move(
                world.unit("青禾镇卫生院"), Line.ADMINISTRATIVE, world.unit("远山县"), LocalDate.of(2026, 5, 4), "区划调整");
        units.move(Scope.SYSTEM, move, "test").orThrow();
        settled();

        assertThat(sum(Outline.WHOLE).institutions()).isEqualTo(before.institutions() - 1);
        assertThat(browsers.signedIn("other.county", password()).get(PAGE).number("/whole/institutions"))
                .isEqualTo(2);
        assertThat(browsers.signedIn("province.handler", password()).get(PAGE).number("/whole/institutions"))
                .isEqualTo(3);
        assertThat(night.compare()).isEmpty();
    }

    @Test
    @Order(21)
    void a_unit_stands_where_its_new_name_sorts_and_one_that_was_merged_no_longer_counts() {
        var stone = world.unit("石桥镇卫生院");
        var standing = unit(stone);
        units.correct(
                        Scope.SYSTEM,
                        stone,
                        standing.version(),
                        new Units.Correction("郑石桥镇卫生院", standing.type(), standing.code(), standing.attributes()),
                        "test")
                .orThrow();
        units.merge(Scope.SYSTEM, world.unit("青禾镇卫生院"), world.unit("远山镇卫生院"), LocalDate.of(2026, 9, 10), "合并", "test")
                .orThrow();
        settled();

        assertThat(browsers.signedIn("province.handler", password())
                        .get(PAGE + "/institutions?sort=name")
                        .texts("/items", "unit"))
                .containsExactly("远山镇卫生院", "郑石桥镇卫生院");
        assertThat(browsers.signedIn("other.county", password()).get(PAGE).number("/whole/institutions"))
                .isEqualTo(1);
        assertThat(browsers.signedIn("province.handler", password()).get(PAGE).number("/whole/institutions"))
                .isEqualTo(2);
        assertThat(night.compare()).isEmpty();
    }

    /** A unit that moves has those above it added up again, while an answer of theirs still waits to be folded. */
    @Test
    @Order(22)
    void adding_up_again_counts_once_what_still_waits_to_be_folded() {
        system(() -> {
            grade("1.1.2", Grade.A);
            var seen = assessments.answers(Scope.SYSTEM, AsOf.NOW, new SheetId(sheet));
            keeper.answered(sheet, "1.1.2", seen.get(new ClauseCode("1.1.2")).version());
            var held = progress.hold(enrolment).orElseThrow();
            assertThat(sums.waiting(PROGRAMME, held.scopePath()))
                    .as("the answer changes a figure")
                    .isNotEmpty();
            sumKeeper.addUp(List.of(held.scopePath()));
            return 0;
        });
        settled();

        assertThat(night.compare()).isEmpty();
    }

    private org.sanhao.server.institution.Unit unit(org.sanhao.server.institution.UnitId id) {
        return transactions.reading(
                Scope.SYSTEM,
                () -> units.find(Scope.SYSTEM, org.sanhao.kernel.AsOf.NOW, id).orElseThrow());
    }

    private Browser.Answer move(Browser who, String caseId, String move) {
        var version = who.get("/api/cases/" + caseId).number("/version");
        return who.withHeader("If-Match", "\"" + version + "\"")
                .post("/api/cases/" + caseId + "/moves", "{\"move\":\"" + move + "\",\"reason\":\"按规定办理\"}");
    }

    @Test
    @Order(13)
    void an_application_goes_from_step_to_step_and_onto_the_desk_of_whoever_holds_it() {
        clock.set(2026, 9, 15);
        var director = browsers.signedIn("director", password());
        var opened = officer.post("/api/enrolments/" + enrolment + "/cases", "{\"tier\":\"basic\"}");
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        var caseId = opened.text("/id");
        assertThat(move(director, caseId, "SIGN").status()).isEqualTo(200);
        assertThat(move(officer, caseId, "SUBMIT").status()).isEqualTo(200);
        settled();

        var desk = county.get("/api/workbench");
        assertThat(desk.texts("/items", "kind")).as(desk.body()).containsExactly("ACCEPT");
        assertThat(desk.text("/items/0/due"))
                .isEqualTo(org.sanhao.kernel.WorkingCalendar.after(LocalDate.of(2026, 9, 15), 20)
                        .toString());
        assertThat(desk.texts("/news", "state")).containsExactly("Submitted");
        assertThat(sum("@applied").institutions()).isEqualTo(1);
        assertThat(county.get(PAGE + "/institutions?state=Submitted").texts("/items", "heldAt"))
                .containsExactly("county");

        system(() -> {
            keeper.moved(UUID.fromString(caseId), 1);
            keeper.moved(UUID.fromString(caseId), 3);
            return 0;
        });
        settled();
        assertThat(sum("@applied").institutions()).isEqualTo(1);

        assertThat(move(county, caseId, "ACCEPT").status()).isEqualTo(200);
        settled();
        assertThat(county.get("/api/workbench").texts("/items", "kind")).containsExactly("OPEN_DESK");

        var clauses = "/api/progress/enrolments/" + enrolment + "/clauses";
        var sent = sum(Outline.WHOLE);
        var shown = county.get(clauses).json().at("/clauses").toString();
        grade("1.1.2", Grade.D);
        settled();
        assertThat(sum(Outline.WHOLE)).as("a case stands on what was sent").isEqualTo(sent);
        assertThat(county.get(clauses).json().at("/clauses").toString()).isEqualTo(shown);
        assertThat(night.compare()).isEmpty();

        clock.set(2026, 9, 16);
        assertThat(county.get(clauses + "?day=2026-09-15").json().at("/clauses").toString())
                .as("so it does on the page of a past day")
                .isEqualTo(shown);
        assertThat(move(director, caseId, "WITHDRAW").status()).isEqualTo(200);
        settled();
        assertThat(county.get("/api/workbench").texts("/items", "kind")).isEmpty();
        assertThat(sum("@applied").institutions()).isZero();
        assertThat(sum(Outline.WHOLE).lackC())
                .as("a case that is over leaves the living sheet")
                .isEqualTo(sent.lackC() + 1);
        assertThat(night.compare()).isEmpty();
    }

    @Test
    @Order(20)
    void a_recount_of_all_answers_comes_to_what_was_worked_out_one_by_one() {
        var pack = packs.get(UsualCampaign.PACK).pack();
        var approving = Level.of(
                java.util.Objects.requireNonNull(pack.notApplicable()).approve().name());
        var leavable = packs.get(UsualCampaign.PACK).rulesFor("township-hospital").orElseThrow().clauses().stream()
                .filter(clause -> clause.mayBeNotApplicable())
                .findFirst()
                .orElseThrow()
                .code();
        var other = new SheetId(otherSheet);
        var its = assessments.sheet(Scope.SYSTEM, other).orElseThrow().enrolment();
        var seen = system(() ->
                assessments.answers(Scope.SYSTEM, AsOf.NOW, other).get(leavable).version());
        var asked = assessments
                .answer(Scope.SYSTEM, other, leavable, new Answering(Map.of(), "", "没有这项服务", Look.SELF), seen, "test")
                .orThrow();
        assessments
                .rule(Scope.SYSTEM, other, leavable, asked.version(), true, approving, "属实", "test")
                .orThrow();
        var looked = assessments.openFor(Scope.SYSTEM, its, Level.COUNTY, UUID.randomUUID(), "county");
        for (var clause : List.of("1.1.2", "1.2.1")) {
            assessments
                    .answer(
                            Scope.SYSTEM,
                            looked.id(),
                            new ClauseCode(clause),
                            new Answering(Map.of(), "", null, Look.ON_SITE),
                            0,
                            "county")
                    .orThrow();
        }

        var counted = new HashMap<UUID, TierEvaluation>();
        recount.tiers(Scope.SYSTEM, each -> counted.put(each.enrolment().value(), each.evaluation()));
        var ours = new HashMap<UUID, TierEvaluation>();
        recount.tiers(Scope.of(countyPath), each -> ours.put(each.enrolment().value(), each.evaluation()));

        assertThat(counted).hasSize(3);
        counted.forEach((each, evaluation) -> assertThat(evaluation.verdicts())
                .isEqualTo(assessments
                        .grades(
                                Scope.SYSTEM,
                                new EnrolmentId(each),
                                java.util.Objects.requireNonNull(looked.caseId()),
                                null)
                        .evaluation()
                        .verdicts()));
        assertThat(counted.get(its.value()).verdicts().toString()).contains("notApplicable=1");
        assertThat(ours).containsOnlyKeys(enrolment);
    }
}
