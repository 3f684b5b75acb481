package org.sanhao.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.sanhao.e2e.Clicks.button;
import static org.sanhao.e2e.Clicks.confirm;
import static org.sanhao.e2e.Clicks.heading;
import static org.sanhao.e2e.Clicks.inDialog;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The next year: opened by the county, seen by the institutions; and how far everybody has come in this one. */
final class CampaignChapters {
    private static final int TRIES = 20;
    private static final int PAUSE = 300;
    private static final String NEXT = "优质服务基层行（2027年）";

    private final Demo demo;

    CampaignChapters(Demo demo) {
        this.demo = demo;
    }

    /** The county signs what it publishes in two steps; the second one publishes. */
    void opened() {
        var leader = demo.as("county.leader");
        leader.navigate(demo.at("/sign-offs"));
        leader.locator("tr", new Page.LocatorOptions().setHasText("发布活动"))
                .getByText("调整…")
                .click();
        assertThat(leader.getByRole(AriaRole.DIALOG)).containsText("主要领导现在没有人担任");
        Looks.at(leader, "chain");
        confirm(leader, "保存审批链");
        assertThat(leader.locator("main")).containsText("股室负责人 > 分管领导");
        Looks.at(leader, "sign-offs");

        var county = demo.as("county.handler");
        county.navigate(demo.at("/campaigns/open"));
        county.locator("input[name=edition]").fill("2027");
        county.locator("input[name=title]").fill(NEXT);
        assertThat(county.getByText("自评自查已满 6 个月").first()).isVisible();
        assertThat(county.getByText("家的目标取自创建计划")).isVisible();
        name(county, "领导小组组长", "唐静");
        name(county, "办公室主任", "罗启明");
        county.locator("input[name=officeAt]").fill("基层卫生健康股");
        Looks.at(county, "opening");
        button(county, "存为草稿").click();
        assertThat(button(county, "发布…")).hasCount(0);
        button(county, "送签").click();
        assertThat(county.locator("section.strip")).containsText("待签");
        Looks.at(county, "put-up");

        told(demo.as("county.division"));
        var phone = demo.phoneOf("county.leader");
        agree(phone, "signing-phone");
        assertThat(phone.getByText("进行中").first()).isVisible();
        Looks.at(phone, "signed-phone");

        county.reload();
        assertThat(county.getByText("进行中").first()).isVisible();
        assertThat(county.locator("main")).containsText("办公室主任");
        assertThat(county.locator("main")).containsText("罗启明");
        Looks.at(county, "published");
    }

    /** From the workbench to the matter, and the next signature. */
    /** Whoever signs first hears of it in the messages, which lead to what is to be read. */
    private void told(Page signer) {
        var line = signer.getByText("等你签批：发布活动「" + NEXT + "」");
        // It is told after what happened is kept, a moment later.
        for (int i = 0; i < TRIES && line.count() == 0; i++) {
            signer.navigate(demo.at("/messages"));
            signer.locator("h1").waitFor();
            signer.waitForTimeout(PAUSE);
        }
        assertThat(line).isVisible();
        Looks.at(signer, "told");
        line.click();
        sign(signer);
        signer.navigate(demo.at("/messages"));
        assertThat(line).isVisible();
        assertThat(signer.locator("tr", new Page.LocatorOptions().setHasText(NEXT))
                        .getByText("待办"))
                .hasCount(0);
    }

    private void agree(Page signer, String picture) {
        signer.navigate(demo.at("/work"));
        assertThat(signer.getByText("1 件等我签批")).isVisible();
        Looks.at(signer, picture);
        signer.getByText(NEXT).first().click();
        sign(signer);
    }

    private static void sign(Page signer) {
        button(signer, "同意…").click();
        assertThat(signer.getByRole(AriaRole.DIALOG)).containsText("同意以后");
        confirm(signer, "同意");
    }

    void seenAndNotYetOpen() {
        var officer = demo.as("i011.quality");
        assertThat(officer.getByText(NEXT).first()).isVisible();
        Looks.at(officer, "two-campaigns");
        officer.navigate(demo.at("/results"));
        var next = officer.locator("section", new Page.LocatorOptions().setHasText(NEXT));
        assertThat(next.getByText(Pattern.compile("自评"))).not().hasCount(0);
        next.getByText("申报…").click();
        inDialog(officer, "申报").click();
        assertThat(officer.getByRole(AriaRole.DIALOG).getByText(Pattern.compile("2027年9月1日")))
                .not()
                .hasCount(0);
        Looks.at(officer, "gate-shut");
    }

    void whoLacksWhat() {
        var leader = demo.phoneOf("county.leader");
        Looks.at(leader, "leader-phone");
        toProgress(leader);
        Looks.at(leader, "progress-county-phone");

        var county = demo.as("county.leader");
        toProgress(county);
        assertThat(heading(county)).containsText("家已申报");
        assertThat(county.locator("nav.nav a.on")).hasText("进展");
        Looks.at(county, "progress-county");
        toClauses(county, "沐泉镇卫生院");
        Looks.at(county, "progress-clauses");
        leader.navigate(county.url());
        assertThat(leader.locator("table.list tbody tr")).not().hasCount(0);
        Looks.at(leader, "progress-clauses-phone");

        drill(demo.as("city.division"), "city", "望溪县卫生健康局", "沐泉镇卫生院");
        drill(demo.phoneOf("city.division"), "city-phone", "望溪县卫生健康局", "沐泉镇卫生院");
        drill(demo.as("province.division"), "province", "安澜市卫生健康委员会", "望溪县卫生健康局", "沐泉镇卫生院");
        drill(demo.phoneOf("province.division"), "province-phone", "安澜市卫生健康委员会", "望溪县卫生健康局", "沐泉镇卫生院");
    }

    void ended() {
        var county = demo.as("county.handler");
        openCampaign(county, "优质服务基层行（2026年）");
        assertThat(county.getByText("2026年12月10日 之后可以结束")).isVisible();
        openCampaign(county, "优质服务基层行（2025年）");
        button(county, "结束活动…").click();
        var dialog = county.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("没有取得等级的 1 家");
        assertThat(dialog).containsText("竹弦乡卫生院");
        Looks.at(county, "ending");
        inDialog(county, "结束活动").click();
        assertThat(county.getByText("已结束").first()).isVisible();
        Looks.at(county, "ended");

        var barred = demo.phoneOf("i013.head");
        barred.navigate(demo.at("/results"));
        assertThat(barred.getByText("不得").first()).isVisible();
        assertThat(barred.locator("main")).containsText("等级评审、评先评优和表彰奖励");
        Looks.at(barred, "barred-phone");
    }

    /** One of the county's own; the city's of the same year bears the same name. */
    private void openCampaign(Page page, String title) {
        page.navigate(demo.at("/campaigns"));
        page.locator("tr", new Page.LocatorOptions().setHasText("望溪县卫生健康局"))
                .getByText(title)
                .click();
        assertThat(heading(page)).hasText(title);
    }

    /** From unit to unit down to an institution, and behind one of its figures. */
    private void drill(Page page, String name, String... way) {
        toProgress(page);
        Looks.at(page, "progress-" + name);
        for (int at = 0; at < way.length - 1; at++) {
            page.locator(".heat .who button", new Page.LocatorOptions().setHasText(way[at]))
                    .click();
            assertThat(page.locator("nav.path > span").last()).hasText(way[at]);
        }
        Looks.at(page, "progress-" + name + "-below");
        toClauses(page, way[way.length - 1]);
    }

    /** The first figure in the row of an institution opens as many clauses as it says. */
    private static void toClauses(Page page, String institution) {
        var row = page.locator(".heat tbody tr", new Page.LocatorOptions().setHasText(institution));
        var figure = row.locator("td button").first();
        int clauses = Integer.parseInt(figure.innerText().strip());
        figure.click();
        assertThat(heading(page)).containsText(institution);
        assertThat(page.locator("table.list tbody tr")).hasCount(clauses);
    }

    private void toProgress(Page page) {
        page.navigate(demo.at("/progress/primary-care-quality/2026"));
        assertThat(page.locator(".heat tbody tr")).not().hasCount(0);
    }

    private static void name(Page page, String role, String person) {
        var field = page.locator(".field", new Page.LocatorOptions().setHasText(role))
                .first();
        field.getByText("不在名册里，直接填").click();
        field.getByLabel(role + "姓名").fill(person);
        field.getByText("加上", new Locator.GetByTextOptions().setExact(true)).click();
    }
}
