package org.sanhao.server.review.domain;

import java.util.EnumSet;
import java.util.Set;
import org.sanhao.server.institution.Level;

/**
 * What the moves know of a case.
 *
 * @param appliedTier the tier the institution asks for
 * @param supplementsAsked levels that have already returned it for supplement
 * @param feedbackGiven whether a level has told the applicant what it found: withdrawing after that starts the clock
 */
public record ReviewCase(
        CaseState state, Route route, String appliedTier, Set<Level> supplementsAsked, boolean feedbackGiven) {

    public ReviewCase {
        supplementsAsked = Set.copyOf(supplementsAsked);
    }

    ReviewCase to(CaseState next) {
        return new ReviewCase(next, route, appliedTier, supplementsAsked, feedbackGiven);
    }

    ReviewCase askedBy(Level level, CaseState next) {
        var asked = EnumSet.of(level);
        asked.addAll(supplementsAsked);
        return new ReviewCase(next, route, appliedTier, asked, true);
    }

    ReviewCase told(CaseState next) {
        return new ReviewCase(next, route, appliedTier, supplementsAsked, true);
    }
}
