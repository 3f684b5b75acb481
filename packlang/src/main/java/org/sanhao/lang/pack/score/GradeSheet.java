package org.sanhao.lang.pack.score;

import java.util.Arrays;
import org.sanhao.lang.pack.Grade;

/**
 * The effective grades of one institution, one per clause in the order of the standard. Immutable, one byte a clause, so
 * that a whole province fits in memory.
 */
@SuppressWarnings("EnumOrdinal") // one byte a clause in memory; what is stored and sent is the letter
public final class GradeSheet {
    private static final Grade[] GRADES = Grade.values();

    private final byte[] grades;

    private GradeSheet(byte[] grades) {
        this.grades = grades;
    }

    /** A sheet of grades in clause order. */
    public static GradeSheet of(Grade... grades) {
        var bytes = new byte[grades.length];
        for (int i = 0; i < grades.length; i++) {
            bytes[i] = (byte) grades[i].ordinal();
        }
        return new GradeSheet(bytes);
    }

    /** Clauses on the sheet. */
    public int size() {
        return grades.length;
    }

    /** The grade of the clause at a place, counted from 0. */
    public Grade at(int clause) {
        return GRADES[grades[clause]];
    }

    int ordinalAt(int clause) {
        return grades[clause];
    }

    /** The same sheet with one grade changed. */
    public GradeSheet with(int clause, Grade grade) {
        var changed = grades.clone();
        changed[clause] = (byte) grade.ordinal();
        return new GradeSheet(changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GradeSheet sheet && Arrays.equals(grades, sheet.grades);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(grades);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int i = 0; i < grades.length; i++) {
            text.append(i == 0 ? "" : " ").append(at(i).wire());
        }
        return text.toString();
    }
}
