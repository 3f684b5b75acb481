package org.sanhao.server.review.domain;

import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.Level;

/**
 * Whoever asks for a move, as far as a case cares. That the case lies in their scope has been checked before.
 *
 * @param level of the authority, or null for the other sides
 * @param head whether the person may sign for the unit: its director, or a division head or leader in charge
 */
public record Who(Side side, @Nullable Level level, boolean head) {

    /** On which side of the desk somebody sits. */
    public enum Side {
        APPLICANT,
        AUTHORITY,
        PUBLIC,
        PRODUCT
    }

    /** The product itself, when a day has come. */
    public static final Who PRODUCT = new Who(Side.PRODUCT, null, false);

    /** Anybody, signed in or not. */
    public static final Who PUBLIC = new Who(Side.PUBLIC, null, false);

    public static Who applicant(boolean head) {
        return new Who(Side.APPLICANT, null, head);
    }

    public static Who authority(Level level, boolean head) {
        return new Who(Side.AUTHORITY, level, head);
    }
}
