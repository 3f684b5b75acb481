package org.sanhao.server.campaign;

import java.time.Instant;

/** A campaign is over. Published within the transaction that ends it: whoever still has work in it refuses. */
public record CampaignConcluded(CampaignId campaign, int version, Instant at) {}
