package org.sanhao.proof;

/** The signature schemes the product speaks. An installation chooses one before its first data and stays with it. */
public enum SignatureAlgorithm {
    /** RFC 8032. */
    ED25519("ed25519"),
    /** GB/T 32918.2-2016 over the recommended curve, with SM3 and the default identity {@code 1234567812345678}. */
    SM2("sm2");

    private final String code;

    SignatureAlgorithm(String code) {
        this.code = code;
    }

    /** The name in front of every signature: {@code ed25519}. */
    public String code() {
        return code;
    }

    /** @throws IllegalArgumentException when no scheme has that name */
    public static SignatureAlgorithm of(String code) {
        for (var algorithm : values()) {
            if (algorithm.code.equals(code)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("no signature algorithm is called " + code);
    }
}
