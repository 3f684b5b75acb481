package org.sanhao.server.access.domain;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of an authenticator: HMAC-SHA-1, steps of 30 seconds, six digits, which is what every authenticator understands.
 *
 * @basis RFC 6238 (time-based one-time passwords), RFC 4226 (truncation), RFC 4648 (base 32)
 */
public final class Totp {
    /** Length of a secret in bytes, as RFC 4226 recommends. */
    public static final int SECRET_BYTES = 20;

    private static final int STEP_SECONDS = 30;
    private static final int DIGITS = 6;
    /** A code of the step before or after is taken too: clocks differ and people type slowly. */
    private static final int TOLERANCE = 1;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    public static long stepAt(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), STEP_SECONDS);
    }

    /** The code of a step. */
    public static String code(byte[] secret, long step, int digits) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
            return String.format("%0" + digits + "d", number % (int) Math.pow(10, digits));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The step to which a typed code belongs, if it belongs to one around now that has not served yet. */
    public static OptionalLong stepOf(byte[] secret, String typed, Instant now, long lastStep) {
        var given = typed.replace(" ", "").getBytes(StandardCharsets.UTF_8);
        long here = stepAt(now);
        for (long step = here - TOLERANCE; step <= here + TOLERANCE; step++) {
            var expected = code(secret, step, DIGITS).getBytes(StandardCharsets.US_ASCII);
            if (step > lastStep && MessageDigest.isEqual(expected, given)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /** The address an authenticator reads from the QR code. */
    public static String uri(byte[] secret, String login) {
        var issuer = URLEncoder.encode("三好", StandardCharsets.UTF_8);
        return "otpauth://totp/" + issuer + ":" + URLEncoder.encode(login, StandardCharsets.UTF_8) + "?secret="
                + base32(secret) + "&issuer=" + issuer + "&algorithm=SHA1&digits=" + DIGITS + "&period="
                + STEP_SECONDS;
    }

    /** Base 32 without padding. */
    public static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte each : bytes) {
            buffer = buffer << 8 | each & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(buffer >> bits & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(buffer << 5 - bits & 31));
        }
        return text.toString();
    }
}
