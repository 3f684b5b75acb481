package org.sanhao.server.evidence.service;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Two platform threads for everything that computes over a whole file. Requests run on virtual threads, of which a decoder
 * would hold the carriers and so every other request.
 */
@Component
class Workers implements DisposableBean {
    private static final int THREADS = 2;
    private static final int QUEUE = 64;

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().daemon().name("evidence-", 0).factory());

    /**
     * Runs work there and waits for it.
     *
     * @throws RefusedException TOO_BUSY when the queue is full or the work takes longer than {@code limit}
     */
    <T> T run(Duration limit, Callable<T> work) throws Exception {
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

    @Override
    public void destroy() {
        pool.shutdownNow();
    }
}
