package org.sanhao.server.assessment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.score.EffectiveGrade;
import org.sanhao.lang.pack.score.TierEvaluation;
import org.sanhao.server.institution.Level;

/**
 * All that is said of an institution in one case, and what of it counts.
 *
 * @param own the institution's own sheet
 * @param source where the institution's own answers were read
 * @param claimed the institution's own answers by clause
 * @param found by level that has a sheet of this case, the first to look first: its answers by clause
 * @param effective the grade that counts, for every clause of the standard in its order
 * @param evaluation what the grades that count come to
 */
public record CaseGrades(
        Sheet own,
        Source source,
        Map<ClauseCode, Answer> claimed,
        Map<Level, Map<ClauseCode, Answer>> found,
        Map<ClauseCode, EffectiveGrade> effective,
        TierEvaluation evaluation) {

    /** Where an institution's own answers were read. */
    public enum Source {
        /** The sheet as it is today: nothing has been sent yet. */
        LIVING_SHEET,
        /** The copy that was sent; what is written into the sheet later does not reach the case. */
        SENT_COPY
    }

    public CaseGrades {
        claimed = Map.copyOf(claimed);
        found = Collections.unmodifiableMap(new LinkedHashMap<>(found));
        effective = Collections.unmodifiableMap(new LinkedHashMap<>(effective));
    }

    /** What a level has found so far; empty until it has opened its desk. */
    public Map<ClauseCode, Answer> foundBy(Level level) {
        return level == Level.INSTITUTION ? claimed : found.getOrDefault(level, Map.of());
    }
}
