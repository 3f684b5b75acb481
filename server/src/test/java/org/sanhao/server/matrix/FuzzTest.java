package org.sanhao.server.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.server.Sanhao;
import org.sanhao.server.access.Abilities;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.contract.Contract;
import org.sanhao.server.contract.Contract.Operation;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.matrix.Attacks.Attack;
import org.sanhao.server.matrix.Client.Heard;
import org.sanhao.server.support.FreshDatabase;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever a client sends to an operation of the contract, over a real connection, the answer is one of ours: never a
 * breakdown, a refusal always with its number and Chinese words, nothing of the machinery in it, nothing of a foreign
 * county. {@code SANHAO_DEEP} sends everything; else each operation gets a sample that a seed picks.
 */
@SpringBootTest(
        classes = Sanhao.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"sanhao.port=0", "sanhao.jobs=false", "sanhao.evidence.folder=target/evidence-fuzz-test"})
@ContextConfiguration(initializers = FreshDatabase.class)
@AutoConfigureMockMvc
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzTest {
    private static final boolean DEEP = Boolean.parseBoolean(System.getenv("SANHAO_DEEP"));
    private static final int SAMPLE = Integer.getInteger("sanhao.fuzz", DEEP ? Integer.MAX_VALUE : 25);
    private static final long SEED = Long.getLong("sanhao.seed", 20_261_126L);

    private static final Pattern MACHINERY = Pattern.compile(
            "\\bat [\\w.$]+\\([\\w]+\\.java|\\b(org|java|jakarta|tools)\\.[a-z]+\\.|Exception|\\bSELECT |\\bINSERT |SQLSTATE"
                    + "|<html|Tomcat");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    /** What a department of the first hospital lends to attacks that close units: nobody works there. */
    private static final String SPARE = "石桥内科";

    @LocalServerPort
    int port;

    @Autowired
    Contract contract;

    @Autowired
    TwoCounties counties;

    @Autowired
    World world;

    @Autowired
    JsonMapper json;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    private final Map<String, Client> clients = new HashMap<>();
    private Map<String, Permission> table = Map.of();
    private Attacks attacks;

    @BeforeAll
    void two_counties_at_work() {
        counties.settle();
        table = Permission.declared();
        var own = new HashMap<>(counties.of(TwoCounties.OWN));
        own.put("unit", world.unit(SPARE).toString());
        attacks = new Attacks(contract, json, own, counties.of(TwoCounties.FOREIGN));
    }

    @Test
    void whatever_is_sent_the_answer_is_one_of_ours() {
        var faults = new LinkedHashSet<String>();
        var heard = new TreeMap<Integer, Integer>();
        var neverInside = new ArrayList<String>();
        for (var operation : contract.operations()) {
            var asks = table.get(operation.name());
            var all = attacks.on(operation, asks);
            var plain = all.removeFirst();
            Collections.shuffle(all, new Random(SEED ^ operation.name().hashCode()));
            var sent = new ArrayList<>(all.subList(0, Math.min(SAMPLE, all.size())));
            sent.addFirst(plain);
            boolean inside = false;
            for (var who : senders(asks)) {
                for (var attack : who.may ? sent : sent.subList(0, Math.min(3, sent.size()))) {
                    var answer = client(who.login).send(attack);
                    heard.merge(answer.status(), 1, Integer::sum);
                    inside |= answer.status() != 401 && answer.status() != 403;
                    var fault = fault(attack, asks, answer);
                    if (fault != null) {
                        faults.add(fault + " | " + who.login + " | " + attack + " | " + answer.status() + " "
                                + cut(answer.body()));
                    }
                }
            }
            if (!inside) {
                neverInside.add(operation.name());
            }
        }
        System.out.println("fuzz: answers by status " + heard);

        assertThat(faults).isEmpty();
        assertThat(neverInside).as("operations no attack got into").isEmpty();
        assertThat(heard.getOrDefault(200, 0))
                .as("attacks that were taken for requests")
                .isPositive();
    }

    @Test
    void canary_an_operation_that_throws_is_found() throws NoSuchMethodException {
        var mapping = RequestMappingInfo.paths("/api/canary")
                .methods(RequestMethod.GET)
                .options(requestMappingHandlerMapping.getBuilderConfiguration())
                .build();
        requestMappingHandlerMapping.registerMapping(
                mapping, new Careless(), Careless.class.getDeclaredMethod("find", String.class));
        try {
            var operation = new Operation(
                    "get",
                    "/api/canary",
                    null,
                    Map.of("parameters", List.of(Map.of("name", "q", "in", "query", "required", true))));
            var asks = Permission.parse("READ_WORK", "-");
            var faults = attacks.on(operation, asks).stream()
                    .map(attack -> fault(
                            attack,
                            asks,
                            client("matrix." + PostKind.HANDLER.code()).send(attack)))
                    .filter(java.util.Objects::nonNull)
                    .collect(Collectors.toSet());

            assertThat(faults).contains("breaks").anyMatch(fault -> fault.startsWith("shows the machinery"));
        } finally {
            requestMappingHandlerMapping.unregisterMapping(mapping);
        }
    }

    @Test
    void canary_answers_that_are_not_ours_are_found() {
        var attack =
                new Attack(new Operation("get", "/api/units", null, Map.of()), "GET", "/api/units", Map.of(), null, "");
        var asks = Permission.parse("READ_REGISTER", "-");
        var foreign = counties.of(TwoCounties.FOREIGN).get("sheet");

        assertThat(fault(attack, asks, new Heard(200, "application/json", "[\"" + foreign + "\"]")))
                .isNotNull();
        assertThat(fault(attack, asks, new Heard(400, "text/html", "<h1>Bad Request</h1>")))
                .isNotNull();
        assertThat(fault(attack, asks, new Heard(400, "application/problem+json", "{\"title\":\"Bad Request\"}")))
                .isNotNull();
        assertThat(fault(attack, asks, new Heard(503, "text/plain", "busy"))).isNotNull();
        assertThat(fault(attack, asks, new Heard(200, "application/json", "[]")))
                .isNull();
    }

    /** Breaks on what it did not expect, and hands the reason out. */
    static class Careless {
        ResponseEntity<String> find(@RequestParam String q) {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(q.startsWith("-") ? "{\"detail\":\"ERROR in SELECT 1\"}" : "\"" + q.charAt(0) + "\"");
        }
    }

    /** Somebody who sends, and whether the operation is his to use. */
    private record Sender(@Nullable String login, boolean may) {}

    /** One who may in a hospital, one in the county, one who may not; the door gets somebody nobody else needs. */
    private static List<Sender> senders(Permission asks) {
        return switch (asks.door()) {
            case PUBLIC -> List.of(new Sender(null, true));
            case SESSION -> List.of(new Sender("two.posts", true));
            case SIGNED_IN -> {
                var may = new ArrayList<Sender>();
                var places = new LinkedHashSet<Boolean>();
                Sender mayNot = null;
                for (var kind : PostKind.values()) {
                    var login = "matrix." + kind.code();
                    if (asks.to(Abilities.of(kind)) == Permission.Answer.NO) {
                        mayNot = new Sender(login, false);
                    } else if (DEEP || places.add(TwoCounties.inHospital(kind))) {
                        may.add(new Sender(login, true));
                    }
                }
                if (mayNot != null) {
                    may.add(mayNot);
                }
                yield may;
            }
        };
    }

    private Client client(@Nullable String login) {
        return clients.computeIfAbsent(login == null ? "" : login, unused -> new Client(port, json, login));
    }

    private @Nullable String fault(Attack attack, Permission asks, Heard heard) {
        int status = heard.status();
        if (status == 0) {
            return "hangs or drops the connection";
        }
        if (status >= 500 && status != 503) {
            return "breaks";
        }
        boolean json = heard.type().contains("json");
        if ((json || status >= 400) && MACHINERY.matcher(heard.body()).find()) {
            return "shows the machinery: " + cut(heard.body());
        }
        if (status >= 400 && !attack.method().equals("HEAD")) {
            return problemOf(heard);
        }
        return asks.any().contains(Ability.READ_AUDIT) ? null : leak(heard);
    }

    private @Nullable String problemOf(Heard heard) {
        if (!heard.type().startsWith("application/problem+json")) {
            return "refuses in another form: " + heard.type();
        }
        var problem = json.readTree(heard.body());
        var complete = problem.at("/code").asString("").matches("SH-\\d{4}")
                && problem.at("/status").asInt(0) == heard.status()
                && CHINESE.matcher(problem.at("/title").asString("")).find()
                && CHINESE.matcher(problem.at("/wayOut").asString("")).find();
        if (!complete) {
            return "refuses without number, words or way out";
        }
        for (var field : problem.at("/fields")) {
            if (!CHINESE.matcher(field.at("/message").asString("")).find()) {
                return "names a field in no Chinese words: " + field;
            }
        }
        return null;
    }

    private @Nullable String leak(Heard heard) {
        for (var thing : counties.of(TwoCounties.FOREIGN).entrySet()) {
            if (heard.body().contains(thing.getValue())) {
                return "names the foreign " + thing.getKey();
            }
        }
        return heard.body().contains(TwoCounties.FOREIGN) ? "names the foreign institution" : null;
    }

    private static String cut(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
