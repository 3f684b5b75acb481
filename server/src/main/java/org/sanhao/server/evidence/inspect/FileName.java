package org.sanhao.server.evidence.inspect;

/** Names of files as they arrive. They are shown, never used as a path; still none may look like another. */
public final class FileName {
    private static final int LIMIT = 120;

    private FileName() {}

    /** Whether a name can be taken: no path, nothing invisible, nothing that turns the writing direction. */
    public static boolean isFit(String name) {
        return !name.isBlank()
                && name.length() <= LIMIT
                && !name.contains("..")
                && name.equals(name.strip())
                && name.codePoints().noneMatch(FileName::isForbidden);
    }

    private static boolean isForbidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default ->
                point == '/'
                        || point == '\\'
                        || point == ':'
                        || point == '*'
                        || point == '?'
                        || point == '"'
                        || point == '<'
                        || point == '>'
                        || point == '|';
        };
    }
}
