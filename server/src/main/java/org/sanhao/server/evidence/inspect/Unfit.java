package org.sanhao.server.evidence.inspect;

import java.io.IOException;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;

/** Stops looking at a file: it cannot be taken, and this says why. Becomes a refusal at the edge of the package. */
final class Unfit extends IOException {
    private final transient Refusal refusal;

    Unfit(ErrorCode code, Object... args) {
        super(code.name());
        this.refusal = Refusal.of(code, args);
    }

    Refusal refusal() {
        return refusal;
    }

    static Unfit active(String name, String what) {
        return new Unfit(ErrorCode.FILE_ACTIVE, name, what);
    }

    static Unfit damaged(String name) {
        return new Unfit(ErrorCode.FILE_DAMAGED, name);
    }

    static Unfit expands(String name) {
        return new Unfit(ErrorCode.FILE_EXPANDS, name);
    }
}
