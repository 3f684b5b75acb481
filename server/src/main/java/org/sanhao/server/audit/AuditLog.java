package org.sanhao.server.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What others may say to the log. Most need say nothing: a transaction of a state-changing request leaves its row by
 * itself, and a refusal leaves one of its own.
 */
public interface AuditLog {

    /** Who acts, where the session cannot tell yet. */
    record Actor(UUID person, @Nullable UUID post, UUID account, String path) {}

    /** Sets who the running request acts for: the door, once it knows the account. */
    void actor(Actor actor);

    /**
     * From here on the running request leaves no row by itself; {@link #done} leaves it. For requests whose transactions
     * are not all acts: a failed sign-in counts its failure and has done nothing.
     */
    void byHand();

    /** Leaves the row of the running request, in the running transaction or, without one, in its own. */
    void done();

    /** What the running request is about, where neither its address nor its answer tells. */
    void about(String kind, String id);

    /** Somebody read what must not be read unseen. Leaves a row in a transaction of its own. */
    void read(String kind, String id);

    /** The product itself did something, without anybody asking; leaves the row in the running transaction. */
    void ownAct(String act, String kind, String id, String path);
}
