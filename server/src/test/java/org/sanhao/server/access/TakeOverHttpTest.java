package org.sanhao.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.server.access.Accounts.AccountDraft;
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
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestPostgres;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody takes over an administrator's account alone, in whatever order he tries. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakeOverHttpTest {
    private static final String PASSWORD = "{\"what\":\"password\",\"why\":\"口令遗忘，已当面核实\"}";
    private static final String FACTOR = "{\"what\":\"second-factor\",\"why\":\"手机丢失，已当面核实\"}";
    private static int count;

    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    BusinessClock clock;

    @Autowired
    DatabaseAddress address;

    private Browser security;
    private Browser system;

    /** An auditor with a second factor, whose account everybody is after. */
    private String victim;

    private PersonId victimPerson;
    private PostId victimPost;
    private String victimAccount;

    @BeforeAll
    void a_province() {
        world.aSmallProvince();
        security = browsers.signedIn("secadmin", password());
        system = browsers.signedIn("sysadmin", password());
    }

    @BeforeEach
    void an_auditor_with_a_second_factor() {
        victim = "victim." + ++count;
        victimPost = appoint(victim, "国家", PostKind.AUDIT_ADMINISTRATOR);
        victimPerson = persons.get(victim);
        victimAccount = accountOf(victim);
        enrol(victimAccount);
    }

    @Test
    void one_security_administrator_alone_neither_resets_the_password_nor_lifts_the_second_factor() {
        assertThat(security.post("/api/accounts/" + victimAccount + "/reset-password", null)
                        .text("/code"))
                .isEqualTo("SH-2070");
        assertThat(security.post("/api/accounts/" + victimAccount + "/drop-second-factor", null)
                        .text("/code"))
                .isEqualTo("SH-2070");
        assertThat(browsers.fresh().signIn(victim, password()).text("/code"))
                .as("password and second factor are as they were")
                .isEqualTo("SH-2016");
    }

    @Test
    void two_do_it_together_and_whoever_holds_the_account_reads_it_at_the_next_sign_in_until_he_has_read_it() {
        var lift = ask(FACTOR);
        var reset = ask(PASSWORD);
        assertThat(confirm(system, lift).status()).isEqualTo(200);
        var confirmed = confirm(system, reset);

        var back = browsers.fresh();
        var session = back.signIn(victim, String.valueOf(confirmed.text("/first/password")));

        assertThat(session.status()).as(session.body()).isEqualTo(200);
        assertThat(session.json().at("/mustChangePassword").asBoolean()).isTrue();
        assertThat(session.texts("/repairs", "what")).containsExactly("second-factor", "password");
        assertThat(session.text("/repairs/0/askedByName")).isEqualTo("人secadmin");
        assertThat(session.text("/repairs/0/answeredByName")).isEqualTo("人sysadmin");
        assertThat(back.post("/api/session/repairs/read", null).status()).isEqualTo(204);
        assertThat(back.get("/api/session").json().at("/repairs").size()).isZero();
        assertThat(browsers.fresh()
                        .signIn("sysadmin", password())
                        .json()
                        .at("/repairs")
                        .size())
                .as("it is nobody else's to read")
                .isZero();
    }

    @Test
    void asking_and_confirming_are_in_the_log_about_the_account() {
        var repair = ask(PASSWORD);
        confirm(system, repair);

        var log = browsers.signedIn("auditor", password())
                .get("/api/audit/entries?limit=50&refused=false&subject=" + victimAccount);

        assertThat(log.texts("/items", "actTitle")).containsExactly("核准提请", "提请重置口令或解除动态验证码");
        assertThat(log.texts("/items", "personName")).containsExactly("人sysadmin", "人secadmin");
    }

    @Test
    void whoever_asked_does_not_confirm_not_even_after_becoming_system_administrator() {
        appoint("changing." + count, "国家", PostKind.SECURITY_ADMINISTRATOR);
        var changing = browsers.signedIn("changing." + count, password());
        var repair = ask(changing, victimAccount, PASSWORD);
        assertThat(confirm(changing, repair).status()).isEqualTo(403);

        people.endPost(Scope.SYSTEM, posts.get("changing." + count), clock.today(), "轮岗", "test")
                .orThrow();
        post(persons.get("changing." + count), "国家", PostKind.SYSTEM_ADMINISTRATOR, clock.today());

        var asSystem = browsers.signedIn("changing." + count, password());
        assertThat(confirm(asSystem, repair).text("/code")).isEqualTo("SH-2073");
    }

    @Test
    void nobody_asks_or_confirms_for_himself() {
        var own = security.post("/api/accounts/" + accountOf("secadmin") + "/repairs", PASSWORD);
        assertThat(own.text("/code")).isEqualTo("SH-2073");

        appoint("second.sys." + count, "国家", PostKind.SYSTEM_ADMINISTRATOR);
        var repair = ask(security, accountOf("second.sys." + count), PASSWORD);
        var himself = browsers.signedIn("second.sys." + count, password());
        assertThat(confirm(himself, repair).text("/code")).isEqualTo("SH-2073");
        assertThat(himself.get("/api/session").texts("/repairs", "state"))
                .as("he sees what is about to happen")
                .containsExactly("open");
    }

    @Test
    void neither_the_auditor_nor_any_other_post_asks_or_confirms() {
        var repair = ask(PASSWORD);
        for (var login : List.of("auditor", "unit.admin", "county.handler", "director")) {
            var browser = browsers.signedIn(login, password());
            assertThat(browser.post("/api/accounts/" + victimAccount + "/repairs", PASSWORD)
                            .status())
                    .as(login)
                    .isEqualTo(403);
            assertThat(confirm(browser, repair).status()).as(login).isEqualTo(403);
            assertThat(browser.get("/api/account-repairs").status()).as(login).isEqualTo(403);
        }
        assertThat(system.post("/api/accounts/" + victimAccount + "/repairs", PASSWORD)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_request_is_over_after_a_day_and_after_it_was_answered() throws SQLException {
        var stale = ask(PASSWORD);
        aDayPasses(stale);
        var late = confirm(system, stale);
        assertThat(late.text("/code")).isEqualTo("SH-2072");
        assertThat(late.text("/title")).contains("已过期");

        var declined = ask(PASSWORD);
        assertThat(system.post("/api/account-repairs/" + declined + "/decline", null)
                        .text("/state"))
                .isEqualTo("declined");
        assertThat(confirm(system, declined).text("/code")).isEqualTo("SH-2072");

        var withdrawn = ask(PASSWORD);
        assertThat(security.post("/api/account-repairs/" + withdrawn + "/withdraw", null)
                        .text("/state"))
                .isEqualTo("withdrawn");
        assertThat(confirm(system, withdrawn).text("/code")).isEqualTo("SH-2072");

        var used = ask(PASSWORD);
        confirm(system, used);
        assertThat(confirm(system, used).text("/code")).as("once").isEqualTo("SH-2072");
    }

    @Test
    void of_two_who_confirm_at_the_same_moment_one_is_told_it_is_over() throws Exception {
        appoint("twin." + count, "国家", PostKind.SYSTEM_ADMINISTRATOR);
        var twin = browsers.signedIn("twin." + count, password());
        var repair = ask(PASSWORD);

        var codes = atOnce(List.of(() -> confirm(system, repair), () -> confirm(twin, repair))).stream()
                .map(answer -> answer.status() == 200 ? "200" : answer.text("/code"))
                .toList();

        assertThat(codes).containsExactlyInAnyOrder("200", "SH-2072");
    }

    @Test
    void two_requests_for_the_same_thing_do_not_wait_side_by_side() throws Exception {
        Callable<Answer> asking = () -> security.post("/api/accounts/" + victimAccount + "/repairs", PASSWORD);

        var codes = atOnce(List.of(asking, asking)).stream()
                .map(answer -> answer.status() == 201 ? "201" : answer.text("/code"))
                .toList();

        assertThat(codes).containsExactlyInAnyOrder("201", "SH-2071");
    }

    @Test
    void the_word_of_who_is_no_longer_security_administrator_does_not_count() {
        appoint("leaving." + count, "国家", PostKind.SECURITY_ADMINISTRATOR);
        var leaving = browsers.signedIn("leaving." + count, password());
        var repair = ask(leaving, victimAccount, PASSWORD);
        people.endPost(Scope.SYSTEM, posts.get("leaving." + count), clock.today(), "调离", "test")
                .orThrow();

        assertThat(confirm(system, repair).text("/code")).isEqualTo("SH-2072");
    }

    /** End the post, open the account as anybody's, give the post back: three acts of one person. */
    @Test
    void ending_voiding_or_backdating_the_post_first_does_not_help() {
        for (var until : List.of(
                clock.today().toString(),
                clock.today().minusDays(200).toString(),
                clock.today().minusYears(30).toString())) {
            an_auditor_with_a_second_factor();
            var ended = security.post("/api/posts/" + victimPost + "/end", """
                    {"until":"%s","why":"轮岗"}""".formatted(until));
            assertThat(ended.status()).as(ended.body()).isEqualTo(200);
            post(victimPerson, "国家", PostKind.HANDLER);

            for (var browser : List.of(security, system)) {
                var reset = browser.post("/api/accounts/" + victimAccount + "/reset-password", null);
                assertThat(reset.text("/code")).as(until).isEqualTo("SH-2070");
            }
            assertThat(security.post("/api/accounts/" + victimAccount + "/drop-second-factor", null)
                            .text("/code"))
                    .as(until)
                    .isEqualTo("SH-2070");
        }
    }

    @Test
    void an_administrator_of_a_part_confirms_nothing_above_it() {
        appoint("county.sys." + count, "望溪县", PostKind.SYSTEM_ADMINISTRATOR);
        var below = browsers.signedIn("county.sys." + count, password());
        var repair = ask(PASSWORD);

        assertThat(confirm(below, repair).status()).isEqualTo(404);
        assertThat(below.get("/api/account-repairs").body()).doesNotContain(repair);
        assertThat(confirm(system, UUID.randomUUID().toString()).status()).isEqualTo(404);
    }

    @Test
    void a_first_password_nobody_used_is_not_renewed_for_who_has_become_an_administrator() {
        var login = "unused." + count;
        appoint(login, "望溪县", PostKind.HANDLER);
        accounts.openWithFirstPasswords(
                        Scope.SYSTEM,
                        List.of(new Accounts.Opening(unopened("fresh." + count), "fresh." + count)),
                        "test")
                .orThrow();
        var scope = Scope.of(people.postsOf(Scope.SYSTEM, persons.get(login), clock.today())
                .getFirst()
                .actsWithin());
        assertThat(accounts.renewFirstPasswords(scope, List.of("fresh." + count)))
                .as("canary")
                .hasSize(1);

        post(persons.get("fresh." + count), "国家", PostKind.SECURITY_ADMINISTRATOR);

        assertThat(accounts.renewFirstPasswords(scope, List.of("fresh." + count)))
                .isEmpty();
    }

    @Test
    void an_ordinary_account_takes_one_and_is_not_asked_for() {
        appoint("ordinary." + count, "望溪县", PostKind.HANDLER);
        var account = accountOf("ordinary." + count);

        assertThat(security.post("/api/accounts/" + account + "/repairs", PASSWORD)
                        .text("/code"))
                .isEqualTo("SH-2039");
        assertThat(system.post("/api/accounts/" + account + "/reset-password", null)
                        .status())
                .isEqualTo(200);
    }

    private final java.util.Map<String, PersonId> persons = new java.util.HashMap<>();
    private final java.util.Map<String, PostId> posts = new java.util.HashMap<>();

    private String ask(String body) {
        return ask(security, victimAccount, body);
    }

    private static String ask(Browser who, String account, String body) {
        var asked = who.post("/api/accounts/" + account + "/repairs", body);
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        return String.valueOf(asked.text("/id"));
    }

    private static Answer confirm(Browser who, String repair) {
        return who.post("/api/account-repairs/" + repair + "/confirm", null);
    }

    private void aDayPasses(String repair) throws SQLException {
        try (var superuser = TestPostgres.superuser(address);
                var update = superuser.prepareStatement("""
                        UPDATE access.repair SET asked_at = asked_at - interval '1 day', ends_at = ends_at - interval '1 day'
                        WHERE id = ?""")) {
            update.setObject(1, UUID.fromString(repair));
            assertThat(update.executeUpdate()).isOne();
        }
    }

    /** As if the holder had enrolled: the secret itself plays no part here. */
    private void enrol(String account) {
        try (var superuser = TestPostgres.superuser(address);
                var update =
                        superuser.prepareStatement("UPDATE access.account SET totp_secret = '\\x01' WHERE id = ?")) {
            update.setObject(1, UUID.fromString(account));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private PostId appoint(String login, String unit, PostKind kind) {
        var person = register(login, unit);
        var post = post(person, unit, kind);
        posts.put(login, post);
        accounts.open(Scope.SYSTEM, List.of(new AccountDraft(person, login, password(), false)), "test")
                .orThrow();
        return post;
    }

    private PersonId unopened(String login) {
        var person = register(login, "望溪县");
        post(person, "望溪县", PostKind.HANDLER);
        return person;
    }

    private PersonId register(String login, String unit) {
        var person = PersonId.next();
        persons.put(login, person);
        people.register(Scope.SYSTEM, List.of(new PersonDraft(person, world.unit(unit), "人" + login, null)), "test")
                .orThrow();
        return person;
    }

    private PostId post(PersonId person, String unit, PostKind kind) {
        return post(person, unit, kind, clock.today().minusYears(1));
    }

    private PostId post(PersonId person, String unit, PostKind kind, LocalDate from) {
        var post = PostId.next();
        people.appoint(
                        Scope.SYSTEM,
                        List.of(new PostDraft(post, person, world.unit(unit), Line.ADMINISTRATIVE, kind, kind.title())),
                        from,
                        "test")
                .orThrow();
        return post;
    }

    private String accountOf(String login) {
        return String.valueOf(
                system.get("/api/accounts?q=" + login + "&limit=1").text("/items/0/id"));
    }

    private static List<Answer> atOnce(List<Callable<Answer>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new java.util.ArrayList<Answer>();
            for (Future<Answer> answer : threads.invokeAll(work)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
