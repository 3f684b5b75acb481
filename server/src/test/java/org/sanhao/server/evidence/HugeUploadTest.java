package org.sanhao.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sanhao.server.Sanhao;
import org.sanhao.server.support.FreshDatabase;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** The door for files as a client meets it: over a socket, with the real server behind. */
@SpringBootTest(
        classes = Sanhao.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"sanhao.port=0", "sanhao.evidence.folder=target/evidence-huge-test"})
@ContextConfiguration(initializers = FreshDatabase.class)
@AutoConfigureMockMvc
@DirtiesContext
class HugeUploadTest {
    @Autowired
    World world;

    @org.springframework.beans.factory.annotation.Value("${local.server.port}")
    int port;

    private final CookieManager cookies = new CookieManager();

    @Test
    void two_gigabytes_are_refused_over_the_wire_before_they_are_sent_and_a_photo_comes_in() throws Exception {
        world.aSmallProvince();
        signIn();

        var huge = answer("大.pdf", 2L << 30, new byte[0]);
        assertThat(huge).startsWith("HTTP/1.1 413").contains("SH-6006");

        var photo = Samples.jpeg(40, 30, 77);
        assertThat(answer("现场.jpg", photo.length, photo)).as("canary").startsWith("HTTP/1.1 200");
    }

    /** A text nobody writes by hand, with its length announced and without. */
    @Test
    void nine_megabytes_of_json_are_refused_with_a_code_however_they_come() throws Exception {
        var http = HttpClient.newBuilder().cookieHandler(cookies).build();
        var session = URI.create("http://localhost:" + port + "/api/session");
        http.send(HttpRequest.newBuilder(session).build(), HttpResponse.BodyHandlers.ofString());
        var body =
                ("{\"account\":\"" + "长".repeat(3 << 20) + "\",\"password\":\"x\"}").getBytes(StandardCharsets.UTF_8);

        for (var publisher : List.of(
                HttpRequest.BodyPublishers.ofByteArray(body),
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))) {
            var answer = http.send(
                    HttpRequest.newBuilder(session)
                            .header("Content-Type", "application/json")
                            .header("X-XSRF-TOKEN", token())
                            .header("Idempotency-Key", "nine-megabytes-of-json")
                            .POST(publisher)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as(publisher.contentLength() + " " + answer.body())
                    .isEqualTo(413);
            assertThat(answer.body()).contains("\"code\":\"SH-", "8 MB");
        }
    }

    private void signIn() throws IOException, InterruptedException {
        var http = HttpClient.newBuilder().cookieHandler(cookies).build();
        var session = URI.create("http://localhost:" + port + "/api/session");
        http.send(HttpRequest.newBuilder(session).build(), HttpResponse.BodyHandlers.ofString());
        var answer = http.send(
                HttpRequest.newBuilder(session)
                        .header("Content-Type", "application/json")
                        .header("X-XSRF-TOKEN", token())
                        .header("Idempotency-Key", "sign-in-for-a-huge-file")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"account\":\"quality.officer\",\"password\":\"" + password() + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** Announces {@code length} bytes, sends {@code body}, and reads what the server says at once. */
    private String answer(String name, long length, byte[] body) throws IOException {
        var jar = cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write("""
                POST /api/evidence/files?name=%s HTTP/1.1
                Host: localhost
                Cookie: %s
                X-XSRF-TOKEN: %s
                Idempotency-Key: huge-%d-upload
                Content-Type: application/octet-stream
                Content-Length: %d

                """.formatted(
                            java.net.URLEncoder.encode(name, StandardCharsets.UTF_8), jar, token(), length, length)
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var answer = new StringBuilder();
            for (var line = in.readLine(); line != null && answer.indexOf("\"name\"") < 0; line = in.readLine()) {
                answer.append(line).append('\n');
                if (line.contains("SH-6006")) {
                    break;
                }
            }
            return answer.toString();
        }
    }
}
