package org.sanhao.server.scope;

/** Is told of every transaction that may have written, inside it and before it commits. What it throws undoes it. */
@FunctionalInterface
public interface BeforeCommit {

    /** Runs in the transaction of {@code scope}; not called when the transaction is undone. */
    void committing(Scope scope);
}
