package org.sanhao.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanhao.server.Sanhao;
import org.sanhao.server.support.FreshDatabase;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.ContextConfiguration;

/** Requests forged by another site, against a real port: the mock environment brings a token store of its own. */
@SpringBootTest(classes = Sanhao.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = FreshDatabase.class)
@AutoConfigureMockMvc
class ForgedRequestTest {
    @LocalServerPort
    int port;

    @Autowired
    World world;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @BeforeEach
    void a_province() {
        world.aSmallProvince();
    }

    @Test
    void a_post_without_the_token_is_refused_and_with_cookie_and_header_passes() throws Exception {
        get("/api/session");
        var token = cookie("XSRF-TOKEN");
        assertThat(token).isNotNull();

        var forged = send("/api/session", null);
        var real = send("/api/session", token);

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(real.statusCode()).as(real.body()).isEqualTo(200);
    }

    @Test
    void the_token_survives_an_authenticated_get() throws Exception {
        get("/api/session");
        send("/api/session", cookie("XSRF-TOKEN"));
        get("/api/session");
        get("/api/units");

        assertThat(cookie("XSRF-TOKEN")).isNotNull();
        var out = client.send(
                HttpRequest.newBuilder(at("/api/session"))
                        .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"))
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(out.statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> send(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"account\":\"county.handler\",\"password\":\"" + World.password() + "\"}"));
        if (token != null) {
            request.header("X-XSRF-TOKEN", token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void get(String path) throws IOException, InterruptedException {
        client.send(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(each -> each.getName().equals(name) && !each.hasExpired())
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse(null);
    }
}
