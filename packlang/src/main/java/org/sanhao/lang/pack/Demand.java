package org.sanhao.lang.pack;

import java.util.List;

/**
 * Something a pack asks of somebody. No burden without a basis: the checker refuses a demand whose {@link #basis()} is
 * empty.
 */
public interface Demand {
    /** The paragraphs that ask for it. */
    List<Citation> basis();

    /** Ids of the requirements it meets, for traceability; may be empty. */
    List<RequirementId> meets();
}
