package org.sanhao.server.evidence.inspect;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a look into a file found.
 *
 * @param pages of a pdf, null for other kinds
 * @param takenOn the day the camera wrote, null when it wrote none; where it stood is not read
 */
public record Found(@Nullable Integer pages, @Nullable LocalDate takenOn) {
    static final Found NOTHING = new Found(null, null);
}
