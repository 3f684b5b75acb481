package org.sanhao.server.institution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A unit as it was written down once.
 *
 * @param recordedBy the person, or the part of the product, that wrote it
 * @param voidedWhy why the unit was struck with this version, null otherwise
 */
public record UnitVersion(
        Unit unit,
        Instant recordedAt,
        String recordedBy,
        @Nullable String voidedWhy) {}
