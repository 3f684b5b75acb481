package org.sanhao.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import org.erdtman.jcs.NumberToJSON;
import org.jspecify.annotations.Nullable;

/**
 * The one spelling of a JSON value (RFC 8785): names sorted by UTF-16 code units, no spaces, numbers as ECMAScript prints
 * them. What is hashed or signed is the UTF-8 of this.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /**
     * Spells a tree of maps, collections, texts, numbers, truths and nulls.
     *
     * @throws IllegalArgumentException for anything else, for NaN and infinity, for a whole number beyond 2^53 - 1, and for
     *     half of a surrogate pair
     */
    public static String of(@Nullable Object tree) {
        var out = new StringBuilder();
        write(tree, out);
        return out.toString();
    }

    /** The bytes to hash or sign. */
    public static byte[] bytes(@Nullable Object tree) {
        return of(tree).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Spells a JSON text anew.
     *
     * @throws Json.Malformed when the text is not strict JSON
     */
    public static String ofText(String json) {
        return of(Json.read(json));
    }

    /** A text as a JSON string. */
    public static String quoted(String text) {
        var out = new StringBuilder(text.length() + 2);
        quote(text, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> object(map, out);
            case Collection<?> items -> {
                out.append('[');
                String separator = "";
                for (var item : items) {
                    out.append(separator);
                    write(item, out);
                    separator = ",";
                }
                out.append(']');
            }
            case String text -> quote(text, out);
            case Boolean truth -> out.append(truth.booleanValue());
            case Integer number -> out.append(number.intValue());
            case Long number -> {
                if (Math.abs(number) > Json.SAFE) {
                    throw new IllegalArgumentException("a whole number beyond 2^53 - 1");
                }
                out.append(number.longValue());
            }
            case Double number -> {
                if (Math.rint(number) == number && Math.abs(number) > Json.SAFE && Math.abs(number) < 1e21) {
                    throw new IllegalArgumentException("a whole number beyond 2^53 - 1");
                }
                try {
                    out.append(NumberToJSON.serializeNumber(number));
                } catch (IOException notANumber) {
                    throw new IllegalArgumentException("a number JSON cannot hold: " + number, notANumber);
                }
            }
            default -> throw new IllegalArgumentException("JSON has no " + value.getClass());
        }
    }

    private static void object(Map<?, ?> map, StringBuilder out) {
        out.append('{');
        var entries = map.entrySet().stream()
                .sorted(Comparator.comparing(entry -> (String) entry.getKey()))
                .toList();
        String separator = "";
        for (var entry : entries) {
            out.append(separator);
            quote((String) entry.getKey(), out);
            out.append(':');
            write(entry.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u%04x".formatted((int) c));
                    } else if (Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        out.append(c).append(text.charAt(++i));
                    } else if (Character.isSurrogate(c)) {
                        throw new IllegalArgumentException("half of a surrogate pair");
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
