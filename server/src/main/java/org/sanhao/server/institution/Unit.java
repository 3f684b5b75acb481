package org.sanhao.server.institution;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bureau, an institution or a department, as it stands.
 *
 * @param type finer than the level: {@code township-health-center}, {@code health-bureau} …
 * @param code the official code of the organisation, unique where known
 * @param attributes facts of the unit that packs may ask for ({@code beds}, {@code staff}, {@code population},
 *     {@code registered}, {@code central}, {@code ownership}): numbers, booleans or short texts
 * @param scopePath where it stands on the administrative line
 */
public record Unit(
        UnitId id,
        int version,
        Level level,
        String type,
        String name,
        @Nullable String code,
        Map<String, Object> attributes,
        String scopePath) {}
