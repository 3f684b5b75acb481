package org.sanhao.server.campaign;

import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.UnitId;

/**
 * An institution's part in a campaign.
 *
 * @param mode obliged, by reference, encouraged …, a word of the pack language ({@code must}, {@code by-reference})
 * @param priority id of the pack's priority group, or null
 * @param target id of the tier it aims at, or null
 * @param liaisonId the institution's liaison officer, or null while nobody is named
 * @param liaison that person's name of today
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
        @Nullable PersonId liaisonId,
        @Nullable String liaison,
        String scopePath) {}
