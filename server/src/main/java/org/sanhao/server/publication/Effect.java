package org.sanhao.server.publication;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a result opens, bars or tilts for an institution.
 *
 * @param kind {@code opens}, {@code bars} or {@code tilts}
 * @param basis paragraphs, as cited
 * @param from first day, included
 * @param until last day, included
 * @param endedWhy why it ended before the result's own end, or null
 */
public record Effect(
        String kind,
        String what,
        List<String> basis,
        LocalDate from,
        LocalDate until,
        @Nullable String endedWhy) {}
