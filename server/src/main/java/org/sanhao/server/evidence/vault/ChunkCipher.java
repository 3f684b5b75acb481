package org.sanhao.server.evidence.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a stream chunk by chunk with AES-256-GCM. The nonce is the chunk's number and whether it is the last: a chunk moved,
 * left out, repeated, or a file cut short does not open. Nonces never repeat because every file part has a key of its own,
 * derived from the file's key and the name of the part.
 */
final class ChunkCipher {
    static final byte[] MAGIC = "SHE1".getBytes(StandardCharsets.US_ASCII);
    static final int CHUNK = 64 * 1024;
    static final int TAG = 16;

    private final SecretKeySpec key;
    private final byte[] about;
    private final Cipher cipher;

    ChunkCipher(byte[] fileKey, String about) {
        try {
            this.about = ("sanhao-evidence/1 " + about).getBytes(StandardCharsets.UTF_8);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(fileKey, "HmacSHA256"));
            this.key = new SecretKeySpec(mac.doFinal(this.about), "AES");
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Seals {@code length} bytes of {@code plain} into {@code sealed}, which has room for the tag; returns the size. */
    int seal(byte[] plain, int length, long number, boolean last, byte[] sealed) {
        try {
            start(Cipher.ENCRYPT_MODE, number, last);
            return cipher.doFinal(plain, 0, length, sealed, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws Tampered when it is not the chunk of that place, or was changed */
    int open(byte[] sealed, int length, long number, boolean last, byte[] plain) throws Tampered {
        try {
            start(Cipher.DECRYPT_MODE, number, last);
            return cipher.doFinal(sealed, 0, length, plain, 0);
        } catch (GeneralSecurityException e) {
            throw new Tampered("chunk " + number + " does not open");
        }
    }

    private void start(int mode, long number, boolean last) throws GeneralSecurityException {
        var nonce = ByteBuffer.allocate(12)
                .putLong(number)
                .put((byte) (last ? 1 : 0))
                .array();
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(about);
    }
}
