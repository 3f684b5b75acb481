package org.sanhao.server.review.domain;

import java.time.LocalDate;

/**
 * How many whole months of self-assessment lie between two days. A month that begins on a day the next month lacks ends
 * on its last day: from 31 August six months are complete on the last day of February.
 */
public final class SelfAssessmentMonths {
    private SelfAssessmentMonths() {}

    /** Complete months from the first day of grading to a day; 0 when the day lies before. */
    public static int complete(LocalDate started, LocalDate day) {
        int months = 0;
        while (!started.plusMonths(months + 1L).isAfter(day)) {
            months++;
        }
        return months;
    }

    /** The first day on which that many months are complete. */
    public static LocalDate completeOn(LocalDate started, int months) {
        return started.plusMonths(months);
    }
}
