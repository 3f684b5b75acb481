package org.sanhao.server.assessment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.UnitId;

/**
 * One assessor's sheet over one institution.
 *
 * @param level who assesses: the institution itself, or a level of the ladder
 * @param caseId the case a level looks at, null for the institution's own sheet
 * @param scopePath where the institution stands
 */
public record Sheet(
        SheetId id,
        EnrolmentId enrolment,
        CampaignId campaign,
        UnitId unit,
        Level level,
        @Nullable UUID caseId,
        Instant openedAt,
        String scopePath) {

    public boolean isSelf() {
        return level == Level.INSTITUTION;
    }
}
