package org.sanhao.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The main job as people do it in the browser, on the demo province. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobTest {
    private Demo demo;

    @BeforeAll
    void a_living_province() {
        demo = Demo.start();
    }

    @AfterAll
    void the_end() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    @Order(1)
    void the_quality_officer_sees_what_is_missing_and_grades_by_keyboard() {
        var page = demo.as("hospital.quality", 1366, 768);
        assertThat(page.getByRole(AriaRole.HEADING, heading())).containsText("待办");
        assertThat(page.getByText("距基本标准还差").first()).isVisible();
        look(page, "workbench");

        page.getByText("打开自评表").click();
        page.getByText("3.2.4 医疗技术管理").first().click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("3.2.4 医疗技术管理")))
                .isVisible();
        page.keyboard().press("1");
        assertThat(page.getByText(Pattern.compile("已自动保存"))).isVisible();
        look(page, "sheet");
    }

    @Test
    @Order(2)
    void the_same_sheet_on_a_phone_fits_and_can_be_judged() {
        var page = demo.as("hospital.quality", 390, 844);
        page.getByText("打开自评表").click();
        assertThat(page.locator(".bottom-bar").getByText("下一条")).isVisible();
        look(page, "sheet-phone");
    }

    @Test
    @Order(3)
    void the_institution_applies_the_head_signs_and_the_county_receives_it() {
        var officer = demo.as("hospital.quality", 1366, 768);
        officer.navigate(demo.at("/results"));
        officer.getByText("申报…").click();
        officer.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new com.microsoft.playwright.Locator.GetByRoleOptions()
                                .setName("申报")
                                .setExact(true))
                .click();
        assertThat(officer.getByText("待签发")).isVisible();

        var head = demo.as("hospital.head", 1366, 768);
        head.navigate(officer.url());
        make(head, "签发申报");
        assertThat(head.getByText("冻结副本")).isVisible();
        make(head, "申报");

        var county = demo.as("county.handler", 1366, 768);
        county.navigate(demo.at("/cases"));
        county.getByText("苍禾镇中心卫生院").click();
        make(county, "受理");
        make(county, "开始评审");
        county.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("同意自评").setExact(true))
                .click();
        assertThat(county.getByText(Pattern.compile("已看 1/"))).isVisible();
        look(county, "desk");
    }

    @Test
    @Order(4)
    void a_supplement_return_needs_its_items_and_shows_the_day() {
        var county = demo.as("county.handler", 1366, 768);
        county.navigate(demo.at("/cases"));
        county.getByText("栗谷镇卫生院").click();
        county.getByText("补正退回…").click();
        county.locator("textarea[name=items]").fill("");
        county.locator("textarea[name=reason]").last().fill("材料不全");
        county.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new com.microsoft.playwright.Locator.GetByRoleOptions().setName("补正退回"))
                .click();
        assertThat(county.getByText("逐项列出要补的材料")).isVisible();
        county.locator("textarea[name=items]").fill("3.3.2 内科接报处置记录");
        county.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new com.microsoft.playwright.Locator.GetByRoleOptions().setName("补正退回"))
                .click();
        assertThat(county.getByText("县级补正退回")
                        .or(county.locator(".tag", new Page.LocatorOptions().setHasText("补正退回")))
                        .first())
                .isVisible();
    }

    @Test
    @Order(6)
    void a_county_opens_the_next_year_and_publishes_it() {
        var county = demo.as("county.handler", 1366, 768);
        county.navigate(demo.at("/campaigns/open"));
        county.locator("input[name=edition]").fill("2027");
        county.locator("input[name=title]").fill("优质服务基层行（2027年）");
        assertThat(county.getByText("自评自查已满 6 个月").first()).isVisible();
        name(county, "领导小组组长", "唐静");
        name(county, "办公室主任", "罗启明");
        county.locator("input[name=officeAt]").fill("基层卫生健康股");
        look(county, "opening");
        county.getByText("存为草稿", new Page.GetByTextOptions().setExact(true)).click();
        county.getByText("发布…").click();
        assertThat(county.getByText(Pattern.compile("家机构立刻在工作台看到"))).isVisible();
        look(county, "publishing");
        dialogButton(county, "发布").click();
        assertThat(county.getByText("进行中").first()).isVisible();
    }

    @Test
    @Order(5)
    void a_section_is_handed_to_a_department_whose_head_finds_it_on_the_phone_and_both_see_the_grade() {
        var officer = demo.as("hospital.quality", 1366, 768);
        officer.navigate(demo.at("/sheets"));
        officer.waitForURL(Pattern.compile("/sheets/.+"));
        officer.getByText("3.2.4 医疗技术管理").first().click();
        officer.getByText("分工…").click();
        officer.locator("select[name=part]").selectOption("3.2");
        officer.locator("select[name=department]")
                .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("医务科"));
        look(officer, "hand-out");
        dialogButton(officer, "交办").click();
        assertThat(officer.getByText("分工：医务科")).isVisible();

        var head = demo.as("hospital.medical", 390, 844);
        assertThat(head.getByText(Pattern.compile("我的 \\d+ 条"))).isVisible();
        look(head, "department-phone");
        head.navigate(officer.url());
        head.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("不符合").setExact(true))
                .first()
                .click();
        assertThat(head.getByText(Pattern.compile("已自动保存"))).isVisible();

        assertThat(officer.locator(".tree .who"))
                .containsText(
                        "韩",
                        new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                .setTimeout(20_000));
    }

    @Test
    @Order(7)
    void after_the_supplement_a_case_can_still_fail_and_the_next_application_waits_for_its_day() {
        var county = demo.as("county.handler", 1366, 768);
        county.navigate(demo.at("/cases?all=true"));
        county.getByText("栗谷镇卫生院").click();
        county.waitForURL(Pattern.compile("/cases/.+"));
        var officer = demo.as("i005.quality", 1366, 768);
        assertThat(officer.getByText(Pattern.compile("补正退回：补 1 项"))).isVisible();
        officer.navigate(county.url());
        make(officer, "补正后重报");

        county.reload();
        make(county, "受理");
        make(county, "开始评审");
        decide(county, "提出意见", "", "两项核心制度未见执行记录");
        var head = demo.as("county.division", 1366, 768);
        head.navigate(county.url());
        make(head, "签批");
        county.reload();
        county.getByText("不通过…").click();
        assertThat(county.getByText(Pattern.compile("最早 2027年9月1日 可再申报"))).isVisible();
        look(county, "refusing");
        var reasons = county.locator("fieldset input");
        for (int i = 0; i < reasons.count(); i++) {
            if (reasons.nth(i).inputValue().isBlank()) {
                reasons.nth(i).fill("未见执行记录");
            }
        }
        county.locator("textarea[name=reason]").fill("基本条款达不到基本标准");
        dialogButton(county, "不通过").click();
        assertThat(county.locator(".tag", new Page.LocatorOptions().setHasText("不通过")))
                .isVisible();

        officer.reload();
        make(officer, "签收");
        officer.navigate(demo.at("/results"));
        officer.getByText("申报…").last().click();
        dialogButton(officer, "申报").click();
        assertThat(officer.getByRole(AriaRole.DIALOG)
                        .getByText(Pattern.compile("最早 2027年9月1日"))
                        .first())
                .isVisible();
        look(officer, "too-early");
    }

    @Test
    @Order(8)
    void the_city_samples_agrees_where_the_county_agrees_and_proposes() {
        decidesBySample("c1.handler", "city.division", "松陂镇卫生院", true);
    }

    @Test
    @Order(9)
    void the_province_finds_by_sample_that_the_recommended_standard_is_not_reached() {
        decidesBySample("p1.handler", "province.division", "砚漪镇中心卫生院", false);
    }

    private void decidesBySample(String handler, String division, String unit, boolean fresh) {
        var desk = demo.as(handler, 1366, 768);
        desk.navigate(demo.at("/cases"));
        desk.getByText(unit).click();
        desk.waitForURL(Pattern.compile("/cases/.+"));
        if (fresh) {
            make(desk, "受理");
            make(desk, "开始评审");
        }
        assertThat(desk.getByText(Pattern.compile("抽到 \\d+"))).isVisible();
        var agree = desk.getByText(Pattern.compile("与自评一致的 \\d+ 条，同意"));
        if (agree.isVisible()) {
            agree.click();
            assertThat(agree).not().isVisible();
        }
        seeTheRest(desk);
        look(desk, handler.substring(0, 2) + "-sample");
        var passes = fresh;
        decide(desk, "提出意见", passes ? "basic" : "", passes ? "抽查的条款与下级一致" : "三项比例均未达到推荐标准");
        var head = demo.as(division, 1366, 768);
        head.navigate(desk.url());
        make(head, "签批");
        desk.reload();
        if (!passes) {
            assertThat(desk.getByText("不通过…")).isVisible();
            assertThat(desk.getByText("拟认定…")).not().isVisible();
            return;
        }
        make(desk, "拟认定");
        assertThat(desk.getByText("拟认定").first()).isVisible();
    }

    /** Clauses still open: the claim is agreed to; where there is none, nothing was shown and that is said. */
    private static void seeTheRest(Page desk) {
        var open = desk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("待看 \\d+")));
        open.click();
        for (int left = 60; left > 0 && !open.innerText().endsWith(" 0"); left--) {
            var before = open.innerText();
            desk.locator(".list .entry").first().click();
            desk.keyboard().press("s");
            desk.waitForTimeout(300);
            if (open.innerText().equals(before)) {
                desk.keyboard().press("2");
                desk.waitForTimeout(300);
                desk.locator("article textarea").fill("未见材料");
                desk.locator("article textarea").blur();
                desk.waitForTimeout(300);
            }
        }
        assertThat(open).hasText(Pattern.compile("待看 0"));
    }

    private static void decide(Page page, String verb, String tier, String reason) {
        page.getByText(verb + "…").click();
        page.locator("select[name=tier]").selectOption(tier);
        page.locator("textarea[name=reason]").fill(reason);
        dialogButton(page, verb).click();
        page.getByRole(AriaRole.DIALOG)
                .waitFor(new com.microsoft.playwright.Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    }

    private static void name(Page page, String role, String person) {
        var field = page.locator(".field", new Page.LocatorOptions().setHasText(role))
                .first();
        field.getByText("不在名册里，直接填").click();
        field.getByLabel(role + "姓名").fill(person);
        field.getByText("加上").click();
    }

    private static com.microsoft.playwright.Locator dialogButton(Page page, String verb) {
        return page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new com.microsoft.playwright.Locator.GetByRoleOptions()
                                .setName(verb)
                                .setExact(true));
    }

    private static Page.GetByRoleOptions heading() {
        return new Page.GetByRoleOptions().setLevel(1);
    }

    private static void make(Page page, String verb) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(verb + "…").setExact(true))
                .click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new com.microsoft.playwright.Locator.GetByRoleOptions()
                                .setName(verb)
                                .setExact(true))
                .click();
        page.getByRole(AriaRole.DIALOG)
                .waitFor(new com.microsoft.playwright.Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    }

    /** Takes the picture and looks at it: nothing runs over sideways, no raw text key, no serious fault axe can find. */
    private static void look(Page page, String name) {
        page.waitForTimeout(400);
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/shots/" + name + ".png")));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as(name + " runs over sideways")
                .isLessThanOrEqualTo(0);
        assertThat(page.innerText("body")).doesNotContainPattern("\\b(assessment|review|campaign|shared)\\.[a-z]+");
        var serious = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(fault -> "serious".equals(fault.getImpact()) || "critical".equals(fault.getImpact()))
                        .map(fault -> fault.getId() + " "
                                + fault.getNodes().getFirst().getTarget())
                        .toList();
        assertThat(serious).as(name).isEmpty();
    }
}
