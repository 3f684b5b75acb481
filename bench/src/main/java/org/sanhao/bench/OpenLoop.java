package org.sanhao.bench;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends work at a fixed rate, whether or not earlier work has come back, and measures from the moment it was due: a stall
 * shows in every request that would have been sent meanwhile (coordinated omission corrected).
 */
public final class OpenLoop {
    private OpenLoop() {}

    /** A piece of work; the number counts from 0. */
    @FunctionalInterface
    public interface Work {
        void run(int number) throws Exception;
    }

    /**
     * Runs until the time is over and everything sent has come back.
     *
     * @param users at most this many at once; what is due later waits, and its waiting counts
     */
    public static Latencies run(double perSecond, int users, double seconds, Work work) throws InterruptedException {
        var latencies = new Latencies();
        run(perSecond, users, seconds, List.of(latencies), work);
        return latencies;
    }

    /** The same for several kinds of work in turn: number {@code n} is of kind {@code n % kinds.size()}. */
    public static void run(double perSecond, int users, double seconds, List<Latencies> kinds, Work work)
            throws InterruptedException {
        var free = new Semaphore(users);
        long start = System.nanoTime();
        long gap = (long) (1e9 / perSecond);
        int total = (int) (perSecond * seconds);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < total; i++) {
                long due = start + i * gap;
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                int number = i;
                var latencies = kinds.get(i % kinds.size());
                threads.submit(() -> {
                    free.acquireUninterruptibly();
                    try {
                        work.run(number);
                        latencies.add(System.nanoTime() - due);
                    } catch (Exception failure) {
                        latencies.failed(failure);
                    } finally {
                        free.release();
                    }
                });
            }
            threads.shutdown();
            threads.awaitTermination(2, TimeUnit.MINUTES);
        }
    }
}
