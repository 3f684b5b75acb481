package org.sanhao.server.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals small secrets before they reach the database, under a key that lies in the key folder and in no backup.
 *
 * <p>Sealed form: one byte naming the algorithm (1 = AES-256-GCM), 12 bytes of nonce, the ciphertext with its tag. What a
 * secret is about is sealed along, so that a row copied onto another account does not open.
 */
public final class SecretBox {
    private static final byte AES_GCM = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    private SecretBox(SecretKey key) {
        this.key = key;
    }

    /** The box of that name, its key made at the first call. */
    public static SecretBox of(DataFolder folder, String name) {
        return new SecretBox(new SecretKeySpec(HexFormat.of().parseHex(folder.secret(name)), "AES"));
    }

    public byte[] seal(byte[] plain, String about) {
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, about).doFinal(plain);
            return ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(AES_GCM)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalStateException when the bytes were sealed under another key, about something else, or changed */
    public byte[] open(byte[] sealed, String about) {
        if (sealed.length <= 1 + NONCE || sealed[0] != AES_GCM) {
            throw new IllegalStateException("not sealed by this product");
        }
        try {
            var nonce = java.util.Arrays.copyOfRange(sealed, 1, 1 + NONCE);
            return cipher(Cipher.DECRYPT_MODE, nonce, about).doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open a sealed secret", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String about) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
