package org.sanhao.proof;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A key pair. Its text form holds the private half and belongs into a file only its owner can read. */
public final class SigningKey {
    private final VerifyingKey verifying;
    private final byte[] privateKey;

    private SigningKey(VerifyingKey verifying, byte[] privateKey) {
        this.verifying = verifying;
        this.privateKey = privateKey;
    }

    /** A new pair. */
    public static SigningKey generate(SignatureAlgorithm algorithm) {
        try {
            return switch (algorithm) {
                case ED25519 -> {
                    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                    yield of(
                            algorithm,
                            pair.getPublic().getEncoded(),
                            pair.getPrivate().getEncoded());
                }
                case SM2 -> {
                    var curve = GMNamedCurves.getByName("sm2p256v1");
                    var generator = new ECKeyPairGenerator();
                    generator.init(new ECKeyGenerationParameters(
                            new org.bouncycastle.crypto.params.ECNamedDomainParameters(
                                    GMNamedCurves.getOID("sm2p256v1"), new ECDomainParameters(curve)),
                            new SecureRandom()));
                    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
                    yield of(
                            algorithm,
                            SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic())
                                    .getEncoded(),
                            PrivateKeyInfoFactory.createPrivateKeyInfo(pair.getPrivate())
                                    .getEncoded());
                }
            };
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SigningKey of(SignatureAlgorithm algorithm, byte[] publicKey, byte[] privateKey) {
        return new SigningKey(
                new VerifyingKey(algorithm, Base64.getEncoder().encodeToString(publicKey)), privateKey.clone());
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when the text is no key of ours
     */
    public static SigningKey parse(String text) {
        var parts = text.strip().split(" ");
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a signing key");
        }
        return new SigningKey(
                new VerifyingKey(SignatureAlgorithm.of(parts[0]), parts[1]),
                Base64.getDecoder().decode(parts[2]));
    }

    /** Algorithm, public half and private half (PKCS 8), separated by spaces. A secret. */
    public String secretText() {
        return verifying.algorithm().code() + " " + verifying.publicKey() + " "
                + Base64.getEncoder().encodeToString(privateKey);
    }

    public VerifyingKey verifying() {
        return verifying;
    }

    public String keyId() {
        return verifying.keyId();
    }

    public Signature sign(byte[] message) {
        try {
            return Signature.of(
                    verifying.algorithm(),
                    switch (verifying.algorithm()) {
                        case ED25519 -> {
                            PrivateKey key = KeyFactory.getInstance("Ed25519")
                                    .generatePrivate(new PKCS8EncodedKeySpec(privateKey));
                            var signer = java.security.Signature.getInstance("Ed25519");
                            signer.initSign(key);
                            signer.update(message);
                            yield signer.sign();
                        }
                        case SM2 -> {
                            AsymmetricKeyParameter key = PrivateKeyFactory.createKey(privateKey);
                            var signer = new SM2Signer();
                            signer.init(true, new ParametersWithRandom(key, new SecureRandom()));
                            signer.update(message, 0, message.length);
                            yield signer.generateSignature();
                        }
                    });
        } catch (GeneralSecurityException | IOException | CryptoException e) {
            throw new IllegalStateException(e);
        }
    }
}
