package org.sanhao.server.campaign;

/** A campaign became visible to its institutions. */
public record CampaignPublished(CampaignId campaign, int version) {}
