package org.sanhao.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sanhao.server.audit.AuditLog;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Every state-changing address leaves a row in the log. The row is written before the commit of a transaction opened through
 * {@link ScopedTransactions#within}; so each handler must lead there, or say {@link AuditLog#done} itself.
 */
class LeavesARowTest {
    private static final Path ACTS = Path.of("src/main/resources/audit/acts.tsv");

    /** Addresses that change nothing, each with the reason why they are asked by POST. */
    private static final Map<String, String> ONLY_ASK = Map.of(
            "POST /p/objection",
            "looks up by a secret code, which must not stand in an address",
            "POST /api/session/oidc/start",
            "hands out a way to the provider; no other site may begin it",
            "POST /api/session/oidc/start-binding",
            "hands out a way to the provider; no other site may begin it");

    private static JavaClasses product() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.sanhao.server");
    }

    @Test
    void every_state_changing_address_leads_to_a_transaction_that_leaves_a_row() {
        var product = product();
        var handlers = handlers(product);

        assertThat(handlers).hasSizeGreaterThan(20);
        assertThat(handlers.stream().filter(handler -> !leavesARow(product, handler)))
                .as("handlers that change something unseen")
                .isEmpty();
    }

    @Test
    void every_state_changing_address_has_a_name_in_the_log() throws IOException {
        var named = new TreeSet<String>();
        Files.readAllLines(ACTS).stream()
                .filter(line -> !line.startsWith("#")
                        && !line.isBlank()
                        && !line.startsWith("GET ")
                        && !line.startsWith("OWN "))
                .forEach(line -> named.add(line.substring(0, line.indexOf('\t'))));
        var spoken = new TreeSet<String>();
        handlers(product()).forEach(handler -> spoken.addAll(addresses(handler)));

        assertThat(named)
                .as("src/main/resources/audit/acts.tsv names exactly the state-changing addresses")
                .isEqualTo(spoken);
    }

    @RestController
    static class Silent {
        private final List<String> things = new ArrayList<>();

        @PostMapping("/api/silent")
        void change() {
            things.add("changed without a trace");
        }
    }

    @Test
    void canary_a_handler_without_such_a_transaction_is_found() {
        var silent = new ClassFileImporter().importClasses(Silent.class);

        assertThat(handlers(silent)).hasSize(1);
        assertThat(handlers(silent)).noneMatch(handler -> leavesARow(silent, handler));
    }

    private static List<JavaMethod> handlers(JavaClasses classes) {
        return classes.stream()
                .flatMap(each -> each.getMethods().stream())
                .filter(method -> mapping(method) != null && changes(mapping(method)))
                .filter(method -> !ONLY_ASK.keySet().containsAll(addresses(method)))
                .toList();
    }

    private static boolean changes(RequestMapping mapping) {
        for (var method : mapping.method()) {
            if (method != RequestMethod.GET && method != RequestMethod.HEAD && method != RequestMethod.OPTIONS) {
                return true;
            }
        }
        return false;
    }

    private static RequestMapping mapping(JavaMethod method) {
        return method.getOwner().getName().contains("$$")
                        || method.getAnnotations().isEmpty()
                ? null
                : AnnotatedElementUtils.findMergedAnnotation(method.reflect(), RequestMapping.class);
    }

    private static Set<String> addresses(JavaMethod method) {
        var base = AnnotatedElementUtils.findMergedAnnotation(method.getOwner().reflect(), RequestMapping.class);
        var paths = mapping(method).path();
        var all = new TreeSet<String>();
        for (var prefix : base == null || base.path().length == 0 ? new String[] {""} : base.path()) {
            for (var path : paths.length == 0 ? new String[] {""} : paths) {
                for (var verb : mapping(method).method()) {
                    all.add(verb + " " + prefix + path);
                }
            }
        }
        return all;
    }

    /** Follows the calls, through façades to whoever keeps their promise. */
    private static boolean leavesARow(JavaClasses product, JavaMethod handler) {
        var seen = new HashSet<JavaCodeUnit>();
        var next = new ArrayDeque<JavaCodeUnit>(List.of(handler));
        while (!next.isEmpty()) {
            var unit = next.poll();
            if (!seen.add(unit)) {
                continue;
            }
            for (var call : unit.getCallsFromSelf()) {
                var owner = call.getTargetOwner();
                var name = call.getTarget().getName();
                if (owner.isEquivalentTo(ScopedTransactions.class) && name.equals("within")
                        || owner.isEquivalentTo(AuditLog.class) && name.equals("done")) {
                    return true;
                }
                call.getTarget().resolveMember().ifPresent(member -> {
                    if (member instanceof JavaCodeUnit found) {
                        next.add(found);
                    }
                });
                if (owner.isInterface() && product.contain(owner.getName())) {
                    for (JavaClass kept : product.get(owner.getName()).getAllSubclasses()) {
                        kept.getMethods().stream()
                                .filter(method -> method.getName().equals(name))
                                .forEach(next::add);
                    }
                }
            }
        }
        return false;
    }
}
