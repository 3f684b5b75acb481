package org.sanhao.server.dashboard.domain;

/**
 * What is looked at as one: every campaign opened from one pack for one edition, whoever organises it. A county sees its own
 * campaign, a province those of all its counties added up.
 */
public record Programme(String packId, int edition) {}
