package org.sanhao.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.sanhao.e2e.Clicks.button;
import static org.sanhao.e2e.Clicks.confirm;
import static org.sanhao.e2e.Clicks.heading;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dhatim.fastexcel.Workbook;

/** The three administrators and the one of an institution, each at what nobody else may do. */
final class AdministratorChapters {
    private static final int CHECKED_WITHIN_MS = 20_000;
    private static final int STEP_SECONDS = 30;
    private static final String[] UNITS = {"机构代码", "名称", "级别", "类型", "上级单位", "床位"};
    private static final String[] PEOPLE = {"姓名", "工号", "单位", "科室", "岗位类别", "账号"};
    private static final String[] NEW_UNIT = {"D-900", "柳汊镇卫生院", "机构", "乡镇卫生院", "望溪县卫生健康局", "24"};
    private static final String[] NEW_PERSON = {"连素秋", "001", "D-900", "", "主要负责人", "liusha.head"};

    private final Demo demo;

    AdministratorChapters(Demo demo) {
        this.demo = demo;
    }

    void wholeOrNotAtAll() {
        var page = demo.as("admin.system");
        Looks.at(page, "accounts");
        page.navigate(demo.at("/imports"));
        Looks.at(page, "imports-empty");
        upload(
                page,
                "五处不对.xlsx",
                List.of(NEW_UNIT, new String[] {"D-901", "无上级卫生院", "机构", "乡镇卫生院", "没有的县", ""}, new String[] {
                    "D-902", "床位不对卫生院", "机构", "乡镇卫生院", "望溪县卫生健康局", "二十"
                }),
                List.of(
                        NEW_PERSON,
                        new String[] {"错岗人", "002", "D-900", "", "经办", ""},
                        new String[] {"占号人", "003", "D-900", "", "医务人员", "hospital.head"},
                        new String[] {"", "004", "D-900", "", "医务人员", ""}));
        assertThat(heading(page))
                .containsText(
                        "5 处错误，没有写入任何一行", new LocatorAssertions.ContainsTextOptions().setTimeout(CHECKED_WITHIN_MS));
        assertThat(page.locator("table.list tbody tr")).hasCount(5);
        Looks.at(page, "import-faults");
        page.navigate(demo.at("/units?q=柳汊镇"));
        assertThat(page.getByText("没有符合条件的单位")).isVisible();
        Looks.at(page, "units-empty");

        page.navigate(demo.at("/imports"));
        upload(page, "更正后.xlsx", List.<String[]>of(NEW_UNIT), List.<String[]>of(NEW_PERSON));
        assertThat(heading(page))
                .containsText("核对无误，等待导入", new LocatorAssertions.ContainsTextOptions().setTimeout(CHECKED_WITHIN_MS));
        Looks.at(page, "import-ready");
        button(page, "导入…").click();
        confirm(page, "导入");
        assertThat(heading(page))
                .containsText("已导入", new LocatorAssertions.ContainsTextOptions().setTimeout(CHECKED_WITHIN_MS));
        button(page, "取首次口令清单…").click();
        confirm(page, "生成清单");
        assertThat(page.getByText("liusha.head")).isVisible();
        Looks.at(page, "import-slips");
        page.navigate(demo.at("/units?q=柳汊镇"));
        assertThat(page.getByText("柳汊镇卫生院").first()).isVisible();
    }

    void aSecondFactorForTheSystemAdministrator() {
        var security = demo.as("admin.security");
        security.navigate(demo.at("/security"));
        assertThat(security.getByText("三员").first()).isVisible();
        Looks.at(security, "security");
        var phone = demo.phoneOf("admin.security");
        phone.navigate(demo.at("/security"));
        Looks.at(phone, "security-phone");
        security.locator("input[name=minLength]").fill("12");
        security.locator("label.tick", new Page.LocatorOptions().setHasText("系统管理员"))
                .locator("input")
                .check();
        button(security, "确定新规则").click();
        assertThat(security.getByText("新规则已生效，以前的留在记录里")).isVisible();

        var system = demo.as("admin.system");
        assertThat(heading(system)).hasText("先启用动态验证码，再办其他事");
        Looks.at(system, "must-enrol");
        button(system, "启用…").click();
        var secret = system.locator("ol .code").innerText().replace(" ", "");
        system.locator("input[name=code]").fill(code(secret, 0));
        Looks.at(system, "enrolling");
        button(system, "确认启用").click();
        assertThat(heading(system)).containsText("已启用动态验证码");

        var again = demo.visitor(1366, 768);
        demo.knock(again, "admin.system");
        assertThat(again.getByText("admin.system 还需要一步验证。")).isVisible();
        Looks.at(again, "asks-for-code");
        again.locator("input[name=otp]").fill("000000");
        button(again, "登录").click();
        assertThat(again.getByRole(AriaRole.ALERT).first()).isVisible();
        // A code is good once; the one of the next half minute is accepted early.
        again.locator("input[name=otp]").fill(code(secret, 1));
        button(again, "登录").click();
        assertThat(heading(again)).containsText("账号");
    }

    void theLogIsReadAndVerified() {
        var auditor = demo.as("admin.audit");
        assertThat(heading(auditor)).containsText("条记录");
        button(auditor, "核验").click();
        assertThat(auditor.getByText("核验通过").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(CHECKED_WITHIN_MS));
        Looks.at(auditor, "audit");
        var phone = demo.phoneOf("admin.audit");
        Looks.at(phone, "audit-phone");
        auditor.locator("select").first().selectOption(new SelectOption().setLabel("登录"));
        auditor.locator("table.list tbody a").first().click();
        assertThat(auditor.getByText("封印证明")).isVisible();
        assertThat(auditor.getByText("已封印").first()).isVisible();
        Looks.at(auditor, "audit-entry");
        auditor.navigate(demo.at("/accounts"));
        assertThat(auditor.locator("main")).containsText("当前身份不能看这一页");
        Looks.at(auditor, "forbidden");
    }

    void theInstitutionsOwnAdministratorAddsAPerson() {
        var page = demo.as("hospital.admin");
        page.navigate(demo.at("/people"));
        Looks.at(page, "people");
        button(page, "登记人员…").click();
        page.locator("input[name=name]").fill("尹若溪");
        page.locator("input[name=staffNo]").fill("2026-07");
        Looks.at(page, "person-registering");
        confirm(page, "登记");
        assertThat(heading(page)).containsText("尹若溪，目前没有岗位");
        Looks.at(page, "person-new");
        button(page, "安排岗位…").click();
        page.getByLabel("岗位类别").selectOption(new SelectOption().setLabel("医务人员"));
        Looks.at(page, "appointing");
        confirm(page, "安排");
        assertThat(heading(page)).containsText("尹若溪，医务人员");
        button(page, "开账号…").click();
        page.locator("input[name=login]").fill("yin.ruoxi");
        confirmTo(page, "开账号");
        var password = page.getByRole(AriaRole.DIALOG).locator(".secret").innerText();
        Looks.at(page, "first-password");
        button(page, "已告知本人").click();

        var fresh = demo.visitor(390, 844);
        fresh.navigate(demo.at("/"));
        fresh.getByLabel("账号").fill("yin.ruoxi");
        fresh.getByLabel("口令").fill(password);
        button(fresh, "登录").click();
        assertThat(fresh.getByText("首次登录，先设一个自己的口令。")).isVisible();
        Looks.at(fresh, "first-sign-in-phone");
        fresh.getByLabel("原口令").fill(password);
        fresh.getByLabel("新口令", new Page.GetByLabelOptions().setExact(true)).fill("Ruoxi-2026-Sanhao");
        fresh.getByLabel("再输一次新口令").fill("Ruoxi-2026-Sanhao");
        button(fresh, "修改口令").click();
        fresh.waitForURL(Pattern.compile("/work"));
        Looks.at(fresh, "new-colleague-phone");
    }

    /** Says yes where another dialogue follows. */
    private static void confirmTo(Page page, String verb) {
        Clicks.inDialog(page, verb).click();
        assertThat(button(page, "已告知本人")).isVisible();
    }

    private static void upload(Page page, String name, List<String[]> units, List<String[]> people) {
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload(
                        name,
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        xlsx(units, people)));
        page.waitForURL(Pattern.compile("/imports/.+"));
    }

    private static byte[] xlsx(List<String[]> units, List<String[]> people) {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "demo", "1.0")) {
            sheet(book, "机构", UNITS, units);
            sheet(book, "人员", PEOPLE, people);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void sheet(Workbook book, String name, String[] header, List<String[]> rows) {
        var sheet = book.newWorksheet(name);
        var all = new ArrayList<String[]>(List.<String[]>of(header));
        all.addAll(rows);
        for (int row = 0; row < all.size(); row++) {
            for (int column = 0; column < header.length; column++) {
                if (!all.get(row)[column].isEmpty()) {
                    sheet.value(row, column, all.get(row)[column]);
                }
            }
        }
    }

    /** The six digits an authenticator shows so many half minutes from now (RFC 6238, SHA-1). */
    private static String code(String secret, int ahead) {
        long step = System.currentTimeMillis() / 1000 / STEP_SECONDS + ahead;
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(base32(secret), "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int from = hash[hash.length - 1] & 0xF;
            return "%06d".formatted((ByteBuffer.wrap(hash, from, Integer.BYTES).getInt() & 0x7FFFFFFF) % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] base32(String text) {
        var bytes = ByteBuffer.allocate(text.length() * 5 / 8);
        int bits = 0;
        int held = 0;
        for (char letter : text.toCharArray()) {
            held = held << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits += 5;
            if (bits >= 8 && bytes.hasRemaining()) {
                bytes.put((byte) (held >> bits - 8));
                bits -= 8;
                held &= (1 << bits) - 1;
            }
        }
        return bytes.array();
    }
}
