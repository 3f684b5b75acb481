package org.sanhao.bench;

import java.time.Duration;
import java.util.stream.Stream;

/** Processor time of this process and everything it started, the database included: tells a busy machine from a slow one. */
public final class Processor {
    private Processor() {}

    /** Seconds used so far by all that are still running. */
    public static double seconds() {
        return Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(used -> used.toNanos() / 1e9)
                .sum();
    }
}
