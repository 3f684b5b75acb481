package org.sanhao.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.e2e.Clicks.button;
import static org.sanhao.e2e.Clicks.confirm;
import static org.sanhao.e2e.Clicks.inDialog;
import static org.sanhao.e2e.Clicks.make;
import static org.sanhao.e2e.Clicks.openCase;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.sanhao.cli.verify.DocumentCheck;
import org.sanhao.cli.verify.DocumentChecks;

/** From the notice to a result anybody can check. */
final class PublicationChapters {
    private static final String UNIT = "廪桥镇中心卫生院";
    private static final int IN_FORCE_WITHIN_S = 30;

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

    void announcedInForceRecorded() {
        var head = demo.as("province.division");
        openCase(head, "/cases?all=true", UNIT);
        announce(head, "澄卫基层函〔2026〕35号", "2026-09-18");
        assertThat(head.getByText(Pattern.compile("公示还没有结束")).first()).isVisible();
        Looks.at(head, "announce-too-early");
        inDialog(head, "先不办").click();

        button(head, "快进…").click();
        head.getByText("另选日期").click();
        head.locator("input[name=day]").fill("2026-09-18");
        Looks.at(head, "clock");
        inDialog(head, "快进").click();
        assertThat(head.getByText(Pattern.compile("9月18日")).first()).isVisible();

        announce(head, "澄卫基层函〔2026〕35号", "2026-09-18");
        assertThat(head.getByRole(AriaRole.DIALOG)).hasCount(0);
        var nation = demo.as("nation.record");
        assertThat(nation.getByText(UNIT + "推荐标准已认定，等待备案").first()).isVisible();
        Looks.at(nation, "nation-workbench");
        inForce(head);
        nation.navigate(head.url());
        make(nation, "备案");
        Looks.at(nation, "nation-recorded");
    }

    /** The product looks every quarter of a minute what is due. */
    private static void inForce(Page head) {
        var tag = head.locator(".bar .tag");
        for (int left = IN_FORCE_WITHIN_S; left > 0 && !tag.innerText().contains("有效"); left--) {
            head.waitForTimeout(1000);
            head.reload();
            tag.waitFor();
        }
        assertThat(tag).containsText("有效");
    }

    private static void announce(Page head, String number, String on) {
        button(head, "认定…").click();
        head.locator("input[name=number]").fill(number);
        head.locator("input[name=on]").fill(on);
        inDialog(head, "认定").click();
    }

    void anybodyCanCheckIt() {
        var officer = demo.as("i044.quality");
        officer.navigate(demo.at("/results"));
        assertThat(officer.getByText("达到推荐标准").first()).isVisible();
        assertThat(officer.getByText("申请二级医院等级评审").first()).isVisible();
        assertThat(officer.getByText(Pattern.compile("床位、设备、培训")).first()).isVisible();
        assertThat(officer.getByText("2029年9月17日").first()).isVisible();
        Looks.at(officer, "institution-result");
        var code = officer.locator("dd.code").innerText();
        var phone = demo.phoneOf("i044.quality");
        phone.navigate(demo.at("/results"));
        assertThat(phone.getByText("申请二级医院等级评审").first()).isVisible();
        Looks.at(phone, "institution-result-phone");

        var visitor = demo.visitor(1366, 768);
        visitor.navigate(demo.at("/p/verify"));
        visitor.getByLabel("验证码").fill("0000 0000 0000");
        visitor.getByText("核对", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(visitor.getByText(Pattern.compile("没有这个验证码"))).isVisible();
        Looks.at(visitor, "verify-unknown");
        visitor.getByLabel("验证码").fill(code.toLowerCase(java.util.Locale.ROOT));
        visitor.getByText("核对", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(visitor.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(UNIT)))
                .isVisible();
        assertThat(visitor.locator(".res")).containsText("有效，至2029年9月17日");
        assertThat(visitor.getByText("澄卫基层函〔2026〕35号")).isVisible();
        Looks.at(visitor, "result");
        var narrow = demo.visitor(390, 844);
        narrow.navigate(visitor.url());
        Looks.at(narrow, "result-phone");

        checkOffline(visitor);
    }

    private static void checkOffline(Page visitor) {
        var file = Path.of("target/result.json");
        visitor.waitForDownload(() -> visitor.getByText("下载结果文件").click()).saveAs(file);
        try {
            var sound = check(file);
            assertThat(sound.sound()).as(String.join("\n", sound.sentences())).isTrue();
            assertThat(sound.sentences()).anyMatch(says -> says.contains(UNIT) && says.contains("推荐标准"));

            var text = Files.readString(file);
            var clause = Pattern.compile("\\{\"clause\":\"([0-9.]+)\",\"from\":\"[a-z]+\",\"grade\":\"B\"")
                    .matcher(text);
            assertThat(clause.find()).isTrue();
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            int at = text.substring(0, clause.end() - 2).getBytes(StandardCharsets.UTF_8).length;
            assertThat((char) bytes[at]).isEqualTo('B');
            bytes[at] = 'A';
            var changed = Path.of("target/changed.json");
            Files.write(changed, bytes);

            var broken = check(changed);
            assertThat(broken.sound()).isFalse();
            assertThat(broken.sentences()).anyMatch(says -> says.startsWith("条款 " + clause.group(1) + "："));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code sanhao verify} does, in this process. */
    private static DocumentCheck.Verdict check(Path file) throws IOException {
        return DocumentChecks.of(DocumentChecks.kindOf(file))
                .orElseThrow()
                .check(file, new DocumentCheck.Beside(null, null, null));
    }
}
