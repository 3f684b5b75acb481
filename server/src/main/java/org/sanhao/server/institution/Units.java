package org.sanhao.server.institution;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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

    /** How many units of each level lie within the scope; levels without any are missing. */
    Map<Level, Integer> countByLevel(Scope scope);

    /** The units above, nearest first, on the administrative line; ends at the root. */
    List<Unit> above(Scope scope, UnitId id);

    /** The authority or institution a post works for: a division or department belongs to the unit above it. */
    default UnitId officeOf(Scope scope, Post post) {
        return post.level() == Level.DEPARTMENT
                ? above(scope, post.unit()).getFirst().id()
                : post.unit();
    }

    /** The level in which a post works: that of its office. */
    default Level levelOf(Scope scope, Post post) {
        return post.level() == Level.DEPARTMENT
                ? above(scope, post.unit()).getFirst().level()
                : post.level();
    }

    /**
     * Registers units with their placement on the administrative line from {@code validFrom} on, parents before children.
     *
     * @return the number registered; refused when a parent is unknown or outside the scope, a level does not lie below its
     *     parent's, or a code is taken
     */
    Outcome<Integer> register(Scope scope, List<UnitDraft> drafts, LocalDate validFrom, String by);

    /** What a correction says of a unit; what is absent here is empty afterwards. */
    record Correction(String name, String type, @Nullable String code, Map<String, Object> attributes) {}

    /**
     * Writes a new version of a unit.
     *
     * @param seen the version the correction was made against
     * @return the new version; refused as STALE when another one stands, UNIT_CODE_TAKEN, NOT_FOUND
     */
    Outcome<Unit> correct(Scope scope, UnitId id, int seen, Correction correction, String by);

    /** Strikes a unit that holds nothing any more; refused as UNIT_NOT_EMPTY while units, people or posts hang on it. */
    Outcome<Unit> strike(Scope scope, UnitId id, int seen, String why, String by);

    /**
     * A unit to be placed under another one on a line.
     *
     * @param under null makes the unit a head of the line; never on the administrative one
     * @param from first day under the new one, today at the latest
     */
    record Move(UnitId unit, Line line, @Nullable UnitId under, LocalDate from, String why) {}

    /**
     * Places a unit, with everything below it, under another one: the placement that held so far ends, a new one begins,
     * scope paths follow at once. Both ends must lie within the scope. Runs as the system, so a transaction around it
     * must, too.
     */
    Outcome<Unit> move(Scope scope, Move move, String by);

    /** Takes a unit off a line other than the administrative one; refused as LINE_HAS_MEMBERS while others stand below. */
    Outcome<Unit> leave(Scope scope, UnitId id, Line line, LocalDate until, String why, String by);

    /**
     * Merges an institution into another one: departments and people go over, posts of the merged unit end on that day,
     * the unit is struck and stays readable below its successor. Runs as the system, like {@link #move}.
     *
     * @return the successor
     */
    Outcome<Unit> merge(Scope scope, UnitId gone, UnitId into, LocalDate on, String why, String by);

    /** Every placement of a unit of the scope, on every line, the latest first. */
    List<Placement> placements(Scope scope, UnitId id);

    /** Every version of a unit of the scope, the latest first. */
    List<UnitVersion> versions(Scope scope, UnitId id);

    /** The unit that took over a struck one, if there is one within the scope. */
    Optional<UnitId> successor(Scope scope, UnitId id);
}
