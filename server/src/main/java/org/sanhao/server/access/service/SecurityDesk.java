package org.sanhao.server.access.service;

import java.time.Instant;
import java.util.List;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.access.SecurityPolicy;
import org.sanhao.server.access.store.PolicyStore;
import org.sanhao.server.access.store.PolicyStore.Decided;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/** Where the security administrator sets the rules of the door. */
@Service
public class SecurityDesk {
    private final ScopedTransactions transactions;
    private final PolicyStore policies;

    SecurityDesk(ScopedTransactions transactions, PolicyStore policies) {
        this.transactions = transactions;
        this.policies = policies;
    }

    public SecurityPolicy policy() {
        return transactions.reading(Scope.SYSTEM, policies::current);
    }

    /** Every decision about the rules, the latest first. */
    public List<Decided> decisions() {
        return transactions.reading(Scope.SYSTEM, policies::all);
    }

    /** Sets new rules; refused as STALE when others were set since {@code seen}. */
    public Outcome<SecurityPolicy> decide(int seen, SecurityPolicy wanted, String by) {
        return transactions.within(Scope.SYSTEM, () -> {
            if (policies.current().version() != seen || !policies.add(wanted, Instant.now(), by)) {
                return Refusal.of(ErrorCode.STALE).asOutcome();
            }
            return Outcome.done(wanted);
        });
    }
}
