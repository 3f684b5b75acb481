package org.sanhao.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sanhao.server.support.World.password;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestPostgres;
import org.sanhao.server.support.Workbooks;
import org.sanhao.server.support.World;
import org.sanhao.server.xlsx.XlsxReader;
import org.sanhao.server.xlsx.XlsxRow;
import org.springframework.beans.factory.annotation.Autowired;

/** Files into the register, through the front door: all of a file or nothing of it. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportHttpTest {
    private static final String[] UNITS = {"机构代码", "名称", "级别", "类型", "上级单位", "床位", "中心卫生院"};
    private static final String[] PEOPLE = {"姓名", "工号", "单位", "科室", "岗位类别", "岗位名称", "任职日期", "账号"};
    private static final Set<String> AT_WORK = Set.of("queued", "checking", "loading");

    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    DatabaseAddress address;

    @TempDir
    Path folder;

    @BeforeAll
    void a_province() {
        world.aSmallProvince();
    }

    @Test
    void a_right_file_is_compared_first_and_loaded_when_somebody_says_so() {
        var admin = browsers.signedIn("sysadmin", password());
        var file = book(
                new String[][] {
                    {"C-100", "柳溪镇卫生院", "机构", "乡镇卫生院", "望溪县", "40", "是"},
                    {"", "柳溪内科", "科室", "临床科室", "C-100", "", ""},
                    {"", "石桥镇卫生院", "机构", "乡镇卫生院", "望溪县", "55", ""}
                },
                new String[][] {
                    {"柳一", "001", "C-100", "柳溪内科", "科主任", "内科主任", "2026-01-05", "liu.yi"},
                    {"柳二", "002", "柳溪镇卫生院", "", "主要负责人", "", "", ""},
                    {"柳一", "001", "C-100", "", "创建办专干", "", "", ""}
                });

        var checked = settled(admin, admin.upload("/api/imports", "柳溪.xlsx", file));

        assertThat(checked.text("/state")).as(checked.body()).isEqualTo("ready");
        assertThat(checked.number("/counts/units.new")).isEqualTo(2);
        assertThat(checked.number("/counts/units.changed")).isEqualTo(1);
        assertThat(checked.number("/counts/people.new")).isEqualTo(2);
        assertThat(checked.number("/counts/posts.new")).isEqualTo(3);
        assertThat(checked.number("/counts/accounts.new")).isEqualTo(1);
        assertThat(found(admin, "柳溪")).as("nothing before somebody says so").isEmpty();

        var loaded = settled(admin, admin.post("/api/imports/" + checked.text("/id") + "/load", null));

        assertThat(loaded.text("/state")).as(loaded.body()).isEqualTo("loaded");
        assertThat(found(admin, "柳溪")).containsExactlyInAnyOrder("柳溪镇卫生院", "柳溪内科");
        assertThat(admin.get("/api/units/" + world.unit("石桥镇卫生院")).number("/attributes/beds"))
                .isEqualTo(55);
        assertThat(admin.get("/api/people?q=%E6%9F%B3%E4%B8%80").texts("/items", "unitName"))
                .containsExactly("柳溪内科");

        var slips = admin.post("/api/imports/" + checked.text("/id") + "/first-passwords", null);
        var again = admin.post("/api/imports/" + checked.text("/id") + "/first-passwords", null);
        assertThat(slips.header("Cache-Control")).contains("no-store");
        assertThat(browsers.fresh().signIn("liu.yi", slips.text("/0/password")).status())
                .as("a later list ends the one before")
                .isEqualTo(401);
        var signedIn = browsers.fresh().signIn("liu.yi", again.text("/0/password"));
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.text("/mustChangePassword")).isEqualTo("true");
        assertThat(signedIn.texts("/posts", "title")).containsExactlyInAnyOrder("内科主任", "创建办专干");
        assertThat(admin.post("/api/imports/" + checked.text("/id") + "/first-passwords", null)
                        .body())
                .as("whoever has signed in has a password of his own")
                .isEqualTo("[]");

        var twice = settled(admin, admin.upload("/api/imports?again=true", "柳溪.xlsx", file));
        assertThat(twice.number("/counts/units.new")).isZero();
        assertThat(twice.number("/counts/people.new")).isZero();
        assertThat(twice.number("/counts/posts.new")).isZero();
        assertThat(twice.number("/counts/accounts.new")).isZero();
        assertThat(admin.upload("/api/imports", "换名.xlsx", file).text("/id"))
                .as("the same content is the import that exists")
                .isEqualTo(twice.text("/id"));
    }

    @Test
    void wrong_rows_of_every_kind_are_all_told_and_nothing_is_loaded() throws IOException {
        var admin = browsers.signedIn("sysadmin", password());
        var file = book(
                new String[][] {
                    {"E-1", "对的卫生院", "机构", "乡镇卫生院", "望溪县", "40", ""},
                    {"E-6", "同码甲卫生院", "机构", "乡镇卫生院", "望溪县", "", ""},
                    {"E-6", "同码乙卫生院", "机构", "乡镇卫生院", "望溪县", "", ""},
                    {"E-2", "无上级卫生院", "机构", "乡镇卫生院", "没有的县", "", ""},
                    {"E-3", "错级卫生院", "县", "卫生健康部门", "石桥镇卫生院", "", ""},
                    {"E-4", "错型科", "科室", "综合医院", "石桥镇卫生院", "", ""},
                    {"E-5", "公式卫生院", "机构", "乡镇卫生院", "望溪县", "=1+1", ""}
                },
                new String[][] {
                    {"对的人", "9001", "E-1", "", "主要负责人", "", "", "right.one"},
                    {"错岗人", "9002", "E-1", "", "经办", "", "", ""},
                    {"错日人", "9003", "E-1", "", "医务人员", "", "昨天", ""},
                    {"占号人", "9004", "E-1", "", "医务人员", "", "", "director"},
                    {"同号人", "9001", "E-1", "", "医务人员", "", "", ""},
                    {"", "9006", "E-1", "", "医务人员", "", "", ""},
                    {"三员人", "9007", "国家", "", "审计管理员", "", "", ""},
                    {"无室人", "9008", "E-1", "没有的科", "医务人员", "", "", ""}
                });

        var checked = settled(admin, admin.upload("/api/imports", "错.xlsx", file));
        var path = "/api/imports/" + checked.text("/id");

        assertThat(checked.text("/state")).as(checked.body()).isEqualTo("faulty");
        var lines = new ArrayList<String>();
        for (var fault : admin.get(path + "/faults?limit=200").json().at("/items")) {
            lines.add(fault.get("sheet").asString() + " " + fault.get("line").asInt() + " "
                    + fault.get("column").asString());
        }
        assertThat(lines)
                .contains(
                        "机构 4 机构代码",
                        "机构 5 上级单位",
                        "机构 6 级别",
                        "机构 7 类型",
                        "机构 8 床位",
                        "人员 3 岗位类别",
                        "人员 4 任职日期",
                        "人员 5 账号",
                        "人员 6 工号",
                        "人员 7 姓名",
                        "人员 8 岗位类别",
                        "人员 9 科室")
                .doesNotContain("机构 2 机构代码", "人员 2 姓名");
        assertThat(admin.post(path + "/load", null).text("/code")).isEqualTo("SH-2062");
        assertThat(found(admin, "卫生院")).doesNotContain("对的卫生院");
        assertThat(rows(admin.download(path + "/faults.xlsx"), "错误")).hasSize(checked.number("/faults") + 1);
    }

    @Test
    void a_unit_administrator_brings_in_departments_and_people_of_the_own_unit_and_nothing_else() {
        var unit = browsers.signedIn("unit.admin", password());
        var outside = settled(
                unit,
                unit.upload(
                        "/api/imports",
                        "越权.xlsx",
                        book(
                                new String[][] {
                                    {"", "别院外科", "科室", "临床科室", "青禾镇卫生院", "", ""},
                                    {"", "新卫生院", "机构", "乡镇卫生院", "", "", ""}
                                },
                                new String[][] {{"越权人", "1", "青禾镇卫生院", "", "医务人员", "", "", ""}})));
        var inside = settled(
                unit,
                unit.upload(
                        "/api/imports",
                        "本院.xlsx",
                        book(
                                new String[][] {{"", "石桥外科", "科室", "临床科室", "", "", ""}},
                                new String[][] {{"石外一", "w1", "", "石桥外科", "科主任", "", "", ""}})));

        assertThat(outside.text("/state")).isEqualTo("faulty");
        assertThat(unit.get("/api/imports/" + outside.text("/id") + "/faults").texts("/items", "column"))
                .contains("上级单位", "级别", "单位");
        assertThat(inside.text("/state")).as(inside.body()).isEqualTo("ready");
        assertThat(settled(unit, unit.post("/api/imports/" + inside.text("/id") + "/load", null))
                        .text("/state"))
                .isEqualTo("loaded");
        assertThat(found(unit, "石桥外科")).containsExactly("石桥外科");
    }

    @Test
    void an_import_belongs_to_its_scope() {
        var system = browsers.signedIn("sysadmin", password());
        var unit = browsers.signedIn("unit.admin", password());
        var theirs = settled(
                system,
                system.upload(
                        "/api/imports",
                        "省.xlsx",
                        book(new String[][] {{"S-1", "省里卫生院", "机构", "乡镇卫生院", "远山县", "", ""}}, new String[0][])));
        var path = "/api/imports/" + theirs.text("/id");

        assertThat(unit.get(path).status()).isEqualTo(404);
        assertThat(unit.get(path + "/faults").status()).isEqualTo(404);
        assertThat(unit.post(path + "/load", null).status()).isEqualTo(404);
        assertThat(browsers.signedIn("county.handler", password())
                        .get("/api/imports")
                        .status())
                .isEqualTo(403);
        assertThat(browsers.signedIn("secadmin", password())
                        .get("/api/imports/template")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_file_that_is_no_table_is_refused_at_once_and_one_with_other_headers_after_a_look() {
        var admin = browsers.signedIn("sysadmin", password());

        assertThat(admin.upload("/api/imports", "程序.xlsx", new byte[] {'M', 'Z', 0, 1})
                        .text("/code"))
                .isEqualTo("SH-2050");
        assertThat(admin.upload("/api/imports", "表.xlsx", "姓名,工号".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .text("/code"))
                .isEqualTo("SH-2050");
        var other = settled(admin, admin.upload("/api/imports", "别的.xlsx", Workbooks.of(Map.of("人员", new String[][] {
            {"姓名", "身份证号"}
        }))));
        assertThat(other.text("/state")).isEqualTo("refused");
        assertThat(other.text("/problem/code")).isEqualTo("SH-2053");
        var empty =
                settled(admin, admin.upload("/api/imports", "空.xlsx", Workbooks.of(Map.of("人员", new String[][] {{"姓名"}
                }))));
        assertThat(empty.text("/problem/code")).isEqualTo("SH-2054");
    }

    @Test
    void killed_in_the_middle_nothing_is_loaded_and_the_same_file_may_come_again() throws Exception {
        var admin = browsers.signedIn("sysadmin", password());
        var file = book(
                new String[][] {{"K-1", "断电卫生院", "机构", "乡镇卫生院", "望溪县", "", ""}},
                new String[][] {{"断电人", "k1", "K-1", "", "主要负责人", "", "", ""}});
        var checked = settled(admin, admin.upload("/api/imports", "断电.xlsx", file));
        try (var superuser = TestPostgres.superuser(address)) {
            superuser.setAutoCommit(false);
            superuser.createStatement().execute("LOCK TABLE institution.placement IN ACCESS EXCLUSIVE MODE");
            admin.post("/api/imports/" + checked.text("/id") + "/load", null);
            await().atMost(Duration.ofSeconds(60)).until(() -> killWhoWaits() > 0);
            superuser.rollback();
        }

        var after = settled(admin, admin.get("/api/imports/" + checked.text("/id")));

        assertThat(after.text("/state")).as(after.body()).isEqualTo("interrupted");
        assertThat(after.text("/problem/code")).isEqualTo("SH-2056");
        assertThat(found(admin, "断电")).isEmpty();
        var again = settled(admin, admin.upload("/api/imports", "断电.xlsx", file));
        assertThat(settled(admin, admin.post("/api/imports/" + again.text("/id") + "/load", null))
                        .text("/state"))
                .isEqualTo("loaded");
        assertThat(found(admin, "断电")).containsExactly("断电卫生院");
    }

    @Test
    void of_two_files_that_bring_the_same_unit_at_once_only_one_is_loaded() {
        var admin = browsers.signedIn("sysadmin", password());
        var files = List.of("先", "后");
        var runs = files.stream()
                .map(name -> settled(
                        admin,
                        admin.upload(
                                "/api/imports",
                                name + ".xlsx",
                                book(
                                        new String[][] {{"T-1", name + "到卫生院", "机构", "乡镇卫生院", "望溪县", "", ""}},
                                        new String[0][]))))
                .toList();
        runs.forEach(run -> assertThat(run.text("/state")).isEqualTo("ready"));

        runs.forEach(run -> admin.post("/api/imports/" + run.text("/id") + "/load", null));
        var states = runs.stream()
                .map(run -> settled(admin, admin.get("/api/imports/" + run.text("/id")))
                        .text("/counts/units.new"))
                .toList();

        assertThat(states).containsExactly("1", "0");
        assertThat(found(admin, "到卫生院"))
                .as("the second file found the unit of the first and corrected its name")
                .containsExactly("后到卫生院");
    }

    @Test
    void an_import_is_stopped_before_it_is_loaded() {
        var admin = browsers.signedIn("sysadmin", password());
        var run = settled(
                admin,
                admin.upload(
                        "/api/imports",
                        "停.xlsx",
                        book(new String[][] {{"X-1", "停下卫生院", "机构", "乡镇卫生院", "望溪县", "", ""}}, new String[0][])));
        var path = "/api/imports/" + run.text("/id");

        assertThat(admin.post(path + "/cancel", null).text("/state")).isEqualTo("cancelled");
        assertThat(admin.post(path + "/load", null).text("/code")).isEqualTo("SH-2062");
    }

    @Test
    void the_template_and_the_lists_are_tables_in_which_no_text_computes() throws IOException {
        var admin = browsers.signedIn("sysadmin", password());
        admin.post(
                "/api/units",
                "{\"parent\":\"" + world.unit("望溪县")
                        + "\",\"level\":\"institution\",\"type\":\"township-hospital\",\"name\":\"=1+1卫生院\"}");

        assertThat(rows(admin.download("/api/imports/template"), "机构")
                        .getFirst()
                        .at(1)
                        .text())
                .isEqualTo("名称");
        assertThat(rows(admin.download("/api/imports/template"), "填写说明")).hasSizeGreaterThan(20);
        assertThat(rows(admin.download("/api/units.xlsx?level=institution"), "机构"))
                .anySatisfy(row -> {
                    assertThat(row.at(1).text()).isEqualTo("=1+1卫生院");
                    assertThat(row.at(1).kind()).isEqualTo(org.sanhao.server.xlsx.Cell.Kind.TEXT);
                });
        assertThat(rows(admin.download("/api/people.xlsx"), "人员")).hasSizeGreaterThan(10);
        assertThat(rows(admin.download("/api/accounts.xlsx"), "账号"))
                .anySatisfy(row -> assertThat(row.at(0).text()).isEqualTo("director"));
        assertThat(browsers.signedIn("county.handler", password())
                        .get("/api/people.xlsx")
                        .status())
                .isEqualTo(403);
    }

    /** Ends the database's side of whoever waits for the locked table, as a failing machine would. */
    private int killWhoWaits() throws SQLException {
        try (var superuser = TestPostgres.superuser(address);
                var statement = superuser.createStatement();
                var killed = statement.executeQuery("""
                        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'
                          AND application_name = 'sanhao-background'
                        """)) {
            killed.next();
            return killed.getInt(1);
        }
    }

    private static Browser.Answer settled(Browser browser, Browser.Answer begun) {
        assertThat(begun.status()).as(begun.body()).isBetween(200, 202);
        var path = "/api/imports/" + begun.text("/id");
        return await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> browser.get(path), answer -> !AT_WORK.contains(answer.text("/state")));
    }

    private static List<String> found(Browser browser, String part) {
        return browser.get("/api/units?limit=200&q="
                        + java.net.URLEncoder.encode(part, java.nio.charset.StandardCharsets.UTF_8))
                .texts("/items", "name");
    }

    private static byte[] book(String[][] units, String[][] people) {
        var sheets = new LinkedHashMap<String, String[][]>();
        sheets.put("机构", headed(UNITS, units));
        sheets.put("人员", headed(PEOPLE, people));
        return Workbooks.of(sheets);
    }

    private static String[][] headed(String[] header, String[][] rows) {
        var all = new String[rows.length + 1][];
        all[0] = header;
        System.arraycopy(rows, 0, all, 1, rows.length);
        return all;
    }

    private List<XlsxRow> rows(byte[] file, String sheet) throws IOException {
        var path = Files.createTempFile(folder, "file", ".xlsx");
        Files.write(path, file);
        var rows = new ArrayList<XlsxRow>();
        try (var xlsx = XlsxReader.open(path, folder)) {
            xlsx.read(sheet, 1_000_000, rows::add);
        }
        return rows;
    }
}
