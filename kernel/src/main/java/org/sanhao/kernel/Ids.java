package org.sanhao.kernel;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Makes identifiers: time-ordered UUIDs for rows, random tokens for anything that leaves the house.
 *
 * <p>A version 7 UUID tells when it was made, so it must never stand in a public link: use {@link #token(int)} there.
 */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private static long lastMillis;
    private static int counter;

    private Ids() {}

    /** A UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, 12 bits of counter, 62 random bits. */
    public static UUID next() {
        return next(Clock.systemUTC().millis());
    }

    static synchronized UUID next(long millis) {
        if (millis > lastMillis) {
            lastMillis = millis;
            counter = RANDOM.nextInt(0x400);
        } else if (++counter > 0xFFF) {
            lastMillis++;
            counter = 0;
        }
        long high = (lastMillis << 16) | 0x7000L | counter;
        long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /**
     * A random code in Crockford's alphabet (no I, L, O, U), to be read aloud and typed.
     *
     * @param length characters, five random bits each
     */
    public static String token(int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(CROCKFORD[RANDOM.nextInt(CROCKFORD.length)]);
        }
        return text.toString();
    }

    /** Random bytes for keys and salts. */
    public static byte[] randomBytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
