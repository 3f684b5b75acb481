package org.sanhao.server.jobs.service;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.jobs.store.JobStore;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts this node's runner; not before the application is ready: a demo tells its history first. */
@Component
@ConditionalOnBooleanProperty(name = "sanhao.jobs", matchIfMissing = true)
class JobStart implements DisposableBean {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** With the look, less than the fifteen seconds in which a second node shall have taken over. */
    private static final Duration LEASE = Duration.ofSeconds(12);

    private final List<Job> jobs;
    private final JobStore store;
    private final ScopedTransactions transactions;
    private volatile @Nullable JobRunner runner;

    JobStart(List<Job> jobs, JobStore store, ScopedTransactions transactions) {
        this.jobs = jobs;
        this.store = store;
        this.transactions = transactions;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        runner = new JobRunner(jobs, store, transactions, LOOK, LEASE).start();
    }

    @Override
    public void destroy() {
        var started = runner;
        if (started != null) {
            started.close();
        }
    }
}
