package org.sanhao.server.publication;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.review.CaseId;

/**
 * What is proposed for an institution, shown to everybody.
 *
 * @param code random, for links
 * @param first first day, included
 * @param last last day, included; objections are taken until it ends
 * @param ended how it ended before anything was announced ({@code withdrawn}, {@code upheld}) or {@code announced}; null
 *     while it stands
 */
public record PublicNotice(
        NoticeId id,
        String code,
        CaseId reviewCase,
        LocalDate first,
        LocalDate last,
        String tier,
        String tierTitle,
        String campaignTitle,
        boolean sample,
        UnitId unit,
        String unitName,
        String region,
        UnitId body,
        String bodyName,
        int objections,
        int upheld,
        int dismissed,
        @Nullable String ended,
        String scopePath) {

    /** Whether objections are taken on a day. */
    public boolean takesObjections(LocalDate today) {
        return ended == null && !today.isBefore(first) && !today.isAfter(last);
    }
}
