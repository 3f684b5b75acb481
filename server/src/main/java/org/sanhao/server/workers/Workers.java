package org.sanhao.server.workers;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Three platform threads for everything that computes in one piece: two for what is brief, passwords and documents, one for
 * what may be lengthy, decoders of files. Requests run on virtual threads, of which such work would hold the carriers and so
 * every other request; and a file that takes a minute to decode keeps nobody from signing in.
 *
 * <p>What runs here waits for nobody: no connection, no network.
 */
@Component
public class Workers implements DisposableBean {
    private static final int QUEUE = 64;
    private static final Duration BRIEF = Duration.ofSeconds(10);

    private final ThreadPoolExecutor brief = pool("brief-", 2);
    private final ThreadPoolExecutor lengthy = pool("lengthy-", 1);

    private static ThreadPoolExecutor pool(String name, int threads) {
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().daemon().name(name, 0).factory());
    }

    /**
     * Runs work of a fraction of a second and waits for it.
     *
     * @throws RefusedException TOO_BUSY when the queue is full or it is not done in ten seconds
     */
    public <T> T brief(Supplier<T> work) {
        try {
            return run(brief, BRIEF, work::get);
        } catch (RuntimeException known) {
            throw known;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /**
     * Runs work that may take longer and waits for it.
     *
     * @throws RefusedException TOO_BUSY when the queue is full or it is not done within {@code limit}
     */
    public <T> T lengthy(Duration limit, Callable<T> work) throws Exception {
        return run(lengthy, limit, work);
    }

    private static <T> T run(ThreadPoolExecutor pool, Duration limit, Callable<T> work) throws Exception {
        try {
            var running = pool.submit(work);
            try {
                return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException tooLong) {
                running.cancel(true);
                throw new RefusedException(Refusal.of(ErrorCode.TOO_BUSY));
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof Exception cause ? cause : failed;
            }
        } catch (RejectedExecutionException full) {
            throw new RefusedException(Refusal.of(ErrorCode.TOO_BUSY));
        }
    }

    /**
     * Lets others go first, between two pieces of work that is done in pieces: a stream that is hashed, a table that is
     * written. Such work stays on its request's own thread, for it waits for a line or a connection in between.
     */
    public static void givePlace() {
        // A yield would not do: a carrier looks into its own queue first, and those who yield are all in it.
        if (Thread.currentThread().isVirtual()) {
            LockSupport.parkNanos(1);
        }
    }

    @Override
    public void destroy() {
        brief.shutdownNow();
        lengthy.shutdownNow();
    }
}
