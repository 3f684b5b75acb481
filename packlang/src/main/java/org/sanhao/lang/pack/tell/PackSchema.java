package org.sanhao.lang.pack.tell;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sanhao.lang.pack.Language1;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.Standard;
import org.sanhao.lang.pack.canonical.CanonicalPack;
import org.sanhao.lang.pack.load.Example;
import org.sanhao.lang.pack.shape.JsonSchema;

/** The schemas by which an editor completes and checks the files of a pack. */
public final class PackSchema {
    private PackSchema() {}

    /** By file name: one schema for {@code pack.yaml}, one for standards, one for example sheets. */
    public static Map<String, String> files() {
        var files = new TreeMap<String, String>();
        files.put("pack.schema.json", text(pack()));
        files.put("standard.schema.json", text(JsonSchema.of(Language1.SHAPE, Standard.class, "标准")));
        files.put("example.schema.json", text(JsonSchema.of(Language1.SHAPE, Example.class, "例表")));
        return files;
    }

    /** In a folder a standard is named by its file; its content has a schema of its own. */
    private static Map<String, Object> pack() {
        var schema = JsonSchema.of(Language1.SHAPE, Pack.class, "方案包");
        if (schema.get("$defs") instanceof Map<?, ?> held) {
            var definitions = new TreeMap<String, Object>();
            held.forEach((name, definition) -> definitions.put(name.toString(), definition));
            if (definitions.get("StandardUse") instanceof Map<?, ?> use
                    && use.get("properties") instanceof Map<?, ?> old) {
                var properties = new LinkedHashMap<String, Object>();
                old.forEach((key, property) -> properties.put(key.toString(), property));
                properties.remove("standard");
                var file = new LinkedHashMap<String, Object>();
                file.put("type", "string");
                file.put("description", "标准文件，例如 standard/township.yaml");
                properties.put("file", file);
                var whole = new LinkedHashMap<String, Object>();
                use.forEach((key, value) -> whole.put(key.toString(), value));
                whole.put("properties", properties);
                whole.put("required", List.of("id", "for", "file"));
                definitions.put("StandardUse", whole);
            }
            List.of("Scheme", "Standard", "Section", "Clause", "NotApplicable", "Lines", "StepCosts")
                    .forEach(definitions::remove);
            schema.put("$defs", definitions);
        }
        return schema;
    }

    private static String text(Map<String, Object> schema) {
        var text = new StringBuilder();
        pretty(schema, "", text);
        return text.append('\n').toString();
    }

    private static void pretty(Object value, String indent, StringBuilder out) {
        var inside = indent + "  ";
        switch (value) {
            case Map<?, ?> map
            when !map.isEmpty() -> {
                out.append("{\n");
                int left = map.size();
                for (var entry : map.entrySet()) {
                    out.append(inside)
                            .append(CanonicalPack.quoted(entry.getKey().toString()))
                            .append(": ");
                    pretty(entry.getValue(), inside, out);
                    out.append(--left > 0 ? ",\n" : "\n");
                }
                out.append(indent).append('}');
            }
            case Collection<?> items
            when items.stream().anyMatch(item -> item instanceof Map) -> {
                out.append("[\n");
                int left = items.size();
                for (var item : items) {
                    out.append(inside);
                    pretty(item, inside, out);
                    out.append(--left > 0 ? ",\n" : "\n");
                }
                out.append(indent).append(']');
            }
            case Collection<?> items -> {
                out.append('[');
                int left = items.size();
                for (var item : items) {
                    pretty(item, inside, out);
                    out.append(--left > 0 ? ", " : "");
                }
                out.append(']');
            }
            case Map<?, ?> ignored -> out.append("{}");
            case String text -> out.append(CanonicalPack.quoted(text));
            default -> out.append(value);
        }
    }
}
