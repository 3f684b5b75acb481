package org.sanhao.proof;

import java.util.Base64;

/**
 * A signature that names its scheme: {@code ed25519:} and base64 without line breaks.
 *
 * @param base64 the signature; 64 bytes for Ed25519, DER for SM2
 */
public record Signature(SignatureAlgorithm algorithm, String base64) {

    static Signature of(SignatureAlgorithm algorithm, byte[] bytes) {
        return new Signature(algorithm, Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when the text names no known scheme or is no base64
     */
    public static Signature parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a signature without the name of its algorithm");
        }
        var signature = new Signature(SignatureAlgorithm.of(text.substring(0, colon)), text.substring(colon + 1));
        signature.bytes();
        return signature;
    }

    byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    /** The text form. */
    public String text() {
        return algorithm.code() + ":" + base64;
    }

    @Override
    public String toString() {
        return text();
    }
}
