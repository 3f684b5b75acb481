package org.sanhao.server.evidence.vault;

import java.io.IOException;

/** What lies in the folder is not what was put there. */
public final class Tampered extends IOException {
    Tampered(String message) {
        super(message);
    }
}
