package org.sanhao.server.signoff;

import java.time.Instant;
import java.util.UUID;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.UnitId;

/**
 * While somebody is away, a colleague of the same office signs in their place.
 *
 * @param version grows when it is ended early
 * @param post whose signature is lent
 * @param postTitle as printed
 * @param until first moment at which it no longer holds
 */
public record Delegation(
        UUID id,
        int version,
        UnitId office,
        PostKind post,
        String postTitle,
        PersonId from,
        String fromName,
        PersonId to,
        String toName,
        Instant since,
        Instant until,
        String why,
        String scopePath) {

    /** The same, over from that moment on; what had not begun never holds. */
    public Delegation endedAt(Instant moment) {
        var last = moment.isBefore(since) ? since : moment;
        return new Delegation(
                id, version + 1, office, post, postTitle, from, fromName, to, toName, since, last, why, scopePath);
    }

    public boolean holdsAt(Instant moment) {
        return !moment.isBefore(since) && moment.isBefore(until);
    }
}
