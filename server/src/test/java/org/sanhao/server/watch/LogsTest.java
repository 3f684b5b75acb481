package org.sanhao.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.server.support.ServerProcess;
import org.sanhao.server.support.ServerProcess.Client;
import org.sanhao.server.support.ServerProcess.Launch;
import tools.jackson.databind.json.JsonMapper;

/** What a serving product tells those who look after it: figures and logs, and nothing about people in either. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogsTest {
    private static final String PASSWORD = "sanhao-demo-2026";
    private static final String CANARY = "金丝雀Canary7731";

    @TempDir
    static Path folder;

    private ServerProcess server;
    private int management;

    @BeforeAll
    void a_serving_product() {
        management = ServerProcess.freePort();
        server = ServerProcess.start(
                Launch.of(folder.resolve("data"), "start", "--management-port", Integer.toString(management))
                        .with(Map.of("SANHAO_DEMO", "true")));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void nothing_people_typed_and_nothing_that_opens_a_door_is_in_any_log() throws Exception {
        var client = new Client(server.at("")).signedIn("hospital.quality", PASSWORD);
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        client.send("POST", "/api/session", "{\"account\":\"%s\",\"password\":\"%s\"}".formatted(CANARY, CANARY), key);
        client.send("POST", "/api/session", "{\"account\":\"" + CANARY, key);
        client.get("/api/units?q=" + encoded(CANARY) + "&cursor=" + encoded(CANARY));
        client.get("/api/cases?cursor=" + encoded(CANARY));
        client.get("/api/sheets/" + encoded(CANARY));
        client.get("/" + encoded(CANARY) + "?token=" + encoded(CANARY));
        var admin = new Client(server.at("")).signedIn("hospital.admin", PASSWORD);
        admin.send("POST", "/api/people", "{\"name\":\"" + CANARY + "\"}", key);
        try (var superuser = server.superuser();
                var statement = superuser.createStatement()) {
            // A constraint broken under the product's hands: the server's message quotes the row in its detail.
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> statement.execute(
                            "INSERT INTO events.event_publication (id, listener_id, event_type, serialized_event,"
                                    + " publication_date) SELECT id, 'x', 'x', '" + CANARY + "', now() FROM"
                                    + " (VALUES ('00000000-0000-0000-0000-000000000001'::uuid),"
                                    + " ('00000000-0000-0000-0000-000000000001'::uuid)) v (id)")))
                    .isNotNull();
        }

        var log = server.log();
        var database = Files.readString(folder.resolve("data/postgresql.log"));
        var forbidden = List.of(
                CANARY, encoded(CANARY), PASSWORD, "周晓岚", "邱实", client.cookie("sanhao"), client.cookie("XSRF-TOKEN"));
        assertThat(forbidden).allSatisfy(word -> assertThat(log).doesNotContain(word));
        assertThat(database).doesNotContain("Key (id)=");
        assertThat(log).contains("已就绪");
    }

    @Test
    void every_line_is_json() {
        var json = JsonMapper.builder().build();

        assertThat(server.log().lines())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(json.readTree(line).get("message")).as(line).isNotNull());
    }

    @Test
    void figures_and_health_are_on_a_port_of_their_own_and_not_on_the_users() throws Exception {
        var http = HttpClient.newHttpClient();
        var figures = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/actuator/prometheus"))
                        .build(),
                BodyHandlers.ofString());
        var health = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/actuator/health/readiness"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(figures.statusCode()).isEqualTo(200);
        var rules = Files.readString(Path.of("../docs/alerts.yaml"));
        assertThat(List.of(
                        "hikaricp_connections_pending{",
                        "hikaricp_connections_timeout_total{",
                        "sanhao_events_oldest",
                        "sanhao_backup_age",
                        "sanhao_job_failures{",
                        "disk_free_bytes{",
                        "http_server_requests_seconds_count{"))
                .allSatisfy(figure -> {
                    assertThat(figures.body()).contains(figure);
                    assertThat(rules).contains(figure.replace("{", ""));
                });
        assertThat(figures.body())
                .contains("pool=\"web\"")
                .contains("sanhao_job_age{job=\"audit-check\"}")
                .doesNotContain("hospital.quality");
        assertThat(health.body()).contains("UP");
        assertThat(new Client(server.at("")).get("/actuator/prometheus").body()).doesNotContain("hikaricp");
    }
}
