package org.sanhao.server.assessment;

import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.institution.UnitId;

/** A clause of a sheet has a new version. {@code grade} is a wire word: A, B, C, D, NA, none. */
public record ClauseAnswered(
        SheetId sheet, CampaignId campaign, UnitId unit, String level, String clause, String grade, int version) {

    public static ClauseAnswered of(Sheet sheet, Answer answer) {
        return new ClauseAnswered(
                sheet.id(),
                sheet.campaign(),
                sheet.unit(),
                sheet.level().code(),
                answer.clause().code(),
                answer.standing().wire(),
                answer.version());
    }
}
