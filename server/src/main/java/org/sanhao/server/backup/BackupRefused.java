package org.sanhao.server.backup;

import org.sanhao.server.postgres.StartRefused;

/** A backup cannot be written or brought back as asked; nothing was changed, and the message says what to do. */
public final class BackupRefused extends StartRefused {
    public BackupRefused(String message) {
        super(message);
    }

    public BackupRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
