package org.sanhao.lang.pack.source;

/**
 * Finds the place of a character of a scalar in its file, so that a mistake inside an expression is shown where it
 * stands and not where the expression begins.
 *
 * @param start where the scalar begins, quote included
 * @param raw the scalar as written in the file, quotes and line breaks included
 */
public record ScalarSource(Position start, String raw) {

    /**
     * The position of a character.
     *
     * @param offset index into the scalar's value, in UTF-16 units; beyond the end means the end
     * @param value the scalar's value
     */
    public Position of(int offset, String value) {
        if (raw.startsWith("|") || raw.startsWith(">")) {
            return inBlock(offset, value);
        }
        int line = start.line();
        int column = start.column();
        int index = 0;
        boolean doubled = raw.startsWith("\"");
        boolean single = raw.startsWith("'");
        if (doubled || single) {
            index++;
            column++;
        }
        int seen = 0;
        while (index < raw.length() && seen < offset) {
            char c = raw.charAt(index);
            if (c == '\n') {
                // a folded line break: blanks around it become one space of the value
                index++;
                line++;
                column = 1;
                while (index < raw.length() && raw.charAt(index) == ' ') {
                    index++;
                    column++;
                }
                seen++;
                continue;
            }
            int width = width(index, doubled, single);
            index += width;
            // the second half of a character outside the basic plane takes no column of its own
            column += Character.isLowSurrogate(c) ? 0 : width;
            seen++;
        }
        return new Position(start.file(), line, column);
    }

    private int width(int index, boolean doubled, boolean single) {
        char c = raw.charAt(index);
        if (single && c == '\'' && index + 1 < raw.length() && raw.charAt(index + 1) == '\'') {
            return 2;
        }
        if (doubled && c == '\\' && index + 1 < raw.length()) {
            return switch (raw.charAt(index + 1)) {
                case 'x' -> 4;
                case 'u' -> 6;
                case 'U' -> 10;
                default -> 2;
            };
        }
        return 1;
    }

    private Position inBlock(int offset, String value) {
        int line = 1;
        int column = 0;
        for (int i = 0; i < Math.min(offset, value.length()); i++) {
            if (value.charAt(i) == '\n') {
                line++;
                column = 0;
            } else {
                column++;
            }
        }
        var lines = raw.split("\n", -1);
        int indent = 0;
        if (line < lines.length) {
            while (indent < lines[line].length() && lines[line].charAt(indent) == ' ') {
                indent++;
            }
        }
        return new Position(start.file(), start.line() + line, indent + column + 1);
    }
}
