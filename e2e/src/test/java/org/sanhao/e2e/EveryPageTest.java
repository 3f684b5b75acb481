package org.sanhao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody opens every entry of their menu, at a desk and on a phone, and finds a page that looks as it should. */
class EveryPageTest {

    @ParameterizedTest
    @CsvSource({
        "hospital.quality,1366,768",
        "hospital.head,390,844",
        "hospital.doctor,390,844",
        "hospital.admin,1366,768",
        "county.handler,1366,768",
        "county.leader,390,844",
        "province.division,1366,768",
        "admin.system,1366,768",
        "admin.security,390,844",
        "admin.audit,1366,768",
    })
    void a_person_finds_no_page_of_the_menu_broken(String login, int width, int height) {
        var page = Demo.shared().as(login, width, height);
        var faults = new ArrayList<String>();
        var name = login + (width < 640 ? "-phone" : "");
        Looks.faults(page, name + "-first").forEach(fault -> faults.add("first page: " + fault));
        assertThat(page.locator("h1").count()).as("a heading on the first page").isPositive();
        int n = 0;
        var addresses = new ArrayList<>(menu(page));
        addresses.addAll(List.of("/messages", "/messages/settings"));
        for (var address : addresses) {
            page.navigate(Demo.shared().at(address));
            var shot = name + "-" + ++n + address.replaceAll("[^a-z]+", "-");
            Looks.faults(page, shot).forEach(fault -> faults.add(address + ": " + fault));
        }
        page.context().close();
        assertThat(faults).isEmpty();
    }

    @Test
    void a_page_whose_script_broke_off_on_the_way_asks_for_it_again() {
        var page = Demo.shared().visitor(390, 844);
        var asked = new AtomicInteger();
        page.route("**/assets/index-*.js", route -> {
            if (asked.incrementAndGet() == 1) {
                route.abort("failed");
            } else {
                route.resume();
            }
        });

        page.navigate(Demo.shared().at("/"));

        page.getByLabel("账号").waitFor();
        page.context().close();
    }

    @Test
    void a_page_whose_script_never_comes_says_so_instead_of_standing_blank() {
        var page = Demo.shared().visitor(390, 844);
        page.route("**/assets/index-*.js", route -> route.abort("failed"));

        page.navigate(Demo.shared().at("/"));

        page.getByText("页面没有打开").waitFor();
        Looks.at(page, "late-phone");
        page.context().close();
    }

    /** The check must see what it is there for. */
    @Test
    void a_page_that_is_cut_off_or_runs_over_is_caught() {
        var page = Demo.shared().visitor(390, 844);
        page.setContent("""
                <html lang="zh"><head><title>x</title></head><body><main><h1>标题</h1>
                <p style="width:2000px">宽</p><p style="width:30px;overflow:hidden;white-space:nowrap">被切掉的一句话</p>
                <div style="width:60px;overflow:hidden"><button style="width:90px">下一条</button></div>
                <p>review.desk.title</p><img src="data:,"></main></body></html>""");

        var faults = Looks.faults(page, "canary");

        assertThat(faults)
                .anyMatch(fault -> fault.startsWith("runs over"))
                .anyMatch(fault -> fault.startsWith("cut off"))
                .anyMatch(fault -> fault.startsWith("half seen: BUTTON"))
                .anyMatch(fault -> fault.startsWith("raw text key"))
                .anyMatch(fault -> fault.startsWith("axe image-alt"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> menu(Page page) {
        return List.copyOf(new LinkedHashSet<>((List<String>) page.evaluate("""
                () => [...document.querySelectorAll('nav a[href^="/"], .bottom-bar a[href^="/"]')].map((a) => a.getAttribute('href'))
                """)));
    }
}
