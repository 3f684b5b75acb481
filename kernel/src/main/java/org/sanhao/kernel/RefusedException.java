package org.sanhao.kernel;

/** Carries a refusal out of a transaction, so that everything the transaction wrote is undone with it. */
public final class RefusedException extends RuntimeException {
    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.code().name() + " " + refusal.args(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
