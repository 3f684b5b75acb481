package org.sanhao.lang.pack;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The clauses a rule counts: those of a kind, or {@code all}. Sets overlap.
 *
 * @param kind null means all clauses
 */
public record ClauseSet(@Nullable ClauseKind kind) {
    public static final ClauseSet ALL = new ClauseSet(null);

    /** The set, or null when the text is no spelling of one. */
    public static @Nullable ClauseSet parse(String text) {
        if (text.equals("all")) {
            return ALL;
        }
        for (var kind : ClauseKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return new ClauseSet(kind);
            }
        }
        return null;
    }

    /** As printed before 条款. */
    public String zh() {
        return kind == null ? "全部" : kind.zh();
    }

    @Override
    public String toString() {
        return kind == null ? "all" : kind.name().toLowerCase(Locale.ROOT);
    }
}
