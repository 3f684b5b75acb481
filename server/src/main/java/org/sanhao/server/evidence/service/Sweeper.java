package org.sanhao.server.evidence.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.server.evidence.store.EvidenceStore;
import org.sanhao.server.evidence.vault.Shelf;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.jobs.Times;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes away what no row names: files of transactions that never committed, drafts of uploads that broke off, bytes whose
 * key was destroyed. Only what is a day old, so that nothing on its way in is touched.
 */
@Component
class Sweeper implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    static final Duration GRACE = Duration.ofHours(24);
    private static final Duration PAUSE = Duration.ofHours(6);

    private final ScopedTransactions transactions;
    private final EvidenceStore evidence;
    private final Shelf shelf;

    Sweeper(ScopedTransactions transactions, EvidenceStore evidence, Shelf shelf) {
        this.transactions = transactions;
        this.evidence = evidence;
        this.shelf = shelf;
    }

    @Override
    public String name() {
        return "evidence-sweep";
    }

    @Override
    public Times times() {
        return new Times.Every(PAUSE);
    }

    @Override
    public void run() {
        sweep(BusinessClock.REAL.now().minus(GRACE));
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
}
