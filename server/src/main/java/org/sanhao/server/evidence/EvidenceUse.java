package org.sanhao.server.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One use of a piece of evidence.
 *
 * @param takenOff when and why it was taken off again; null while it stands
 */
public record EvidenceUse(
        LinkId id,
        EvidenceId evidence,
        Subject subject,
        Instant since,
        @Nullable TakenOff takenOff) {
    public record TakenOff(Instant at, String why) {}
}
