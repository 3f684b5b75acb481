package org.sanhao.server.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a failed delivery is tried again: soon at first, then ever more rarely, for two days. */
public final class Retries {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(12),
            Duration.ofHours(24));

    private Retries() {}

    /** @param failures how often it has failed, this time included; empty when it is given up */
    public static Optional<Instant> after(int failures, Instant now) {
        return failures <= PAUSES.size() ? Optional.of(now.plus(PAUSES.get(failures - 1))) : Optional.empty();
    }
}
