package org.sanhao.server.signing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Ids;
import org.sanhao.proof.Digest;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.proof.KeyRing;
import org.sanhao.proof.Signature;
import org.sanhao.proof.SignatureAlgorithm;
import org.sanhao.proof.SigningKey;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.KeyFolder;
import org.sanhao.server.postgres.StartRefused;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The installation's hash function and its signing key. */
@Component
public class Signing {
    private static final Logger LOG = LoggerFactory.getLogger(Signing.class);
    static final String KEY_FILE = "signing";

    private final ScopedTransactions transactions;
    private final JdbcClient jdbc;
    private final KeyFolder keys;
    private final Choice choice;
    private volatile SigningKey key;

    private record Choice(String installation, HashAlgorithm hash, SignatureAlgorithm signature) {}

    /** A signature and the key it was made with. */
    public record Signed(String keyId, Signature signature) {}

    Signing(ScopedTransactions transactions, JdbcClient jdbc, DataFolder folder, SigningSettings settings) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.keys = KeyFolder.of(folder.path());
        this.choice = transactions.within(Scope.SYSTEM, () -> choose(settings));
        this.key = transactions.within(Scope.SYSTEM, this::ownKey);
    }

    /** A random name of this installation, made at its first start. */
    public String installation() {
        return choice.installation;
    }

    public HashAlgorithm hash() {
        return choice.hash;
    }

    /** The hash of a text in UTF-8, with the function of this installation. */
    public Digest hash(String text) {
        return choice.hash.ofText(text);
    }

    public Signed sign(byte[] message) {
        var signing = key;
        return new Signed(signing.keyId(), signing.sign(message));
    }

    /** The pair itself, for documents that know how to sign themselves. */
    public SigningKey key() {
        return key;
    }

    /** Every public key, oldest first. */
    public KeyRing ring() {
        return transactions.reading(Scope.SYSTEM, this::stored);
    }

    /** Hands over to a new key; the old one endorses it and stays in the ring. */
    public synchronized KeyRing rotate() {
        var ring = transactions.within(Scope.SYSTEM, () -> Handover.begin(jdbc, keys, key, now()));
        key = Handover.finish(keys, Optional.of(ring)).orElseThrow();
        return ring;
    }

    private Choice choose(SigningSettings settings) {
        jdbc.sql("""
                        INSERT INTO signing.choice (single, installation, hash, signature, chosen_at)
                        VALUES (true, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                .params(
                        Ids.next(),
                        known(
                                settings.hash(),
                                "sha-256",
                                name -> HashAlgorithm.of(name).code()),
                        known(
                                settings.signature(),
                                "ed25519",
                                name -> SignatureAlgorithm.of(name).code()),
                        now().atOffset(ZoneOffset.UTC))
                .update();
        var chosen = jdbc.sql("SELECT installation::text, hash, signature FROM signing.choice")
                .query((row, n) -> new Choice(
                        row.getString(1), HashAlgorithm.of(row.getString(2)), SignatureAlgorithm.of(row.getString(3))))
                .single();
        same("sanhao.proof.hash", settings.hash(), chosen.hash.code());
        same("sanhao.proof.signature", settings.signature(), chosen.signature.code());
        return chosen;
    }

    private static String known(@Nullable String wanted, String usual, java.util.function.UnaryOperator<String> check) {
        try {
            return check.apply(wanted == null ? usual : wanted);
        } catch (IllegalArgumentException unknown) {
            throw new StartRefused("没有「" + wanted + "」这种算法。哈希可选 sha-256、sm3，签名可选 ed25519、sm2。");
        }
    }

    private static void same(String setting, @Nullable String wanted, String chosen) {
        if (wanted != null && !wanted.equals(chosen)) {
            throw new StartRefused(
                    "设置 " + setting + " 为 " + wanted + "，但本系统首次启动时已选定 " + chosen + "，有数据后不能更换。请改回 " + chosen + "。");
        }
    }

    private SigningKey ownKey() {
        Handover.finish(keys, StoredKeys.ring(jdbc));
        var kept = SigningKey.parse(
                keys.text(KEY_FILE, () -> SigningKey.generate(choice.signature).secretText()));
        var own = kept.verifying().algorithm() == choice.signature ? kept : replaced();
        var ring = StoredKeys.ring(jdbc);
        if (ring.isEmpty()) {
            StoredKeys.add(jdbc, KeyRing.of(own.verifying(), now()));
        } else if (!ring.get().current().key().equals(own.verifying())) {
            if (ring.get().find(own.keyId()).isPresent()) {
                throw new StartRefused("密钥目录里的签名密钥 " + own.keyId() + " 已经停用。请放入现用的密钥 "
                        + ring.get().current().key().keyId() + "（keys/" + KEY_FILE + "）。");
            }
            LOG.error(
                    "the signing key {} is not in the key folder; going on with the new key {}, which nobody endorsed:"
                            + " every check of older documents will say so",
                    ring.get().current().key().keyId(),
                    own.keyId());
            StoredKeys.add(jdbc, ring.get().restarted(own.verifying(), now()));
        }
        return own;
    }

    private SigningKey replaced() {
        var fresh = SigningKey.generate(choice.signature);
        keys.replace(KEY_FILE, fresh.secretText());
        return fresh;
    }

    private KeyRing stored() {
        return StoredKeys.ring(jdbc).orElseThrow();
    }

    /** Real time, never the demo's. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
