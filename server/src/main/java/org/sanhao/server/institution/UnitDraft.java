package org.sanhao.server.institution;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A unit to be registered below a parent on the administrative line.
 *
 * @param parent null only for the root of the deployment
 */
public record UnitDraft(
        UnitId id,
        @Nullable UnitId parent,
        Level level,
        String type,
        String name,
        @Nullable String code,
        Map<String, Object> attributes) {}
