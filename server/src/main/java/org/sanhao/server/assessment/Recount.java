package org.sanhao.server.assessment;

import java.util.function.Consumer;
import org.sanhao.lang.pack.score.TierEvaluation;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.scope.Scope;

/** What all institutions of a scope come to at once, for whoever checks what was worked out one by one. */
public interface Recount {

    /** An institution and what its grades that count come to. */
    record Recounted(EnrolmentId enrolment, TierEvaluation evaluation) {}

    /**
     * Works the tiers of every institution that takes part in a published campaign out of the current answers and rulings
     * of all levels, in one reading. Institutions without a sheet and those whose pack has no standard for them are left
     * out.
     *
     * @param each is handed one institution after the other while the reading goes on, in no particular order; it must
     *     not ask the database anything
     */
    void tiers(Scope scope, Consumer<Recounted> each);
}
