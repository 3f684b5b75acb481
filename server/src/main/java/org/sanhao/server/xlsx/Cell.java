package org.sanhao.server.xlsx;

/**
 * One cell as it stands in the file.
 *
 * @param text what it shows; a number in plain digits, a moment as the serial number of its day
 */
public record Cell(Kind kind, String text) {
    public static final Cell EMPTY = new Cell(Kind.EMPTY, "");

    /** What a cell is. */
    public enum Kind {
        EMPTY,
        TEXT,
        NUMBER,
        /** Computed by the program that wrote the file, so nobody typed what it shows. */
        FORMULA,
        /** An error of a formula, such as {@code #REF!}. */
        ERROR
    }

    public boolean isEmpty() {
        return kind == Kind.EMPTY;
    }
}
