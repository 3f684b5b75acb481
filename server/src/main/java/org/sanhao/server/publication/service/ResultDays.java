package org.sanhao.server.publication.service;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.server.postgres.Background;
import org.sanhao.server.publication.Publications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks often whether a day has come on which a result enters force or expires. Asks the business clock each time, so a
 * day slept through, or skipped by a demo, is made up for; every case is moved in a transaction that checks its version,
 * so two nodes looking at once move it once.
 */
@Component
@ConditionalOnBooleanProperty(name = "sanhao.jobs", matchIfMissing = true)
class ResultDays implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ResultDays.class);
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Publications publications;
    private final BusinessClock clock;
    private volatile ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(ResultDays::thread);
    private volatile boolean running;

    ResultDays(Publications publications, BusinessClock clock) {
        this.publications = publications;
        this.clock = clock;
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("result-days").unstarted(work);
    }

    @Override
    public synchronized void start() {
        looking.scheduleWithFixedDelay(this::look, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        running = true;
    }

    private void look() {
        try {
            Background.run(() -> {
                int moved = publications.settle(clock.today());
                if (moved > 0) {
                    LOG.info("{} results entered force or expired", moved);
                }
            });
        } catch (RuntimeException trouble) {
            // The next look makes up for it; a scheduler that dies would not.
            LOG.warn("results could not be settled", trouble);
        }
    }

    @Override
    public synchronized void stop() {
        looking.shutdownNow();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
