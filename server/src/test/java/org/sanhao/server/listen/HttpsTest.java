package org.sanhao.server.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.server.support.ServerProcess;
import org.sanhao.server.support.ServerProcess.Launch;

/** A server with a certificate of its own, seen by a device that trusts the root and by one that does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpsTest {
    @TempDir
    static Path folder;

    private ServerProcess server;
    private int plain;
    private HttpClient trusting;

    @BeforeAll
    void a_server_with_a_certificate_of_its_own() throws Exception {
        plain = ServerProcess.freePort();
        server = ServerProcess.start(Launch.of(
                folder.resolve("data"),
                "start",
                "--tls-own",
                "localhost,127.0.0.1",
                "--http-port",
                Integer.toString(plain),
                "--management-port",
                "-1"));
        trusting = HttpClient.newBuilder()
                .sslContext(trustingOnly(folder.resolve("data/keys/tls-root.pem")))
                .build();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static SSLContext trustingOnly(Path root) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(root)) {
            store.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private HttpResponse<String> get(HttpClient client, String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private String secure(String path) {
        return "https://localhost:" + server.port() + path;
    }

    private String open(String path) {
        return "http://localhost:" + plain + path;
    }

    @Test
    void a_device_that_trusts_the_root_gets_secure_cookies_and_is_told_to_stay() throws Exception {
        var answer = get(trusting, secure("/api/session"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(answer.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure"));
    }

    @Test
    void a_device_that_does_not_trust_the_root_is_warned() {
        Assertions.assertThatThrownBy(() -> get(HttpClient.newHttpClient(), secure("/api/session")))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void the_plain_port_shows_how_to_trust_the_root_and_sends_everything_else_on() throws Exception {
        var client = HttpClient.newHttpClient();
        var page = get(client, open("/ca"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<svg", "在浏览器打开", "SHA-256 ");
        assertThat(get(client, open("/ca/sanhao-root.crt")).headers().firstValue("Content-Type"))
                .hasValue("application/x-x509-ca-cert");
        var sent = get(client, open("/campaigns"));
        assertThat(sent.statusCode()).isEqualTo(307);
        assertThat(sent.headers().firstValue("Location")).hasValue(secure("/campaigns"));
        assertThat(sent.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void the_plain_port_takes_no_password() throws Exception {
        var post = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(open("/api/session")))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"account\":\"a\",\"password\":\"b\"}"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(post.statusCode()).isEqualTo(403);
        assertThat(post.body()).contains("没有保存");
    }
}
