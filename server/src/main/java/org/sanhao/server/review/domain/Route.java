package org.sanhao.server.review.domain;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.Level;

/**
 * The way of one application up its managing line, with the levels this institution really has above it.
 *
 * @param legs the levels that judge, lowest first; never empty
 * @param decidedAt the level whose proposal is the result; the last of the legs
 * @param record a level above that files the result, or null
 */
public record Route(
        List<Leg> legs, Level decidedAt, @Nullable Level record) {

    /** How much a level looks at. */
    public enum Extent {
        FULL("full"),
        SAMPLE("sample");

        private final String code;

        Extent(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /**
     * One level's part.
     *
     * @param workingDays time the level has from receipt, or null when the pack sets none
     */
    public record Leg(Level level, Extent extent, @Nullable Integer workingDays) {}

    public Route {
        legs = List.copyOf(legs);
        if (legs.isEmpty() || legs.getLast().level() != decidedAt) {
            throw new IllegalArgumentException("the last leg decides");
        }
        for (int i = 1; i < legs.size(); i++) {
            if (legs.get(i).level().compareTo(legs.get(i - 1).level()) >= 0) {
                throw new IllegalArgumentException("legs go upward");
            }
        }
    }

    /**
     * Leaves out the levels that do not stand above the institution. A decision that an absent level would take falls to
     * the next level above that is there; a filing above an absent level stays.
     *
     * @param asWritten legs of the pack, lowest first, the deciding one included
     * @param present levels that manage the institution
     */
    public static Route over(List<Leg> asWritten, Level decidedAt, @Nullable Level record, List<Level> present) {
        var legs =
                asWritten.stream().filter(leg -> present.contains(leg.level())).toList();
        var decides = present.contains(decidedAt)
                ? decidedAt
                : present.stream()
                        .filter(level -> level.compareTo(decidedAt) < 0)
                        .max(Level::compareTo)
                        .orElseThrow(() -> new IllegalArgumentException("nobody above decides"));
        if (legs.isEmpty() || legs.getLast().level() != decides) {
            var all = new java.util.ArrayList<>(legs);
            all.add(new Leg(decides, Extent.FULL, null));
            legs = all;
        }
        // Whoever is first to look looks at everything: there is no lower result a sample could rest on.
        var first = legs.getFirst();
        if (first.extent() == Extent.SAMPLE) {
            var all = new java.util.ArrayList<>(legs);
            all.set(0, new Leg(first.level(), Extent.FULL, first.workingDays()));
            legs = all;
        }
        return new Route(legs, decides, record != null && present.contains(record) ? record : null);
    }

    public Level first() {
        return legs.getFirst().level();
    }

    public Leg legAt(Level level) {
        return legs.stream()
                .filter(leg -> leg.level() == level)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(level + " has no part in this route"));
    }

    public boolean includes(Level level) {
        return legs.stream().anyMatch(leg -> leg.level() == level);
    }

    /** The level that judges next, or empty after the deciding one. */
    public Optional<Level> after(Level level) {
        int index = legs.indexOf(legAt(level));
        return index + 1 < legs.size() ? Optional.of(legs.get(index + 1).level()) : Optional.empty();
    }

    /** The level to hand down to: the next lower judge, or the institution below the lowest. */
    public Level below(Level level) {
        int index = legs.indexOf(legAt(level));
        return index == 0 ? Level.INSTITUTION : legs.get(index - 1).level();
    }
}
