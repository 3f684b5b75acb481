package org.sanhao.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.sanhao.e2e.Clicks.button;
import static org.sanhao.e2e.Clicks.heading;
import static org.sanhao.e2e.Clicks.inDialog;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.regex.Pattern;

/** The hospital at its sheet: what is missing, judging, handing out. */
final class SheetChapters {
    private static final int SEEN_BY_OTHERS_MS = 20_000;
    private static final Pattern SAVED = Pattern.compile("已自动保存");

    private final Demo demo;

    SheetChapters(Demo demo) {
        this.demo = demo;
    }

    void atTheDesk() {
        var page = demo.as("hospital.quality");
        assertThat(heading(page)).containsText("待办");
        assertThat(page.getByText("距基本标准还差").first()).isVisible();
        Looks.at(page, "workbench");

        page.getByText("打开自评表").click();
        page.getByText("3.2.4 医疗技术管理").first().click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("3.2.4 医疗技术管理")))
                .isVisible();
        page.keyboard().press("1");
        assertThat(page.getByText(SAVED)).isVisible();
        Looks.at(page, "sheet");
    }

    void onThePhone() {
        var page = demo.phoneOf("hospital.quality");
        assertThat(page.getByText(Pattern.compile("非涉密系统"))).isVisible();
        Looks.at(page, "workbench-phone");
        page.getByText("打开自评表").click();
        assertThat(page.locator(".bottom-bar").getByText("下一条")).isVisible();
        Looks.at(page, "sheet-phone");
    }

    void handedOut() {
        var officer = demo.as("hospital.quality");
        officer.navigate(demo.at("/sheets"));
        officer.waitForURL(Pattern.compile("/sheets/.+"));
        officer.getByText("3.2.4 医疗技术管理").first().click();
        officer.getByText("分工…").click();
        officer.locator("select[name=part]").selectOption("3.2");
        officer.locator("select[name=department]").selectOption(new SelectOption().setLabel("医务科"));
        Looks.at(officer, "hand-out");
        inDialog(officer, "交办").click();
        assertThat(officer.getByText("分工：医务科")).isVisible();

        var head = demo.phoneOf("hospital.medical");
        assertThat(head.getByText(Pattern.compile("我的 \\d+ 条"))).isVisible();
        Looks.at(head, "department-phone");
        head.navigate(officer.url());
        button(head, "不符合").first().click();
        assertThat(head.getByText(SAVED)).isVisible();

        assertThat(officer.locator(".tree .who"))
                .containsText("韩", new LocatorAssertions.ContainsTextOptions().setTimeout(SEEN_BY_OTHERS_MS));
    }
}
