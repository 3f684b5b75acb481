package org.sanhao.server.notify.service;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.notify.Deliveries;
import org.sanhao.server.notify.Dispatch;
import org.sanhao.server.notify.NotifySettings;
import org.sanhao.server.notify.store.DispatchStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/** Shows how deliveries fare. */
@Service
class DeliveryDesk implements Deliveries {
    private final ScopedTransactions transactions;
    private final DispatchStore dispatches;
    private final NotifySettings settings;
    private final BusinessClock clock;

    DeliveryDesk(
            ScopedTransactions transactions, DispatchStore dispatches, NotifySettings settings, BusinessClock clock) {
        this.transactions = transactions;
        this.dispatches = dispatches;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Glance glance(Scope scope) {
        var counts = transactions.reading(scope, dispatches::counts);
        return new Glance(
                settings.mail().isOn() ? settings.mail().host() : null,
                counts.waiting(),
                counts.failing(),
                counts.givenUp());
    }

    @Override
    public Page<Dispatch> givenUp(Scope scope, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.MOMENT, Cursor.Part.ID);
        return transactions.reading(scope, () -> dispatches.givenUp(after, limit));
    }

    @Override
    public Outcome<Dispatch> again(Scope scope, UUID id) {
        return transactions.within(scope, () -> {
            var found = dispatches.find(id);
            if (found.isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            return dispatches.again(id, clock.now())
                    ? Outcome.done(dispatches.find(id).orElseThrow())
                    : Refusal.of(ErrorCode.DELIVERY_OVER, found.get().state().title())
                            .asOutcome();
        });
    }
}
