package org.sanhao.lang.pack.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Language1;
import org.sanhao.lang.pack.Level;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.source.YamlText;

/**
 * The words every pack of language 1 may use: lines and their levels in ascending order, types of institution, facts.
 *
 * @param levels Chinese name by level
 * @param types Chinese name by type
 * @param facts by full name, {@code unit.beds}
 */
public record Vocabulary(
        Map<Id, List<Level>> lines, Map<Level, String> levels, Map<Id, String> types, Map<String, Fact> facts) {
    /** The vocabulary of language 1. */
    public static final Vocabulary ONE = read();

    /**
     * A fact a condition may name.
     *
     * @param zh its name in Chinese
     * @param of the unit of a number, or null
     * @param values Chinese words of the texts it can be; empty when it can be any
     */
    public record Fact(
            Type type,
            String zh,
            @Nullable String of,
            Map<String, String> values,
            @Key("in") Set<Place> places) {}

    /** What a fact can be. */
    public enum Type {
        TEXT,
        /** A text that may be absent on purpose, written {@code null} in a condition. */
        OPTIONAL_TEXT,
        NUMBER,
        TRUTH
    }

    private static Vocabulary read() {
        try (var in = Objects.requireNonNull(Vocabulary.class.getResourceAsStream("vocabulary.yaml"))) {
            var reading = YamlText.read("vocabulary.yaml", in.readAllBytes());
            var bound = Language1.SHAPE.bind(Vocabulary.class, reading.root().orElseThrow());
            if (bound.value() == null) {
                throw new IllegalStateException(bound.findings().toString());
            }
            return bound.value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A level in Chinese; its own name when the vocabulary has none. */
    public String levelName(Level level) {
        return levels.getOrDefault(level, level.name());
    }

    /** A text some fact is compared with, in Chinese: a type or a value; empty when it is neither. */
    public String valueName(String text) {
        var type = typeName(text);
        return !type.isEmpty()
                ? type
                : facts.values().stream()
                        .map(fact -> fact.values().getOrDefault(text, ""))
                        .filter(word -> !word.isEmpty())
                        .findFirst()
                        .orElse("");
    }

    /** A type of institution in Chinese; empty when there is no such type. */
    public String typeName(String type) {
        var id = Id.parse(type);
        return id == null ? "" : types.getOrDefault(id, "");
    }

    /** The facts that may stand in a place, in the order of the vocabulary. */
    public Map<String, Fact> factsIn(Place place) {
        var here = new LinkedHashMap<String, Fact>();
        facts.forEach((name, fact) -> {
            if (fact.places().contains(place)) {
                here.put(name, fact);
            }
        });
        return here;
    }
}
