package org.sanhao.server.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.server.access.Abilities;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.contract.Contract;
import org.sanhao.server.contract.Contract.Operation;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation of the contract, by every kind of post, on things of its own, of the hospital next door, of the other
 * county, and of nobody: the answer is the declared one.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixTest {
    private static final String NOT_SIGNED_IN = "SH-1002";
    private static final String NOT_ALLOWED = "SH-1003";
    private static final String NOT_FOUND = "SH-1004";

    @Autowired
    Contract contract;

    @Autowired
    TwoCounties counties;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    JsonMapper json;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    Map<String, Permission> table;

    @BeforeAll
    void two_counties_at_work() {
        counties.settle();
        table = Permission.declared();
    }

    @Test
    void every_operation_is_declared_and_nothing_else_is() {
        var operations = new TreeSet<String>();
        contract.operations().forEach(each -> operations.add(each.name()));

        assertThat(new TreeSet<>(table.keySet()))
                .as("add a line to server/src/test/resources/matrix/operations.tsv")
                .isEqualTo(operations);
    }

    @Test
    void whoever_is_not_signed_in_gets_nothing() {
        var stranger = browsers.fresh();
        var own = requests(TwoCounties.OWN);

        var faults = new ArrayList<String>();
        for (var operation : contract.operations()) {
            if (permission(operation).door() != Permission.Door.PUBLIC) {
                var answer = send(
                        stranger, operation, own, counties.of(TwoCounties.OWN).get("unit"), true);
                if (answer.status() != 401 || !NOT_SIGNED_IN.equals(answer.text("/code"))) {
                    faults.add(operation.name() + " answers " + answer.status());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void every_post_gets_the_declared_answer_on_its_own_on_foreign_and_on_unknown_things() {
        var faults = new ArrayList<String>();
        for (var operation : contract.operations()) {
            if (permission(operation).door() == Permission.Door.SIGNED_IN) {
                for (var kind : PostKind.values()) {
                    faults.addAll(faults(operation, permission(operation), kind));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void canary_a_controller_that_forgets_scope_or_ability_is_caught() throws NoSuchMethodException {
        var mapping = RequestMappingInfo.paths("/api/canary/{id}")
                .methods(org.springframework.web.bind.annotation.RequestMethod.GET)
                .options(requestMappingHandlerMapping.getBuilderConfiguration())
                .build();
        requestMappingHandlerMapping.registerMapping(
                mapping, new Forgetful(), Forgetful.class.getDeclaredMethod("find", UUID.class));
        try {
            var operation = new Operation("get", "/api/canary/{id}", null, Map.of());
            var asks = Permission.parse("READ_WORK", "sheet");

            assertThat(faults(operation, asks, PostKind.DIRECTOR))
                    .anyMatch(fault -> fault.contains("foreign"))
                    .anyMatch(fault -> fault.contains("next door"));
            assertThat(faults(operation, asks, PostKind.AUDIT_ADMINISTRATOR))
                    .anyMatch(fault -> fault.contains("without the ability"));
        } finally {
            requestMappingHandlerMapping.unregisterMapping(mapping);
        }
    }

    @Test
    void canary_an_answer_that_names_a_foreign_thing_is_caught() {
        var foreign = counties.of(TwoCounties.FOREIGN).get("sheet");

        assertThat(leak(new Answer(200, Map.of(), "[{\"id\":\"" + foreign + "\"}]", null, new byte[0])))
                .isNotNull();
        assertThat(leak(new Answer(200, Map.of(), "[]", null, new byte[0]))).isNull();
    }

    /** Finds anything for anybody. */
    static class Forgetful {
        ResponseEntity<String> find(@PathVariable UUID id) {
            return ResponseEntity.ok("{\"id\":\"" + id + "\"}");
        }
    }

    private List<String> faults(Operation operation, Permission asks, PostKind kind) {
        var faults = new ArrayList<String>();
        var holder = counties.holder(kind);
        var answer = asks.to(Abilities.of(kind));
        for (var place : Place.values()) {
            if (place == Place.NEXT_DOOR && !TwoCounties.inHospital(kind)) {
                continue;
            }
            if (asks.subject().equals("-") && place != Place.OWN) {
                continue;
            }
            if (asks.subject().equals("other") && place != Place.UNKNOWN) {
                continue;
            }
            var things = place == Place.UNKNOWN ? null : counties.of(place.institution);
            var id = things == null
                    ? UUID.randomUUID().toString()
                    : things.getOrDefault(asks.subject(), things.get("unit"));
            var requests = requests(asks.part().isEmpty() || things == null ? TwoCounties.OWN : place.institution);
            var got = send(holder, operation, requests, asks, id, place != Place.OWN);
            var fault = fault(place, answer, asks, got);
            if (fault == null) {
                fault = asks.any().contains(Ability.READ_AUDIT) ? leakOfTheLog(got) : leak(got);
            }
            if (fault != null) {
                faults.add("%s by %s on %s: %s (%d %s)"
                        .formatted(operation.name(), kind.code(), place.words, fault, got.status(), got.text("/code")));
            }
        }
        return faults;
    }

    private enum Place {
        OWN("own", TwoCounties.OWN),
        NEXT_DOOR("next door", TwoCounties.SIBLING),
        FOREIGN("foreign", TwoCounties.FOREIGN),
        UNKNOWN("unknown", "");

        final String words;
        final String institution;

        Place(String words, String institution) {
            this.words = words;
            this.institution = institution;
        }
    }

    private static @Nullable String fault(Place place, Permission.Answer may, Permission asks, Answer got) {
        var code = String.valueOf(got.text("/code"));
        if (got.status() >= 500) {
            return "broke";
        }
        if (code.equals(NOT_SIGNED_IN)) {
            return "lost the session";
        }
        if (place == Place.OWN && code.equals(ErrorCode.INVALID_FIELDS.code())) {
            return "was not asked with a well-formed body";
        }
        return switch (may) {
            case NO -> code.equals(NOT_ALLOWED) && got.status() == 403 ? null : "answered without the ability";
            case SOMETIMES -> place == Place.OWN || got.status() >= 400 ? null : "reached " + place.words;
            case YES ->
                switch (place) {
                    case OWN ->
                        code.equals(NOT_ALLOWED) || code.equals(NOT_FOUND) ? "refused what the ability allows" : null;
                    case NEXT_DOOR, FOREIGN, UNKNOWN -> {
                        if (got.status() < 400 || got.status() == 403) {
                            yield "tells or does something about what is " + place.words;
                        }
                        yield asks.part().isEmpty() && got.status() != 404 ? "is not 404 for " + place.words : null;
                    }
                };
        };
    }

    /** The log names whatever its own people tried, foreign ids too; whoever signed in the other county tried nothing here. */
    private @Nullable String leakOfTheLog(Answer got) {
        return got.body().contains(counties.of(TwoCounties.FOREIGN).get("signer"))
                ? "shows what foreign people did"
                : null;
    }

    /** What the answer gives away of the other county. */
    private @Nullable String leak(Answer got) {
        if (got.status() >= 400 && got.status() != 409) {
            return null;
        }
        for (var thing : counties.of(TwoCounties.FOREIGN).entrySet()) {
            if (got.body().contains(thing.getValue())) {
                return "names the foreign " + thing.getKey();
            }
        }
        return got.body().contains(TwoCounties.FOREIGN) ? "names the foreign institution" : null;
    }

    private Permission permission(Operation operation) {
        var permission = table.get(operation.name());
        assertThat(permission)
                .as("no line for " + operation.name() + " in server/src/test/resources/matrix/operations.tsv")
                .isNotNull();
        return permission;
    }

    private Requests requests(String institution) {
        return new Requests(contract, json, counties.of(institution));
    }

    private Answer send(Browser who, Operation operation, Requests requests, String id, boolean keyed) {
        return send(who, operation, requests, permission(operation), id, keyed);
    }

    /** Sends without a key or over a wrong version where the thing is the caller's own: allowed, but nothing happens. */
    private static Answer send(
            Browser who, Operation operation, Requests requests, Permission asks, String id, boolean keyed) {
        var body = requests.body(operation, asks.part(), id);
        var path = requests.path(
                operation,
                asks.part(),
                id,
                asks.part().isEmpty() ? id : UUID.randomUUID().toString());
        var ready = operation.needs("If-Match") ? who.withHeader("If-Match", keyed ? "\"1\"" : "\"999\"") : who;
        if (keyed && operation.needs("Idempotency-Key")) {
            ready = ready.withHeader("Idempotency-Key", UUID.randomUUID().toString());
        }
        var method = HttpMethod.valueOf(operation.method().toUpperCase(java.util.Locale.ROOT));
        var type = Requests.type(operation);
        return body == null && type != null
                ? ready.sendBytes(method, path, new byte[] {1}, type)
                : ready.send(method, path, body);
    }
}
