package org.sanhao.server.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.sanhao.kernel.Meets;
import org.sanhao.lang.pack.result.ResultCheck;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.TestPostgres;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** From a proposal to a result in force that anybody can work out again, and to its end. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PublicationHttpTest {
    private static final String SECRET_NAME = "梁不具名";
    private static final String WORDS = "<script>alert(1)</script>该院2月没有开诊，我去过三次都关着门";
    private static final int ONE_ROUND_TRIP = 14 * 1024;

    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    MockMvc mvc;

    @Autowired
    Reviews reviews;

    @Autowired
    Publications publications;

    @Autowired
    TestClock clock;

    @Autowired
    DatabaseAddress database;

    @Autowired
    ProposedCases cases;

    EnrolmentId enrolment;
    CaseRecord review;
    String notice;
    String tracking;
    String result;

    @BeforeAll
    void a_case_the_city_proposes() {
        review = cases.propose("石桥镇卫生院").getFirst();
        enrolment = review.enrolment();
    }

    private void move(Move move, Who who) {
        make(new Command.Plain(move, "按规定办理"), who);
    }

    private void make(Command command, Who who) {
        review = cases.make(review.id(), command, who);
    }

    private MockHttpServletResponse page(String path) {
        return page(path, "198.51.100.7");
    }

    private MockHttpServletResponse page(String path, String from) {
        try {
            return mvc.perform(get(java.net.URI.create(path)).with(request -> {
                        request.setRemoteAddr(from);
                        return request;
                    }))
                    .andReturn()
                    .getResponse();
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    private MockHttpServletResponse send(String path, Map<String, String> form) {
        var request = post(path).characterEncoding(StandardCharsets.UTF_8);
        form.forEach(request::param);
        try {
            return mvc.perform(request).andReturn().getResponse();
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    private static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private String formKey() {
        var form = text(page("/p/n/" + notice + "/objection"));
        var found = Pattern.compile("name=\"key\" value=\"([0-9A-Z]+)\"").matcher(form);
        assertThat(found.find()).as(form).isTrue();
        return found.group(1);
    }

    private static Map<String, String> objection(String key, String mode) {
        return Map.of("key", key, "mode", mode, "name", SECRET_NAME, "contact", "某镇某村 1 号", "words", WORDS);
    }

    @Test
    @Order(1)
    @Meets("S13-R03")
    void a_notice_is_seen_by_everybody_from_its_first_day() {
        assertThat(text(page("/p"))).contains("现在没有公示");

        move(Move.OPEN_NOTICE, Who.authority(Level.CITY, false));
        notice = publications
                .noticeOf(Publications.EVERYBODY, review.id())
                .orElseThrow()
                .code();

        var list = page("/p");
        assertThat(text(list)).contains("石桥镇卫生院").contains("基本标准").contains("2026年9月9日");
        assertThat(list.getHeader("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(list.getHeader("Cache-Control")).contains("max-age=60");
        var shown = text(page("/p/n/" + notice));
        assertThat(shown).contains("公示期").contains("提出异议").contains("样例重构，非官方文本");
        assertThat(shown).doesNotContain("<script").doesNotContain(review.id().toString());
    }

    @Test
    @Order(2)
    void a_wrong_code_is_told_so_and_guessing_is_slowed_while_right_codes_go_on() {
        assertThat(page("/p/r/000000000000", "203.0.113.9").getStatus()).isEqualTo(404);
        assertThat(text(page("/p/verify?code=%3Cscript%3E", "203.0.113.9")))
                .contains("没有这个验证码")
                .doesNotContain("<script");

        var answers = IntStream.range(0, 80)
                .map(i -> page("/p/n/" + UUID.randomUUID(), "203.0.113.9").getStatus())
                .boxed()
                .toList();

        assertThat(answers).contains(404, 429).doesNotContain(500);
        assertThat(page("/p/n/" + notice, "203.0.113.9").getStatus()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void an_objection_that_lacks_something_keeps_what_was_written() {
        var answer = send(
                "/p/n/" + notice + "/objection",
                Map.of("key", formKey(), "mode", "sealed", "name", "\"><script>x</script>", "words", WORDS));

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(text(answer)).contains("写一种联系方式").contains("我去过三次都关着门").doesNotContain("<script");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(state()).isEqualTo("PublicNotice");
    }

    private String state() {
        return reviews.find(Scope.SYSTEM, review.id())
                .orElseThrow()
                .review()
                .state()
                .getClass()
                .getSimpleName();
    }

    @Test
    @Order(4)
    void the_same_form_sent_many_times_at_once_is_one_objection_with_one_code() {
        var key = formKey();
        var pages = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> text(send("/p/n/" + notice + "/objection", objection(key, "sealed")))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        var codes = pages.stream()
                .map(each -> Pattern.compile("([0-9A-Z]{4}-){6}[0-9A-Z]{4}").matcher(each))
                .filter(java.util.regex.Matcher::find)
                .map(java.util.regex.Matcher::group)
                .distinct()
                .toList();
        assertThat(codes).hasSize(1);
        tracking = codes.getFirst();
        assertThat(publications.objections(Scope.SYSTEM, review.id())).hasSize(1);
        assertThat(state()).isEqualTo("Objected");
        assertThat(text(send("/p/objection", Map.of("code", tracking.toLowerCase()))))
                .contains("异议正在核查");
        assertThat(send("/p/objection", Map.of("code", "7K3M")).getStatus()).isEqualTo(404);
    }

    @Test
    @Order(5)
    void whoever_is_objected_against_never_reads_who_objects_and_the_database_holds_no_name() throws SQLException {
        var path = "/api/cases/" + review.id() + "/publication";
        assertThat(browsers.signedIn("director", password()).get(path).body())
                .doesNotContain(SECRET_NAME)
                .contains("\"objections\":[]");
        assertThat(publications.objections(Scope.of(review.scopePath()), review.id()))
                .isEmpty();
        assertThat(browsers.signedIn("county.head", password()).get(path).body())
                .contains("\"objections\":[]");
        assertThat(browsers.signedIn("other.county", password()).get(path).status())
                .isEqualTo(404);

        try (var connection = TestPostgres.superuser(database);
                var tables = connection.createStatement();
                var names = tables.executeQuery("""
                        SELECT quote_ident(table_schema) || '.' || quote_ident(table_name)
                        FROM information_schema.tables
                        WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
                        """)) {
            while (names.next()) {
                try (var statement = connection.prepareStatement(
                        "SELECT count(*) FROM " + names.getString(1) + " t WHERE position(? IN t::text) > 0")) {
                    statement.setString(1, SECRET_NAME);
                    try (var count = statement.executeQuery()) {
                        count.next();
                        assertThat(count.getInt(1)).as(names.getString(1)).isZero();
                    }
                }
            }
        }
    }

    @Test
    @Order(6)
    void the_deciding_body_opens_a_sealed_name_with_a_reason_and_answers() {
        var head = browsers.signedIn("city.head", password());
        var path = "/api/cases/" + review.id();
        var seen = head.get(path + "/publication");
        assertThat(seen.text("/objections/0/name")).isNull();
        assertThat(seen.text("/objections/0/words")).contains("关着门");
        var objection = path + "/objections/" + seen.text("/objections/0/id");

        var waits = head.withHeader(
                        "If-Match",
                        "\""
                                + reviews.find(Scope.SYSTEM, review.id())
                                        .orElseThrow()
                                        .version() + "\"")
                .post(path + "/moves", "{\"move\":\"DISMISS\",\"reason\":\"绕过答复\"}");
        assertThat(waits.text("/code")).isEqualTo("SH-8004");

        assertThat(head.post(objection + "/opening", "{\"reason\":\" \"}").status())
                .isEqualTo(400);
        assertThat(browsers.signedIn("city.handler", password())
                        .post(objection + "/opening", "{\"reason\":\"联系核实\"}")
                        .status())
                .isEqualTo(403);
        assertThat(head.post(objection + "/opening", "{\"reason\":\"联系核实\"}").text("/name"))
                .isEqualTo(SECRET_NAME);
        assertThat(head.post(objection + "/answer", "{\"upheld\":false,\"reason\":\"2月为整体搬迁，已公告\"}")
                        .status())
                .isEqualTo(200);
        assertThat(head.post(objection + "/answer", "{\"upheld\":true,\"reason\":\"再答一次\"}")
                        .text("/code"))
                .isEqualTo("SH-8003");
        assertThat(state()).isEqualTo("PublicNotice");
        assertThat(text(send("/p/objection", Map.of("code", tracking))))
                .contains("异议不成立")
                .contains("已公告");
        assertThat(head.post(objection + "/erasure", "{\"reason\":\"办结满期\"}").text("/words"))
                .isNull();
        assertThat(text(send("/p/objection", Map.of("code", tracking)))).contains("异议不成立");
    }

    @Test
    @Order(7)
    void an_announced_result_is_worked_out_again_from_its_file_alone_and_equals_what_the_server_holds() {
        clock.set(2026, 9, 10);
        make(new Command.Announce("安卫基层函〔2026〕3号", LocalDate.of(2026, 9, 10)), Who.authority(Level.CITY, true));
        result = publications
                .resultOf(Publications.EVERYBODY, review.id())
                .orElseThrow()
                .code();

        var bytes = page("/p/r/" + result + "/result.json").getContentAsByteArray();
        var report = ResultCheck.check(bytes);

        assertThat(report.faults()).isEmpty();
        var document = java.util.Objects.requireNonNull(report.file()).document();
        var effective = reviews.grades(Scope.SYSTEM, review).effective();
        assertThat(document.clauses())
                .allSatisfy(clause -> assertThat(clause.grade())
                        .isEqualTo(effective.get(clause.clause()).grade()));
        assertThat(document.notice().objections()).isEqualTo(1);
        var plain = new String(bytes, StandardCharsets.UTF_8);
        assertThat(plain).doesNotContain("评语").doesNotContain("按规定办理").doesNotContain("quality.officer");
        assertThat(plain).doesNotContain(world.person("director").toString());
        assertThat(page("/p/r/" + result + "/result.json").getHeader("ETag")).contains(result);
    }

    @Test
    @Order(8)
    void the_parties_get_the_words_and_strangers_do_not() {
        var whole = browsers.signedIn("director", password()).get("/api/results/" + result + "/file");
        var report = ResultCheck.check(whole.body().getBytes(StandardCharsets.UTF_8));

        assertThat(report.faults()).isEmpty();
        assertThat(whole.body()).contains("county写的评语");
        assertThat(browsers.signedIn("other.county", password())
                        .get("/api/results/" + result + "/file")
                        .status())
                .isEqualTo(404);
        assertThat(browsers.signedIn("other.officer", password())
                        .get("/api/units/" + world.unit("石桥镇卫生院") + "/results")
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(9)
    @Meets({"S13-R38", "S13-R41"})
    void a_result_enters_force_once_however_often_the_day_is_looked_at_and_opens_what_the_pack_says() {
        var moved = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> publications.settle(LocalDate.of(2026, 9, 10))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .mapToInt(Integer::intValue)
                .sum();

        assertThat(moved).isEqualTo(1);
        assertThat(publications.settle(LocalDate.of(2026, 9, 10))).isZero();
        var mine = browsers.signedIn("quality.officer", password()).get("/api/my/results");
        assertThat(mine.text("/results/0/state")).isEqualTo("in-force");
        assertThat(mine.texts("/effects", "what")).contains("直接评定为一级乙等卫生院");
        assertThat(mine.texts("/effects", "kind")).containsExactlyInAnyOrder("opens", "tilts");
        assertThat(mine.texts("/effects", "from")).containsOnly("2026-09-10");
        assertThat(mine.texts("/effects", "until")).containsOnly("2029-09-09");
        assertThat(text(page("/p?name=%E7%9F%B3%E6%A1%A5"))).contains("2029年9月9日");
        assertThat(text(page("/p?name=%25"))).contains("没有符合条件的结果");
    }

    @Test
    @Order(10)
    void the_page_of_a_result_says_its_integers_fits_one_round_trip_and_needs_no_script() throws Exception {
        var answer = page("/p/r/" + result);
        var html = text(answer);

        assertThat(html)
                .contains("达到基本标准")
                .contains("有效，至2029年9月9日")
                .contains("收到异议 1 件，经核查不成立")
                .contains("，需 ")
                .contains("<svg")
                .contains("样例重构，非官方文本")
                .doesNotContain("<script");
        var packed = new java.io.ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(answer.getContentAsByteArray());
        }
        assertThat(packed.size()).isLessThan(ONE_ROUND_TRIP);
        assertThat(page("/p/verify?code=" + result.toLowerCase().substring(0, 4) + "-" + result.substring(4))
                        .getRedirectedUrl())
                .isEqualTo("/p/r/" + result);
    }

    @Test
    @Order(11)
    void a_struck_result_ends_what_it_opened_from_that_day() {
        clock.set(2026, 10, 12);
        make(new Command.Plain(Move.STRIKE, "上级复核不一致"), Who.authority(Level.PROVINCE, true));

        var mine = browsers.signedIn("quality.officer", password()).get("/api/my/results");
        assertThat(mine.text("/results/0/state")).isEqualTo("removed");
        assertThat(mine.texts("/effects", "until")).containsOnly("2026-10-11");
        assertThat(text(page("/p"))).doesNotContain("石桥镇卫生院");
        assertThat(text(page("/p/r/" + result))).contains("已于2026年10月12日由上级核减");
        assertThat(publications.settle(LocalDate.of(2030, 1, 1))).isZero();
    }
}
