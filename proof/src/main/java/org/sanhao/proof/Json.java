package org.sanhao.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly (RFC 8259 narrowed to I-JSON, RFC 7493), because two readers that understand a signed text
 * differently are a forgery: no duplicate names, no lone surrogates, no NaN, no whole number that a double cannot hold, no
 * text after the end.
 *
 * <p>Objects become maps in the order of the text, arrays lists, whole numbers {@link Long}, other numbers {@link Double},
 * and {@code null} stays null.
 */
public final class Json {
    /** The largest whole number every reader understands alike: 2^53 - 1. */
    public static final long SAFE = (1L << 53) - 1;

    private static final int DEPTH = 64;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** A text that is not strict JSON, and where it stops being so (characters from the start). */
    public static final class Malformed extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Malformed(String what, int at) {
            super(what + " at character " + at);
        }
    }

    /** @throws Malformed when the text is not strict JSON */
    public static @Nullable Object read(String text) {
        var json = new Json(text);
        var value = json.value(0);
        json.blank();
        if (json.at < text.length()) {
            throw json.no("text after the end");
        }
        return value;
    }

    /** @throws Malformed when the text is not strict JSON or not an object */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> readObject(String text) {
        if (read(text) instanceof Map<?, ?> object) {
            return (Map<String, @Nullable Object>) object;
        }
        throw new Malformed("not an object", 0);
    }

    private @Nullable Object value(int depth) {
        if (depth > DEPTH) {
            throw no("nested too deep");
        }
        blank();
        if (at == text.length()) {
            throw no("unexpected end");
        }
        return switch (text.charAt(at)) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        at++;
        blank();
        if (take('}')) {
            return members;
        }
        do {
            blank();
            int from = at;
            if (at == text.length() || text.charAt(at) != '"') {
                throw no("a name is expected");
            }
            var name = string();
            blank();
            expect(':');
            var value = value(depth + 1);
            if (members.containsKey(name)) {
                throw new Malformed("the name \"" + name + "\" stands twice", from);
            }
            members.put(name, value);
            blank();
        } while (take(','));
        expect('}');
        return members;
    }

    private List<@Nullable Object> array(int depth) {
        var items = new ArrayList<@Nullable Object>();
        at++;
        blank();
        if (take(']')) {
            return items;
        }
        do {
            items.add(value(depth + 1));
            blank();
        } while (take(','));
        expect(']');
        return items;
    }

    private String string() {
        var out = new StringBuilder();
        int from = at++;
        while (true) {
            if (at == text.length()) {
                throw no("a string without end");
            }
            char c = text.charAt(at++);
            if (c == '"') {
                break;
            }
            if (c < 0x20) {
                throw no("a bare control character");
            }
            out.append(c == '\\' ? escape() : c);
        }
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            boolean paired =
                    Character.isHighSurrogate(c) && i + 1 < out.length() && Character.isLowSurrogate(out.charAt(i + 1));
            if (paired) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new Malformed("half of a surrogate pair", from);
            }
        }
        return out.toString();
    }

    private char escape() {
        if (at == text.length()) {
            throw no("a string without end");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = at < text.length() ? hex(text.charAt(at++)) : -1;
                    if (digit < 0) {
                        throw no("not four hexadecimal digits");
                    }
                    code = code << 4 | digit;
                }
                yield (char) code;
            }
            default -> throw no("an unknown escape");
        };
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private Object number() {
        int from = at;
        take('-');
        int whole = at;
        digits();
        if (at - whole > 1 && text.charAt(whole) == '0') {
            throw no("a number with a leading zero");
        }
        boolean isWhole = true;
        if (take('.')) {
            digits();
            isWhole = false;
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            digits();
            isWhole = false;
        }
        var spelled = text.substring(from, at);
        if (isWhole) {
            if (spelled.length() > 17 || Math.abs(Long.parseLong(spelled)) > SAFE) {
                throw new Malformed("a whole number beyond 2^53 - 1", from);
            }
            return Long.parseLong(spelled);
        }
        double value = Double.parseDouble(spelled);
        if (Double.isInfinite(value)) {
            throw new Malformed("a number too large", from);
        }
        return value;
    }

    private void digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw no("a value is expected");
        }
    }

    private <T extends @Nullable Object> T word(String word, T value) {
        if (!text.startsWith(word, at)) {
            throw no("a value is expected");
        }
        at += word.length();
        return value;
    }

    private void blank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw no("'" + c + "' is expected");
        }
    }

    private Malformed no(String what) {
        return new Malformed(what, at);
    }
}
