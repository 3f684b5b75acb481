package org.sanhao.server.signing;

import java.time.Instant;
import java.util.Optional;
import org.sanhao.proof.KeyRing;
import org.sanhao.proof.SigningKey;
import org.sanhao.server.postgres.KeyFolder;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The way from one signing key to the next. The private key lies in the key folder before the database knows the public one
 * and takes its place after the commit, so that at whatever moment the power goes, the next start finds a key that fits.
 */
final class Handover {
    private static final String NEXT = Signing.KEY_FILE + "-next";

    private Handover() {}

    /** Lets the key in use endorse a fresh one and adds that to the ring, in the running transaction. */
    static KeyRing begin(JdbcClient jdbc, KeyFolder keys, SigningKey inUse, Instant at) {
        var next = SigningKey.generate(inUse.verifying().algorithm());
        keys.replace(NEXT, next.secretText());
        var ring = StoredKeys.ring(jdbc).orElseThrow().rotated(inUse, next.verifying(), at);
        StoredKeys.add(jdbc, ring);
        return ring;
    }

    /** Puts the new key into its place, if the ring names it by now; else forgets it. Answers the key in place. */
    static Optional<SigningKey> finish(KeyFolder keys, Optional<KeyRing> ring) {
        if (keys.has(NEXT)) {
            var next = SigningKey.parse(keys.text(NEXT, () -> ""));
            if (ring.isPresent() && ring.get().current().key().equals(next.verifying())) {
                keys.rename(NEXT, Signing.KEY_FILE);
            } else {
                keys.forget(NEXT);
            }
        }
        return keys.has(Signing.KEY_FILE)
                ? Optional.of(SigningKey.parse(keys.text(Signing.KEY_FILE, () -> "")))
                : Optional.empty();
    }
}
