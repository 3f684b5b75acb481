package org.sanhao.lang.pack.load;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.ClauseSet;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Refs;
import org.sanhao.lang.pack.RequirementId;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.Refers;
import org.sanhao.lang.pack.shape.Says;

/**
 * A sheet that stands beside a pack and says what it must come to. Grades are written by hand ({@link #grades()}), left
 * to the cascade ({@link #lines()}) or filled in clause order ({@link #fill()}), in that order of precedence; what is
 * left gets {@link #otherwise()}.
 *
 * @param unit facts of the institution by their names without {@code unit.}
 * @param self facts of the self-assessment by their names without {@code self.}
 * @param lines the lines that are met, for clauses judged line by line; all their other lines are not met
 */
public record Example(
        @Says("编号") @Key("example") Id id,
        @Says("说明") @Nullable String title,
        @Says("用哪套标准") @Refers(Refs.STANDARD) Id standard,
        @Says("机构的事实") Map<String, String> unit,
        @Says("自评的事实") Map<String, String> self,
        @Says("逐条写明的等级") Map<Grade, List<ClauseCode>> grades,
        @Says("逐条写明符合的要求") Map<ClauseCode, List<LineId>> lines,
        @Says("按条款顺序填") List<Fill> fill,
        @Says("其余条款的等级") @Default("none") Grade otherwise,
        @Says("应得的结果") Expect expect,
        @Says("对应的需求编号") List<RequirementId> meets) {

    /** The next so many clauses of a set that have no grade yet get this one. */
    public record Fill(
            @Says("哪些条款") ClauseSet of,
            @Says("等级") Grade grade,
            @Says("几条") int count) {}

    /**
     * What the sheet comes to.
     *
     * @param tier the highest tier reached, or {@code none}
     */
    public record Expect(@Says("达到的等次，未达到写 none") Id tier) {
        /** Whether the sheet is to reach no tier. */
        public boolean isNone() {
            return tier.name().equals("none");
        }
    }
}
