package org.sanhao.server.document.service;

import java.util.Optional;
import java.util.UUID;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.access.Acting;
import org.sanhao.server.document.domain.Facts;
import org.sanhao.server.institution.Unit;

/**
 * A form that is printed: whose it is, what it says, who deals with it. Beside it stands {@code documents/<code>.yaml}; a
 * further form is such a class and such a file, nothing else.
 */
interface PrintedForm {

    /** Names the form in addresses, and its template. */
    String code();

    /**
     * Where a matter belongs.
     *
     * @param unit that prints it and counts its numbers; its place in the tree is who may see the copies
     * @param series the matter: the same series is the next version of the same number
     */
    record Place(Unit unit, String series) {}

    /** Where it belongs, or NOT_FOUND for whoever may not see it. */
    Outcome<Place> place(Acting acting, UUID subject);

    /** What the form of a matter says now, or why there is nothing to print. */
    Outcome<Facts> facts(Acting acting, UUID subject);

    /** Why the person may not print it or bring its scan; empty when they may. */
    Optional<Refusal> barsHandling(Acting acting, UUID subject);

    /** Why the person may not say that paper and file have been received; empty when they may. */
    Optional<Refusal> barsReceiving(Acting acting, UUID subject);
}
