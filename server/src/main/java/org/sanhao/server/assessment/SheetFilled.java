package org.sanhao.server.assessment;

import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.institution.UnitId;

/** Many clauses of a sheet were answered at once; whoever keeps counts reads the sheet anew. */
public record SheetFilled(SheetId sheet, CampaignId campaign, UnitId unit, String level) {}
