package org.sanhao.server.document.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a form says, by the names its template uses. */
public record Facts(Map<String, Fact> byName) {
    public Facts {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** One thing said. */
    public sealed interface Fact {}

    public record Words(String text) implements Fact {}

    /** Somebody's name: kept apart from the frozen text, so that it can be erased. */
    public record Name(String text) implements Fact {}

    public record Rows(List<Facts> rows) implements Fact {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** Gathers facts. */
    public static final class Gathering {
        private final Map<String, Fact> facts = new LinkedHashMap<>();

        public Gathering words(String name, Object value) {
            facts.put(name, new Words(String.valueOf(value)));
            return this;
        }

        public Gathering name(String name, String value) {
            facts.put(name, new Name(value));
            return this;
        }

        public Gathering rows(String name, List<Facts> rows) {
            facts.put(name, new Rows(rows));
            return this;
        }

        public Facts facts() {
            return new Facts(facts);
        }
    }

    public static Gathering gather() {
        return new Gathering();
    }

    /** The text of a fact; empty for one that is not there. */
    String text(String name) {
        return switch (byName.get(name)) {
            case Words(var text) -> text;
            case Name(var text) -> text;
            case Rows rows -> throw new IllegalArgumentException(name + " is a list");
            case null -> throw new IllegalArgumentException("no fact " + name);
        };
    }

    /** The rows of a list. */
    List<Facts> rows(String name) {
        if (byName.get(name) instanceof Rows(var rows)) {
            return rows;
        }
        throw new IllegalArgumentException("no list " + name);
    }
}
