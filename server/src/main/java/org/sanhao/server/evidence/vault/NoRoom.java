package org.sanhao.server.evidence.vault;

import java.io.IOException;

/** The disk is full. */
public final class NoRoom extends IOException {
    public NoRoom(IOException cause) {
        super(cause);
    }
}
