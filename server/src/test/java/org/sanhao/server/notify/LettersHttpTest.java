package org.sanhao.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Letters through a real mail server: proved addresses, quiet hours, digests, a server that is away. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LettersHttpTest {
    private static final String ADDRESS = "officer@example.gov.cn";
    private static final String DIRECTOR = "director@example.gov.cn";
    private static final int PORT = freePort();
    private static GreenMail server = started();

    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    Messages messages;

    @Autowired
    Reaches reaches;

    @Autowired
    People people;

    @Autowired
    List<Job> jobs;

    @Autowired
    TestClock clock;

    Browser officer;
    Browser sysadmin;

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GreenMail started() {
        var mail = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        return mail;
    }

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry properties) {
        properties.add("sanhao.public-address", () -> "https://sanhao.example");
        properties.add("sanhao.notify.mail.host", () -> "127.0.0.1");
        properties.add("sanhao.notify.mail.port", () -> PORT);
        properties.add("sanhao.notify.mail.security", () -> "none");
        properties.add("sanhao.notify.mail.from", () -> "sanhao@example.gov.cn");
        properties.add("sanhao.notify.mail.patience", () -> "5s");
    }

    @BeforeAll
    void a_small_province() {
        at("2026-11-25T10:00:00");
        world.aSmallProvince();
        officer = browsers.signedIn("quality.officer", password());
        sysadmin = browsers.signedIn("sysadmin", password());
    }

    @AfterAll
    void the_mail_server_stops() {
        server.stop();
    }

    private void at(String there) {
        clock.set(LocalDateTime.parse(there).atZone(BusinessZone.ZONE).toInstant());
    }

    private void run(String job) {
        jobs.stream()
                .filter(each -> each.name().equals(job))
                .findFirst()
                .orElseThrow()
                .run();
    }

    /** Subjects and texts of the letters to the officer, in the order in which they arrived. */
    private static List<String> letters() {
        return lettersTo(ADDRESS);
    }

    private static List<String> lettersTo(String address) {
        return Arrays.stream(server.getReceivedMessagesForDomain(address))
                .map(letter -> {
                    try {
                        return letter.getSubject() + "\n" + letter.getContent();
                    } catch (MessagingException | IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static String lastCodeTo(String address) {
        var code = Pattern.compile("验证码 (\\d{6})").matcher(lettersTo(address).getLast());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private static Answer confirm(Browser who, String code) {
        return who.withHeader("If-Match", "\"1\"").put("/api/reach/address", "{\"code\":\"" + code + "\"}");
    }

    private UUID tell(Topic topic, String title) {
        var id = UUID.randomUUID();
        messages.tell(List.of(Telling.of(
                topic,
                new About(About.Kind.CASE, id),
                title,
                title,
                world.unit("石桥镇卫生院"),
                Set.of(PostKind.QUALITY_OFFICER),
                clock.now())));
        return id;
    }

    private Answer set(String pace, String from, String until) {
        var version = officer.get("/api/reach").number("/version");
        return officer.withHeader("If-Match", "\"" + version + "\"")
                .put(
                        "/api/reach",
                        "{\"topics\":[{\"topic\":\"sign-off\",\"pace\":\"" + pace + "\"}],\"quietFrom\":\"" + from
                                + "\",\"quietUntil\":\"" + until + "\"}");
    }

    @Test
    @Order(1)
    void an_address_counts_once_the_code_sent_to_it_has_come_back() {
        assertThat(officer.get("/api/reach").text("/sendsMail")).isEqualTo("true");
        assertThat(officer.post("/api/reach/address", "{\"address\":\"nobody\"}")
                        .text("/code"))
                .isEqualTo("SH-6101");
        assertThat(confirm(officer, "123456").text("/code")).isEqualTo("SH-6102");
        var proposed = officer.post("/api/reach/address", "{\"address\":\" " + ADDRESS + " \"}");
        assertThat(proposed.text("/pending")).as(proposed.body()).isEqualTo(ADDRESS);
        assertThat(proposed.text("/address")).isNull();

        run("notify-sending");

        assertThat(letters()).hasSize(1);
        var code = lastCodeTo(ADDRESS);
        var wrong = confirm(officer, code.equals("000000") ? "000001" : "000000");
        assertThat(wrong.text("/code")).isEqualTo("SH-6103");
        assertThat(wrong.body()).contains("4 次");
        assertThat(confirm(officer, code).text("/address")).isEqualTo(ADDRESS);
        assertThat(confirm(officer, code).text("/code"))
                .as("a code serves once")
                .isEqualTo("SH-6102");
    }

    @Test
    @Order(2)
    void a_code_is_void_after_five_wrong_tries_or_half_an_hour() {
        var director = browsers.signedIn("director", password());
        director.post("/api/reach/address", "{\"address\":\"" + DIRECTOR + "\"}");
        run("notify-sending");
        var code = lastCodeTo(DIRECTOR);
        for (int i = 0; i < 5; i++) {
            confirm(director, code.equals("000000") ? "000001" : "000000");
        }
        assertThat(confirm(director, code).text("/code")).isEqualTo("SH-6102");
        director.post("/api/reach/address", "{\"address\":\"" + DIRECTOR + "\"}");
        run("notify-sending");
        at("2026-11-25T10:31:00");
        assertThat(confirm(director, lastCodeTo(DIRECTOR)).text("/code")).isEqualTo("SH-6102");
    }

    @Test
    @Order(3)
    void what_is_wanted_at_once_is_sent_at_once_and_once_a_day() throws MessagingException {
        assertThat(set("at-once", "08:00", "08:30").text("/code")).isEqualTo("SH-6104");
        assertThat(set("at-once", "18:00", "08:30").status()).isEqualTo(200);
        assertThat(officer.withHeader("If-Match", "\"1\"")
                        .put("/api/reach", "{\"topics\":[],\"quietFrom\":\"18:00\",\"quietUntil\":\"08:30\"}")
                        .status())
                .isEqualTo(412);
        int before = letters().size();

        var matter = tell(Topic.SIGN_OFF, "等你签批：第一件");
        run("notify-sending");
        run("notify-sending");

        assertThat(letters()).hasSize(before + 1);
        assertThat(letters().getLast())
                .startsWith("【三好】等你签批：第一件")
                .contains("https://sanhao.example/messages")
                .doesNotContain("人quality.officer");
        var letter = server.getReceivedMessagesForDomain(ADDRESS)[before];
        assertThat(letter.getAllRecipients()[0]).hasToString(ADDRESS);
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(letter.getMessageID()).matches("<[0-9a-f-]{36}@example.gov.cn>");

        messages.tell(List.of(Telling.of(
                Topic.SIGN_OFF,
                new About(About.Kind.CASE, matter),
                "again",
                "等你签批：换了说法",
                world.unit("石桥镇卫生院"),
                Set.of(PostKind.QUALITY_OFFICER),
                clock.now())));
        run("notify-sending");
        assertThat(letters()).as("the matter has had its letter of the day").hasSize(before + 1);
    }

    @Test
    @Order(4)
    void in_the_evening_it_waits_for_the_morning_and_what_was_read_by_then_is_not_sent() {
        int before = letters().size();
        at("2026-11-25T20:00:00");
        tell(Topic.SIGN_OFF, "等你签批：夜里一件");
        tell(Topic.SIGN_OFF, "等你签批：夜里又一件");
        run("notify-sending");
        assertThat(letters()).hasSize(before);

        var inbox = officer.get("/api/messages");
        assertThat(inbox.text("/items/0/title")).contains("夜里");
        officer.post("/api/messages/" + inbox.text("/items/0/id") + "/read", null);
        at("2026-11-26T08:31:00");
        run("notify-sending");
        assertThat(letters()).hasSize(before + 1);
    }

    @Test
    @Order(5)
    void everything_else_comes_in_one_letter_on_working_mornings() {
        int before = letters().size();
        at("2026-11-27T15:00:00");
        tell(Topic.CASE, "申报受理了");
        tell(Topic.CAMPAIGN, "活动发布了");
        at("2026-11-28T09:00:00");
        run("notify-rounds");
        run("notify-sending");
        assertThat(letters()).as("Saturday").hasSize(before);

        at("2026-11-30T08:30:00");
        run("notify-rounds");
        run("notify-rounds");
        run("notify-sending");
        assertThat(letters()).hasSize(before + 1);
        assertThat(letters().getLast())
                .startsWith("【三好】11 月 30 日：2 件新事项")
                .contains("申报受理了", "活动发布了")
                .doesNotContain("夜里");

        at("2026-12-01T08:30:00");
        run("notify-rounds");
        run("notify-sending");
        assertThat(letters()).as("nothing new, no letter").hasSize(before + 1);
    }

    @Test
    @Order(6)
    void a_mail_server_that_is_away_loses_nothing() {
        int before = letters().size();
        server.stop();
        at("2026-12-01T10:00:00");
        tell(Topic.SIGN_OFF, "等你签批：服务器停着");
        run("notify-sending");
        var glance = sysadmin.get("/api/deliveries/glance");
        assertThat(glance.number("/failing")).as(glance.body()).isEqualTo(1);

        server = started();
        run("notify-sending");
        assertThat(letters()).as("not before a minute").isEmpty();
        at("2026-12-01T10:01:00");
        run("notify-sending");
        assertThat(letters()).hasSize(1);
        assertThat(sysadmin.get("/api/deliveries/glance").number("/waiting")).isZero();
        assertThat(before).isPositive();
    }

    @Test
    @Order(7)
    void what_fails_for_two_days_is_given_up_shown_and_can_be_sent_again() {
        server.stop();
        tell(Topic.SIGN_OFF, "等你签批：一直发不出");
        for (var moment = clock.now(); moment.isBefore(clock.now().plusSeconds(1)); moment = clock.now()) {
            run("notify-sending");
            if (sysadmin.get("/api/deliveries/glance").number("/givenUp") == 1) {
                break;
            }
            clock.set(moment.plusSeconds(6 * 3600));
        }
        var row = sysadmin.get("/api/deliveries");
        assertThat(row.text("/items/0/problem")).as(row.body()).isEqualTo("连不上发信服务器");
        assertThat(row.body()).doesNotContain(ADDRESS);
        assertThat(officer.get("/api/deliveries").status()).isEqualTo(403);

        server = started();
        at("2026-12-09T10:00:00");
        var again = sysadmin.post("/api/deliveries/" + row.text("/items/0/id") + "/again", null);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        run("notify-sending");
        assertThat(letters()).hasSize(1);
        assertThat(sysadmin.post("/api/deliveries/" + row.text("/items/0/id") + "/again", null)
                        .text("/code"))
                .isEqualTo("SH-6108");
    }

    @Test
    @Order(8)
    void a_forgotten_address_gets_nothing_more() {
        tell(Topic.SIGN_OFF, "等你签批：最后一件");
        assertThat(officer.post("/api/reach/address/forget", null).text("/address"))
                .isNull();
        run("notify-sending");
        assertThat(letters()).hasSize(1);
        assertThat(reaches.of(world.person("quality.officer")).address()).isNull();
    }

    @Test
    @Order(9)
    void with_a_person_goes_the_address() {
        officer.post("/api/reach/address", "{\"address\":\"" + ADDRESS + "\"}");
        run("notify-sending");
        confirm(officer, lastCodeTo(ADDRESS));
        var person = world.person("quality.officer");
        assertThat(reaches.of(person).address()).isEqualTo(ADDRESS);

        people.leave(Scope.SYSTEM, person, 1, "调离", "test").orThrow();

        assertThat(reaches.of(person).version()).isZero();
        assertThat(GreenMailUtil.getBody(server.getReceivedMessages()[0])).isNotEmpty();
    }
}
