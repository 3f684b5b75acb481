package org.sanhao.server.http;

import org.sanhao.kernel.Refusal;

/** A write over a version that has been passed, with what stands now: the screen shows both. */
public final class StaleVersion extends RuntimeException {
    private final transient Refusal refusal;
    private final transient Object standing;

    /**
     * Made where the web layer knows how to show what stands.
     *
     * @param standing in the form the request would have answered
     */
    public StaleVersion(Refusal refusal, Object standing) {
        super(refusal.code().name(), null, false, false);
        this.refusal = refusal;
        this.standing = standing;
    }

    Problem problem() {
        return Problem.of(refusal).with(standing);
    }
}
