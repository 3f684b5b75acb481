package org.sanhao.server.dashboard.service;

import java.time.Duration;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.jobs.Times;
import org.springframework.stereotype.Component;

/** Looks now and then whether a day has ended, by the business clock: the usual answer is no. */
@Component
class NightShift implements Job {
    private final NightWatch watch;

    NightShift(NightWatch watch) {
        this.watch = watch;
    }

    @Override
    public String name() {
        return "progress-days";
    }

    @Override
    public Times times() {
        return new Times.Every(Duration.ofSeconds(30));
    }

    @Override
    public void run() {
        watch.closeDays();
    }
}
