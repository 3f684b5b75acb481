package org.sanhao.server.settings;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The word somebody probably meant. */
public final class Likely {
    private static final int FEW = 3;

    private Likely() {}

    /** The candidate fewest letters away from the word, when that is not another word altogether. */
    public static Optional<String> amongst(Collection<String> candidates, String word) {
        @Nullable String best = null;
        int least = Math.max(FEW, word.length() / FEW);
        for (var candidate : candidates) {
            int distance = distance(word, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Letters to insert, drop or change. */
    private static int distance(String one, String other) {
        var above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = above[j];
                above[j] = Math.min(change, Math.min(above[j], above[j - 1]) + 1);
            }
        }
        return above[other.length()];
    }
}
