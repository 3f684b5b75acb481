package org.sanhao.server.imports.service;

import java.time.Duration;
import java.time.Instant;
import org.sanhao.server.imports.ImportId;
import org.sanhao.server.imports.store.ImportStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;

/** How far an import is: told at most once a second, in a transaction of its own; hears of a wish to stop. */
final class Progress {
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final ScopedTransactions transactions;
    private final ImportStore imports;
    private final ImportId id;
    private Instant told = Instant.EPOCH;
    private int done;
    private int total;

    /** Somebody wants the work stopped; whatever runs is undone. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Progress(ScopedTransactions transactions, ImportStore imports, ImportId id) {
        this.transactions = transactions;
        this.imports = imports;
        this.id = id;
    }

    /** A step with so many rows begins; 0 while nobody knows how many. */
    void begin(int rows) {
        done = 0;
        total = rows;
        told = Instant.EPOCH;
        add(0);
    }

    /** So many rows more are done. */
    void add(int rows) {
        done += rows;
        var now = Instant.now();
        if (Duration.between(told, now).compareTo(BEAT) < 0) {
            return;
        }
        told = now;
        var stop = new boolean[1];
        transactions.separately(Scope.SYSTEM, () -> stop[0] = imports.beat(id, done, total, now));
        if (stop[0]) {
            throw new Stopped();
        }
    }
}
