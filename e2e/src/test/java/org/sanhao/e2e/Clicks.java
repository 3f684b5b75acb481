package org.sanhao.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;

/** What every chapter does with the mouse: a button by its words, a move with its dialogue. */
final class Clicks {
    private Clicks() {}

    static Locator button(Page page, String words) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
    }

    static Locator heading(Page page) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    static Locator inDialog(Page page, String verb) {
        return page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(verb).setExact(true));
    }

    /** Opens the dialogue of a move, says yes, and waits until it has gone. */
    static void make(Page page, String verb) {
        button(page, verb + "…").click();
        confirm(page, verb);
    }

    /** Says yes to the open dialogue and waits until it has gone. */
    static void confirm(Page page, String verb) {
        inDialog(page, verb).click();
        page.getByRole(AriaRole.DIALOG).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /** The opinion of a level: a tier, or none for not passed. */
    static void decide(Page page, String tier, String reason) {
        button(page, "提出意见…").click();
        page.locator("select[name=tier]").selectOption(tier);
        page.locator("textarea[name=reason]").fill(reason);
        confirm(page, "提出意见");
    }

    /** Opens the case of an institution from the list of cases. */
    static void openCase(Page page, String list, String unit) {
        page.navigate(page.url().replaceFirst("^(https?://[^/]+).*", "$1") + list);
        page.getByText(unit).first().click();
        page.waitForURL(url -> url.matches(".*/cases/[^?]+.*"));
        assertThat(heading(page)).containsText(unit);
    }
}
