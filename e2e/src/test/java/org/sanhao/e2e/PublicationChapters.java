package org.sanhao.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.sanhao.e2e.Clicks.button;
import static org.sanhao.e2e.Clicks.confirm;
import static org.sanhao.e2e.Clicks.inDialog;
import static org.sanhao.e2e.Clicks.openCase;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;

/** What is shown to everybody, and what everybody may say to it. */
final class PublicationChapters {
    private static final String UNIT = "廪桥镇中心卫生院";

    private final Demo demo;

    PublicationChapters(Demo demo) {
        this.demo = demo;
    }

    void objectedToAndAnswered() {
        var visitor = demo.visitor(390, 844);
        visitor.navigate(demo.at("/p"));
        Looks.at(visitor, "public-phone");
        visitor.getByText(UNIT).first().click();
        assertThat(visitor.getByText("拟认定为推荐标准").first()).isVisible();
        Looks.at(visitor, "notice-phone");
        visitor.getByText("提出异议…").click();
        visitor.getByText("提交异议").click();
        assertThat(visitor.locator(".er").first()).isVisible();
        Looks.at(visitor, "objection-faults-phone");
        visitor.getByLabel("姓名或单位").fill("江一帆");
        visitor.getByLabel("联系方式").fill("来信地址：本地某街道");
        visitor.getByLabel("事实和理由").fill("公示说检验科开展的项目，我去问过两次都说要到县里做，请核查。");
        visitor.getByText("提交异议").click();
        assertThat(visitor.getByText("异议已收到，认定暂停，等待核查")).isVisible();
        Looks.at(visitor, "objection-taken-phone");
        var code = visitor.locator(".code").innerText();

        answer(demo.as("province.division"), UNIT, null, "已到院核查，三个项目均有近两月的报告单，属一时停机，已修复。");
        answer(demo.as("city.division"), "杼林镇卫生院", "需要联系本人核实日期", "两次停诊属实，已补开门诊并张贴通知，不影响条款等级。");

        visitor.navigate(demo.at("/p/objection"));
        visitor.getByLabel("查询码").fill("ABCD");
        visitor.getByText("查询", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(visitor.getByText(Pattern.compile("没有这个查询码"))).isVisible();
        visitor.getByLabel("查询码").fill(code);
        visitor.getByText("查询", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(visitor.getByText("异议不成立")).isVisible();
        assertThat(visitor.locator("main")).not().containsText("江一帆");
        Looks.at(visitor, "objection-answered-phone");
    }

    /** The head of the deciding body answers; a sealed name opens only against a reason. */
    private void answer(Page head, String unit, String whyOpen, String reason) {
        head.navigate(demo.at("/publication"));
        assertThat(Clicks.heading(head)).containsText("异议待答复");
        Looks.at(head, "publication-" + unit.charAt(0));
        head.getByText(unit).first().click();
        if (whyOpen != null) {
            assertThat(head.getByText("姓名密封。")).isVisible();
            head.getByText("打开姓名…").click();
            head.locator("textarea[name=reason]").fill(whyOpen);
            confirm(head, "打开姓名");
            assertThat(head.getByText(Pattern.compile("乔知秋"))).isVisible();
        }
        head.getByText("异议不成立…").click();
        head.locator("textarea[name=reason]").fill(reason);
        confirm(head, "答复不成立");
        assertThat(head.locator(".tag", new Page.LocatorOptions().setHasText("异议不成立")))
                .isVisible();
        Looks.at(head, "answered-" + unit.charAt(0));
    }

    void nothingIsAnnouncedBeforeTheLastDay() {
        var head = demo.as("province.division");
        openCase(head, "/cases?all=true", UNIT);
        announce(head, "澄卫基层函〔2026〕35号", "2026-09-18");
        assertThat(head.getByText(Pattern.compile("公示还没有结束")).first()).isVisible();
        Looks.at(head, "announce-too-early");
    }

    private static void announce(Page head, String number, String on) {
        button(head, "认定…").click();
        head.locator("input[name=number]").fill(number);
        head.locator("input[name=on]").fill(on);
        inDialog(head, "认定").click();
    }
}
