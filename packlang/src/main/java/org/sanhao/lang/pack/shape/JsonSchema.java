package org.sanhao.lang.pack.shape;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A JSON Schema (2020-12) of a record type, for editors: keys, types, choices and what each key means, in Chinese. */
public final class JsonSchema {
    private final Shape shape;
    private final Map<String, Object> definitions = new TreeMap<>();

    private JsonSchema(Shape shape) {
        this.shape = shape;
    }

    /** The schema as a tree of maps, lists and texts. */
    public static Map<String, Object> of(Shape shape, Class<?> root, String title) {
        var schema = new JsonSchema(shape);
        var tree = new LinkedHashMap<String, Object>();
        tree.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        tree.put("title", title);
        tree.putAll(schema.type(root));
        tree.put("$defs", schema.definitions);
        return tree;
    }

    private Map<String, Object> type(Type type) {
        if (type instanceof ParameterizedType generic) {
            var raw = (Class<?>) generic.getRawType();
            var of = generic.getActualTypeArguments();
            if (raw == List.class || raw == Set.class) {
                var list = map("type", "array", "items", type(of[0]));
                boolean single = of[0] instanceof Class<?> plain && shape.isScalar(plain);
                return single ? map("anyOf", List.of(type(of[0]), list)) : list;
            }
            var map = map("type", "object", "additionalProperties", type(of[1]));
            if (of[0] instanceof Class<?> key && key.isEnum()) {
                map.put("propertyNames", map("enum", shape.spellings(key)));
            }
            return map;
        }
        var plain = (Class<?>) type;
        if (shape.isScalar(plain)) {
            return scalar(plain);
        }
        var name = plain.getSimpleName();
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, plain.isInterface() ? variants(plain) : record(plain));
        }
        return map("$ref", "#/$defs/" + name);
    }

    private Map<String, Object> variants(Class<?> sealed) {
        var choices = new ArrayList<Object>();
        for (var choice : sealed.getPermittedSubclasses()) {
            choices.add(type(choice));
        }
        return map("oneOf", choices);
    }

    private Map<String, Object> record(Class<?> type) {
        var record = RecordShape.of(type);
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var component : record.components()) {
            var property = new LinkedHashMap<>(type(component.type()));
            if (!component.says().isEmpty()) {
                property.put("description", component.says());
            }
            if (component.fallback() != null && !component.fallback().equals("{}")) {
                property.put("default", component.fallback());
            }
            properties.put(component.key(), property);
            if (!component.optional()) {
                required.add(component.key());
            }
        }
        if (type.isAnnotationPresent(Variant.class)) {
            properties.put(
                    shape.discriminator(type),
                    map("const", type.getAnnotation(Variant.class).value()));
        }
        var whole = map("type", "object", "properties", properties, "additionalProperties", false);
        if (!required.isEmpty()) {
            whole.put("required", required);
        }
        var bare = record.shorthand();
        return bare == null ? whole : map("anyOf", List.of(type(bare.type()), whole));
    }

    private Map<String, Object> scalar(Class<?> type) {
        if (type == String.class) {
            return map("type", "string", "minLength", 1);
        }
        if (type == int.class || type == Integer.class) {
            return map("type", "integer", "minimum", 0);
        }
        if (type == boolean.class || type == Boolean.class) {
            return map("type", "boolean");
        }
        if (type.isEnum()) {
            return map("enum", shape.spellings(type));
        }
        var spelling = shape.spelling(type);
        // what looks like a number or a truth to YAML is still a spelling to us
        return spelling == null
                ? map()
                : map("type", List.of("string", "number"), "pattern", spelling.pattern(), "description", spelling.zh());
    }

    private static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i].toString(), pairs[i + 1]);
        }
        return map;
    }
}
