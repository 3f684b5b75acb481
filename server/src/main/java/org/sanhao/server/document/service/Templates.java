package org.sanhao.server.document.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.document.domain.Template;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads descriptions of forms: the ones the product carries, and those an earlier copy was printed from. */
final class Templates {
    private Templates() {}

    /** The text of a form's description as this release carries it. */
    static String textOf(String form) {
        var path = "/documents/" + form + ".yaml";
        try (var in = Templates.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** @throws IllegalArgumentException for a description that says something no form has */
    static Template read(String text) {
        var whole = map(new Load(LoadSettings.builder().build()).loadFromString(text));
        return new Template(
                word(whole, "form"),
                word(whole, "name"),
                optional(whole, "banner"),
                word(whole, "title"),
                optional(whole, "subtitle"),
                Set.copyOf(words(whole.get("progress"))),
                list(whole.get("blocks")).stream().map(Templates::block).toList());
    }

    private static Template.Block block(@Nullable Object described) {
        var block = map(described);
        var kind = block.keySet().iterator().next();
        var what = block.get(kind);
        return switch (kind) {
            case "heading" -> new Template.Heading(String.valueOf(what));
            case "text" -> new Template.Paragraph(String.valueOf(what));
            case "note" -> new Template.Footnote(String.valueOf(what));
            case "pairs" ->
                new Template.Pairs(list(what).stream().map(Templates::pairs).toList());
            case "grid" ->
                new Template.Grid(
                        word(map(what), "rows"),
                        list(map(what).get("columns")).stream()
                                .map(Templates::column)
                                .toList());
            case "boxes" -> boxes(map(what));
            default -> throw new IllegalArgumentException("no block " + kind);
        };
    }

    private static Map<String, String> pairs(@Nullable Object row) {
        var pairs = new LinkedHashMap<String, String>();
        map(row).forEach((label, value) -> pairs.put(label, String.valueOf(value)));
        return pairs;
    }

    private static Template.Column column(@Nullable Object described) {
        var column = map(described);
        return new Template.Column(
                word(column, "title"),
                word(column, "value"),
                Integer.parseInt(word(column, "width")),
                Boolean.TRUE.equals(column.get("centred")));
    }

    private static Template.Boxes boxes(Map<String, @Nullable Object> boxes) {
        var rows = boxes.get("rows");
        return new Template.Boxes(
                rows == null ? null : String.valueOf(rows),
                Integer.parseInt(word(boxes, "across")),
                list(boxes.get("each")).stream()
                        .map(Templates::map)
                        .map(box -> new Template.Box(
                                word(box, "title"), word(box, "text"), word(box, "seal"), word(box, "sign")))
                        .toList());
    }

    private static String word(Map<String, @Nullable Object> of, String name) {
        var word = of.get(name);
        if (word == null) {
            throw new IllegalArgumentException("nothing said for " + name);
        }
        return String.valueOf(word);
    }

    private static String optional(Map<String, @Nullable Object> of, String name) {
        return of.get(name) == null ? "" : word(of, name);
    }

    private static List<String> words(@Nullable Object listed) {
        return listed == null
                ? List.of()
                : list(listed).stream().map(String::valueOf).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(@Nullable Object described) {
        if (described instanceof Map<?, ?> map && !map.isEmpty()) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException("names with values are expected, not " + described);
    }

    private static List<?> list(@Nullable Object described) {
        if (described instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("a list is expected, not " + described);
    }
}
