package org.sanhao.server.matrix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.contract.Contract;
import org.sanhao.server.contract.Contract.Operation;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.json.JsonMapper;

/** Makes requests the contract calls well formed, out of the contract alone. */
final class Requests {
    /** Words the contract leaves open and the rules do not. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("level", "department"),
            Map.entry("line", "adm"),
            Map.entry("kind", "clinician"),
            Map.entry("mode", "must"),
            Map.entry("type", "department"),
            Map.entry("clause", "1.1.1"),
            Map.entry("clauses", "1.1.1"),
            Map.entry("post", "division-head"),
            Map.entry("packId", "primary-care-quality"),
            Map.entry("packVersion", "2023.1"),
            Map.entry("tier", "basic"),
            Map.entry("login", "someone.new"),
            Map.entry("account", "nobody"));

    /** Lists the contract lets be empty and the rules do not. */
    private static final Set<String> NEVER_EMPTY = Set.of("institutions", "clauses", "steps");

    /** What a path or a question holds beside ids. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("clause", "1.1.1"),
            Map.entry("part", "1"),
            Map.entry("tier", "basic"),
            Map.entry("version", "1"),
            Map.entry("packId", "primary-care-quality"),
            Map.entry("edition", "2026"),
            Map.entry("year", "2026"),
            Map.entry("from", "2026"),
            Map.entry("to", "2026"),
            Map.entry("level", "county"),
            Map.entry("kind", "opinion"),
            Map.entry("since", "2026-01-01T00:00:00Z"),
            Map.entry("name", "a.jpg"));

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final Contract contract;
    private final JsonMapper json;
    private final Map<String, String> ids;
    private final boolean everyPart;

    /**
     * Requests about a place.
     *
     * @param ids which id stands for a field that names a thing: {@code unit}, {@code person}, …
     */
    Requests(Contract contract, JsonMapper json, Map<String, String> ids) {
        this(contract, json, ids, false);
    }

    private Requests(Contract contract, JsonMapper json, Map<String, String> ids, boolean everyPart) {
        this.contract = contract;
        this.json = json;
        this.ids = ids;
        this.everyPart = everyPart;
    }

    /** The same requests with what may be left out, and one entry in every list. */
    Requests withEveryPart() {
        return new Requests(contract, json, ids, true);
    }

    /** The address with everything it requires; {@code part} of the question, if any, names {@code subject}. */
    String path(Operation operation, String part, String subject, String id) {
        var pack = operation.path().startsWith("/api/packs/");
        var path = PARAMETER.matcher(operation.path()).replaceAll(found -> switch (found.group(1)) {
            case "id" -> pack ? WORDS.get("packId") : id;
            case "version" -> pack ? WORDS.get("packVersion") : PLACES.get("version");
            default -> PLACES.getOrDefault(found.group(1), ids.getOrDefault(found.group(1), id));
        });
        var question = operation.parameters().stream()
                .filter(each -> "query".equals(each.get("in")) && Boolean.TRUE.equals(each.get("required")))
                .map(each -> String.valueOf(each.get("name")))
                .map(name -> name + "=" + (name.equals(part) ? subject : PLACES.getOrDefault(name, id)))
                .collect(Collectors.joining("&"));
        return question.isEmpty() ? path : path + "?" + question;
    }

    /** The kind of body that is not JSON, or null. */
    static @Nullable String type(Operation operation) {
        if (operation.handler() == null) {
            return null;
        }
        var mapping =
                AnnotatedElementUtils.findMergedAnnotation(operation.handler().getMethod(), RequestMapping.class);
        return mapping == null || mapping.consumes().length == 0 ? null : mapping.consumes()[0];
    }

    /** The smallest body with every required part (with every part, where that was asked for); {@code part} is filled with {@code id} besides. */
    @Nullable
    String body(Operation operation, String part, String id) {
        var schema = operation.body();
        return schema == null || type(operation) != null ? null : json.writeValueAsString(value("", schema, part, id));
    }

    private Object value(String name, Map<String, Object> given, String part, String id) {
        var schema = contract.schema(given);
        if (name.equals(part) && !part.isEmpty()) {
            return id;
        }
        if (schema.get("enum") instanceof List<?> words) {
            return words.getFirst();
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "object" -> object(schema, part, id);
            case "array" ->
                everyPart || NEVER_EMPTY.contains(name) || schema.get("minItems") instanceof Integer least && least > 0
                        ? List.of(value(name, items(schema), part, id))
                        : List.of();
            case "integer", "number" -> schema.getOrDefault("minimum", 1);
            case "boolean" -> true;
            default ->
                switch (String.valueOf(schema.get("format"))) {
                    case "uuid" -> ids.getOrDefault(kind(name), ids.get("unit"));
                    case "date" -> "2026-09-01";
                    case "date-time" -> "2026-09-01T00:00:00Z";
                    default -> WORDS.getOrDefault(name, "测试用");
                };
        };
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> object(Map<String, Object> schema, String part, String id) {
        var object = new LinkedHashMap<String, Object>();
        var properties = (Map<String, Map<String, Object>>) schema.getOrDefault("properties", Map.of());
        var required = (List<String>) schema.getOrDefault("required", List.of());
        properties.forEach((name, property) -> {
            if (everyPart || required.contains(name) || name.equals(part)) {
                object.put(name, value(name, property, part, id));
            }
        });
        if (everyPart && schema.get("additionalProperties") instanceof Map<?, ?> values) {
            object.put("1", value("", (Map<String, Object>) values, part, id));
        }
        return object;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> items(Map<String, Object> schema) {
        return (Map<String, Object>) schema.get("items");
    }

    private static String kind(String field) {
        return field.endsWith("Id") ? field.substring(0, field.length() - 2) : field;
    }
}
