package org.sanhao.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.sanhao.server.access.domain.Totp;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Signing in through a real provider of OpenID Connect, and everything somebody might hand over instead. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OidcHttpTest {
    private static final String ISSUER = "health";
    private static final MockOAuth2Server PROVIDER = new MockOAuth2Server();
    private static final HttpClient PERSON =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    static {
        PROVIDER.start();
    }

    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) {
        properties.add("sanhao.public-address", () -> "https://sanhao.example");
        properties.add("sanhao.oidc.issuer", () -> PROVIDER.issuerUrl(ISSUER).toString());
        properties.add("sanhao.oidc.client-id", () -> "sanhao");
        properties.add("sanhao.oidc.client-secret", () -> "geheim");
        properties.add("sanhao.oidc.title", () -> "省统一门户");
        properties.add("sanhao.oidc.login-claim", () -> "preferred_username");
        properties.add("sanhao.oidc.strong-methods", () -> "mfa");
        properties.add("sanhao.oidc.patience", () -> "5s");
    }

    @BeforeAll
    void a_small_province() {
        world.aSmallProvince();
    }

    @AfterAll
    void the_provider_stops() {
        PROVIDER.shutdown();
    }

    /** What the provider will say of the next person. */
    private static void says(String subject, Map<String, Object> claims) {
        PROVIDER.enqueueCallback(
                new DefaultOAuth2TokenCallback(ISSUER, subject, "JWT", List.of("sanhao"), claims, 600));
    }

    /** What the provider's page sends the browser back with. */
    private record Handed(String code, String state, URI asked) {
        String body() {
            return "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}";
        }
    }

    private static Handed atTheProvider(String address) {
        try {
            var answer = PERSON.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding());
            var back = URI.create(answer.headers().firstValue("location").orElseThrow());
            assertThat(back.toString()).startsWith("https://sanhao.example/sign-in/back?");
            return new Handed(parts(back).get("code"), parts(back).get("state"), URI.create(address));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parts(URI address) {
        return Arrays.stream(address.getRawQuery().split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    }

    private static Handed leave(Browser browser, String way) {
        var leaving = browser.post("/api/session/oidc/" + way, null);
        assertThat(leaving.status()).as(leaving.body()).isEqualTo(200);
        return atTheProvider(String.valueOf(leaving.text("/address")));
    }

    private Answer signIn(Browser browser, String subject, Map<String, Object> claims) {
        says(subject, claims);
        return browser.post("/api/session/oidc", leave(browser, "start").body());
    }

    @Test
    @Order(1)
    void whom_the_provider_names_by_login_is_in_and_bound_from_then_on() {
        var browser = browsers.fresh();
        assertThat(browser.get("/api/session/oidc").text("/title")).isEqualTo("省统一门户");
        says("sub-1", Map.of("preferred_username", "quality.officer"));
        var handed = leave(browser, "start");
        assertThat(parts(handed.asked()))
                .containsKeys("state", "nonce", "code_challenge")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("response_type", "code");

        var signedIn = browser.post("/api/session/oidc", handed.body());

        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        assertThat(signedIn.text("/account")).isEqualTo("quality.officer");
        assertThat(browser.get("/api/session/oidc").text("/boundAt")).isNotNull();
        assertThat(browser.get("/api/units").status()).isEqualTo(200);
        var again = signIn(browsers.fresh(), "sub-1", Map.of());
        assertThat(again.text("/account")).as("bound, whatever the login").isEqualTo("quality.officer");
    }

    @Test
    @Order(2)
    void a_name_that_belongs_to_somebody_else_opens_nothing() {
        assertThat(signIn(browsers.fresh(), "sub-2", Map.of("preferred_username", "quality.officer"))
                        .text("/code"))
                .as("bound to another subject")
                .isEqualTo("SH-2044");
        assertThat(signIn(browsers.fresh(), "sub-3", Map.of()).text("/code")).isEqualTo("SH-2044");
        assertThat(signIn(browsers.fresh(), "sub-4", Map.of("preferred_username", "nobody"))
                        .text("/code"))
                .isEqualTo("SH-2044");
    }

    @Test
    @Order(3)
    void what_was_not_begun_in_this_browser_or_comes_twice_is_not_taken() {
        var mine = browsers.fresh();
        says("sub-1", Map.of());
        var handed = leave(mine, "start");

        assertThat(browsers.fresh().post("/api/session/oidc", handed.body()).text("/code"))
                .as("another browser")
                .isEqualTo("SH-2043");
        assertThat(mine.post("/api/session/oidc", new Handed(handed.code(), "guess", handed.asked()).body())
                        .text("/code"))
                .as("another state")
                .isEqualTo("SH-2043");
        assertThat(mine.post("/api/session/oidc", handed.body()).status()).isEqualTo(200);
        assertThat(mine.post("/api/session/oidc", handed.body()).text("/code"))
                .as("once more")
                .isEqualTo("SH-2043");
    }

    @Test
    @Order(4)
    void a_token_for_somebody_else_or_out_of_its_time_does_not_hold() {
        var browser = browsers.fresh();
        assertThat(signIn(browser, "sub-1", Map.of("aud", "another-client")).text("/code"))
                .as("another audience")
                .isEqualTo("SH-2042");
        assertThat(signIn(browser, "sub-1", Map.of("iss", "https://elsewhere.example"))
                        .text("/code"))
                .as("another issuer")
                .isEqualTo("SH-2042");
        assertThat(signIn(
                                browser,
                                "sub-1",
                                Map.of("exp", Instant.now().minusSeconds(600).getEpochSecond()))
                        .text("/code"))
                .as("expired")
                .isEqualTo("SH-2042");
        assertThat(signIn(browser, "sub-1", Map.of("nonce", "of another sign-in"))
                        .text("/code"))
                .as("another nonce")
                .isEqualTo("SH-2042");
        says("sub-1", Map.of());
        var handed = leave(browser, "start");
        assertThat(browser.post("/api/session/oidc", new Handed("invented", handed.state(), handed.asked()).body())
                        .text("/code"))
                .as("an invented code")
                .isEqualTo("SH-2042");
    }

    @Test
    @Order(5)
    void a_person_binds_the_own_account_and_unbinds_it() {
        var handler = browsers.signedIn("county.handler", password());
        says("sub-5", Map.of());
        var handed = leave(handler, "start-binding");
        assertThat(browsers.signedIn("director", password())
                        .post("/api/session/oidc/bind", handed.body())
                        .text("/code"))
                .as("somebody else")
                .isEqualTo("SH-2043");
        assertThat(handler.post("/api/session/oidc", handed.body()).text("/code"))
                .as("to bind is not to sign in")
                .isEqualTo("SH-2043");
        assertThat(handler.post("/api/session/oidc/bind", handed.body()).text("/boundAt"))
                .isNotNull();
        assertThat(signIn(browsers.fresh(), "sub-5", Map.of()).text("/account")).isEqualTo("county.handler");

        var director = browsers.signedIn("director", password());
        says("sub-5", Map.of());
        assertThat(director.post(
                                "/api/session/oidc/bind",
                                leave(director, "start-binding").body())
                        .text("/code"))
                .as("two accounts, one subject")
                .isEqualTo("SH-2045");

        assertThat(handler.post("/api/session/oidc/unbind", null).status()).isEqualTo(204);
        assertThat(handler.post("/api/session/oidc/unbind", null).text("/code")).isEqualTo("SH-2046");
        assertThat(signIn(browsers.fresh(), "sub-5", Map.of()).text("/code")).isEqualTo("SH-2044");
        assertThat(browsers.fresh()
                        .post("/api/session/oidc/start-binding", null)
                        .status())
                .isEqualTo(401);
    }

    @Test
    @Order(6)
    void the_own_second_factor_is_asked_for_unless_the_provider_has_asked_and_may_speak_for_it() {
        var handler = browsers.signedIn("province.handler", password());
        var secret = enrol(handler);
        long step = Totp.stepAt(Instant.now());
        var browser = browsers.fresh();
        assertThat(signIn(browser, "sub-6", Map.of("preferred_username", "province.handler"))
                        .text("/code"))
                .isEqualTo("SH-2016");
        assertThat(browser.get("/api/units").status()).isEqualTo(401);
        assertThat(otp(browser, "000000").text("/code")).isEqualTo("SH-2017");
        assertThat(otp(browsers.fresh(), Totp.code(secret, step + 1, 6)).text("/code"))
                .as("without the provider's word")
                .isEqualTo("SH-2043");
        assertThat(otp(browser, Totp.code(secret, step + 1, 6)).text("/account"))
                .isEqualTo("province.handler");

        assertThat(signIn(browsers.fresh(), "sub-6", Map.of("amr", List.of("pwd", "mfa")))
                        .status())
                .isEqualTo(200);
        assertThat(signIn(browsers.fresh(), "sub-6", Map.of("amr", List.of("pwd")))
                        .text("/code"))
                .isEqualTo("SH-2016");
    }

    @Test
    @Order(6)
    void whoever_has_switched_a_second_factor_on_switches_it_off_with_password_and_code() {
        var city = browsers.signedIn("city.handler", password());
        assertThat(drop(city, password(), "000000").text("/code")).isEqualTo("SH-2048");
        var secret = enrol(city);
        long step = Totp.stepAt(Instant.now());
        assertThat(drop(city, "falsch", Totp.code(secret, step + 1, 6)).text("/code"))
                .isEqualTo("SH-2010");
        assertThat(drop(city, password(), "000000").text("/code")).isEqualTo("SH-2017");
        assertThat(drop(city, password(), Totp.code(secret, step + 1, 6)).status())
                .isEqualTo(204);
        assertThat(browsers.fresh().signIn("city.handler", password()).status()).isEqualTo(200);
    }

    private static Answer drop(Browser browser, String password, String code) {
        return browser.post(
                "/api/session/second-factor/drop", "{\"password\":\"" + password + "\",\"code\":\"" + code + "\"}");
    }

    @Test
    @Order(7)
    void a_post_that_demands_our_second_factor_believes_no_provider() {
        var sysadmin = browsers.signedIn("sysadmin", password());
        var secret = enrol(sysadmin);
        assertThat(secret).isNotNull();
        var secadmin = browsers.signedIn("secadmin", password());
        var policy = secadmin.get("/api/security/policy");
        var demanding =
                policy.body().replaceFirst("\"secondFactor\":\\[[^]]*]", "\"secondFactor\":[\"system-administrator\"]");
        var set = secadmin.withHeader("If-Match", String.valueOf(policy.header("etag")))
                .put("/api/security/policy", onlyRules(demanding));
        assertThat(set.status()).as(set.body()).isEqualTo(200);

        assertThat(signIn(browsers.fresh(), "sub-7", Map.of("preferred_username", "sysadmin", "amr", List.of("mfa")))
                        .text("/code"))
                .isEqualTo("SH-2016");
    }

    private static String onlyRules(String policy) {
        return policy.replaceFirst("\"version\":\\d+,", "").replaceFirst(",\"posts\":\\[.*?]}?$", "}");
    }

    @Test
    @Order(8)
    void a_closed_account_stays_out() {
        var administrator = browsers.signedIn("unit.admin", password());
        var account = administrator.get("/api/accounts?q=quality.officer").text("/items/0/id");
        var closed = administrator.post("/api/accounts/" + account + "/disable", "{\"why\":\"离岗\"}");
        assertThat(closed.status()).as(closed.body()).isLessThan(300);
        assertThat(signIn(browsers.fresh(), "sub-1", Map.of()).text("/code")).isEqualTo("SH-2012");
    }

    @Test
    @Order(9)
    void a_provider_that_is_away_says_so_and_the_password_stays() {
        var browser = browsers.fresh();
        says("sub-5", Map.of());
        var handed = leave(browser, "start");
        PROVIDER.shutdown();

        assertThat(browser.post("/api/session/oidc", handed.body()).text("/code"))
                .isEqualTo("SH-2041");
        assertThat(browser.signIn("director", password()).status()).isEqualTo(200);
    }

    private static byte @Nullable [] enrol(Browser browser) {
        var offer = browser.post("/api/session/second-factor", null);
        var secret = unbase32(String.valueOf(offer.text("/secret")));
        var confirmed = browser.post(
                "/api/session/second-factor/confirm",
                "{\"code\":\"" + Totp.code(secret, Totp.stepAt(Instant.now()), 6) + "\"}");
        assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(204);
        return secret;
    }

    private static byte[] unbase32(String text) {
        var bits = new StringBuilder();
        for (char c : text.toCharArray()) {
            bits.append(String.format("%5s", Integer.toBinaryString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)))
                    .replace(' ', '0'));
        }
        var bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        }
        return bytes;
    }

    private static Answer otp(Browser browser, String code) {
        return browser.post("/api/session/oidc/code", "{\"otp\":\"" + code + "\"}");
    }
}
