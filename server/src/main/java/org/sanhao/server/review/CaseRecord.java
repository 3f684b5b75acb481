package org.sanhao.server.review;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.review.domain.ReviewCase;

/**
 * A case as it stands.
 *
 * @param version counts its moves; a move names the one it saw
 * @param review state, route and what the machine remembers
 * @param movedAt when the last move was made
 */
public record CaseRecord(
        CaseId id,
        int version,
        EnrolmentId enrolment,
        CampaignId campaign,
        UnitId unit,
        String unitName,
        ReviewCase review,
        Instant movedAt,
        String scopePath) {

    /** The first line of every log, which is no move of the machine: the application is begun. */
    public static final String APPLY = "APPLY";

    /** One line of the log; {@code by} is a name for the screen, {@code actor} the id that was written. */
    public record Step(
            int version,
            String move,
            String title,
            String reason,
            Map<String, Object> details,
            @Nullable String level,
            String state,
            String by,
            String actor,
            Instant at) {}
}
