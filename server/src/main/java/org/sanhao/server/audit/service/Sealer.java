package org.sanhao.server.audit.service;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sanhao.proof.MerkleTree;
import org.sanhao.proof.audit.AuditHead;
import org.sanhao.server.audit.store.AuditStore;
import org.sanhao.server.audit.store.AuditStore.Batch;
import org.sanhao.server.audit.store.AuditStore.Reach;
import org.sanhao.server.postgres.Background;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.signing.Signing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Seals the rows, on whichever node holds the lock: once a second, and at once again while a thousand are waiting. Without
 * rows there is no seal.
 */
@Component
public class Sealer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    static final int MOST_ROWS = 1_000;

    private final ScopedTransactions transactions;
    private final AuditStore store;
    private final Signing signing;
    private final HeadFile file;
    private @Nullable ScheduledExecutorService clock;
    private boolean complained;

    Sealer(ScopedTransactions transactions, AuditStore store, Signing signing, HeadFile file) {
        this.transactions = transactions;
        this.store = store;
        this.signing = signing;
        this.file = file;
    }

    @Override
    public synchronized void start() {
        if (transactions.within(Scope.SYSTEM, store::beginEraIfRestored)) {
            LOG.warn("the log lies in another database cluster than before: a new era of transaction numbers begins");
        }
        var started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("audit-sealer").factory());
        started.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
        clock = started;
    }

    @Override
    public synchronized void stop() {
        var running = clock;
        if (running != null) {
            running.close();
            clock = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return clock != null;
    }

    private void tick() {
        try {
            Background.run(this::seal);
            complained = false;
        } catch (RuntimeException broken) {
            if (!complained) {
                LOG.error("the log cannot be sealed at the moment; unsealed rows wait", broken);
            }
            complained = true;
        }
    }

    /** Seals whatever is ready and brings the heads outside. */
    public void seal() {
        while (sealBatch() == MOST_ROWS) {
            bringOutside();
        }
        bringOutside();
    }

    private int sealBatch() {
        return transactions.within(Scope.SYSTEM, () -> {
            if (!store.takeLock()) {
                return 0;
            }
            var before = store.lastSeal();
            var rows = store.ready(before.map(Batch::reach).orElse(Reach.NOTHING), MOST_ROWS);
            if (rows.isEmpty()) {
                return 0;
            }
            var leaves = rows.stream()
                    .map(placed -> placed.row().leaf(signing.hash()))
                    .toList();
            var head = AuditHead.seal(
                    signing.installation(),
                    before.map(Batch::head).orElse(null),
                    rows.size(),
                    MerkleTree.ofLeaves(signing.hash(), leaves).root(),
                    Instant.now().truncatedTo(ChronoUnit.MILLIS),
                    signing.key());
            store.addBatch(head, leaves, rows.getLast().reach());
            return rows.size();
        });
    }

    private void bringOutside() {
        synchronized (file) {
            file.append(transactions.reading(Scope.SYSTEM, () -> store.heads(file.last(), MOST_ROWS)));
        }
    }
}
