package org.sanhao.server.dashboard.service;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.dashboard.store.ProgressStore;
import org.sanhao.server.dashboard.store.SumStore;
import org.sanhao.server.postgres.Background;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * One thread per node that folds additions into the sums and works out tiers anew. It sleeps until poked, and looks by
 * itself now and then for what another node left. Only one node folds at a time.
 */
@Component
public class ProgressWorker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressWorker.class);
    private static final int FOLD_AT_ONCE = 5_000;
    private static final int JUDGE_AT_ONCE = 20;
    private static final long LOOK_EVERY_MILLIS = 2_000;
    /** Additions that arrive close together are folded together: the nation's row is written once for all of them. */
    private static final long GATHER_MILLIS = 50;

    private final ScopedTransactions transactions;
    private final SumStore sums;
    private final ProgressStore progress;
    private final Standings standings;
    private final Semaphore pokes = new Semaphore(0);
    private volatile @Nullable Thread thread;

    ProgressWorker(ScopedTransactions transactions, SumStore sums, ProgressStore progress, Standings standings) {
        this.transactions = transactions;
        this.sums = sums;
        this.progress = progress;
        this.standings = standings;
    }

    /** There is something to do. */
    public void poke() {
        pokes.release();
    }

    /** Folds everything that is waiting and works out every tier that is marked. */
    void settle() {
        while (fold() == FOLD_AT_ONCE) {
            // More waits.
        }
        while (judge() == JUDGE_AT_ONCE) {
            // More waits.
        }
    }

    int fold() {
        return transactions.within(Scope.SYSTEM, () -> {
            if (!sums.takeTurn()) {
                return 0;
            }
            int folded = sums.fold(FOLD_AT_ONCE);
            if (folded > 0) {
                sums.name();
            }
            return folded;
        });
    }

    private int judge() {
        return transactions.within(Scope.SYSTEM, () -> {
            var held = progress.toJudge(JUDGE_AT_ONCE);
            held.forEach(each -> progress.judged(each.enrolment(), standings.of(each)));
            return held.size();
        });
    }

    private void run() {
        while (thread != null) {
            try {
                if (pokes.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
                    pokes.drainPermits();
                }
                Background.run(this::settle);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                if (thread != null) {
                    LOG.warn("progress is behind: {}", failure.toString());
                }
            }
        }
    }

    @Override
    public void start() {
        var fresh = Thread.ofPlatform().name("progress-worker").daemon().unstarted(this::run);
        thread = fresh;
        fresh.start();
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
