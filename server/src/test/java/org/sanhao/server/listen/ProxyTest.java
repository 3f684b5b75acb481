package org.sanhao.server.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.server.support.ServerProcess;
import org.sanhao.server.support.ServerProcess.Client;
import org.sanhao.server.support.ServerProcess.Launch;

/** Headers about the client are believed from the proxy that was named, and from nobody else. */
class ProxyTest {
    private static final Map<String, String> HEADERS =
            Map.of("X-Forwarded-Proto", "https", "X-Forwarded-For", "10.9.9.9");

    @TempDir
    Path folder;

    private boolean believed(String proxy) {
        var launch = Launch.of(folder.resolve("data"), "start", "--management-port", "-1")
                .with(Map.of("SANHAO_TRUSTEDPROXIES", proxy));
        try (var server = ServerProcess.start(launch)) {
            var answer = new Client(server.at("")).send("GET", "/api/session", null, HEADERS);
            return answer.headers().firstValue("Strict-Transport-Security").isPresent();
        }
    }

    @Test
    void only_the_named_proxy_may_say_that_the_client_came_by_https() {
        assertThat(believed("127.0.0.1")).isTrue();
        assertThat(believed("10.1.2.1")).isFalse();
    }
}
