package org.sanhao.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.server.access.domain.Totp;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Locks, second factor, passwords and sessions as people meet them at the door. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorHttpTest {
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    JsonMapper json;

    @BeforeAll
    void a_province() {
        world.aSmallProvince();
    }

    @Test
    void five_wrong_passwords_close_the_door_and_the_security_administrator_opens_it() {
        var browser = browsers.fresh();
        for (int i = 0; i < 4; i++) {
            assertThat(browser.signIn("clinician", "wrong-" + i).text("/code")).isEqualTo("SH-2010");
        }
        assertThat(browser.signIn("clinician", "wrong-5").text("/code")).isEqualTo("SH-2011");
        assertThat(browser.signIn("clinician", password()).text("/code")).isEqualTo("SH-2011");
        var security = browsers.signedIn("secadmin", password());
        assertThat(security.get("/api/accounts?which=locked").texts("/items", "login"))
                .contains("clinician");

        var unlocked = security.post("/api/accounts/" + account(security, "clinician") + "/unlock", null);

        assertThat(unlocked.status()).as(unlocked.body()).isEqualTo(200);
        assertThat(browsers.fresh().signIn("clinician", password()).status()).isEqualTo(200);
    }

    @Test
    void accounts_are_listed_by_state_by_name_and_by_login_without_loss() {
        for (var who : java.util.List.of("secadmin", "province.handler", "county.handler")) {
            var browser = browsers.signedIn(who, password());
            var all = browser.get("/api/accounts?limit=200");
            if (all.status() == 403) {
                continue;
            }
            var paged = new java.util.ArrayList<String>();
            for (var page = browser.get("/api/accounts?limit=3");
                    ;
                    page = browser.get("/api/accounts?limit=3&cursor=" + page.text("/next"))) {
                paged.addAll(page.texts("/items", "login"));
                if (page.text("/next") == null) {
                    break;
                }
            }
            assertThat(paged)
                    .as(who)
                    .isEqualTo(all.texts("/items", "login"))
                    .isSorted()
                    .isNotEmpty();
        }
        var security = browsers.signedIn("secadmin", password());
        assertThat(security.get("/api/accounts?which=administrators").texts("/items", "login"))
                .contains("secadmin", "auditor")
                .doesNotContain("clinician");
        assertThat(security.get("/api/accounts?which=disabled").texts("/items", "login"))
                .doesNotContain("clinician");
        assertThat(security.get("/api/accounts?which=stale&q=clin").status()).isEqualTo(200);
        assertThat(security.get("/api/accounts?q=clin").texts("/items", "login"))
                .containsExactly("clinician");
        assertThat(security.get("/api/accounts?q=人clin").texts("/items", "login"))
                .containsExactly("clinician");
        assertThat(security.get("/api/accounts?q=没有的人").texts("/items", "login"))
                .isEmpty();
    }

    @Test
    void an_enrolled_authenticator_is_asked_at_every_sign_in_and_a_code_serves_once() {
        var auditor = browsers.signedIn("auditor", password());
        var offer = auditor.post("/api/session/second-factor", null);
        assertThat(offer.text("/svg")).startsWith("<svg").contains("path");
        var secret = fromBase32(offer.text("/secret"));
        long step = Totp.stepAt(Instant.now());

        assertThat(auditor.post("/api/session/second-factor/confirm", code("000000"))
                        .text("/code"))
                .isEqualTo("SH-2017");
        assertThat(auditor.post("/api/session/second-factor/confirm", code(Totp.code(secret, step - 1, 6)))
                        .status())
                .isEqualTo(204);

        assertThat(browsers.fresh().signIn("auditor", password()).text("/code")).isEqualTo("SH-2016");
        assertThat(withCode("auditor", Totp.code(secret, step - 1, 6)).text("/code"))
                .isEqualTo("SH-2017");
        assertThat(withCode("auditor", Totp.code(secret, step, 6)).status()).isEqualTo(200);
        assertThat(withCode("auditor", Totp.code(secret, step, 6)).text("/code"))
                .isEqualTo("SH-2017");

        var security = browsers.signedIn("secadmin", password());
        var asked = security.post(
                "/api/accounts/" + account(security, "auditor") + "/repairs",
                "{\"what\":\"second-factor\",\"why\":\"手机丢失\"}");
        var lifted = browsers.signedIn("sysadmin", password())
                .post("/api/account-repairs/" + asked.text("/id") + "/confirm", null);
        assertThat(lifted.status()).as(lifted.body()).isEqualTo(200);
        assertThat(auditor.get("/api/session").status()).isEqualTo(401);
        assertThat(browsers.fresh().signIn("auditor", password()).status()).isEqualTo(200);
    }

    @Test
    void a_reset_password_is_shown_once_must_be_changed_and_the_old_ones_do_not_come_back() {
        var admin = browsers.signedIn("unit.admin", password());
        var before = browsers.signedIn("director", password());
        var keyed = admin.withHeader("Idempotency-Key", "reset-director-once");
        var path = "/api/accounts/" + account(admin, "director") + "/reset-password";

        var reset = keyed.post(path, null);
        var again = keyed.post(path, null);

        assertThat(reset.status()).as(reset.body()).isEqualTo(200);
        assertThat(again.text("/code")).isEqualTo("SH-2038");
        assertThat(before.get("/api/session").status()).isEqualTo(401);
        var director = browsers.signedIn("director", reset.text("/password"));
        assertThat(director.get("/api/units").text("/code")).isEqualTo("SH-2014");
        assertThat(change(director, reset.text("/password"), password()).text("/code"))
                .isEqualTo("SH-2035");
        assertThat(change(director, reset.text("/password"), "short").text("/code"))
                .isEqualTo("SH-2015");
        assertThat(change(director, reset.text("/password"), "Rivers-8-lakes").status())
                .isEqualTo(204);
        assertThat(director.get("/api/units").status()).isEqualTo(200);
    }

    @Test
    void signing_out_elsewhere_leaves_only_the_session_that_asked() {
        var here = browsers.signedIn("city.handler", password());
        var there = browsers.signedIn("city.handler", password());

        var answer = here.delete("/api/session/others");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(there.get("/api/session").status()).isEqualTo(401);
        assertThat(here.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void a_disabled_account_is_out_at_once_and_cannot_come_back() {
        var admin = browsers.signedIn("unit.admin", password());
        var officer = browsers.signedIn("quality.officer", password());
        var path = "/api/accounts/" + account(admin, "quality.officer");

        var disabled = admin.post(path + "/disable", "{\"why\":\"离岗\"}");

        assertThat(disabled.status()).as(disabled.body()).isEqualTo(200);
        assertThat(officer.get("/api/session").status()).isEqualTo(401);
        assertThat(browsers.fresh().signIn("quality.officer", password()).text("/code"))
                .isEqualTo("SH-2012");
        assertThat(admin.post(path + "/enable", null).status()).isEqualTo(200);
        assertThat(browsers.fresh().signIn("quality.officer", password()).status())
                .isEqualTo(200);
    }

    @Test
    void nobody_repairs_the_account_of_a_person_with_posts_elsewhere_or_of_an_administrator() {
        var unit = browsers.signedIn("unit.admin", password());
        var system = browsers.signedIn("sysadmin", password());

        assertThat(unit.post("/api/accounts/" + account(unit, "two.posts") + "/reset-password", null)
                        .text("/code"))
                .isEqualTo("SH-2032");
        assertThat(system.post("/api/accounts/" + account(system, "secadmin") + "/reset-password", null)
                        .text("/code"))
                .isEqualTo("SH-2025");
        assertThat(unit.post("/api/accounts/" + account(system, "other.officer") + "/disable", "{\"why\":\"越权\"}")
                        .status())
                .isEqualTo(404);
        assertThat(browsers.signedIn("county.handler", password())
                        .get("/api/accounts")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_rules_are_set_by_the_security_administrator_alone_and_each_decision_is_kept() {
        var security = browsers.signedIn("secadmin", password());
        var rules = security.get("/api/security/policy");
        var changed =
                rules.body().replace("\"staleDays\":90", "\"staleDays\":60").replaceAll("\"version\":\\d+,", "");

        var stale = security.withHeader("If-Match", "\"99\"").put("/api/security/policy", changed);
        var set = security.withHeader("If-Match", rules.header("ETag")).put("/api/security/policy", changed);
        var absurd = security.withHeader("If-Match", set.header("ETag"))
                .put("/api/security/policy", changed.replace("\"minLength\":10", "\"minLength\":3"));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.number("/current/version")).isEqualTo(1);
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(absurd.text("/fields/0/field")).isEqualTo("minLength");
        assertThat(security.get("/api/security/policy/decisions").number("/0/policy/staleDays"))
                .isEqualTo(60);
        assertThat(browsers.signedIn("sysadmin", password())
                        .get("/api/security/policy")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void too_many_attempts_on_one_account_are_told_when_to_come_back_and_others_are_not_held_up() {
        var browser = browsers.fresh();
        Browser.Answer answer = browser.signIn("nobody.knows", "guess");
        for (int i = 0; i < 40 && answer.status() != 429; i++) {
            answer = browser.signIn("nobody.knows", "guess");
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
        assertThat(browser.signIn("province.handler", password()).status()).isEqualTo(200);
    }

    @Test
    void guessing_from_elsewhere_does_not_keep_a_colleague_out_of_a_browser_that_was_in_before() {
        var own = browsers.signedIn("other.officer", password());
        own.delete("/api/session");
        var stranger = browsers.fresh();
        for (int i = 0; i < 5; i++) {
            stranger.signIn("other.officer", "guess-" + i);
        }
        assertThat(browsers.fresh().signIn("other.officer", password()).text("/code"))
                .isEqualTo("SH-2011");

        assertThat(own.signIn("other.officer", password()).status()).isEqualTo(200);
        assertThat(browsers.fresh().signIn("other.officer", password()).text("/code"))
                .as("the owner at home says nothing about the stranger")
                .isEqualTo("SH-2011");
    }

    @Test
    void a_known_browser_closes_for_its_own_mistakes_and_for_nobody_else() {
        var own = browsers.signedIn("other.county", password());
        own.delete("/api/session");
        for (int i = 0; i < 5; i++) {
            own.signIn("other.county", "typo-" + i);
        }

        assertThat(own.signIn("other.county", password()).text("/code")).isEqualTo("SH-2011");
        assertThat(browsers.fresh().signIn("other.county", password()).status()).isEqualTo(200);
    }

    @Test
    void attempts_at_the_same_moment_all_count() throws Exception {
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var guesses = new java.util.ArrayList<java.util.concurrent.Callable<Integer>>();
            for (int i = 0; i < 5; i++) {
                var browser = browsers.fresh();
                guesses.add(() -> browser.signIn("nation.handler", "parallel").status());
            }
            threads.invokeAll(guesses);
        }

        assertThat(browsers.fresh().signIn("nation.handler", password()).text("/code"))
                .isEqualTo("SH-2011");
    }

    @Test
    void a_hospital_of_two_hundred_behind_one_address_is_heard_person_by_person() {
        for (int person = 0; person < 200; person++) {
            var slip = browsers.fresh().signIn("staff" + person, "slip");

            assertThat(slip.status()).isEqualTo(401);
        }
    }

    @Test
    void the_states_of_the_accounts_are_counted_for_who_manages_them() {
        var security = browsers.signedIn("secadmin", password());

        var counts = security.get("/api/accounts/counts");

        assertThat(counts.number("/all")).isGreaterThan(10);
        assertThat(counts.number("/staleDays")).isIn(60, 90);
        assertThat(browsers.signedIn("county.handler", password())
                        .get("/api/accounts/counts")
                        .status())
                .isEqualTo(403);
    }

    private static String account(Browser admin, String login) {
        return admin.get("/api/accounts?q=" + login).text("/items/0/id");
    }

    private Browser.Answer withCode(String login, String code) {
        return browsers.fresh()
                .post(
                        "/api/session",
                        json.writeValueAsString(
                                java.util.Map.of("account", login, "password", password(), "otp", code)));
    }

    private static Browser.Answer change(Browser browser, String old, String fresh) {
        return browser.post("/api/session/password", "{\"old\":\"" + old + "\",\"fresh\":\"" + fresh + "\"}");
    }

    private static String code(String code) {
        return "{\"code\":\"" + code + "\"}";
    }

    private static byte[] fromBase32(String text) {
        var bytes = ByteBuffer.allocate(text.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (char c : text.toCharArray()) {
            buffer = buffer << 5 | BASE_32.indexOf(c);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }
        return bytes.array();
    }
}
