package org.sanhao.lang.pack.canonical;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.sanhao.lang.pack.Language1;
import org.sanhao.lang.pack.Pack;

/** Writes a pack canonically. Reading the text again gives an equal pack. */
public final class CanonicalPack {
    private CanonicalPack() {}

    /** The canonical JSON of a pack (RFC 8785). */
    public static String json(Pack pack) {
        return jsonOf(Language1.SHAPE.tree(pack));
    }

    /** The hash of a canonical form with its algorithm in front: {@code sha-256:…} in lower-case hexadecimal. */
    public static String hash(String json) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return "sha-256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The canonical JSON of a tree of maps, lists, texts, whole numbers and truths. */
    public static String jsonOf(Map<String, Object> tree) {
        var text = new StringBuilder();
        write(tree, text);
        try {
            return new JsonCanonicalizer(text.toString()).getEncodedString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case Map<?, ?> map -> {
                out.append('{');
                map.forEach((key, item) -> {
                    if (out.charAt(out.length() - 1) != '{') {
                        out.append(',');
                    }
                    quote(key.toString(), out);
                    out.append(':');
                    write(item, out);
                });
                out.append('}');
            }
            case Collection<?> items -> {
                out.append('[');
                items.forEach(item -> {
                    if (out.charAt(out.length() - 1) != '[') {
                        out.append(',');
                    }
                    write(item, out);
                });
                out.append(']');
            }
            case String text -> quote(text, out);
            default -> out.append(value);
        }
    }

    /** A text as a JSON string. */
    public static String quoted(String text) {
        var out = new StringBuilder(text.length() + 2);
        quote(text, out);
        return out.toString();
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
