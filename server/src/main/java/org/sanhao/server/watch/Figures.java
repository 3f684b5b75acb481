package org.sanhao.server.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.jobs.Jobs;
import org.sanhao.server.postgres.Background;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The figures behind the alerts of {@code docs/operations.zh-CN.md}. What needs the database is asked at most every ten
 * seconds, on the background pool, so that whoever collects cannot burden the users.
 */
@Component
class Figures implements MeterBinder {
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final DataFolder folder;
    private final ScopedTransactions transactions;
    private final JdbcClient jdbc;
    private final Jobs jobs;
    private final AtomicReference<Waiting> waiting = new AtomicReference<>(new Waiting(Instant.EPOCH, 0, 0));
    private final AtomicReference<Recurring> recurring = new AtomicReference<>(new Recurring(Instant.EPOCH, Map.of()));

    Figures(DataFolder folder, ScopedTransactions transactions, JdbcClient jdbc, Jobs jobs) {
        this.jobs = jobs;
        this.folder = folder;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /** Events no listener has finished: how many, and the age of the oldest in seconds. */
    private record Waiting(Instant asked, long events, double oldest) {}

    /** The jobs by their names. */
    private record Recurring(Instant asked, Map<String, Jobs.Standing> standing) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                registry,
                "sanhao.backup.age",
                "seconds since the last good backup, -1 when there is none",
                it -> it.backupAge());
        gauge(
                registry,
                "sanhao.events.waiting",
                "events no listener has finished",
                it -> it.waiting().events());
        gauge(
                registry,
                "sanhao.events.oldest",
                "age of the oldest such event in seconds",
                it -> it.waiting().oldest());
        for (var name : jobs.names()) {
            job(
                    registry,
                    "sanhao.job.age",
                    name,
                    "seconds since its last good end, -1 when there is none",
                    it -> it == null ? -1 : it.doneAgo());
            job(registry, "sanhao.job.failures", name, "bad ends in a row", it -> it == null ? 0 : it.failures());
        }
    }

    private void job(
            MeterRegistry registry,
            String figure,
            String name,
            String description,
            ToDoubleFunction<Jobs.@Nullable Standing> value) {
        Gauge.builder(
                        figure,
                        this,
                        it -> value.applyAsDouble(it.recurring().standing().get(name)))
                .tag("job", name)
                .description(description)
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Figures> value) {
        Gauge.builder(name, this, value).description(description).register(registry);
    }

    private double backupAge() {
        try {
            var file = folder.resolve("last-backup");
            if (!Files.exists(file)) {
                return -1;
            }
            var taken = Instant.parse(Files.readString(file).strip());
            return Duration.between(taken, Instant.now()).toSeconds();
        } catch (IOException | DateTimeParseException unreadable) {
            return -1;
        }
    }

    private Waiting waiting() {
        var last = waiting.get();
        var now = Instant.now();
        if (last.asked().plus(FRESH).isAfter(now)) {
            return last;
        }
        Background.run(() -> waiting.set(transactions.reading(
                Scope.SYSTEM,
                () -> jdbc.sql("""
                    SELECT count(*), coalesce(extract(epoch FROM now() - min(publication_date)), 0)
                    FROM events.event_publication WHERE completion_date IS NULL
                    """)
                        .query((row, n) -> new Waiting(now, row.getLong(1), row.getDouble(2)))
                        .single())));
        return waiting.get();
    }

    private Recurring recurring() {
        var last = recurring.get();
        var now = Instant.now();
        if (last.asked().plus(FRESH).isAfter(now)) {
            return last;
        }
        Background.run(() -> recurring.set(new Recurring(
                now, jobs.standing().stream().collect(Collectors.toMap(Jobs.Standing::name, Function.identity())))));
        return recurring.get();
    }
}
