package org.sanhao.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Group chats: allowed hosts only, counts only, in working hours, told how it went. */
@ServerTest
@TestPropertySource(properties = "sanhao.notify.hosts=localhost, robots.example")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChannelsHttpTest {
    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    Messages messages;

    @Autowired
    List<Job> jobs;

    @Autowired
    TestClock clock;

    Browser administrator;
    HttpServer robot;
    final List<String> heard = new CopyOnWriteArrayList<>();
    volatile String answer = "{\"errcode\":0,\"errmsg\":\"ok\"}";
    volatile int status = 200;
    String channel;

    @BeforeAll
    void a_robot_of_a_group() throws IOException {
        at("2026-11-25T10:00:00");
        world.aSmallProvince();
        administrator = browsers.signedIn("unit.admin", password());
        robot = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        robot.createContext("/", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", "http://localhost/elsewhere");
            }
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        robot.start();
    }

    @AfterAll
    void the_robot_stops() {
        robot.stop(0);
    }

    private void at(String there) {
        clock.set(LocalDateTime.parse(there).atZone(BusinessZone.ZONE).toInstant());
    }

    private void run() {
        for (var name : new String[] {"notify-rounds", "notify-sending"}) {
            jobs.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .run();
        }
    }

    private String here(String path) {
        return "http://localhost:" + robot.getAddress().getPort() + path;
    }

    private static String body(String address, String pace, String state) {
        return """
                {"name":"创建办群","shape":"wecom","address":%s,"pace":"%s","state":"%s"}
                """.formatted(address == null ? "null" : "\"" + address + "\"", pace, state);
    }

    private Answer add(String address) {
        return administrator.post("/api/channels", body(address, "half-hourly", "on"));
    }

    private void tell(Topic topic, int many) {
        for (int i = 0; i < many; i++) {
            messages.tell(List.of(Telling.of(
                    topic,
                    new About(About.Kind.CASE, UUID.randomUUID()),
                    "said",
                    "石桥镇卫生院的事",
                    world.unit("石桥镇卫生院"),
                    Set.of(PostKind.DIRECTOR, PostKind.QUALITY_OFFICER),
                    clock.now())));
        }
    }

    @Test
    @Order(1)
    void only_hosts_on_the_list_are_spoken_to_and_only_safely() {
        assertThat(add("https://169.254.169.254/latest/meta-data").text("/code"))
                .isEqualTo("SH-6105");
        assertThat(add("https://robots.example.evil.org/x").text("/code")).isEqualTo("SH-6105");
        assertThat(add("http://robots.example/x").text("/code"))
                .as("in the open")
                .isEqualTo("SH-6106");
        assertThat(add("https://robots.example@evil.org/x").text("/code")).isEqualTo("SH-6106");
        assertThat(add("file:///etc/passwd").text("/code")).isEqualTo("SH-6106");
        assertThat(add("https://ROBOTS.example/send?key=1").status()).isEqualTo(200);
        assertThat(browsers.signedIn("clinician", password())
                        .get("/api/channels")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Order(2)
    void a_channel_is_tried_and_tells_how_it_went_without_showing_its_address() {
        var made = add(here("/send?key=geheim"));
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        channel = made.text("/id");
        assertThat(administrator
                        .post("/api/channels/" + channel + "/trial", null)
                        .status())
                .isEqualTo(200);
        run();
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst()).contains("\"msgtype\":\"text\"", "消息通道「创建办群」");
        var shown = administrator.get("/api/channels");
        assertThat(shown.body()).contains("localhost").doesNotContain("geheim");
        assertThat(shown.text("/channels/1/problem")).isNull();

        answer = "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}";
        administrator.post("/api/channels/" + channel + "/trial", null);
        run();
        assertThat(administrator.get("/api/channels").text("/channels/1/problem"))
                .isEqualTo("对方不收，代码 93000");
        status = 302;
        administrator.post("/api/channels/" + channel + "/trial", null);
        run();
        assertThat(administrator.get("/api/channels").text("/channels/1/problem"))
                .isEqualTo("对方回答 302");
        assertThat(heard).as("no redirect is followed, no trial is repeated").hasSize(3);
        status = 200;
        answer = "{\"errcode\":0}";
    }

    @Test
    @Order(3)
    void a_group_is_told_how_much_is_new_at_most_every_half_hour() {
        heard.clear();
        at("2026-11-25T10:00:00");
        tell(Topic.CASE, 2);
        tell(Topic.CAMPAIGN, 1);
        run();
        run();
        assertThat(lines()).hasSize(1);
        assertThat(lines().getFirst()).contains("石桥镇卫生院：新事项 3 件（申报与评审 2、活动 1）");

        at("2026-11-25T10:10:00");
        tell(Topic.CASE, 1);
        run();
        assertThat(lines()).hasSize(1);
        at("2026-11-25T10:31:00");
        run();
        assertThat(lines()).hasSize(2);
        assertThat(lines().getLast()).contains("新事项 1 件");
        at("2026-11-25T11:30:00");
        run();
        assertThat(lines()).as("nothing new").hasSize(2);
        at("2026-11-25T20:00:00");
        tell(Topic.CASE, 1);
        run();
        assertThat(lines()).as("in the evening").hasSize(2);
        at("2026-11-26T08:30:00");
        run();
        assertThat(lines()).hasSize(3);
    }

    private List<String> lines() {
        return heard.stream().filter(line -> line.contains("新事项")).toList();
    }

    @Test
    @Order(4)
    void a_paused_channel_is_silent_and_a_version_guards_it() {
        at("2026-11-26T14:00:00");
        var change = administrator.withHeader("If-Match", "\"1\"");
        var paused = change.put("/api/channels/" + channel, body(null, "half-hourly", "paused"));
        assertThat(paused.text("/state")).as(paused.body()).isEqualTo("paused");
        assertThat(administrator
                        .withHeader("If-Match", "\"1\"")
                        .put("/api/channels/" + channel, body(null, "daily", "on"))
                        .status())
                .isEqualTo(412);
        int before = heard.size();
        tell(Topic.CASE, 1);
        run();
        assertThat(heard).hasSize(before);
        assertThat(administrator
                        .withHeader("If-Match", "\"2\"")
                        .put("/api/channels/" + channel, body(null, "daily", "gone"))
                        .status())
                .isEqualTo(200);
        assertThat(administrator
                        .post("/api/channels/" + channel + "/trial", null)
                        .status())
                .isEqualTo(404);
    }
}
