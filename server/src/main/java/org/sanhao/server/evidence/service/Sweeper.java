package org.sanhao.server.evidence.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.server.evidence.store.EvidenceStore;
import org.sanhao.server.evidence.vault.Shelf;
import org.sanhao.server.postgres.Background;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes away what no row names: files of transactions that never committed, drafts of uploads that broke off, bytes whose
 * key was destroyed. Only what is a day old, so that nothing on its way in is touched. Two nodes may sweep at once.
 */
@Component
class Sweeper implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    static final Duration GRACE = Duration.ofHours(24);
    private static final Duration PAUSE = Duration.ofHours(6);

    private final ScopedTransactions transactions;
    private final EvidenceStore evidence;
    private final Shelf shelf;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("evidence-sweeper").factory());

    Sweeper(ScopedTransactions transactions, EvidenceStore evidence, Shelf shelf) {
        this.transactions = transactions;
        this.evidence = evidence;
        this.shelf = shelf;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        timer.scheduleWithFixedDelay(this::run, 10, PAUSE.toMinutes(), TimeUnit.MINUTES);
    }

    private void run() {
        try {
            Background.run(() -> sweep(BusinessClock.REAL.now().minus(GRACE)));
        } catch (RuntimeException failed) {
            LOG.error("the evidence folder was not swept", failed);
        }
    }

    /** Sweeps what was put there before {@code moment}; returns how many files without a row it found. */
    int sweep(Instant moment) {
        try {
            int drafts = shelf.clearDrafts(moment);
            var orphans = new ArrayList<UUID>();
            shelf.old(moment, names -> {
                var ids = names.stream()
                        .map(name -> UUID.fromString(name.substring(0, 36)))
                        .distinct()
                        .toList();
                var kept = transactions.reading(Scope.SYSTEM, () -> evidence.kept(ids));
                ids.stream().filter(id -> !kept.contains(id)).forEach(orphans::add);
            });
            for (var orphan : orphans) {
                shelf.remove(orphan.toString());
            }
            int swept = orphans.size();
            if (drafts + swept > 0) {
                LOG.info("evidence folder: {} drafts and {} files without a row taken away", drafts, swept);
            }
            return swept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
