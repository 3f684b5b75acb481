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
        assertThat(page.getByRole(AriaRole.HEADING, heading())).containsText("距基本标准还差");
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
        county.getByText("同意自评").click();
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
