package org.sanhao.server.audit.service;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Refusal;
import org.sanhao.proof.audit.AuditRow;
import org.sanhao.server.audit.AuditLog;
import org.sanhao.server.audit.store.AuditStore;
import org.sanhao.server.http.RefusalWitness;
import org.sanhao.server.scope.BeforeCommit;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Leaves the rows. It stands at the two places nothing gets past: before the commit of every writing transaction, and where
 * every refusal turns into an answer.
 */
@Service
class Witness implements AuditLog, BeforeCommit, RefusalWitness {
    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);

    /** Refusals that tell something: not allowed, not yours, against a rule, overtaken, key reused. */
    private static final Set<Integer> TELLING = Set.of(403, 404, 409, 412, 422);

    private final AuditStore store;
    private final ScopedTransactions transactions;

    Witness(AuditStore store, ScopedTransactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public void committing(Scope scope) {
        var trace = Trace.current();
        if (trace != null && trace.changesState() && !trace.isByHand()) {
            store.add(trace.row(AuditRow.DONE));
        }
    }

    /** Strangers leave a row only at the door; else whoever knocks at random could fill the log. */
    @Override
    public void refused(Refusal refusal) {
        var trace = Trace.current();
        int status = refusal.code().status();
        if (trace == null
                || !(trace.isSignedIn() && TELLING.contains(status)
                        || trace.isByHand() && status != 400 && status < 429)) {
            return;
        }
        var row = trace.row(refusal.code().code());
        try {
            transactions.separately(Scope.SYSTEM, () -> store.add(row));
        } catch (RuntimeException broken) {
            LOG.error("a refusal {} of {} left no row", row.result(), row.act(), broken);
        }
    }

    @Override
    public void actor(Actor actor) {
        var trace = Trace.current();
        if (trace != null) {
            trace.actor(actor);
        }
    }

    @Override
    public void byHand() {
        var trace = Trace.current();
        if (trace != null) {
            trace.byHand();
        }
    }

    @Override
    public void done() {
        var trace = Trace.current();
        if (trace != null) {
            trace.byHand();
            write(trace.row(AuditRow.DONE));
        }
    }

    @Override
    public void about(String kind, String id) {
        var trace = Trace.current();
        if (trace != null) {
            trace.about(kind, id);
        }
    }

    @Override
    public void read(String kind, String id) {
        var trace = Trace.current();
        if (trace != null) {
            trace.about(kind, id);
            var row = trace.row(AuditRow.DONE);
            transactions.separately(Scope.SYSTEM, () -> store.add(row));
        }
    }

    @Override
    public void ownAct(String act, String kind, String id, String path) {
        write(new AuditRow(
                Ids.next(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                act,
                AuditRow.DONE,
                null,
                null,
                null,
                kind,
                id,
                path,
                null,
                null));
    }

    private void write(AuditRow row) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            store.add(row);
        } else {
            transactions.separately(Scope.SYSTEM, () -> store.add(row));
        }
    }
}
