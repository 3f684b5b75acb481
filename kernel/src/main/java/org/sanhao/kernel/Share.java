package org.sanhao.kernel;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A share as a rule spells it, kept as two whole numbers in lowest terms: 90% is 9 of 10, 42.5% is 17 of 40, 1‰ is 1 of
 * 1000, 0.4 : 1 is 2 of 5. Whether a count meets it is decided by multiplying, never by dividing, so nothing is rounded.
 *
 * @param num numerator, 0 or more
 * @param den denominator, 1 or more
 */
public record Share(long num, long den) implements Comparable<Share> {
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,6})(?:\\.([0-9]{1,6}))?\\s*([%％‰])");
    private static final Pattern TO =
            Pattern.compile("([0-9]{1,6})(?:\\.([0-9]{1,6}))?\\s*[:：/]\\s*([0-9]{1,6})(?:\\.([0-9]{1,6}))?");

    public Share {
        if (num < 0 || den < 1) {
            throw new IllegalArgumentException(num + " of " + den);
        }
        long common = gcd(num, den);
        num /= common;
        den /= common;
    }

    /** So many per hundred. */
    public static Share percent(long whole) {
        return new Share(whole, 100);
    }

    /** The share of a spelling such as {@code 90%}, {@code 42.5 %}, {@code 1‰} or {@code 0.4:1}, or null. */
    public static @Nullable Share parse(String text) {
        var percent = PERCENT.matcher(text);
        if (percent.matches()) {
            var decimals = percent.group(2) == null ? "" : percent.group(2);
            long of = percent.group(3).equals("‰") ? 1000 : 100;
            return new Share(Long.parseLong(percent.group(1) + decimals), of * tenTo(decimals.length()));
        }
        var to = TO.matcher(text);
        if (to.matches()) {
            var left = to.group(2) == null ? "" : to.group(2);
            var right = to.group(4) == null ? "" : to.group(4);
            long num = Long.parseLong(to.group(1) + left) * tenTo(right.length());
            long den = Long.parseLong(to.group(3) + right) * tenTo(left.length());
            return den == 0 ? null : new Share(num, den);
        }
        return null;
    }

    /** Whether {@code met} of {@code of} reach the share: {@code met * den >= num * of}. */
    public boolean isMetBy(long met, long of) {
        return product(met, den).compareTo(product(num, of)) >= 0;
    }

    /** The smallest count of {@code of} that reaches the share; more than {@code of} when the share is above one. */
    public long need(long of) {
        var halves = product(num, of).divideAndRemainder(BigInteger.valueOf(den));
        return halves[0].longValueExact() + (halves[1].signum() == 0 ? 0 : 1);
    }

    /** One canonical spelling: percent where it is exact to two decimals, otherwise {@code num:den}. */
    @Override
    public String toString() {
        if (10_000 % den == 0) {
            long hundredths = num * (10_000 / den);
            long rest = hundredths % 100;
            var decimals = rest == 0 ? "" : rest % 10 == 0 ? "." + rest / 10 : ".%02d".formatted(rest);
            return hundredths / 100 + decimals + "%";
        }
        return num + ":" + den;
    }

    @Override
    public int compareTo(Share other) {
        return product(num, other.den).compareTo(product(other.num, den));
    }

    private static BigInteger product(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }

    private static long tenTo(int digits) {
        long power = 1;
        for (int i = 0; i < digits; i++) {
            power *= 10;
        }
        return power;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? Math.max(a, 1) : gcd(b, a % b);
    }
}
