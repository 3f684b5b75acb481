package org.sanhao.server.review;

import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.UnitId;

/** A case made a move; {@code event} is its name in the table of moves, {@code state} where it stands now. */
public record CaseMoved(
        CaseId reviewCase,
        EnrolmentId enrolment,
        CampaignId campaign,
        UnitId unit,
        String event,
        String state,
        int version) {

    public static CaseMoved of(CaseRecord review, String event) {
        return new CaseMoved(
                review.id(),
                review.enrolment(),
                review.campaign(),
                review.unit(),
                event,
                review.review().state().getClass().getSimpleName(),
                review.version());
    }
}
