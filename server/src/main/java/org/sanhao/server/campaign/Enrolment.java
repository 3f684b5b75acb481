package org.sanhao.server.campaign;

import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.UnitId;

/**
 * An institution's part in a campaign.
 *
 * @param mode obliged, by reference, encouraged …, a word of the pack language ({@code must}, {@code by-reference})
 * @param priority id of the pack's priority group, or null
 * @param target id of the tier it aims at, or null
 * @param liaison the institution's liaison officer by name, or null while nobody is named
 */
public record Enrolment(
        EnrolmentId id,
        int version,
        CampaignId campaign,
        UnitId unit,
        String unitName,
        String unitType,
        String mode,
        @Nullable String priority,
        @Nullable String target,
        @Nullable String liaison,
        String scopePath) {}
