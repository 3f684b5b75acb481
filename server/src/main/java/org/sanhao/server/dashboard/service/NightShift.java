package org.sanhao.server.dashboard.service;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.postgres.Background;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks now and then whether a day has ended. Two nodes that look at once do the same work twice, to the same end. */
@Component
@ConditionalOnBooleanProperty(name = "sanhao.nightly", matchIfMissing = true)
class NightShift implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(NightShift.class);
    private static final long LOOK_EVERY_SECONDS = 30;

    private final NightWatch watch;
    private volatile @Nullable Thread thread;

    NightShift(NightWatch watch) {
        this.watch = watch;
    }

    /** Not before the application is ready: a demo tells its history first. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        var fresh = Thread.ofPlatform().name("progress-night").daemon().unstarted(this::run);
        thread = fresh;
        fresh.start();
    }

    private void run() {
        while (thread != null) {
            try {
                Background.run(watch::closeDays);
                TimeUnit.SECONDS.sleep(LOOK_EVERY_SECONDS);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                if (thread == null) {
                    return;
                }
                LOG.warn("a day could not be closed: {}", failure.toString());
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(LOOK_EVERY_SECONDS);
        } catch (InterruptedException stopped) {
            thread = null;
        }
    }

    @Override
    public void destroy() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }
}
