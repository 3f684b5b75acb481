package org.sanhao.lang.pack;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of a requirement of the catalogue, spelled {@code S13-R26}. */
public record RequirementId(String id) {
    private static final Pattern SPELLING = Pattern.compile("S[0-9]{2}-R[0-9]{2}");

    /** The id, or null when the text is no spelling of one. */
    public static @Nullable RequirementId parse(String text) {
        return SPELLING.matcher(text).matches() ? new RequirementId(text) : null;
    }

    @Override
    public String toString() {
        return id;
    }
}
