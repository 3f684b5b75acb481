package org.sanhao.server.scope;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Outcome;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only door to the database: opens a transaction and tells the database whose it is.
 *
 * <p>A call inside a running transaction joins it and must ask for the same scope: a transaction never changes sides. A
 * refusal that leaves the outermost call rolls everything back.
 */
@Component
public class ScopedTransactions {
    private static final Object KEY = ScopedTransactions.class;

    private final JdbcClient jdbc;
    private final TransactionTemplate joining;
    private final TransactionTemplate reading;
    private final TransactionTemplate separate;
    private final ObjectProvider<BeforeCommit> witnesses;

    ScopedTransactions(JdbcClient jdbc, PlatformTransactionManager manager, ObjectProvider<BeforeCommit> witnesses) {
        this.jdbc = jdbc;
        this.witnesses = witnesses;
        this.joining = new TransactionTemplate(manager);
        this.reading = new TransactionTemplate(manager);
        this.reading.setReadOnly(true);
        this.separate = new TransactionTemplate(manager);
        this.separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Reads and writes within the scope. */
    public <T extends @Nullable Object> T within(Scope scope, Supplier<T> work) {
        return run(joining, scope, work);
    }

    /** Reads within the scope; the database refuses any write. */
    public <T extends @Nullable Object> T reading(Scope scope, Supplier<T> work) {
        return run(reading, scope, work);
    }

    /** Reads what is the same for everybody: inside whatever transaction runs, else in one of the system. */
    public <T extends @Nullable Object> T readingForAll(Supplier<T> work) {
        return TransactionSynchronizationManager.isActualTransactionActive() ? work.get() : reading(Scope.SYSTEM, work);
    }

    /**
     * Reads with other eyes while a transaction of another scope runs, on a second connection: for rare questions only, or
     * requests that wait for each other's connections would stand still.
     */
    public <T extends @Nullable Object> T apart(Scope scope, Supplier<T> work) {
        return separate.execute(status -> {
            enter(scope);
            return work.get();
        });
    }

    /** Work that must stay even when the caller's transaction is undone; for the audit of refusals only. */
    public void separately(Scope scope, Runnable work) {
        separate.executeWithoutResult(status -> {
            enter(scope);
            work.run();
        });
    }

    /** The scope of the running transaction. */
    public static Scope current() {
        var scope = (Scope) TransactionSynchronizationManager.getResource(KEY);
        if (scope == null) {
            throw new IllegalStateException("no scoped transaction is running");
        }
        return scope;
    }

    private <T extends @Nullable Object> T run(TransactionTemplate template, Scope scope, Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            var running = (Scope) TransactionSynchronizationManager.getResource(KEY);
            if (running == null) {
                enter(scope);
            } else if (!running.equals(scope)) {
                throw new IllegalStateException(
                        "this transaction runs as " + running.setting() + ", not as " + scope.setting());
            }
            return work.get();
        }
        return template.execute(status -> {
            enter(scope);
            if (template == joining) {
                tellWitnesses(scope);
            }
            var result = work.get();
            if (result instanceof Outcome.Refused<?>) {
                status.setRollbackOnly();
            }
            return result;
        });
    }

    private void tellWitnesses(Scope scope) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                witnesses.forEach(witness -> witness.committing(scope));
            }
        });
    }

    private void enter(Scope scope) {
        jdbc.sql("SELECT set_config('sanhao.scope', ?, true)")
                .param(scope.setting())
                .query(String.class)
                .single();
        TransactionSynchronizationManager.bindResource(KEY, scope);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResource(KEY);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(KEY, scope);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
            }
        });
    }
}
