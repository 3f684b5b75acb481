package org.sanhao.server.signoff;

import java.util.UUID;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.scope.Scope;

/** An act that waits for signatures, kept by the module it belongs to. */
public interface SignedAct {

    MatterKind kind();

    /**
     * The matter as it stands, to be put up.
     *
     * @return refused when there is nothing to sign now
     */
    Outcome<Matter> matter(Scope scope, UUID subject);

    /** The chain is through: does what was signed, in the transaction of the last signature; the matter still stands. */
    Outcome<Boolean> carryOut(Scope scope, Matter matter, String by);

    /** Somebody in the chain did not agree; the same transaction. */
    Outcome<Boolean> sendBack(Scope scope, Matter matter, String why, String by);
}
