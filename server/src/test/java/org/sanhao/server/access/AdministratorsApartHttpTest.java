package org.sanhao.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.People.PersonDraft;
import org.sanhao.server.institution.People.PostDraft;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** System, security and audit stay with different people, whatever is tried. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministratorsApartHttpTest {
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

    @BeforeAll
    void a_province() {
        world.aSmallProvince();
    }

    @Test
    void two_requests_at_once_do_not_give_one_person_two_of_the_three_posts() throws Exception {
        for (int round = 0; round < 5; round++) {
            var person = somebody("同时任命" + round);
            var start = new CyclicBarrier(2);

            var answers = atOnce(List.of(
                    () -> appoint(start, person, "audit-administrator"),
                    () -> appoint(start, person, "system-administrator")));

            assertThat(answers).containsExactlyInAnyOrder("201", "SH-2003");
            assertThat(people.postsOf(Scope.SYSTEM, person, clock.today())).hasSize(1);
        }
    }

    @Test
    void a_post_that_begins_tomorrow_already_counts() {
        var person = somebody("明日任职");
        var security = browsers.signedIn("secadmin", password());
        assertThat(security.post(
                                postsOf(person),
                                post(
                                        "audit-administrator",
                                        clock.today().plusDays(1).toString()))
                        .status())
                .isEqualTo(201);

        var second = security.post(
                postsOf(person), post("system-administrator", clock.today().toString()));

        assertThat(second.text("/code")).isEqualTo("SH-2003");
    }

    @Test
    void the_system_administrator_does_not_prepare_the_account_of_who_becomes_auditor_tomorrow() {
        var person = somebody("准审计员");
        people.appoint(
                        Scope.SYSTEM,
                        List.of(new PostDraft(
                                PostId.next(), person, world.unit("国家"), Line.ADMINISTRATIVE, PostKind.HANDLER, "经办")),
                        clock.today(),
                        "test")
                .orThrow();
        browsers.signedIn("secadmin", password())
                .post(
                        postsOf(person),
                        post("audit-administrator", clock.today().plusDays(1).toString()));

        var opened = browsers.signedIn("sysadmin", password())
                .post("/api/accounts", "{\"person\":\"" + person + "\",\"login\":\"future.auditor\"}");

        assertThat(opened.text("/code")).isEqualTo("SH-2025");
    }

    @Test
    void the_system_administrator_cannot_take_an_administrator_off_the_register() {
        var system = browsers.signedIn("sysadmin", password());

        var left = system.withHeader("If-Match", "\"1\"")
                .post("/api/people/" + world.person("auditor") + "/leave", "{\"why\":\"调离\"}");

        assertThat(left.text("/code")).isEqualTo("SH-2025");
        assertThat(browsers.fresh().signIn("auditor", password()).status()).isEqualTo(200);
    }

    @Test
    void a_unit_administrator_does_not_take_off_who_works_elsewhere_too() {
        var unit = browsers.signedIn("unit.admin", password());

        var left = unit.withHeader("If-Match", "\"1\"")
                .post("/api/people/" + world.person("two.posts") + "/leave", "{\"why\":\"调离\"}");

        assertThat(left.text("/code")).isEqualTo("SH-2032");
        assertThat(unit.withHeader("If-Match", "\"1\"")
                        .post("/api/people/" + world.person("other.officer") + "/leave", "{\"why\":\"越权\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_last_security_administrator_cannot_be_removed_and_the_last_but_one_can() {
        var security = browsers.signedIn("secadmin", password());
        var own = security.get("/api/people/" + world.person("secadmin") + "/posts")
                .text("/0/id");
        var end = "{\"until\":\"" + clock.today() + "\",\"why\":\"轮岗\"}";
        assertThat(security.post("/api/posts/" + own + "/end", end).text("/code"))
                .isEqualTo("SH-2060");
        var second = somebody("第二安全员");
        var post = security.post(
                        postsOf(second),
                        post(
                                "security-administrator",
                                clock.today().minusDays(3).toString()))
                .text("/id");

        var ended = security.post("/api/posts/" + post + "/end", end);

        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
    }

    @Test
    void nobody_gives_himself_a_post() {
        var system = browsers.signedIn("sysadmin", password());

        var answer = system.post(
                postsOf(world.person("sysadmin")),
                "{\"unit\":\"" + world.unit("望溪县") + "\",\"kind\":\"handler\",\"title\":\"经办\"}");

        assertThat(answer.text("/code")).isEqualTo("SH-2061");
    }

    @Test
    void whoever_loses_the_post_is_out_with_the_next_click() {
        var person = somebody("离岗人");
        var post = PostId.next();
        people.appoint(
                        Scope.SYSTEM,
                        List.of(new PostDraft(
                                post, person, world.unit("国家"), Line.ADMINISTRATIVE, PostKind.HANDLER, "经办")),
                        clock.today().minusDays(30),
                        "test")
                .orThrow();
        accounts.open(Scope.SYSTEM, List.of(new Accounts.AccountDraft(person, "leaving", password(), false)), "test")
                .orThrow();
        var browser = browsers.signedIn("leaving", password());
        assertThat(browser.get("/api/units").status()).isEqualTo(200);

        people.endPost(Scope.SYSTEM, post, clock.today(), "轮岗", "test").orThrow();

        assertThat(browser.get("/api/units").status()).isEqualTo(401);
        assertThat(browsers.fresh().signIn("leaving", password()).text("/code")).isEqualTo("SH-2013");
    }

    private String appoint(CyclicBarrier start, PersonId person, String kind) throws Exception {
        var security = browsers.signedIn("secadmin", password());
        start.await();
        var answer = security.post(postsOf(person), post(kind, clock.today().toString()));
        return answer.status() == 201 ? "201" : answer.text("/code");
    }

    private static List<String> atOnce(List<Callable<String>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new java.util.ArrayList<String>();
            for (Future<String> answer : threads.invokeAll(work)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private PersonId somebody(String name) {
        var id = PersonId.next();
        people.register(Scope.SYSTEM, List.of(new PersonDraft(id, world.unit("国家"), name, null)), "test")
                .orThrow();
        return id;
    }

    private static String postsOf(PersonId person) {
        return "/api/people/" + person + "/posts";
    }

    private String post(String kind, String from) {
        return "{\"unit\":\"" + world.unit("国家") + "\",\"kind\":\"" + kind + "\",\"title\":\"管理员\",\"from\":\"" + from
                + "\"}";
    }
}
