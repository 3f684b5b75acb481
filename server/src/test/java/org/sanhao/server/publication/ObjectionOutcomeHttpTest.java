package org.sanhao.server.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.lang.pack.result.ResultCheck;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** What becomes of a case, its notice and its result when somebody objects: upheld, and dismissed beside it. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectionOutcomeHttpTest {
    private static final LocalDate LONG_AFTER = LocalDate.of(2030, 1, 1);
    private static final Pattern CODE = Pattern.compile("([0-9A-Z]{4}-){6}[0-9A-Z]{4}");

    @Autowired
    ProposedCases cases;

    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    MockMvc mvc;

    @Autowired
    Publications publications;

    @Autowired
    TestClock clock;

    CaseId upheld;
    CaseId dismissed;
    CaseId twice;
    Browser handler;
    Browser head;

    @BeforeAll
    void three_cases_the_city_proposes() {
        world.aSmallProvince();
        world.unit("白塔镇卫生院", "望溪县", Level.INSTITUTION, "township-hospital");
        var proposed = cases.propose("石桥镇卫生院", "青禾镇卫生院", "白塔镇卫生院");
        upheld = proposed.get(0).id();
        dismissed = proposed.get(1).id();
        twice = proposed.get(2).id();
    }

    @BeforeEach
    void the_city_at_work() {
        clock.set(2026, 9, 2);
        handler = browsers.signedIn("city.handler", password());
        head = browsers.signedIn("city.head", password());
    }

    private static String path(CaseId id) {
        return "/api/cases/" + id;
    }

    /** The move with the version the person sees. */
    private Browser.Answer move(Browser who, CaseId id, String body) {
        return who.withHeader("If-Match", "\"" + who.get(path(id)).number("/version") + "\"")
                .post(path(id) + "/moves", body);
    }

    private void moved(Browser who, CaseId id, String body) {
        var answer = move(who, id, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void proposedAgain(CaseId id) {
        moved(handler, id, "{\"move\":\"GIVE_OPINION\",\"tier\":\"basic\",\"reason\":\"重新评审后仍达到\"}");
        moved(head, id, "{\"move\":\"SIGN_OPINION\"}");
        moved(handler, id, "{\"move\":\"PROPOSE\"}");
    }

    private String noticed(CaseId id) {
        moved(handler, id, "{\"move\":\"OPEN_NOTICE\"}");
        return Objects.requireNonNull(handler.get(path(id) + "/publication").text("/notice/code"));
    }

    private Browser.Answer answered(CaseId id, int which, boolean upheld, String reason) {
        var objection = head.get(path(id) + "/publication").text("/objections/" + which + "/id");
        return head.post(
                path(id) + "/objections/" + objection + "/answer",
                "{\"upheld\":" + upheld + ",\"reason\":\"" + reason + "\"}");
    }

    private String state(CaseId id) {
        return handler.get(path(id)).text("/state") + "@"
                + handler.get(path(id)).text("/heldAt");
    }

    private String page(String path) {
        try {
            return text(mvc.perform(get(URI.create(path))).andReturn().getResponse());
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

    private MockHttpServletResponse objected(String notice, String key, String words) {
        return send(
                "/p/n/" + notice + "/objection",
                Map.of("key", key, "mode", "real-name", "name", "某人", "contact", "某镇", "words", words));
    }

    /** Objects as the form does and gives the code to follow it. */
    private String objection(String notice, String words) {
        var form = page("/p/n/" + notice + "/objection");
        var key = Pattern.compile("name=\"key\" value=\"([0-9A-Z]+)\"").matcher(form);
        assertThat(key.find()).as(form).isTrue();
        var code = CODE.matcher(text(objected(notice, key.group(1), words)));
        assertThat(code.find()).isTrue();
        return code.group();
    }

    @Test
    void upheld_the_case_goes_back_to_the_desk_that_decides_everybody_reads_so_and_nothing_enters_force() {
        var notice = noticed(upheld);
        var tracking = objection(notice, "该院急诊夜间无人值守，我两次去都没有医生");
        assertThat(state(upheld)).isEqualTo("Objected@city");

        assertThat(answered(upheld, 0, true, " ").status()).isEqualTo(400);
        assertThat(state(upheld)).isEqualTo("Objected@city");
        assertThat(answered(upheld, 0, true, "夜间值班记录缺失，属实").status()).isEqualTo(200);

        assertThat(state(upheld)).isEqualTo("DeskReview@city");
        assertThat(page("/p/n/" + notice))
                .contains("异议成立，退回重新评审，公示终止")
                .contains("收到 1 件，其中 1 件成立")
                .doesNotContain("提出异议…")
                .doesNotContain("急诊夜间")
                .doesNotContain("某人");
        assertThat(page("/p")).doesNotContain("石桥镇卫生院");
        assertThat(text(send("/p/objection", Map.of("code", tracking))))
                .contains("异议成立")
                .contains("夜间值班记录缺失，属实");
        var late = objected(notice, "7".repeat(26), "公示已经终止，我还有话要说明");
        assertThat(late.getStatus()).isEqualTo(409);

        clock.set(2026, 9, 10);
        assertThat(move(head, upheld, "{\"move\":\"ANNOUNCE\",\"number\":\"安卫〔2026〕1号\",\"on\":\"2026-09-10\"}")
                        .text("/code"))
                .isEqualTo("SH-7000");
        publications.settle(LONG_AFTER);
        assertThat(state(upheld)).isEqualTo("DeskReview@city");
        var mine = browsers.signedIn("director", password()).get("/api/my/results");
        assertThat(mine.body()).contains("\"results\":[]").contains("\"effects\":[]");
        assertThat(handler.get(path(upheld) + "/publication").text("/result/code"))
                .isNull();

        // Judged again it may be proposed again, on a notice of its own; the first one says what became of it.
        proposedAgain(upheld);
        var second = noticed(upheld);
        assertThat(second).isNotEqualTo(notice);
        assertThat(page("/p/n/" + second)).contains("正在公示").contains("没有收到");
        clock.set(2026, 9, 21);
        moved(head, upheld, "{\"move\":\"ANNOUNCE\",\"number\":\"安卫〔2026〕9号\",\"on\":\"2026-09-21\"}");
        assertThat(page("/p/n/" + notice)).contains("异议成立，退回重新评审，公示终止").doesNotContain("已经认定");
        assertThat(page("/p/n/" + second)).contains("已经认定");
        var result = handler.get(path(upheld) + "/publication").text("/result/code");
        var report =
                ResultCheck.check(page("/p/r/" + Objects.requireNonNull(result).replace("-", "") + "/result.json")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(report.faults()).isEmpty();
        assertThat(Objects.requireNonNull(report.file()).document().notice().objections())
                .isZero();
    }

    @Test
    void dismissed_the_notice_runs_on_to_its_last_day_and_the_result_enters_force() {
        var notice = noticed(dismissed);
        var days = page("/p/n/" + notice);
        var tracking = objection(notice, "听说这家卫生院的药房周末不开门");

        assertThat(answered(dismissed, 0, false, "周末药房由急诊代发药，有记录").status()).isEqualTo(200);

        assertThat(state(dismissed)).isEqualTo("PublicNotice@city");
        var span = Pattern.compile("[^>]+，首日不计").matcher(days);
        assertThat(span.find()).isTrue();
        assertThat(page("/p/n/" + notice))
                .contains("正在公示")
                .contains(span.group())
                .contains("收到 1 件，其中 1 件经核查不成立")
                .contains("提出异议…");
        assertThat(text(send("/p/objection", Map.of("code", tracking))))
                .contains("异议不成立")
                .contains("有记录");
        assertThat(move(head, dismissed, "{\"move\":\"ANNOUNCE\",\"number\":\"安卫〔2026〕2号\",\"on\":\"2026-09-02\"}")
                        .text("/code"))
                .isEqualTo("SH-7008");

        clock.set(2026, 9, 10);
        moved(head, dismissed, "{\"move\":\"ANNOUNCE\",\"number\":\"安卫〔2026〕2号\",\"on\":\"2026-09-10\"}");
        publications.settle(LocalDate.of(2026, 9, 10));
        assertThat(state(dismissed)).isEqualTo("InForce@city");
        assertThat(page("/p/n/" + notice)).contains("公示期满，已认定");
    }

    @Test
    void whoever_judges_again_has_answered_every_objection_and_none_is_upheld_past_its_answer() {
        var notice = noticed(twice);
        objection(notice, "检验科没有人，化验都送到外面去做");
        objection(notice, "中医馆挂了牌子，一直没有开诊过");
        assertThat(move(head, twice, "{\"move\":\"UPHOLD\",\"reason\":\"不答复就退回\"}")
                        .text("/code"))
                .isEqualTo("SH-8004");

        assertThat(answered(twice, 0, true, "检验外送，属实").status()).isEqualTo(200);
        assertThat(state(twice)).isEqualTo("DeskReview@city");
        assertThat(page("/p/n/" + notice)).contains("收到 2 件，其中 1 件正在核查，1 件成立");
        var opinion = move(handler, twice, "{\"move\":\"GIVE_OPINION\",\"tier\":\"basic\",\"reason\":\"先提意见\"}");
        assertThat(opinion.text("/code")).isEqualTo("SH-8004");

        assertThat(answered(twice, 1, true, "中医馆没有出诊记录，属实").status()).isEqualTo(200);
        assertThat(page("/p/n/" + notice)).contains("收到 2 件，其中 2 件成立");
        moved(handler, twice, "{\"move\":\"GIVE_OPINION\",\"reason\":\"两项不符合，不通过\"}");
        moved(head, twice, "{\"move\":\"SIGN_OPINION\"}");
        moved(handler, twice, "{\"move\":\"REFUSE\",\"reason\":\"异议属实\",\"reasonsByClause\":{\"1.1.1\":\"与公示不符\"}}");
        assertThat(state(twice)).isEqualTo("NotPassed@county");
        publications.settle(LONG_AFTER);
        assertThat(state(twice)).isEqualTo("NotPassed@county");
    }
}
