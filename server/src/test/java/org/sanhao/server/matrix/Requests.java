package org.sanhao.server.matrix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.contract.Contract;
import org.sanhao.server.contract.Contract.Operation;
import tools.jackson.databind.json.JsonMapper;

/** Makes requests the contract calls well formed, out of the contract alone. */
final class Requests {
    /** Words the contract leaves open and the rules do not. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("level", "department"),
            Map.entry("line", "administrative"),
            Map.entry("kind", "clinician"),
            Map.entry("mode", "must"),
            Map.entry("type", "department"),
            Map.entry("packId", "primary-care-quality"),
            Map.entry("packVersion", "2023.1"),
            Map.entry("tier", "basic"),
            Map.entry("login", "someone.new"),
            Map.entry("account", "nobody"));

    private final Contract contract;
    private final JsonMapper json;
    private final Map<String, String> ids;

    /**
     * Requests about a place.
     *
     * @param ids which id stands for a field that names a thing: {@code unit}, {@code person}, …
     */
    Requests(Contract contract, JsonMapper json, Map<String, String> ids) {
        this.contract = contract;
        this.json = json;
        this.ids = ids;
    }

    static String path(Operation operation, String id) {
        return operation
                .path()
                .replace("{id}", id)
                .replace("{clause}", "1.1.1")
                .replace("{part}", "1")
                .replaceAll("\\{\\w+}", id);
    }

    /** The smallest body with every required part; {@code part} is filled with {@code id} besides. */
    @Nullable
    String body(Operation operation, String part, String id) {
        var schema = operation.body();
        return schema == null ? null : json.writeValueAsString(value("", schema, part, id));
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
                schema.get("minItems") instanceof Integer least && least > 0
                        ? List.of(value("", items(schema), part, id))
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
            if (required.contains(name) || name.equals(part)) {
                object.put(name, value(name, property, part, id));
            }
        });
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
