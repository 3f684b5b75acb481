package org.sanhao.server.jobs.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.jobs.Jobs.Standing;
import org.sanhao.server.jobs.Times;
import org.sanhao.server.jobs.store.JobStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.support.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jobs on real PostgreSQL: nodes that look at once, die, hang and fail. */
@ServerTest
class JobRunnerTest {
    private static final Duration LOOK = Duration.ofMillis(25);
    private static final Duration LEASE = Duration.ofMillis(1_500);
    private static final Duration LONG = Duration.ofSeconds(20);

    @Autowired
    JobStore store;

    @Autowired
    ScopedTransactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<Job> products;

    private final List<JobRunner> nodes = new ArrayList<>();

    private record Told(String name, Times times, Runnable work) implements Job {
        @Override
        public void run() {
            work.run();
        }
    }

    private static Job hourly(String name, Runnable work) {
        return new Told(name, new Times.Every(Duration.ofHours(1)), work);
    }

    private static Job often(String name, Runnable work) {
        return new Told(name, new Times.Every(Duration.ofSeconds(1)), work);
    }

    private JobRunner node(Duration lease, Job... jobs) {
        var node = new JobRunner(List.of(jobs), store, transactions, LOOK, lease).start();
        nodes.add(node);
        return node;
    }

    @AfterEach
    void the_nodes_stop() {
        nodes.forEach(JobRunner::close);
    }

    private Standing standing(String name) {
        return transactions
                .reading(Scope.SYSTEM, () -> store.standing(List.of(name)))
                .getFirst();
    }

    private void register(Job job) {
        transactions.within(Scope.SYSTEM, () -> {
            var now = store.now();
            store.register(job.name(), job.times().words(), job.times().first(now));
            return now;
        });
    }

    @Test
    void two_nodes_run_every_due_job_once() throws InterruptedException {
        var runs = IntStream.range(0, 20).mapToObj(i -> new AtomicInteger()).toList();
        var jobs = IntStream.range(0, 20)
                .mapToObj(i -> hourly("once-" + (char) ('a' + i), runs.get(i)::incrementAndGet))
                .toArray(Job[]::new);

        node(LEASE, jobs);
        node(LEASE, jobs);

        await().atMost(LONG).until(() -> runs.stream().allMatch(count -> count.get() > 0));
        TimeUnit.MILLISECONDS.sleep(500);
        assertThat(runs).allSatisfy(count -> assertThat(count).hasValue(1));
        var stands = standing("once-a");
        assertThat(stands.done()).isNotNull();
        assertThat(stands.due()).isAfter(stands.done().plus(Duration.ofMinutes(59)));
        assertThat(stands.failures()).isZero();
    }

    @Test
    void canary_looking_alone_lets_everybody_in_where_taking_lets_in_one() {
        register(hourly("looked-at", () -> {}));
        var barrier = new CyclicBarrier(4);
        List<List<Boolean>> answers;
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> lookAndTake(barrier), nodes))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        assertThat(answers.stream().filter(each -> each.get(0))).hasSize(4);
        assertThat(answers.stream().filter(each -> each.get(1))).hasSize(1);
    }

    private List<Boolean> lookAndTake(CyclicBarrier barrier) {
        boolean looked = transactions.reading(Scope.SYSTEM, store::due).contains("looked-at");
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return List.of(looked, transactions.within(Scope.SYSTEM, () -> store.take("looked-at", Ids.next(), LEASE)));
    }

    @Test
    void a_job_that_fails_or_hangs_is_told_and_tried_again_and_holds_up_no_other() {
        var tries = new AtomicInteger();
        var good = new AtomicInteger();
        var hang = new CountDownLatch(1);
        var hung = new CountDownLatch(1);
        var well = new AtomicBoolean();
        node(
                LEASE,
                often("fails", () -> {
                    tries.incrementAndGet();
                    if (!well.get()) {
                        throw new RefusedException(Refusal.of(ErrorCode.HOLIDAYS_UNKNOWN, "2031"));
                    }
                }),
                hourly("hangs", () -> {
                    hung.countDown();
                    try {
                        hang.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }),
                hourly(
                        "bypasses",
                        () -> jdbc.sql("SELECT 1").query(Integer.class).single()),
                often("goes-on", good::incrementAndGet));

        await().atMost(LONG).until(() -> tries.get() >= 2 && good.get() >= 2 && hung.getCount() == 0);
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(standing("fails").failures()).isGreaterThanOrEqualTo(2);
            assertThat(standing("fails").problem()).isEqualTo("SH-9000");
            assertThat(standing("fails").done()).isNull();
        });
        assertThat(standing("hangs").running()).isTrue();
        // There is no scope a job could inherit: without naming one it reaches nothing.
        assertThat(standing("bypasses").failures()).isEqualTo(1);

        well.set(true);
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(standing("fails").failures()).isZero();
            assertThat(standing("fails").problem()).isNull();
            assertThat(standing("fails").done()).isNotNull();
        });
        hang.countDown();
    }

    @Test
    void the_job_of_a_dead_node_is_taken_over_when_its_lease_has_ended_and_not_before() throws InterruptedException {
        var runs = new AtomicInteger();
        var job = hourly("orphaned", runs::incrementAndGet);
        register(job);
        // All that is left of a node killed in the middle of a run: its id in the row, and nobody who renews.
        assertThat(transactions.within(Scope.SYSTEM, () -> store.take("orphaned", Ids.next(), LEASE)))
                .isTrue();

        node(LEASE, job);

        TimeUnit.MILLISECONDS.sleep(LEASE.toMillis() / 2);
        assertThat(runs).hasValue(0);
        await().atMost(LONG).until(() -> runs.get() == 1);
        await().atMost(LONG).until(() -> standing("orphaned").done() != null);
    }

    @Test
    void a_living_node_keeps_what_takes_longer_than_the_lease() throws InterruptedException {
        var lease = Duration.ofMillis(600);
        var runs = new AtomicInteger();
        var end = new CountDownLatch(1);
        var job = hourly("takes-long", () -> {
            runs.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException cut) {
                Thread.currentThread().interrupt();
            }
        });
        node(lease, job);
        node(lease, job);

        await().atMost(LONG).until(() -> runs.get() > 0);
        TimeUnit.MILLISECONDS.sleep(3 * lease.toMillis());
        assertThat(runs).hasValue(1);
        end.countDown();
        await().atMost(LONG).until(() -> standing("takes-long").done() != null);
    }

    @Test
    void a_run_that_lost_its_row_is_cut_off_and_cannot_end_the_run_of_another() {
        var began = new CountDownLatch(1);
        var cut = new CountDownLatch(1);
        var job = hourly("overtaken", () -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException lost) {
                cut.countDown();
                throw new IllegalStateException(lost);
            }
        });
        node(Duration.ofMillis(400), job);
        await().atMost(LONG).until(() -> began.getCount() == 0);

        var other = Ids.next();
        transactions.within(
                Scope.SYSTEM,
                () -> jdbc.sql("UPDATE jobs.job SET run = ?, held_until = now() + interval '1 hour' WHERE name = ?")
                        .params(other, "overtaken")
                        .update());

        await().atMost(LONG).until(() -> cut.getCount() == 0);
        nodes.forEach(JobRunner::close);
        assertThat(standing("overtaken").running()).isTrue();
        assertThat(standing("overtaken").failures()).isZero();
        assertThat(transactions.within(Scope.SYSTEM, () -> store.done(other, Instant.EPOCH)))
                .isTrue();
    }

    @Test
    void a_node_that_stops_lets_go_at_once() {
        var began = new CountDownLatch(1);
        var stopped = node(Duration.ofHours(1), hourly("let-go", () -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException shutdown) {
                throw new IllegalStateException(shutdown);
            }
        }));
        await().atMost(LONG).until(() -> began.getCount() == 0);

        stopped.close();

        assertThat(transactions.reading(Scope.SYSTEM, store::due)).contains("let-go");
        assertThat(standing("let-go").failures()).isZero();
    }

    @Test
    void changed_times_set_the_next_time_anew_and_the_same_ones_leave_it() {
        register(hourly("re-timed", () -> {}));
        var first = standing("re-timed").due();
        register(hourly("re-timed", () -> {}));
        assertThat(standing("re-timed").due()).isEqualTo(first);

        register(new Told("re-timed", new Times.Daily(LocalTime.of(4, 0)), () -> {}));
        assertThat(standing("re-timed").due()).isAfter(first);
    }

    @Test
    void a_failed_job_comes_again_after_one_minute_two_four_an_hour_at_most_and_never_later_than_planned() {
        var now = Instant.parse("2026-03-01T04:00:00Z");
        var nightly = new Told("nightly", new Times.Daily(LocalTime.of(2, 0)), () -> {});

        assertThat(IntStream.of(1, 2, 3, 7, 40)
                        .mapToObj(failures -> Duration.between(now, JobRunner.again(nightly, now, failures))
                                .toMinutes()))
                .containsExactly(1L, 2L, 4L, 60L, 60L);
        assertThat(JobRunner.again(often("soon", () -> {}), now, 40)).isEqualTo(now.plusSeconds(1));
    }

    @Test
    void the_product_has_its_jobs_each_under_a_name_of_its_own() {
        assertThat(products.stream().map(Job::name))
                .containsExactlyInAnyOrder(
                        "audit-check",
                        "result-days",
                        "objection-days",
                        "progress-days",
                        "evidence-sweep",
                        "notify-sending",
                        "notify-rounds",
                        "notify-reminders");
    }
}
