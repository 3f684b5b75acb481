package org.sanhao.server.matrix;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.matrix.Attacks.Attack;
import org.sanhao.server.support.World;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a program of his own, over a real connection. */
final class Client {
    private final int port;
    private final JsonMapper json;
    private final @Nullable String login;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();

    /**
     * A client that signs in when it has to.
     *
     * @param login null for one who never does
     */
    Client(int port, JsonMapper json, @Nullable String login) {
        this.port = port;
        this.json = json;
        this.login = login;
    }

    /** What came back, as it came. */
    record Heard(int status, String type, String body) {}

    Heard send(Attack attack) {
        if (login != null && cookie("sanhao") == null) {
            signIn();
        }
        var heard = sendOnce(attack);
        if (login != null && heard.status == 401 && heard.body.contains("SH-1002")) {
            signIn();
            heard = sendOnce(attack);
        }
        return heard;
    }

    private Heard sendOnce(Attack attack) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + attack.path()));
        attack.headers().forEach(request::header);
        if (!attack.headers().containsKey("Idempotency-Key")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return heard(request.method(
                attack.method(),
                attack.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(attack.body())));
    }

    private void signIn() {
        var session = URI.create("http://localhost:" + port + "/api/session");
        heard(HttpRequest.newBuilder(session));
        var answer = heard(HttpRequest.newBuilder(session)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        json.writeValueAsString(Map.of("account", login, "password", World.password())))));
        if (answer.status != 200) {
            throw new AssertionError("cannot sign in as " + login + ": " + answer.body);
        }
    }

    private Heard heard(HttpRequest.Builder request) {
        var token = cookie("XSRF-TOKEN");
        if (token != null) {
            request.header("X-XSRF-TOKEN", token);
        }
        try {
            HttpResponse<byte[]> answer =
                    http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray());
            return new Heard(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    new String(answer.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Heard(0, "", "no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private @Nullable String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse(null);
    }
}
