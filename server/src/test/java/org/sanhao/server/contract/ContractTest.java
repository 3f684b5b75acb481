package org.sanhao.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sanhao.server.contract.Contract.Operation;
import org.sanhao.server.support.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;

/** The committed contract is what the server answers, said precisely enough for a typed client. */
@ServerTest
class ContractTest {
    @Autowired
    Contract contract;

    @Test
    void the_committed_contract_is_what_the_server_answers() throws IOException {
        var drawn = contract.text();

        if (Boolean.parseBoolean(System.getenv("SANHAO_ACCEPT"))) {
            Files.createDirectories(Contract.FILE.getParent());
            Files.writeString(Contract.FILE, drawn);
        }
        assertThat(Contract.committed())
                .as("run ./sanhao test --accept after reviewing the change, then npm run --prefix web api")
                .isEqualTo(drawn);
    }

    @Test
    void the_contract_names_neither_an_address_nor_a_version_of_the_build() {
        assertThat(contract.text())
                .doesNotContain("servers:", "localhost", "SNAPSHOT", "org.sanhao", "Acting", "Caller");
    }

    @Test
    void every_operation_has_one_name_and_says_what_it_answers() {
        assertThat(contract.twice()).isEmpty();
        assertThat(contract.operations())
                .isNotEmpty()
                .allSatisfy(operation ->
                        assertThat(vague(operation)).as(operation.name()).isEmpty());
    }

    @Test
    void every_operation_that_takes_a_file_says_so_and_the_demo_is_in_the_contract_too() {
        assertThat(contract.operations())
                .filteredOn(each -> each.name().equals("POST /api/evidence/files"))
                .singleElement()
                .satisfies(
                        upload -> assertThat(String.valueOf(upload.description().get("requestBody")))
                                .contains("application/octet-stream", "binary"));
        assertThat(contract.operations())
                .extracting(Operation::name)
                .contains("GET /api/demo/clock", "POST /api/demo/clock");
        assertThat(contract.operations())
                .filteredOn(each -> List.of("put", "post").contains(each.method()))
                .filteredOn(each -> each.description().get("requestBody") == null)
                .extracting(Operation::name)
                .as("only what needs to say nothing sends nothing")
                .allMatch(
                        name -> name.matches(
                                "POST .*/(enable|unlock|drop-second-factor|reset-password|publish|cancel|load|first-passwords|checks"
                                        + "|confirm|decline|withdraw|read|second-factor|conclusion|again|forget|trial|adopt|start|start-binding|unbind|copies)"));
    }

    @Test
    void canary_an_operation_that_answers_anything_is_found() {
        var vague = new Operation(
                "get",
                "/api/anything",
                null,
                Map.of(
                        "responses",
                        Map.of("200", Map.of("content", Map.of("application/json", Map.of("schema", Map.of()))))));

        assertThat(vague(vague)).isNotEmpty();
    }

    @Test
    void a_record_is_named_after_its_module() {
        assertThat(Contract.shortName("org.sanhao.server.review.web.CaseViews.CaseRow"))
                .isEqualTo("ReviewCaseRow");
        assertThat(Contract.shortName("org.sanhao.kernel.PageOrg.sanhao.server.review.web.CaseViews.CaseRow"))
                .isEqualTo("ReviewCaseRowPage");
    }

    /** Answers without a type: a method that returns {@code ResponseEntity<?>} or {@code Object}. */
    private static List<String> vague(Operation operation) {
        return responses(operation).entrySet().stream()
                .filter(each -> each.getKey().startsWith("2"))
                .filter(each -> each.getValue() instanceof Map<?, ?> response
                        && response.get("content") instanceof Map<?, ?> content
                        && content.values().stream().anyMatch(ContractTest::untyped))
                .map(each -> each.getKey() + " has no type: return ResponseEntity<SomeRecord>, not ResponseEntity<?>")
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> responses(Operation operation) {
        return (Map<String, Object>) operation.description().get("responses");
    }

    private static boolean untyped(Object media) {
        return media instanceof Map<?, ?> map
                && map.get("schema") instanceof Map<?, ?> schema
                && (schema.isEmpty() || schema.equals(Map.of("type", "object")));
    }
}
