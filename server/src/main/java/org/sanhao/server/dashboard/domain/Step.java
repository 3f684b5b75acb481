package org.sanhao.server.dashboard.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.Level;

/**
 * How far an institution has come, as a list of steps it has behind it. Each counts in the funnel by itself, so a ladder
 * with fewer levels leaves no hole.
 */
public final class Step {
    public static final String ENROLLED = "enrolled";
    public static final String STARTED = "started";
    public static final String APPLIED = "applied";
    public static final String RECOGNISED = "recognised";

    private static final String PASSED = "passed-";

    /** Every step there is, in order. */
    public static final List<String> ALL = java.util.stream.Stream.of(
                    java.util.stream.Stream.of(ENROLLED, STARTED, APPLIED),
                    java.util.stream.Stream.of(Level.COUNTY, Level.CITY, Level.PROVINCE, Level.NATION)
                            .map(Step::passed),
                    java.util.stream.Stream.of(RECOGNISED))
            .flatMap(each -> each)
            .toList();

    private Step() {}

    /** The step of having passed a level. */
    public static String passed(Level level) {
        return PASSED + level.code();
    }

    /** The level a step is about, or null for a step of everybody. */
    public static @Nullable Level levelOf(String step) {
        return step.startsWith(PASSED) ? Level.of(step.substring(PASSED.length())) : null;
    }

    /** What a step is summed under. */
    public static String part(String step) {
        return "@" + step;
    }

    /**
     * The steps behind an institution.
     *
     * @param begun whether it has graded anything
     * @param state the state of the case that counts, by its name; {@code Preparing} when there is none
     * @param heldAt the level that holds it, or null
     * @param judges the levels of its route that judge, lowest first
     */
    public static List<String> behind(boolean begun, String state, @Nullable Level heldAt, List<Level> judges) {
        var steps = new ArrayList<String>();
        steps.add(ENROLLED);
        if (begun) {
            steps.add(STARTED);
        }
        var reach = reach(state);
        if (reach == Reach.AT_WORK) {
            return steps;
        }
        steps.add(APPLIED);
        for (var level : judges) {
            boolean below = heldAt != null && level.compareTo(heldAt) > 0;
            boolean here = level == heldAt && reach != Reach.IN_REVIEW;
            if (below || here) {
                steps.add(passed(level));
            }
        }
        if (reach == Reach.RECOGNISED) {
            steps.add(RECOGNISED);
        }
        return steps;
    }

    /** What a state means for the steps. */
    enum Reach {
        /** No application under way: the institution works on its sheet. */
        AT_WORK,
        IN_REVIEW,
        /** The level that holds it has passed it. */
        PASSED_HERE,
        RECOGNISED
    }

    static Reach reach(String state) {
        return switch (state) {
            case "Preparing",
                    "SelfAssessing",
                    "HeadSigned",
                    "NotPassed",
                    "CoolingDown",
                    "Expired",
                    "Removed",
                    "Withdrawn" -> Reach.AT_WORK;
            case "Submitted",
                    "SupplementAsked",
                    "Accepted",
                    "DeskReview",
                    "PanelDrawn",
                    "OnSite",
                    "Feedback",
                    "PanelConcluded",
                    "OpinionGiven",
                    "OpinionSigned",
                    "Forwarded" -> Reach.IN_REVIEW;
            case "Proposed", "PublicNotice", "Objected" -> Reach.PASSED_HERE;
            case "Announced", "InForce", "MustRectify" -> Reach.RECOGNISED;
            default -> throw new IllegalArgumentException("no state " + state);
        };
    }
}
