package org.sanhao.bench;

import java.util.Arrays;
import java.util.Locale;

/** Latencies of one kind of request, collected from many threads. */
public final class Latencies {
    private long[] nanos = new long[1024];
    private int count;
    private int failures;

    public synchronized void add(long nanosTaken) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = nanosTaken;
    }

    /** Counts a failure; the first is told. */
    public synchronized void failed(Exception failure) {
        if (failures++ == 0) {
            System.err.println("  failed: " + failure);
        }
    }

    public synchronized int count() {
        return count;
    }

    public synchronized int failures() {
        return failures;
    }

    /** In milliseconds; {@code share} 0.95 is the 95th percentile. */
    public synchronized double percentile(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) Math.ceil(share * count) - 1)] / 1e6;
    }

    public String told(String name) {
        return String.format(
                Locale.ROOT,
                "  %-28s n=%-6d p50=%8.2f ms  p95=%8.2f ms  p99=%8.2f ms  failed=%d",
                name,
                count(),
                percentile(0.50),
                percentile(0.95),
                percentile(0.99),
                failures());
    }
}
