package org.sanhao.server.dashboard.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.TreeSet;
import org.sanhao.server.assessment.ClauseAnswered;
import org.sanhao.server.assessment.SheetFilled;
import org.sanhao.server.campaign.InstitutionEnrolled;
import org.sanhao.server.institution.UnitMoved;
import org.sanhao.server.institution.UnitRewritten;
import org.sanhao.server.review.CaseMoved;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Hears what happens elsewhere, after it is committed. Each event is kept in the registry until this has dealt with it, and
 * sent again after a crash. Runs on a few threads of its own, with connections of the background.
 */
@Component
class ProgressListener {
    private final ScopedTransactions transactions;
    private final ProgressKeeper keeper;
    private final SumKeeper sums;
    private final ProgressWorker worker;

    ProgressListener(ScopedTransactions transactions, ProgressKeeper keeper, SumKeeper sums, ProgressWorker worker) {
        this.transactions = transactions;
        this.keeper = keeper;
        this.sums = sums;
        this.worker = worker;
    }

    @Async(ProgressThreads.NAME)
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    @TransactionalEventListener(id = "dashboard.institution-enrolled")
    void on(InstitutionEnrolled event) {
        hear(() -> keeper.hold(event.enrolment().value()));
    }

    @Async(ProgressThreads.NAME)
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    @TransactionalEventListener(id = "dashboard.clause-answered")
    void on(ClauseAnswered event) {
        hear(() -> keeper.answered(event.sheet().value(), event.clause(), event.version()));
    }

    @Async(ProgressThreads.NAME)
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    @TransactionalEventListener(id = "dashboard.sheet-filled")
    void on(SheetFilled event) {
        hear(() -> keeper.filled(event.sheet().value()));
    }

    @Async(ProgressThreads.NAME)
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    @TransactionalEventListener(id = "dashboard.case-moved")
    void on(CaseMoved event) {
        hear(() -> keeper.moved(event.reviewCase().value(), event.version()));
    }

    @Async(ProgressThreads.NAME)
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    @TransactionalEventListener(id = "dashboard.unit-moved")
    void on(UnitMoved event) {
        hear(() -> {
            var above = new TreeSet<String>(
                    Comparator.comparingInt(String::length).reversed().thenComparing(path -> path));
            above.addAll(SumKeeper.above(event.oldPath()));
            above.addAll(SumKeeper.above(event.newPath()));
            sums.addUp(new ArrayList<>(above));
        });
    }

    @Async(ProgressThreads.NAME)
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    @TransactionalEventListener(id = "dashboard.unit-rewritten")
    void on(UnitRewritten event) {
        hear(() -> keeper.rewritten(event.unit().value()));
    }

    private void hear(Runnable work) {
        transactions.within(Scope.SYSTEM, () -> {
            work.run();
            return null;
        });
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                worker.poke();
            }
        });
    }
}
