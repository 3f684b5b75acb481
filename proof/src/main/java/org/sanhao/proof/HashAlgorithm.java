package org.sanhao.proof;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.SM3Digest;

/** The hash functions the product speaks. An installation chooses one before its first data and stays with it. */
public enum HashAlgorithm {
    /** FIPS 180-4. */
    SHA_256("sha-256"),
    /** GB/T 32905-2016. */
    SM3("sm3");

    private final String code;

    HashAlgorithm(String code) {
        this.code = code;
    }

    /** The name in front of every hash: {@code sha-256}. */
    public String code() {
        return code;
    }

    /** @throws IllegalArgumentException when no function has that name */
    public static HashAlgorithm of(String code) {
        for (var algorithm : values()) {
            if (algorithm.code.equals(code)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("no hash algorithm is called " + code);
    }

    /** The hash of files by name: of each its name, its length and its bytes. */
    public Digest ofFiles(SortedMap<String, byte[]> files) {
        return of(files.entrySet().stream()
                .flatMap(file -> Stream.of(
                        (file.getKey() + "\n" + file.getValue().length + "\n").getBytes(StandardCharsets.UTF_8),
                        file.getValue()))
                .toArray(byte[][]::new));
    }

    /** The hash of the parts, one after the other. */
    public Digest of(byte[]... parts) {
        return new Digest(this, HexFormat.of().formatHex(bytes(parts)));
    }

    /** The hash of a text in UTF-8. */
    public Digest ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bare 32 bytes, for places whose format names the algorithm elsewhere. */
    byte[] bytes(byte[]... parts) {
        return switch (this) {
            case SHA_256 -> {
                try {
                    var digest = MessageDigest.getInstance("SHA-256");
                    for (var part : parts) {
                        digest.update(part);
                    }
                    yield digest.digest();
                } catch (NoSuchAlgorithmException e) {
                    throw new IllegalStateException(e);
                }
            }
            case SM3 -> {
                var digest = new SM3Digest();
                for (var part : parts) {
                    digest.update(part, 0, part.length);
                }
                var out = new byte[digest.getDigestSize()];
                digest.doFinal(out, 0);
                yield out;
            }
        };
    }
}
