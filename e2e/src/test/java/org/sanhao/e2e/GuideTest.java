package org.sanhao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Takes the pictures of the user's guide from the demo, so that the guide shows what the product shows. They replace those
 * in {@code docs/guide/images} when the run accepts changes ({@code SANHAO_ACCEPT=true}).
 */
class GuideTest {
    private static final Path GUIDE = Path.of("../docs/guide/user-guide.zh-CN.md");
    private static final Path IMAGES = Path.of("../docs/guide/images");
    private static final Pattern IMAGE = Pattern.compile("\\]\\(images/([a-z-]+)\\.png\\)");

    @ParameterizedTest
    @CsvSource({
        "county-work,county.handler,1366,768,/work",
        "county-messages,county.division,1366,768,/messages",
        "county-open,county.handler,1366,768,/campaigns/open",
        "county-sign-offs,county.leader,1366,768,/sign-offs",
        "county-progress,county.division,1366,768,/progress",
        "hospital-work,hospital.quality,1366,768,/work",
        "hospital-results,hospital.quality,1366,768,/results",
        "doctor-phone,hospital.doctor,390,844,/work",
        "unit-admin,hospital.admin,1366,768,/",
        "audit,admin.audit,1366,768,/",
    })
    void a_page_of_the_guide_is_where_the_guide_says(String image, String login, int width, int height, String path)
            throws IOException {
        var page = Demo.shared().as(login, width, height);
        page.navigate(Demo.shared().at(path));
        take(page, image);
    }

    @Test
    void the_sheet_the_desk_and_the_public_page_are_reached_by_a_click() throws IOException {
        var officer = Demo.shared().as("hospital.quality", 1366, 768);
        officer.getByText("打开自评表").last().click();
        officer.getByText("3.2.4 医疗技术管理").first().click();
        take(officer, "hospital-sheet");

        var phone = Demo.shared().as("hospital.quality", 390, 844);
        phone.navigate(officer.url());
        take(phone, "hospital-sheet-phone");

        var county = Demo.shared().as("county.handler", 1366, 768);
        county.navigate(Demo.shared().at("/cases"));
        county.getByText("栗谷镇卫生院").first().click();
        county.locator("h1")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("栗谷镇卫生院"))
                .waitFor();
        take(county, "county-desk");

        var planner = Demo.shared().as("county.handler", 1366, 768);
        planner.navigate(Demo.shared().at("/plans"));
        planner.getByText("望溪县优质服务基层行创建计划").click();
        planner.getByText("数量指标").waitFor();
        take(planner, "county-plan");

        var visitor = Demo.shared().visitor(1366, 768);
        visitor.navigate(Demo.shared().at("/p"));
        take(visitor, "public");
    }

    @Test
    void every_picture_the_guide_shows_exists_and_every_picture_is_shown() throws IOException {
        var shown = new TreeSet<String>();
        IMAGE.matcher(Files.readString(GUIDE)).results().forEach(found -> shown.add(found.group(1)));
        var kept = new TreeSet<String>();
        try (var files = Files.list(IMAGES)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".png"))
                    .forEach(name -> kept.add(name.substring(0, name.length() - 4)));
        }
        assertThat(shown).isEqualTo(kept);
    }

    private static void take(Page page, String image) throws IOException {
        Looks.at(page, "guide-" + image);
        if (Boolean.parseBoolean(System.getenv("SANHAO_ACCEPT"))) {
            Files.createDirectories(IMAGES);
            Files.copy(
                    Path.of("target/shots/guide-" + image + ".png"),
                    IMAGES.resolve(image + ".png"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        page.context().close();
    }
}
