package org.sanhao.proof;

import java.nio.charset.StandardCharsets;
import org.sanhao.kernel.Ids;

/**
 * Stands for a personal value in a document that is kept: H(salt ‖ value). Once value and salt are erased nothing can be
 * learned from it, and every hash over the document still fits.
 *
 * @param salt 16 random bytes, kept beside the value and erased with it
 */
public record Commitment(Digest digest, Salt salt) {
    private static final int SALT_BYTES = 16;

    /** Random bytes in hexadecimal. */
    public record Salt(String hex) {
        byte[] bytes() {
            return java.util.HexFormat.of().parseHex(hex);
        }
    }

    /** Commits to a value under a fresh salt. */
    public static Commitment to(HashAlgorithm algorithm, String value) {
        var salt = new Salt(java.util.HexFormat.of().formatHex(Ids.randomBytes(SALT_BYTES)));
        return new Commitment(digest(algorithm, salt, value), salt);
    }

    /** Whether the salt and the value are those the document stands for. */
    public static boolean opens(Digest digest, Salt salt, String value) {
        return digest(digest.algorithm(), salt, value).equals(digest);
    }

    private static Digest digest(HashAlgorithm algorithm, Salt salt, String value) {
        var bytes = salt.bytes();
        if (bytes.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes");
        }
        return algorithm.of(bytes, value.getBytes(StandardCharsets.UTF_8));
    }
}
