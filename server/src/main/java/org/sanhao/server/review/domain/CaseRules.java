package org.sanhao.server.review.domain;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pack says about a case, in the form the moves need.
 *
 * @param tiers ids of the pack's tiers, ascending
 * @param supplementWorkingDays limit of a supplement return
 * @param supplementOncePerLevel whether a level may ask only once
 * @param noticeWorkingDays length of the public notice
 * @param answerWorkingDays limit of the answer to an objection
 * @param validYears how long a result holds
 * @param reapplyAfter interval that begins with a refusal, or null when the pack sets none
 * @param workingDays how working days are counted
 */
public record CaseRules(
        List<String> tiers,
        int supplementWorkingDays,
        boolean supplementOncePerLevel,
        int noticeWorkingDays,
        int answerWorkingDays,
        int validYears,
        @Nullable Period reapplyAfter,
        WorkingDays workingDays) {

    /** Counts working days of the Chinese calendar. */
    @FunctionalInterface
    public interface WorkingDays {

        /** The {@code count}-th working day after {@code day}; that day itself does not count. */
        LocalDate after(LocalDate day, int count);
    }

    public CaseRules {
        tiers = List.copyOf(tiers);
    }

    /** Whether a tier lies at or below another. */
    boolean atMost(String tier, String limit) {
        return tiers.contains(tier) && tiers.indexOf(tier) <= tiers.indexOf(limit);
    }

    LocalDate coolingUntil(LocalDate decidedOn) {
        return reapplyAfter == null ? decidedOn : decidedOn.plus(reapplyAfter);
    }
}
