package org.sanhao.server.publication;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.publication.domain.ResultState;
import org.sanhao.server.review.CaseId;

/**
 * An announced result as lists show it.
 *
 * @param code the verification code, random
 * @param number of the document that announced it
 * @param from first day of validity, included
 * @param until last day of validity, included
 * @param stateOn the business day since which it has its state
 * @param filedOn the day a level above filed it, or null
 */
public record PublishedResult(
        ResultId id,
        String code,
        CaseId reviewCase,
        NoticeId notice,
        String tier,
        String tierTitle,
        String campaignTitle,
        boolean sample,
        UnitId unit,
        String unitName,
        String region,
        String bodyName,
        String number,
        LocalDate announcedOn,
        LocalDate from,
        LocalDate until,
        ResultState state,
        LocalDate stateOn,
        @Nullable LocalDate filedOn,
        String scopePath) {}
