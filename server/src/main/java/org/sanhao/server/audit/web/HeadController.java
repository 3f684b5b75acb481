package org.sanhao.server.audit.web;

import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.proof.audit.AuditHead;
import org.sanhao.server.audit.store.AuditStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The last head of the log for everybody: who keeps a copy can prove later that the log was cut or replaced. */
@RestController
class HeadController {
    private final AuditStore store;
    private final ScopedTransactions transactions;

    HeadController(AuditStore store, ScopedTransactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** A head as it is kept: put its members into one canonical line to compare it. */
    record HeadView(
            String kind,
            String installation,
            long number,
            int rows,
            long size,
            String root,
            String previous,
            String at,
            String keyId,
            String signature) {
        static HeadView of(AuditHead head) {
            return new HeadView(
                    AuditHead.KIND,
                    head.installation(),
                    head.number(),
                    head.rows(),
                    head.size(),
                    head.root().text(),
                    head.previous().text(),
                    head.at().toString(),
                    head.keyId(),
                    head.signature().text());
        }
    }

    @GetMapping("/api/public/audit-head")
    HeadView head() {
        return transactions
                .reading(Scope.SYSTEM, store::lastSeal)
                .map(last -> HeadView.of(last.head()))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_SEALED_YET)));
    }
}
