package org.sanhao.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestPostgres;
import org.sanhao.server.support.UsualCampaign;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Evidence over HTTP: brought, named, used, seen from above, let go. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(
        properties = {
            "sanhao.evidence.folder=target/evidence-http-test",
            "sanhao.evidence.photo=200KB",
            "sanhao.evidence.document=1MB",
            "sanhao.evidence.per-clause=3",
            "sanhao.evidence.per-institution=4MB"
        })
class EvidenceHttpTest {
    private static final Path FOLDER = Path.of("target/evidence-http-test");

    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    Browser county;
    Browser officer;
    Browser clinician;
    String sheet;
    int seed;

    @BeforeAll
    void a_sheet_in_work() {
        world.aSmallProvince();
        county = browsers.signedIn("county.handler", password());
        officer = browsers.signedIn("quality.officer", password());
        clinician = browsers.signedIn("clinician", password());
        UsualCampaign.published(county, world, "石桥镇卫生院");
        sheet = officer.get("/api/my/enrolments").text("/0/sheetId");
    }

    private static String address(String name) {
        return "/api/evidence/files?name="
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Answer upload(Browser who, String name, byte[] bytes) {
        return who.postBytes(address(name), bytes);
    }

    /** A photo nobody has brought yet. */
    private String aPhoto() {
        var answer = upload(officer, "现场" + ++seed + ".jpg", Samples.jpeg(60, 40, 100 + seed));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.text("/id");
    }

    private Answer use(Browser who, String evidence, String clause, String line) {
        return who.post(
                "/api/sheets/" + sheet + "/evidence",
                "{\"evidenceId\":\"%s\",\"clause\":\"%s\",\"line\":\"%s\"}".formatted(evidence, clause, line));
    }

    @Test
    void a_photo_is_kept_with_its_day_and_its_check_value() {
        var answer = upload(officer, "登记本 8月.jpg", Samples.photo("2026:08:05", 1));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("/name")).isEqualTo("登记本 8月.jpg");
        assertThat(answer.text("/takenOn")).isEqualTo("2026-08-05");
        assertThat(answer.text("/digest")).matches("sha-256:[0-9a-f]{64}");
        assertThat(answer.text("/by")).isEqualTo("人quality.officer");
        assertThat(answer.number("/uses")).isZero();
    }

    @Test
    void a_photo_from_a_chat_has_no_day_and_none_is_invented() {
        var answer = officer.get("/api/evidence/" + aPhoto());

        assertThat(answer.json().at("/evidence").has("takenOn")).isFalse();
        assertThat(answer.text("/evidence/photo")).isEqualTo("true");
    }

    @Test
    void a_department_brings_files_for_its_institution() {
        var answer = upload(clinician, "内科交班.pdf", Samples.pdf(3));

        assertThat(answer.text("/department")).isEqualTo("石桥内科");
        assertThat(answer.number("/pages")).isEqualTo(3);
        assertThat(answer.text("/unitId")).isEqualTo(world.unit("石桥镇卫生院").toString());
        assertThat(officer.get("/api/evidence/" + answer.text("/id")).status()).isEqualTo(200);
    }

    @Test
    void the_same_upload_sent_twice_acts_once_and_the_key_names_nothing_else() {
        var bytes = Samples.jpeg(61, 40, 9);
        var keyed = officer.withHeader("Idempotency-Key", "upload-once-000001");

        var first = upload(keyed, "同一张.jpg", bytes);
        var again = upload(keyed, "同一张.jpg", bytes);
        var other = upload(keyed, "同一张.jpg", Samples.jpeg(61, 40, 10));

        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(other.text("/code")).isEqualTo("SH-1007");
    }

    @Test
    void the_same_content_under_another_name_is_the_piece_it_already_is() {
        var bytes = Samples.jpeg(62, 40, 11);
        var first = upload(officer, "甲.jpg", bytes);
        var second = upload(clinician, "乙.jpg", bytes);

        assertThat(second.text("/id")).isEqualTo(first.text("/id"));
        assertThat(second.text("/name")).isEqualTo("甲.jpg");
    }

    @Test
    void eight_people_bringing_the_same_photo_at_once_make_one_piece_and_one_file() throws Exception {
        var bytes = Samples.jpeg(63, 40, 12);
        long before = filesOnDisk();
        var work = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 8; i++) {
            var name = "并发" + i + ".jpg";
            work.add(() -> upload(officer, name, bytes));
        }
        var ids = new HashSet<String>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (var each : pool.invokeAll(work)) {
                assertThat(each.get().status()).as(each.get().body()).isEqualTo(200);
                ids.add(each.get().text("/id"));
            }
        }

        assertThat(ids).hasSize(1);
        assertThat(filesOnDisk() - before).isEqualTo(1);
    }

    @Test
    void another_institution_with_the_same_content_has_a_piece_and_a_file_of_its_own() {
        var bytes = Samples.jpeg(64, 40, 13);
        var mine = upload(officer, "甲.jpg", bytes);
        var stranger = browsers.signedIn("other.officer", password());
        var theirs = upload(stranger, "甲.jpg", bytes);

        assertThat(theirs.text("/id")).isNotEqualTo(mine.text("/id"));
        assertThat(theirs.text("/digest")).isEqualTo(mine.text("/digest"));
        for (var path : List.of("", "/original", "/picture")) {
            assertThat(stranger.get("/api/evidence/" + mine.text("/id") + path).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(use(stranger, mine.text("/id"), "1.1.1", "C-1").status()).isEqualTo(404);
        assertThat(stranger.get("/api/sheets/" + sheet + "/evidence").status()).isEqualTo(404);
    }

    @Test
    void the_county_sees_a_piece_once_it_stands_behind_a_clause_and_not_before() {
        var id = aPhoto();
        for (var path : List.of("", "/original", "/picture")) {
            assertThat(county.get("/api/evidence/" + id + path).status()).isEqualTo(404);
        }
        assertThat(use(officer, id, "1.2.1", "C-1").status()).isEqualTo(200);

        for (var path : List.of("", "/original", "/picture")) {
            assertThat(county.get("/api/evidence/" + id + path).status())
                    .as(path)
                    .isEqualTo(200);
        }
        var other = browsers.signedIn("other.county", password());
        assertThat(other.get("/api/evidence/" + id).status()).isEqualTo(404);
        assertThat(other.get("/api/evidence/" + id + "/original").status()).isEqualTo(404);
        assertThat(county.get("/api/sheets/" + sheet + "/evidence").texts("/pieces", "id"))
                .contains(id);
    }

    @Test
    void one_photo_serves_many_clauses_and_says_how_many() {
        var id = aPhoto();
        use(officer, id, "2.1.1", "C-1");
        use(officer, id, "2.1.1", "C-2");
        use(officer, id, "2.1.2", "C-1");

        var detail = officer.get("/api/evidence/" + id);
        assertThat(detail.number("/evidence/uses")).isEqualTo(2);
        assertThat(detail.texts("/uses", "part")).containsExactly("2.1.1", "2.1.1", "2.1.2");
        var taken = officer.withHeader("If-Match", "\"1\"")
                .post("/api/evidence/" + id + "/removal", "{\"reason\":\"不用了\"}");
        assertThat(taken.text("/code")).isEqualTo("SH-6019");
    }

    @Test
    void used_twice_is_used_once_and_taken_off_stays_in_the_record_with_its_reason() {
        var id = aPhoto();
        var first = use(officer, id, "1.4.1", "C-1");
        var again = use(officer, id, "1.4.1", "C-1");
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));

        var path = "/api/sheets/" + sheet + "/evidence/" + first.text("/id") + "/removal";
        assertThat(officer.post(path, "{\"reason\":\" \"}").text("/fields/0/field"))
                .isEqualTo("reason");
        var off = officer.post(path, "{\"reason\":\"拍得不清楚\"}");
        assertThat(off.text("/takenOff")).isEqualTo("拍得不清楚");
        assertThat(officer.get("/api/sheets/" + sheet + "/evidence").texts("/pieces", "id"))
                .doesNotContain(id);
        assertThat(officer.get("/api/evidence/" + id).texts("/uses", "takenOff"))
                .containsExactly("拍得不清楚");
        assertThat(use(officer, id, "1.4.1", "C-1").text("/id")).isNotEqualTo(first.text("/id"));
    }

    @Test
    void a_clinician_adds_only_to_what_was_handed_out() {
        var id = aPhoto();
        assertThat(use(clinician, id, "3.2.2", "C-1").text("/code")).isEqualTo("SH-5005");
        officer.withHeader("If-Match", "\"0\"")
                .put("/api/sheets/" + sheet + "/assignments/3.2", "{\"departmentId\":\"" + world.unit("石桥内科") + "\"}");

        assertThat(use(clinician, id, "3.2.2", "C-1").status()).isEqualTo(200);
        assertThat(use(officer, id, "9.9.9", "C-1").text("/code")).isEqualTo("SH-5000");
        assertThat(use(officer, id, "3.2.2", "X-7").text("/code")).isEqualTo("SH-5001");
        assertThat(use(county, id, "3.2.2", "C-1").status()).isEqualTo(403);
    }

    @Test
    void a_clause_takes_as_many_as_the_setting_says() {
        for (int i = 0; i < 3; i++) {
            assertThat(use(officer, aPhoto(), "4.1.1", "C-1").status()).isEqualTo(200);
        }

        assertThat(use(officer, aPhoto(), "4.1.1", "C-1").text("/code")).isEqualTo("SH-6013");
        assertThat(use(officer, aPhoto(), "4.1.2", "C-1").status()).as("canary").isEqualTo(200);
    }

    @Test
    void files_leave_as_downloads_that_run_nothing() {
        var pdf = upload(officer, "报告制度.pdf", Samples.pdf(2));
        use(officer, pdf.text("/id"), "2.3.1", "C-1");
        var answer = county.get("/api/evidence/" + pdf.text("/id") + "/original");

        assertThat(answer.header("Content-Disposition"))
                .startsWith("attachment")
                .contains("%E6%8A%A5%E5%91%8A");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
        assertThat(answer.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void a_download_gives_back_every_byte() {
        var bytes = Samples.pdf(4);
        var id = upload(officer, "逐字节.pdf", bytes).text("/id");

        assertThat(officer.get("/api/evidence/" + id + "/original").bytes()).isEqualTo(bytes);
    }

    @Test
    void pages_are_shown_as_pictures_and_what_cannot_be_drawn_says_so() {
        var pdf = upload(
                officer,
                "两页.pdf",
                Samples.pdf(2, document -> document.getPage(0).setRotation(90)));
        var path = "/api/evidence/" + pdf.text("/id") + "/picture";

        assertThat(officer.get(path + "?page=1&small=true").header("Content-Type"))
                .isEqualTo("image/jpeg");
        assertThat(officer.get(path + "?page=2").text("/code")).isEqualTo("SH-6017");
        var docx = upload(officer, "分析.docx", Samples.docx());
        assertThat(docx.number("/pictures")).isZero();
        assertThat(officer.get("/api/evidence/" + docx.text("/id") + "/picture").text("/code"))
                .isEqualTo("SH-6017");
    }

    @Test
    void what_must_not_come_in_is_refused_with_its_reason_and_leaves_nothing() throws IOException {
        long before = filesOnDisk();

        assertThat(upload(officer, "现场.jpg", "MZ\u0090 program".getBytes(StandardCharsets.ISO_8859_1))
                        .text("/code"))
                .isEqualTo("SH-6001");
        assertThat(upload(officer, "程序.exe", new byte[10]).text("/code")).isEqualTo("SH-6000");
        assertThat(upload(officer, "老.doc", new byte[10]).text("/code")).isEqualTo("SH-6000");
        assertThat(upload(officer, "../x.jpg", Samples.png()).text("/code")).isEqualTo("SH-6008");
        assertThat(upload(officer, "空.jpg", new byte[0]).text("/code")).isEqualTo("SH-6007");
        assertThat(upload(officer, "表.xlsx", Samples.bomb(40)).text("/code")).isEqualTo("SH-6004");
        assertThat(upload(officer, "大.jpg", new byte[201 * 1024]).text("/code")).isEqualTo("SH-6006");
        assertThat(upload(officer, "大.pdf", new byte[1025 * 1024]).status()).isEqualTo(413);
        assertThat(upload(county, "县.jpg", Samples.png()).status()).isEqualTo(403);
        assertThat(filesOnDisk()).isEqualTo(before);
    }

    @Test
    void a_record_stays_where_it_is_and_only_its_number_is_told_to_whom_it_concerns() throws Exception {
        var answer = officer.post(
                "/api/evidence/records", "{\"title\":\"归档病历\",\"number\":\"ZY20260817-03\",\"place\":\"病案室 3 架\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("/kind")).isEqualTo("record");
        assertThat(answer.text("/number")).isEqualTo("ZY20260817-03");
        assertThat(officer.post("/api/evidence/records", "{\"title\":\"x\",\"number\":\"\",\"place\":\"y\"}")
                        .text("/fields/0/field"))
                .isEqualTo("number");

        use(officer, answer.text("/id"), "2.3.2", "C-1");
        assertThat(county.get("/api/evidence/" + answer.text("/id")).text("/evidence/number"))
                .isEqualTo("ZY20260817-03");
        assertThat(everythingInTheDatabase()).as("sealed in the database").doesNotContain("ZY20260817");
        assertThat(everythingInTheDatabase()).as("canary").contains("病案室 3 架");
    }

    @Test
    void erasure_destroys_content_name_and_pictures_and_leaves_the_check_value() throws IOException {
        var id = aPhoto();
        use(officer, id, "2.3.3", "C-1");
        officer.get("/api/evidence/" + id + "/picture");
        long before = filesOnDisk();

        var erased = officer.withHeader("If-Match", "\"1\"")
                .post("/api/evidence/" + id + "/erasure", "{\"reason\":\"拍到了患者\"}");

        assertThat(erased.status()).as(erased.body()).isEqualTo(200);
        assertThat(erased.text("/erased")).isEqualTo("true");
        assertThat(erased.text("/name")).isEqualTo("已销毁的材料");
        assertThat(erased.text("/digest")).startsWith("sha-256:");
        assertThat(officer.get("/api/evidence/" + id + "/original").status()).isEqualTo(410);
        assertThat(officer.get("/api/evidence/" + id + "/picture").status()).isEqualTo(410);
        assertThat(filesOnDisk()).isEqualTo(before - 2);
        assertThat(clinician
                        .withHeader("If-Match", "\"1\"")
                        .post("/api/evidence/" + aPhoto() + "/erasure", "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_changed_file_on_the_disk_is_told_and_not_handed_out() throws IOException {
        var before = names();
        var id = aPhoto();
        var file = names().stream()
                .filter(each -> !before.contains(each))
                .findFirst()
                .orElseThrow();
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThat(officer.get("/api/evidence/" + id + "/original").text("/code"))
                .isEqualTo("SH-6018");
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(officer.get("/api/evidence/" + id + "/original").status())
                .as("canary")
                .isEqualTo(200);
    }

    @Test
    void the_collection_is_searched_filtered_and_counted() {
        upload(officer, "季度分析一.xlsx", Samples.xlsxWith("xl/a.xml", Samples.text("<a/>")));
        var second = upload(officer, "季度分析二.docx", Samples.docxWith("word/b.xml", Samples.text("<b/>")));
        use(officer, second.text("/id"), "1.4.2", "C-1");
        var expiring = officer.withHeader("If-Match", "\"1\"")
                .put("/api/evidence/" + second.text("/id") + "/expiry", "{\"expiresOn\":\"2026-12-31\"}");

        assertThat(expiring.text("/expiresOn")).isEqualTo("2026-12-31");
        var q = "/api/evidence?q=" + URLEncoder.encode("季度分析", StandardCharsets.UTF_8);
        assertThat(officer.get(q).number("/total")).isEqualTo(2);
        assertThat(officer.get(q).texts("/items", "name")).containsExactly("季度分析二.docx", "季度分析一.xlsx");
        assertThat(officer.get(q + "&kind=xlsx").texts("/items", "name")).containsExactly("季度分析一.xlsx");
        assertThat(officer.get(q + "&unused=true").texts("/items", "name")).containsExactly("季度分析一.xlsx");
        assertThat(officer.get(q + "&expiringUntil=2026-12-31").texts("/items", "name"))
                .containsExactly("季度分析二.docx");
        assertThat(officer.get("/api/evidence?q=%25").number("/total")).isZero();
        var page = officer.get(q + "&limit=1");
        assertThat(officer.get(q + "&limit=1&cursor=" + page.text("/next")).texts("/items", "name"))
                .containsExactly("季度分析一.xlsx");
        assertThat(county.get(q).texts("/items", "name")).containsExactly("季度分析二.docx");
    }

    private static String everythingInTheDatabase() throws Exception {
        var all = new StringBuilder();
        try (var superuser = TestPostgres.superuser(database());
                var rows = superuser.createStatement().executeQuery("SELECT i::text FROM evidence.item i")) {
            while (rows.next()) {
                all.append(rows.getString(1));
            }
        }
        return all.toString();
    }

    private static String database = "";

    @Autowired
    void remember(org.sanhao.server.postgres.DatabaseAddress address) {
        database = address.url().substring(address.url().lastIndexOf('/') + 1);
    }

    private static String database() {
        return database;
    }

    private static long filesOnDisk() throws IOException {
        return names().size();
    }

    private static List<Path> names() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
