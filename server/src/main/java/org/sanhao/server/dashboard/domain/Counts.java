package org.sanhao.server.dashboard.domain;

import org.sanhao.lang.pack.Grade;

/**
 * What is added up over a subtree. Every figure is a count of its rows, so sums of sums are right at every level.
 *
 * @param institutions that take part
 * @param clauses of their standards
 * @param untouched clauses of institutions that have not begun to grade: unknown, not lacking
 * @param graded with one of the four letters
 * @param notApplicable approved; they leave the denominator
 * @param lackC clauses of institutions that have begun, in the denominator and below C; likewise for B and A
 */
public record Counts(
        int institutions, int clauses, int untouched, int graded, int notApplicable, int lackC, int lackB, int lackA) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    /** An institution that has reached a step. */
    public static final Counts INSTITUTION = new Counts(1, 0, 0, 0, 0, 0, 0, 0);

    /** One clause of an institution; {@code begun} says whether the institution has graded anything. */
    public static Counts clause(Grade grade, boolean begun) {
        if (!begun) {
            return new Counts(0, 1, 1, 0, 0, 0, 0, 0);
        }
        if (grade == Grade.NA) {
            return new Counts(0, 1, 0, 0, 1, 0, 0, 0);
        }
        return new Counts(
                0,
                1,
                0,
                grade.isLetter() ? 1 : 0,
                0,
                grade.reaches(Grade.C) ? 0 : 1,
                grade.reaches(Grade.B) ? 0 : 1,
                grade.reaches(Grade.A) ? 0 : 1);
    }

    public Counts plus(Counts other) {
        return new Counts(
                institutions + other.institutions,
                clauses + other.clauses,
                untouched + other.untouched,
                graded + other.graded,
                notApplicable + other.notApplicable,
                lackC + other.lackC,
                lackB + other.lackB,
                lackA + other.lackA);
    }

    public Counts minus(Counts other) {
        return plus(new Counts(
                -other.institutions,
                -other.clauses,
                -other.untouched,
                -other.graded,
                -other.notApplicable,
                -other.lackC,
                -other.lackB,
                -other.lackA));
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** The denominator: every clause but those approved as not applicable. */
    public int base() {
        return clauses - notApplicable;
    }

    /** Clauses at C or better; those nobody has looked at are not among them. */
    public int reachC() {
        return base() - untouched - lackC;
    }
}
