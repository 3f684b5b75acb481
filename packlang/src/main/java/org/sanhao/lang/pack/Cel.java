package org.sanhao.lang.pack;

/**
 * A condition in the Common Expression Language, as written. What it may name is said by where it stands; it is
 * compiled once, when the pack is loaded.
 */
public record Cel(String source) {
    /** Any text is an expression until it is compiled. */
    public static Cel parse(String text) {
        return new Cel(text.strip());
    }

    @Override
    public String toString() {
        return source;
    }
}
