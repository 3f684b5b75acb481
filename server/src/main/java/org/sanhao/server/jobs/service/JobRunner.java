package org.sanhao.server.jobs.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.jobs.store.JobStore;
import org.sanhao.server.postgres.Background;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's hand on the jobs: looks once a second what is due and in nobody's hand, takes it, runs it on a thread of its
 * own, and renews what it holds. A job that hangs or fails holds up no other.
 */
final class JobRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final long PATIENCE_SECONDS = 5;

    private final Map<String, Job> jobs;
    private final JobStore store;
    private final ScopedTransactions transactions;
    private final Duration look;
    private final Duration lease;
    private final Map<UUID, Running> running = new ConcurrentHashMap<>();
    private final Thread watch = Thread.ofPlatform().daemon().name("jobs").unstarted(() -> Background.run(this::watch));
    private volatile boolean closing;
    private boolean registered;
    private boolean complained;

    private record Running(Job job, Thread thread) {}

    /**
     * @param look how often to look what is due
     * @param lease how long a job stays in the hand of a node that has died; renewed four times as often
     */
    JobRunner(List<Job> jobs, JobStore store, ScopedTransactions transactions, Duration look, Duration lease) {
        this.jobs = jobs.stream().collect(Collectors.toMap(Job::name, Function.identity()));
        this.store = store;
        this.transactions = transactions;
        this.look = look;
        this.lease = lease;
    }

    JobRunner start() {
        watch.start();
        return this;
    }

    private void watch() {
        var sinceRenewal = Duration.ZERO;
        while (!closing) {
            try {
                if (!registered) {
                    register();
                    registered = true;
                }
                if (sinceRenewal.compareTo(lease.dividedBy(4)) >= 0) {
                    renew();
                    sinceRenewal = Duration.ZERO;
                }
                takeWhatIsDue();
                complained = false;
            } catch (RuntimeException trouble) {
                // Without the database nothing is due; once it is back, everything that is late comes at once.
                if (!complained && !closing) {
                    LOG.error("no job can be taken up at the moment", trouble);
                }
                complained = true;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(look.toMillis());
                sinceRenewal = sinceRenewal.plus(look);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void register() {
        transactions.within(Scope.SYSTEM, () -> {
            var now = store.now();
            jobs.values().stream()
                    .sorted(java.util.Comparator.comparing(Job::name))
                    .forEach(job -> store.register(
                            job.name(), job.times().words(), job.times().first(now)));
            return now;
        });
    }

    private void renew() {
        if (running.isEmpty()) {
            return;
        }
        var mine = List.copyOf(running.keySet());
        var held = transactions.within(Scope.SYSTEM, () -> store.renew(mine, lease));
        for (var run : mine) {
            var lost = held.contains(run) ? null : running.get(run);
            if (lost != null) {
                LOG.warn(
                        "job {} is in another node's hand; this run is cut off",
                        lost.job().name());
                lost.thread().interrupt();
            }
        }
    }

    private void takeWhatIsDue() {
        for (var name : transactions.reading(Scope.SYSTEM, store::due)) {
            var job = jobs.get(name);
            if (job == null || isRunningHere(job)) {
                continue;
            }
            var run = Ids.next();
            if (transactions.within(Scope.SYSTEM, () -> store.take(name, run, lease))) {
                var thread = Thread.ofPlatform()
                        .daemon()
                        .name("job-" + name)
                        .unstarted(() -> Background.run(() -> run(job, run)));
                running.put(run, new Running(job, thread));
                thread.start();
            }
        }
    }

    /** A run whose lease was lost may still be on its way out. */
    private boolean isRunningHere(Job job) {
        return running.values().stream().anyMatch(each -> each.job() == job);
    }

    private void run(Job job, UUID run) {
        var called = job.name();
        try {
            Throwable broken = null;
            try {
                job.run();
            } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError failure) {
                broken = failure;
            }
            end(job, run, broken);
        } catch (RuntimeException trouble) {
            // The lease ends by itself; the job comes again on whichever node looks first.
            LOG.error("the end of job {} could not be kept", called, trouble);
        } finally {
            running.remove(run);
        }
    }

    private void end(Job job, UUID run, @Nullable Throwable broken) {
        // Whatever interrupted the job must not reach the connection that keeps its end.
        Thread.interrupted();
        transactions.within(Scope.SYSTEM, () -> {
            var now = store.now();
            if (broken == null) {
                store.done(run, job.times().after(now));
            } else if (closing) {
                store.letGo(run);
            } else {
                int failures = store.failures(run) + 1;
                var next = again(job, now, failures);
                store.failed(run, next, codeOf(broken));
                LOG.error(
                        "job {} failed with {}, {} in a row; tried again at {}",
                        job.name(),
                        codeOf(broken),
                        failures,
                        next,
                        broken);
            }
            return now;
        });
    }

    /** After one minute, two, four, an hour at most; never later than it would have come anyway. */
    static Instant again(Job job, Instant now, int failures) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 6));
        var sooner = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        var regular = job.times().after(now);
        return sooner.isBefore(regular) ? sooner : regular;
    }

    /** The code of a refusal, else what kind of failure it was; never its words, which may quote rows. */
    private static String codeOf(Throwable broken) {
        return broken instanceof RefusedException no
                ? no.refusal().code().code()
                : broken.getClass().getSimpleName();
    }

    /** Takes up nothing more, cuts off what runs and lets go of it, so that another node need not wait. */
    @Override
    public void close() {
        closing = true;
        watch.interrupt();
        var cut = List.copyOf(running.values());
        cut.forEach(each -> each.thread().interrupt());
        try {
            long left = TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS);
            watch.join(left);
            for (var each : cut) {
                each.thread().join(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
