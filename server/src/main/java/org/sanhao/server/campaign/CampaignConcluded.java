package org.sanhao.server.campaign;

import org.sanhao.server.institution.UnitId;

/**
 * A campaign is over. Published within the transaction that ends it: whoever still has work in it refuses.
 *
 * @param edition the year it was opened for
 */
public record CampaignConcluded(CampaignId campaign, int version, UnitId organiser, int edition) {}
