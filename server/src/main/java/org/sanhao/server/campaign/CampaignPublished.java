package org.sanhao.server.campaign;

import java.time.Instant;

/** A campaign became visible to its institutions. */
public record CampaignPublished(CampaignId campaign, int version, Instant at) {}
