package org.sanhao.server.campaign;

/** A campaign is over. Published within the transaction that ends it: whoever still has work in it refuses. */
public record CampaignConcluded(CampaignId campaign, int version) {}
