package org.sanhao.server.notify;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.server.scope.Scope;

/** How what leaves the house fares, for whoever looks after the product: kinds and numbers, no names, no addresses. */
public interface Deliveries {

    /**
     * At a glance.
     *
     * @param mailHost null where no letters are sent
     * @param failing of the waiting ones, those that failed at least once
     */
    record Glance(@Nullable String mailHost, int waiting, int failing, int givenUp) {}

    Glance glance(Scope scope);

    /** What was given up, the latest first. */
    Page<Dispatch> givenUp(Scope scope, @Nullable String cursor, int limit);

    /** Tries one again; refused as NOT_FOUND, DELIVERY_OVER when it is not given up any more. */
    Outcome<Dispatch> again(Scope scope, UUID id);
}
