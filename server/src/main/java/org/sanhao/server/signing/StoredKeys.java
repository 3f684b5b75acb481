package org.sanhao.server.signing;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.sanhao.proof.KeyRing;
import org.sanhao.proof.Signature;
import org.sanhao.proof.SignatureAlgorithm;
import org.sanhao.proof.VerifyingKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The public keys as the database holds them. */
public final class StoredKeys {
    private StoredKeys() {}

    /** Every key, oldest first; empty before the first start. */
    public static Optional<KeyRing> ring(JdbcClient jdbc) {
        List<KeyRing.Entry> entries = jdbc.sql("""
                        SELECT algorithm, public_key, since, endorsed_by, endorsement FROM signing.key ORDER BY position
                        """)
                .query((row, n) -> new KeyRing.Entry(
                        new VerifyingKey(SignatureAlgorithm.of(row.getString(1)), row.getString(2)),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getString(4),
                        row.getString(5) == null ? null : Signature.parse(row.getString(5))))
                .list();
        return entries.isEmpty() ? Optional.empty() : Optional.of(new KeyRing(entries));
    }

    /** The random name of the installation. */
    public static String installation(JdbcClient jdbc) {
        return jdbc.sql("SELECT installation::text FROM signing.choice")
                .query(String.class)
                .single();
    }

    /** Adds the ring's last key. */
    static void add(JdbcClient jdbc, KeyRing ring) {
        var entry = ring.current();
        jdbc.sql("""
                        INSERT INTO signing.key
                            (position, key_id, algorithm, public_key, since, endorsed_by, endorsement)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(ring.entries().size())
                .param(entry.key().keyId())
                .param(entry.key().algorithm().code())
                .param(entry.key().publicKey())
                .param(entry.since().atOffset(ZoneOffset.UTC))
                .param(entry.endorsedBy())
                .param(entry.endorsement() == null ? null : entry.endorsement().text())
                .update();
    }
}
