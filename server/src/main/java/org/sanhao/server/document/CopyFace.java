package org.sanhao.server.document;

import java.time.Instant;

/**
 * What everybody may know of a printed form: nothing of what it says.
 *
 * @param last version there is of this number
 */
public record CopyFace(String formName, String number, int version, int last, String hash, Instant at) {
    public boolean current() {
        return version == last;
    }
}
