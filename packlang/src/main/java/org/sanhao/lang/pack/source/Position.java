package org.sanhao.lang.pack.source;

/**
 * Where something stands in a pack.
 *
 * @param file path relative to the pack's folder, with forward slashes
 * @param line counted from 1
 * @param column counted from 1, in characters as an editor shows them (code points)
 */
public record Position(String file, int line, int column) implements Comparable<Position> {

    /** The beginning of a file. */
    public static Position startOf(String file) {
        return new Position(file, 1, 1);
    }

    @Override
    public int compareTo(Position other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
