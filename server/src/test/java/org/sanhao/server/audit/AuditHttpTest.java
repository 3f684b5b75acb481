package org.sanhao.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.io.BufferedReader;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.kernel.Ids;
import org.sanhao.proof.Digest;
import org.sanhao.proof.Json;
import org.sanhao.proof.KeyRing;
import org.sanhao.proof.MerkleTree;
import org.sanhao.proof.audit.AuditExport;
import org.sanhao.server.access.Accounts;
import org.sanhao.server.access.Accounts.AccountDraft;
import org.sanhao.server.audit.service.Sealer;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.People.PersonDraft;
import org.sanhao.server.institution.People.PostDraft;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.Statements;
import org.sanhao.server.support.TestPostgres;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** What people do leaves its rows, the auditor reads and checks them, and whoever tampers is found out. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditHttpTest {
    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    Sealer sealer;

    @Autowired
    DatabaseAddress address;

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    private Browser auditor;

    @BeforeAll
    void a_province_with_an_auditor() {
        world.aSmallProvince();
        auditor = browsers.signedIn("auditor", password());
    }

    private Browser.Answer log(String query) {
        return auditor.get("/api/audit/entries?limit=200&" + query);
    }

    private Browser.Answer check() {
        var answer = auditor.post("/api/audit/checks", null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private Browser.Answer register(String name) {
        return browsers.signedIn("unit.admin", password())
                .post("/api/people", "{\"unit\":\"%s\",\"name\":\"%s\"}".formatted(world.unit("石桥内科"), name));
    }

    @Test
    void a_change_leaves_one_row_that_says_who_and_about_what_without_any_name() {
        var made = register("秦岭雪");
        assertThat(made.status()).as(made.body()).isEqualTo(201);

        var found = log("subject=" + made.text("/id"));

        assertThat(found.json().at("/items").size()).as(found.body()).isEqualTo(1);
        assertThat(found.text("/items/0/act")).isEqualTo("POST /api/people");
        assertThat(found.text("/items/0/actTitle")).isEqualTo("登记人员");
        assertThat(found.text("/items/0/result")).isEqualTo("done");
        assertThat(found.text("/items/0/person"))
                .isEqualTo(world.person("unit.admin").toString());
        assertThat(found.text("/items/0/personName")).isEqualTo("人unit.admin");
        assertThat(found.text("/items/0/post"))
                .isEqualTo(world.postOf("unit.admin").toString());
        assertThat(found.text("/items/0/network")).isEqualTo("127.0.0.0/24");
        assertThat(everyColumn()).noneMatch(text -> text.contains("秦岭雪"));
    }

    private List<String> everyColumn() {
        try (var superuser = TestPostgres.superuser(address);
                var rows = superuser.createStatement().executeQuery("SELECT e::text FROM audit.entry e")) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_same_request_again_does_nothing_and_leaves_no_second_row() {
        var admin =
                browsers.signedIn("unit.admin", password()).withHeader("Idempotency-Key", "same-key-" + Ids.token(8));
        var body = "{\"unit\":\"%s\",\"name\":\"一次\"}".formatted(world.unit("石桥内科"));

        var made = admin.post("/api/people", body);
        var again = admin.post("/api/people", body);

        assertThat(again.text("/id")).isEqualTo(made.text("/id"));
        assertThat(log("subject=" + made.text("/id")).json().at("/items").size())
                .isEqualTo(1);
    }

    @Test
    void what_was_refused_leaves_a_row_with_the_code_and_none_that_says_done() {
        var officer = browsers.signedIn("quality.officer", password());
        var person = world.person("quality.officer");

        assertThat(officer.post("/api/people", "{\"unit\":\"%s\",\"name\":\"某\"}".formatted(world.unit("石桥内科")))
                        .status())
                .isEqualTo(403);
        assertThat(officer.get("/api/units/" + UUID.randomUUID()).status()).isEqualTo(404);

        var refused = log("person=" + person + "&refused=true");
        assertThat(refused.texts("/items", "result")).contains("SH-1003", "SH-1004");
        assertThat(log("person=" + person + "&refused=false&act=POST%20/api/people")
                        .json()
                        .at("/items")
                        .size())
                .isZero();
    }

    @Test
    void signing_in_failing_to_and_signing_out_leave_their_rows() {
        var browser = browsers.fresh();
        browser.signIn("nobody.here", "wrong-password");
        browser.signIn("director", "wrong-password");
        browser.signIn("director", password());
        browser.delete("/api/session");

        var mine = log("person=" + world.person("director"));
        assertThat(mine.texts("/items", "result").subList(0, 3)).containsExactly("done", "done", "SH-2010");
        assertThat(mine.texts("/items", "act").subList(0, 3))
                .containsExactly("DELETE /api/session", "POST /api/session", "POST /api/session");
        var strangers = log("refused=true&act=POST%20/api/session");
        assertThat(strangers.json().at("/items").valueStream().anyMatch(row -> row.get("person") == null))
                .isTrue();
        assertThat(everyColumn()).noneMatch(text -> text.contains("nobody.here"));
    }

    @Test
    void nobody_but_the_auditor_reads_the_log() {
        for (var login : List.of("sysadmin", "secadmin", "county.handler", "director")) {
            var browser = browsers.signedIn(login, password());
            for (var path : List.of("entries", "entries/" + UUID.randomUUID(), "state", "acts", "export")) {
                assertThat(browser.get("/api/audit/" + path).status())
                        .as(login + " " + path)
                        .isEqualTo(403);
            }
            assertThat(browser.post("/api/audit/checks", null).status()).isEqualTo(403);
        }
        assertThat(browsers.fresh().get("/api/audit/entries").status()).isEqualTo(401);
    }

    @Test
    void names_and_pages_narrow_the_list() {
        register("甲");
        register("乙");

        assertThat(log("name=unit.admin").texts("/items", "personName"))
                .isNotEmpty()
                .containsOnly("人unit.admin");
        assertThat(log("name=没有这个人").json().at("/items").size()).isZero();
        var first = auditor.get("/api/audit/entries?limit=1&name=unit.admin");
        var second = auditor.get("/api/audit/entries?limit=1&name=unit.admin&cursor=" + first.text("/next"));
        assertThat(second.text("/items/0/id")).isNotNull().isNotEqualTo(first.text("/items/0/id"));
        assertThat(log("from=2001-01-01&to=2001-01-02").json().at("/items").size())
                .isZero();
        assertThat(auditor.get("/api/audit/entries?cursor=bm90aGluZw").status()).isEqualTo(400);
    }

    @Test
    void a_sealed_row_shows_its_place_and_the_path_to_the_signed_root() {
        var made = register("丙");
        sealer.seal();
        var id = log("subject=" + made.text("/id")).text("/items/0/id");

        var detail = auditor.get("/api/audit/entries/" + id);

        var path = new ArrayList<Digest>();
        detail.json().at("/path").forEach(hash -> path.add(Digest.parse(hash.asString())));
        assertThat(MerkleTree.includes(
                        Digest.parse(detail.text("/seal/root")),
                        detail.number("/seal/rows"),
                        detail.number("/position") - 1,
                        Digest.parse(detail.text("/leaf")),
                        path))
                .isTrue();
        var head = browsers.fresh().get("/api/public/audit-head");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.number("/number")).isGreaterThanOrEqualTo(detail.number("/seal/number"));
        var ring = KeyRing.ofTree(
                Json.read(browsers.fresh().get("/.well-known/sanhao-keys").body()));
        assertThat(ring.current().key().keyId()).isEqualTo(detail.text("/seal/keyId"));
    }

    @Test
    void the_export_is_checked_without_the_server_and_the_state_names_the_last_head() throws Exception {
        register("丁");
        sealer.seal();

        var export = auditor.get("/api/audit/export");
        var result = AuditExport.check(
                new BufferedReader(new StringReader(export.body())), null, java.util.Collections.emptyIterator());

        assertThat(result.firstBreak()).isNull();
        assertThat(result.rows()).isPositive();
        var state = auditor.get("/api/audit/state");
        assertThat(state.number("/last/number")).isGreaterThanOrEqualTo((int) result.batches());
        assertThat(state.text("/fingerprint")).startsWith("sha-256:");
    }

    /** What an auditor of a part learned from rows of nobody would be about other parts. */
    @Test
    void what_belongs_to_no_unit_is_shown_to_the_auditor_of_the_root_and_to_nobody_below() throws SQLException {
        var ownerless = UUID.randomUUID();
        try (var app = app()) {
            insert(app, ownerless);
            app.commit();
        }
        browsers.fresh().signIn("nobody.here.either", "wrong-password");
        var below = auditorOf("望溪县");

        assertThat(auditor.get("/api/audit/entries/" + ownerless).status())
                .as("canary")
                .isEqualTo(200);
        assertThat(below.get("/api/audit/entries/" + ownerless).status()).isEqualTo(404);
        var theirs = below.get("/api/audit/entries?limit=200");
        assertThat(theirs.texts("/items", "id")).isNotEmpty().doesNotContain(ownerless.toString());
        assertThat(theirs.json().at("/items").valueStream().allMatch(row -> row.get("person") != null))
                .as("nobody without a name knocks in a part")
                .isTrue();
        // The row of his own vain look names it as its subject, and is his.
        var itself = "\"id\":\"" + ownerless + "\"";
        assertThat(below.get("/api/audit/export").body()).doesNotContain(itself);
        assertThat(auditor.get("/api/audit/export").body()).contains(itself);
    }

    /** The second wall: the database itself, whatever the query forgets. */
    @Test
    void the_database_shows_rows_of_nobody_to_the_root_only() throws SQLException {
        try (var app = app()) {
            insert(app, UUID.randomUUID());
            app.commit();
            assertThat(ownerless(app, "adm/a1/")).isPositive();
            assertThat(ownerless(app, "adm/a1/b2/")).isZero();
        }
    }

    private static int ownerless(Connection app, String scope) throws SQLException {
        try (var statement = app.createStatement()) {
            statement.execute("SELECT set_config('sanhao.scope', '" + scope + "', false)");
            try (var rows = statement.executeQuery("SELECT count(*) FROM audit.entry WHERE path = ''")) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private Browser auditorOf(String unit) {
        var person = PersonId.next();
        people.register(Scope.SYSTEM, List.of(new PersonDraft(person, world.unit(unit), "人" + unit, null)), "test")
                .orThrow();
        people.appoint(
                        Scope.SYSTEM,
                        List.of(new PostDraft(
                                PostId.next(),
                                person,
                                world.unit(unit),
                                Line.ADMINISTRATIVE,
                                PostKind.AUDIT_ADMINISTRATOR,
                                "审计管理员")),
                        LocalDate.of(2020, 1, 1),
                        "test")
                .orThrow();
        accounts.open(Scope.SYSTEM, List.of(new AccountDraft(person, "part.auditor", password(), false)), "test")
                .orThrow();
        return browsers.signedIn("part.auditor", password());
    }

    @Test
    void a_check_runs_once_for_its_key_and_not_at_all_without_one() {
        sealer.seal();
        var keyed = auditor.withHeader("Idempotency-Key", "check-" + Ids.token(10));
        var first = new ArrayList<Browser.Answer>();

        assertThat(sealsRead(() -> first.add(keyed.post("/api/audit/checks", null))))
                .as("canary: a check reads the seals")
                .isPositive();
        assertThat(sealsRead(
                        () -> assertThat(keyed.post("/api/audit/checks", null).text("/at"))
                                .isEqualTo(first.getFirst().text("/at"))))
                .isZero();
        assertThat(sealsRead(() -> assertThat(auditor.withHeader("Idempotency-Key", "short")
                                .post("/api/audit/checks", null)
                                .text("/code"))
                        .isEqualTo("SH-1008")))
                .isZero();
    }

    private static long sealsRead(Runnable work) {
        return Statements.during(work).stream()
                .filter(sql -> sql.contains("SELECT line, leaves"))
                .count();
    }

    /** A long transaction takes a low number and commits after the seal; sealing by number alone would lose its row. */
    @Test
    void the_row_of_a_slow_transaction_is_sealed_once_it_is_over_and_holds_nobody_up() throws SQLException {
        var slow = UUID.randomUUID();
        try (var app = app()) {
            insert(app, slow);
            var made = register("戊");
            assertThat(made.status()).isEqualTo(201);
            sealer.seal();
            assertThat(check().json().at("/sound").asBoolean()).isTrue();

            app.commit();
        }
        sealer.seal();

        assertThat(auditor.get("/api/audit/entries/" + slow).number("/seal/number"))
                .isPositive();
        assertThat(check().json().at("/sound").asBoolean()).isTrue();
    }

    private Connection app() throws SQLException {
        var app = DriverManager.getConnection(
                address.url(), address.app().role(), address.app().password());
        app.setAutoCommit(false);
        app.createStatement().execute("SELECT set_config('sanhao.scope', 'system', true)");
        return app;
    }

    private static void insert(Connection app, UUID id) throws SQLException {
        try (var statement = app.prepareStatement("""
                INSERT INTO audit.entry (id, era, at, act, result, path)
                VALUES (?, (SELECT max(era) FROM audit.era), date_trunc('milliseconds', now()), 'test', 'done', '')
                """)) {
            statement.setObject(1, id);
            statement.executeUpdate();
        }
    }

    @Test
    void the_application_can_neither_change_nor_remove_a_row_or_a_seal() throws SQLException {
        for (var sql : List.of(
                "UPDATE audit.entry SET result = 'done'",
                "DELETE FROM audit.entry",
                "UPDATE audit.batch SET line = ''",
                "DELETE FROM audit.batch",
                "TRUNCATE audit.entry")) {
            try (var app = app();
                    var statement = app.createStatement()) {
                org.assertj.core.api.Assertions.assertThatThrownBy(() -> statement.execute(sql))
                        .as(sql)
                        .hasMessageContaining("permission denied");
            }
        }
    }
}
