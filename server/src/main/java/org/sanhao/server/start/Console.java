package org.sanhao.server.start;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.sanhao.server.backup.Progress;

/** Progress as lines on the console, at most one a second. */
final class Console implements Progress {
    private static final long EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final long MEGABYTE = 1 << 20;

    private final PrintStream out;
    private long last;

    Console(PrintStream out) {
        this.out = out;
    }

    @Override
    public void stage(String what) {
        out.println("· " + what);
        last = System.nanoTime();
    }

    @Override
    public void bytes(long done, long expected) {
        long now = System.nanoTime();
        if (now - last < EVERY) {
            return;
        }
        last = now;
        // The expectation is the size of the tables with their indexes; what is copied is usually less.
        out.println(
                expected <= 0
                        ? "  %d MB".formatted(done / MEGABYTE)
                        : "  %d MB，约 %d%%".formatted(done / MEGABYTE, Math.min(99, done * 100 / expected)));
    }
}
