package org.sanhao.server.caller;

import java.util.Set;
import java.util.UUID;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.scope.Scope;

/** Whoever sent the request, acting in one post. A parameter of controller methods. */
public interface Caller {

    /** The rows this caller may see and touch. */
    Scope scope();

    /** What is written beside facts: the person's id, never a name. */
    String by();

    Set<Ability> abilities();

    /** Ids for the log. */
    Ids ids();

    /** Who asks, in ids. */
    record Ids(UUID person, UUID post, UUID account) {}

    default boolean can(Ability ability) {
        return abilities().contains(ability);
    }

    /**
     * Insists on an ability.
     *
     * @throws RefusedException NOT_ALLOWED
     */
    default void require(Ability ability) {
        if (!can(ability)) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_ALLOWED));
        }
    }
}
