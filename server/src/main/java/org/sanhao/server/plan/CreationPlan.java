package org.sanhao.server.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.UnitId;

/**
 * A creation plan as it stands.
 *
 * @param packId of the campaign, whatever version its editions are opened with
 * @param lastYear included
 * @param goals what was promised in counts
 * @param targets one per institution and year at most
 * @param state whether it holds already
 * @basis S10-R12 (three central hospitals recommended and one basic in 2021), S15-R05 (all by the end of 2023)
 */
public record CreationPlan(
        CreationPlanId id,
        int version,
        UnitId office,
        String officeName,
        String packId,
        String title,
        int firstYear,
        int lastYear,
        List<Goal> goals,
        List<Target> targets,
        State state,
        String scopePath) {
    /** The longest plan, in years. */
    public static final int LONGEST = 10;

    /** The most targets one plan holds; it is one document. */
    public static final int MOST = 5_000;

    /** Whether it holds. */
    public enum State {
        DRAFT("draft", "草稿"),
        ADOPTED("adopted", "已定稿");

        private final String code;
        private final String title;

        State(String code, String title) {
            this.code = code;
            this.title = title;
        }

        public String code() {
            return code;
        }

        public String title() {
            return title;
        }

        public static State of(String code) {
            for (var state : values()) {
                if (state.code.equals(code)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("no state " + code);
        }
    }

    /**
     * A count that was promised.
     *
     * @param tier id of a tier of the pack
     * @param least how many institutions have to be planned for exactly this tier in this year
     * @param group id of a priority group of the pack they have to belong to, or null for any
     */
    public record Goal(
            int year, String tier, int least, @Nullable String group) {}

    /** What one institution is to reach in a year. */
    public record Target(UnitId unit, int year, String tier) {}

    public CreationPlan {
        goals = List.copyOf(goals);
        targets = List.copyOf(targets);
    }
}
