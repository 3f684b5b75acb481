package org.sanhao.server.institution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Under whom a unit stood on a line, and when.
 *
 * @param under null where the unit heads the line
 * @param from first day
 * @param until first day no longer, null while it lasts
 * @param reason as given by whoever moved the unit here, null for the first placement
 */
public record Placement(
        UUID id,
        Line line,
        @Nullable UnitId under,
        @Nullable String underName,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable String reason,
        Instant recordedAt) {

    /** Whether it held on that day. */
    public boolean heldOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}
