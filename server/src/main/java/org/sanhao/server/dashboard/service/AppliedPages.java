package org.sanhao.server.dashboard.service;

import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.dashboard.store.ApplicationReads;
import org.sanhao.server.dashboard.store.ApplicationReads.HandedIn;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/** What was applied for over the editions of a pack. */
@Service
public class AppliedPages {
    private final ScopedTransactions transactions;
    private final ApplicationReads reads;

    AppliedPages(ScopedTransactions transactions, ApplicationReads reads) {
        this.transactions = transactions;
        this.reads = reads;
    }

    /**
     * Applications of the scope that were handed in.
     *
     * @param from first edition
     * @param to last edition, included
     */
    public Page<HandedIn> list(Scope scope, String packId, int from, int to, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.ID);
        return transactions.reading(scope, () -> reads.list(packId, from, to, after, limit));
    }
}
