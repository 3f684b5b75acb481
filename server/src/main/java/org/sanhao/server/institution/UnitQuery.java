package org.sanhao.server.institution;

import org.jspecify.annotations.Nullable;

/**
 * Which units to list; absent parts do not filter.
 *
 * @param name part of the name, at least one character
 * @param type exact type
 * @param level exact level
 * @param below only units below this one on the administrative line
 */
public record UnitQuery(
        @Nullable String name,
        @Nullable String type,
        @Nullable Level level,
        @Nullable UnitId below) {
    public static final UnitQuery ALL = new UnitQuery(null, null, null, null);
}
