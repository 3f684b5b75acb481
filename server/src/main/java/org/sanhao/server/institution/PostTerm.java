package org.sanhao.server.institution;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A post with the days it was or is held.
 *
 * @param from first day
 * @param until first day no longer, null while it lasts
 */
public record PostTerm(
        PostId id,
        UnitId unit,
        String unitName,
        Line line,
        PostKind kind,
        String title,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable String endedWhy) {}
