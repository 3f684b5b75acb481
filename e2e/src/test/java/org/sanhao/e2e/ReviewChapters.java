package org.sanhao.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.sanhao.e2e.Clicks.button;
import static org.sanhao.e2e.Clicks.confirm;
import static org.sanhao.e2e.Clicks.decide;
import static org.sanhao.e2e.Clicks.inDialog;
import static org.sanhao.e2e.Clicks.make;
import static org.sanhao.e2e.Clicks.openCase;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** An application on its way up, and the two ways back. */
final class ReviewChapters {
    private static final String REACHES = "廪桥镇中心卫生院";
    private static final String FALLS_SHORT = "砚漪镇中心卫生院";

    private static final String KNOWN = ".paper .tag:has-text('已按二维码核对')";

    /** Reading a code takes its time. */
    private static final LocatorAssertions.IsVisibleOptions LATER =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

    private final Demo demo;

    ReviewChapters(Demo demo) {
        this.demo = demo;
    }

    void appliedSignedReceived() {
        var officer = demo.as("hospital.quality");
        officer.navigate(demo.at("/results"));
        officer.getByText("申报…").click();
        Looks.at(officer, "applying");
        inDialog(officer, "申报").click();
        assertThat(officer.getByText("待签发")).isVisible();

        var head = demo.as("hospital.head");
        head.navigate(officer.url());
        make(head, "签发申报");
        assertThat(head.getByText("冻结副本")).isVisible();
        make(head, "申报");
        broughtBackOnPaper(head);

        var county = demo.as("county.handler");
        openCase(county, "/cases", "苍禾镇中心卫生院");
        assertThat(county.locator(KNOWN)).isVisible();
        button(county, "收到纸质件…").click();
        confirm(county, "登记");
        assertThat(county.locator(".paper .tick")).containsText("收到纸质件");
        make(county, "受理");
        make(county, "开始评审");
        button(county, "同意自评").click();
        assertThat(county.getByText(Pattern.compile("已看 1/"))).isVisible();
        Looks.at(county, "desk");
    }

    /** The same on paper: printed with its code, signed and sealed, brought back, and known by the code. */
    private static void broughtBackOnPaper(Page head) {
        var printed = head.waitForDownload(() -> button(head, "打印申报表").click());
        var file = Path.of("target", printed.suggestedFilename());
        printed.saveAs(file);
        button(head, "上传签字扫描件…").click();
        head.getByRole(AriaRole.DIALOG).locator("input[type=file]").first().setInputFiles(file);
        assertThat(head.locator(KNOWN)).isVisible(LATER);
        Looks.at(head, "paper");
    }

    void returnedForOnePaper() {
        var county = demo.as("county.handler");
        openCase(county, "/cases", "栗谷镇卫生院");
        button(county, "补正退回…").click();
        county.locator("textarea[name=items]").fill("");
        county.locator("textarea[name=reason]").last().fill("材料不全");
        inDialog(county, "补正退回").click();
        assertThat(county.getByText("逐项列出要补的材料")).isVisible();
        Looks.at(county, "supplement");
        county.locator("textarea[name=items]").fill("3.3.2 内科接报处置记录");
        confirm(county, "补正退回");
        assertThat(tag(county, "补正退回")).isVisible();
    }

    void notPassedAndTooEarly() {
        var county = demo.as("county.handler");
        openCase(county, "/cases?all=true", "栗谷镇卫生院");
        var officer = demo.as("i005.quality");
        assertThat(officer.getByText(Pattern.compile("补正退回：补 1 项"))).isVisible();
        officer.navigate(county.url());
        make(officer, "补正后重报");

        county.reload();
        make(county, "受理");
        make(county, "开始评审");
        decide(county, "", "两项核心制度未见执行记录");
        signs(demo.as("county.division"), county.url());
        county.reload();
        refuse(county, "基本条款达不到基本标准");

        officer.reload();
        make(officer, "签收");
        officer.navigate(demo.at("/results"));
        officer.getByText("申报…").click();
        inDialog(officer, "申报").click();
        assertThat(officer.getByRole(AriaRole.DIALOG)
                        .getByText(Pattern.compile("最早 2027年9月1日"))
                        .first())
                .isVisible();
        Looks.at(officer, "too-early");
    }

    void theCitySamplesAndProposesBasic() {
        var desk = demo.as("c1.handler");
        openCase(desk, "/cases", "松陂镇卫生院");
        make(desk, "受理");
        make(desk, "开始评审");
        assertThat(desk.getByText(Pattern.compile("抽到 \\d+"))).isVisible();
        agreeWithBelow(desk);
        seeTheRest(desk);
        Looks.at(desk, "city-sample");
        decide(desk, "basic", "抽查的条款与下级一致");
        signs(demo.as("city.division"), desk.url());
        desk.reload();
        make(desk, "拟认定");
        assertThat(tag(desk, "拟认定")).isVisible();
    }

    void theProvinceProposesRecommended() {
        var desk = demo.as("p1.handler");
        openCase(desk, "/cases", REACHES);
        agreeWithBelow(desk);
        seeTheRest(desk);
        Looks.at(desk, "province-sample");
        button(desk, "提出意见…").click();
        assertThat(desk.getByText("按现在的等级达到推荐标准")).isVisible();
        desk.locator("select[name=tier]").selectOption("recommended");
        desk.locator("textarea[name=reason]").fill("抽查的条款与市级一致，四项比例均达到推荐标准");
        Looks.at(desk, "province-opinion");
        confirm(desk, "提出意见");

        var head = demo.as("province.division");
        assertThat(head.getByText(REACHES + "申报推荐标准，意见等待签批").first()).isVisible();
        Looks.at(head, "province-workbench");
        signs(head, desk.url());
        desk.reload();
        make(desk, "拟认定");
        assertThat(tag(desk, "拟认定")).isVisible();
        make(desk, "公示");
        assertThat(tag(desk, "公示中")).isVisible();
        Looks.at(desk, "province-noticed");
    }

    void oneClauseShortIsShort() {
        var desk = demo.as("p1.handler");
        openCase(desk, "/cases", FALLS_SHORT);
        desk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("抽到 \\d+")))
                .click();
        var unmet = desk.locator(".foot .unmet");
        var good = desk.locator(".list .entry", new Page.LocatorOptions().setHas(desk.locator(".g-B")));
        for (int n = 0; n < good.count() && unmet.count() == 0; n++) { // a recommended clause would not weigh
            good.nth(n).click();
            desk.waitForResponse(answer -> answer.url().endsWith("/trial"), () -> findUnmet(desk, "没有查到执行记录"));
            desk.waitForTimeout(500);
        }
        assertThat(unmet.first()).isVisible();
        agreeWithBelow(desk);
        seeTheRest(desk);
        Looks.at(desk, "province-short");

        button(desk, "提出意见…").click();
        assertThat(desk.getByText("按现在的等级没有达到推荐标准，达到基本标准")).isVisible();
        desk.locator("select[name=tier]").selectOption("recommended");
        desk.locator("textarea[name=reason]").fill("只差一条");
        inDialog(desk, "提出意见").click();
        assertThat(desk.getByRole(AriaRole.DIALOG).getByText(Pattern.compile("70，需 71，差 1 条")))
                .isVisible();
        Looks.at(desk, "province-not-reached");
        desk.locator("select[name=tier]").selectOption("");
        desk.locator("textarea[name=reason]").fill("抽查一条未见执行记录，B 级及以上不足八成");
        confirm(desk, "提出意见");
        signs(demo.as("province.division"), desk.url());
        desk.reload();
        assertThat(button(desk, "拟认定…")).hasCount(0);
        refuse(desk, "B 级及以上 70 条，需 71 条，没有达到推荐标准");

        for (var below : new String[] {"c2.handler", "x3.handler", "i026.quality"}) {
            var page = demo.as(below);
            page.navigate(desk.url());
            make(page, "签收");
        }
        desk.reload();
        assertThat(tag(desk, "间隔期内")).isVisible();
    }

    /** Clauses on which the level below agrees with the claim, in one go; there are some. */
    private static void agreeWithBelow(Page desk) {
        var agree = desk.getByText(Pattern.compile("与自评一致的 \\d+ 条，同意"));
        agree.click();
        assertThat(agree).hasCount(0);
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
                findUnmet(desk, "未见材料");
            }
        }
        assertThat(open).hasText(Pattern.compile("待看 0"));
    }

    /** The first line of the open clause is not met, and why. */
    private static void findUnmet(Page desk, String why) {
        desk.keyboard().press("2");
        desk.waitForTimeout(300);
        desk.locator("article textarea").fill(why);
        desk.locator("article textarea").blur();
        desk.waitForTimeout(300);
    }

    private static void signs(Page head, String caseAddress) {
        head.navigate(caseAddress);
        make(head, "签批");
    }

    /** Refuses with a reason at every clause named; the dialogue says first when the next application may come. */
    private static void refuse(Page desk, String why) {
        button(desk, "不通过…").click();
        assertThat(desk.getByText(Pattern.compile("最早 2027年9月1日 可再申报"))).isVisible();
        var reasons = desk.locator("fieldset input");
        for (Locator reason : reasons.all()) {
            if (reason.inputValue().isBlank()) {
                reason.fill("未见执行记录");
            }
        }
        Looks.at(desk, "refusing");
        desk.locator("textarea[name=reason]").fill(why);
        confirm(desk, "不通过");
        assertThat(tag(desk, "不通过")).isVisible();
    }

    private static Locator tag(Page page, String state) {
        return page.locator(".bar .tag", new Page.LocatorOptions().setHasText(state));
    }
}
