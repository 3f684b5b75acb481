package org.sanhao.proof;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * The public half of a key: what a signature is checked with.
 *
 * @param publicKey SubjectPublicKeyInfo (X.509) in base64
 */
public record VerifyingKey(SignatureAlgorithm algorithm, String publicKey) {
    private static final int ID_DIGITS = 16;

    /**
     * The name of the key, made from the key itself, so that nobody can lend it to another: the first 16 hexadecimal digits
     * of the SHA-256 of its encoding.
     */
    public String keyId() {
        return fingerprint().hex().substring(0, ID_DIGITS);
    }

    /** The whole hash of the encoding, as printed on documents. */
    public Digest fingerprint() {
        return HashAlgorithm.SHA_256.of(encoded());
    }

    /** Whether the holder of the private half signed exactly these bytes. A malformed signature is a wrong one. */
    public boolean verifies(byte[] message, Signature signature) {
        if (signature.algorithm() != algorithm) {
            return false;
        }
        try {
            return switch (algorithm) {
                case ED25519 -> {
                    var verifier = java.security.Signature.getInstance("Ed25519");
                    verifier.initVerify(
                            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded())));
                    verifier.update(message);
                    yield verifier.verify(signature.bytes());
                }
                case SM2 -> {
                    var verifier = new SM2Signer();
                    verifier.init(false, PublicKeyFactory.createKey(encoded()));
                    verifier.update(message, 0, message.length);
                    yield verifier.verifySignature(signature.bytes());
                }
            };
        } catch (GeneralSecurityException | java.io.IOException | RuntimeException malformed) {
            return false;
        }
    }

    private byte[] encoded() {
        return Base64.getDecoder().decode(publicKey);
    }
}
