package org.sanhao.server.assessment;

import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.institution.UnitId;

/** A clause of a sheet has a new version. {@code grade} is a wire word: A, B, C, D, NA, none. */
public record ClauseAnswered(
        SheetId sheet, CampaignId campaign, UnitId unit, String level, String clause, String grade, int version) {}
