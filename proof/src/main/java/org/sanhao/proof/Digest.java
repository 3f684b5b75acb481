package org.sanhao.proof;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A hash that names its algorithm: {@code sha-256:} and 64 lower-case hexadecimal digits.
 *
 * @param hex the hash, 32 bytes
 */
public record Digest(HashAlgorithm algorithm, String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public Digest {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("not 32 bytes in lower-case hexadecimal");
        }
    }

    static Digest of(HashAlgorithm algorithm, byte[] bytes) {
        return new Digest(algorithm, HexFormat.of().formatHex(bytes));
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when the text names no known algorithm or is no hash
     */
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a hash without the name of its algorithm");
        }
        return new Digest(HashAlgorithm.of(text.substring(0, colon)), text.substring(colon + 1));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** The text form. */
    public String text() {
        return algorithm.code() + ":" + hex;
    }

    @Override
    public String toString() {
        return text();
    }
}
