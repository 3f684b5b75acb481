package org.sanhao.lang.pack.rule;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one institution, its self-assessment and its result, by the names of the vocabulary. A fact that is
 * not known is simply missing; nothing is assumed in its place. Immutable.
 */
public final class Facts {
    /** Nothing known. */
    public static final Facts NONE = new Facts(Map.of());
    /** A fact known to be absent, such as the tier of a result that reached none. */
    static final Object ABSENT = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private final Map<String, Object> values;

    private Facts(Map<String, Object> values) {
        this.values = values;
    }

    /** With a number, as {@code unit.beds}. */
    public Facts with(String name, long number) {
        return put(name, number);
    }

    /** With a yes or no, as {@code unit.registered}. */
    public Facts with(String name, boolean truth) {
        return put(name, truth);
    }

    /** With a text; null says it is known to be absent. */
    public Facts with(String name, @Nullable String text) {
        return put(name, text == null ? ABSENT : text);
    }

    private Facts put(String name, Object value) {
        var fact = Vocabulary.ONE.facts().get(name);
        if (fact == null) {
            throw new IllegalArgumentException("no fact " + name);
        }
        boolean fits = switch (fact.type()) {
            case NUMBER -> value instanceof Long;
            case TRUTH -> value instanceof Boolean;
            case TEXT -> value instanceof String;
            case OPTIONAL_TEXT -> value instanceof String || value.equals(ABSENT);
        };
        if (!fits) {
            throw new IllegalArgumentException(name + " is " + fact.type() + ", not " + value);
        }
        var more = new HashMap<>(values);
        more.put(name, value);
        return new Facts(more);
    }

    /** Facts of both; those of {@code more} win. */
    public Facts and(Facts more) {
        var all = new HashMap<>(values);
        all.putAll(more.values);
        return new Facts(all);
    }

    /**
     * With a fact read from text, as forms and tables hold it.
     *
     * @return null when there is no such fact or the text is no value of its type
     */
    public @Nullable Facts parse(String name, String text) {
        var fact = Vocabulary.ONE.facts().get(name);
        if (fact == null) {
            return null;
        }
        return switch (fact.type()) {
            case NUMBER -> text.matches("0|[1-9][0-9]{0,11}") ? with(name, Long.parseLong(text)) : null;
            case TRUTH -> text.equals("true") || text.equals("false") ? with(name, text.equals("true")) : null;
            case TEXT -> with(name, text);
            case OPTIONAL_TEXT -> with(name, text.equals("null") ? null : text);
        };
    }

    /** Whether something is known under the name. */
    public boolean knows(String name) {
        return values.containsKey(name);
    }

    /** A fact's name in Chinese; the name itself when there is no such fact. */
    public static String title(String name) {
        var fact = Vocabulary.ONE.facts().get(name);
        return fact == null ? name : fact.zh();
    }

    @Nullable
    Object raw(String name) {
        return values.get(name);
    }

    /** The value as a person reads it, with its unit, or null when it is not known. */
    public @Nullable String shown(String name) {
        var value = values.get(name);
        if (value == null) {
            return null;
        }
        var fact = Vocabulary.ONE.facts().get(name);
        if (value instanceof Boolean truth) {
            return truth ? "是" : "否";
        }
        if (value.equals(ABSENT)) {
            return "无";
        }
        if (value instanceof String text) {
            var word = Vocabulary.ONE.valueName(text);
            return word.isEmpty() ? text : word;
        }
        return fact != null && fact.of() != null ? value + " " + fact.of() : value.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts facts && values.equals(facts.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
