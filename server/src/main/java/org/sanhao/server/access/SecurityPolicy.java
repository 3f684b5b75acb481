package org.sanhao.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sanhao.server.institution.PostKind;

/**
 * The rules of the door, as the security administrator last set them.
 *
 * @param minLength characters a password has at least
 * @param classes of digits, lower case, upper case and everything else, how many a password mixes at least
 * @param history how many earlier passwords may not come back, 0 for none
 * @param expiryDays after how many days a password must be changed, 0 for never
 * @param failures wrong attempts after which the door closes
 * @param staleDays days without sign-in after which an account is reported
 * @param secondFactor kinds of post whose holders must have a second factor
 */
public record SecurityPolicy(
        int version,
        int minLength,
        int classes,
        int history,
        int expiryDays,
        int failures,
        int lockMinutes,
        int idleMinutes,
        int absoluteMinutes,
        int staleDays,
        Set<PostKind> secondFactor) {
    private static final int FEWEST_DIFFERENT = 5;

    public SecurityPolicy {
        secondFactor = Set.copyOf(secondFactor);
    }

    /** What is wrong with a new password, in Chinese; empty when nothing is. */
    public List<String> faultsOf(String password) {
        var faults = new ArrayList<String>();
        if (password.codePointCount(0, password.length()) < minLength) {
            faults.add("至少 " + minLength + " 位");
        }
        if (classesIn(password) < classes) {
            faults.add("数字、小写字母、大写字母、其他字符中至少用 " + classes + " 种");
        }
        if (password.codePoints().distinct().count() < FEWEST_DIFFERENT) {
            faults.add("至少有 " + FEWEST_DIFFERENT + " 个不同的字符");
        }
        return faults;
    }

    public boolean expired(Instant passwordSetAt, Instant now) {
        return expiryDays > 0 && passwordSetAt.plus(Duration.ofDays(expiryDays)).isBefore(now);
    }

    private static long classesIn(String password) {
        return password.codePoints()
                .map(c -> c >= '0' && c <= '9' ? 0 : c >= 'a' && c <= 'z' ? 1 : c >= 'A' && c <= 'Z' ? 2 : 3)
                .distinct()
                .count();
    }
}
