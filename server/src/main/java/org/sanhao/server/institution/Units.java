package org.sanhao.server.institution;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.server.scope.Scope;

/** What others may ask about units and the lines over them. */
public interface Units {

    /** The unit, if it exists and lies within the scope or directly above it. */
    Optional<Unit> find(Scope scope, AsOf asOf, UnitId id);

    /**
     * Units within the scope in pinyin order.
     *
     * @param cursor as given by the page before, null for the first
     * @param limit rows, 1 to {@link Page#LIMIT}
     */
    Page<Unit> list(Scope scope, UnitQuery query, @Nullable String cursor, int limit);

    /** The units above, nearest first, on the administrative line; ends at the root. */
    List<Unit> above(Scope scope, UnitId id);

    /**
     * Registers units with their placement on the administrative line from {@code validFrom} on, parents before children.
     *
     * @return the number registered; refused when a parent is unknown or outside the scope, a level does not lie below its
     *     parent's, or a code is taken
     */
    Outcome<Integer> register(Scope scope, List<UnitDraft> drafts, java.time.LocalDate validFrom, String by);
}
