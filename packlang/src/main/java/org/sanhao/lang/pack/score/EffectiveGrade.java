package org.sanhao.lang.pack.score;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Level;
import org.sanhao.lang.pack.NotApplicableRule;
import org.sanhao.lang.pack.Pack;

/**
 * The grade that counts for a clause: that of the highest level that actually looked; at one level on site weighs more
 * than at the desk, and the later look more than the earlier. A level that did not look leaves the grade below standing.
 *
 * @param origin the judgement it comes from, or null when nobody has looked
 * @param decides false while only the institution itself has graded: a self-grade alone never makes a result
 */
public record EffectiveGrade(Grade grade, @Nullable Judgement origin, boolean decides) {
    private static final EffectiveGrade NOBODY = new EffectiveGrade(Grade.NONE, null, false);

    /**
     * Works out the grade that counts.
     *
     * @param judgements of this clause by all levels, in any order; those of levels not on the ladder are ignored, as is
     *     a not-applicable the clause does not allow or no level entitled to it approved
     */
    public static EffectiveGrade of(Pack pack, Clause clause, Collection<Judgement> judgements) {
        var found = judgements.stream()
                .filter(judgement -> pack.rung(judgement.level()) >= 0)
                .filter(judgement -> judgement.grade() != Grade.NONE)
                .filter(judgement -> judgement.grade() != Grade.NA
                        || (clause.mayBeNotApplicable() && mayApprove(pack, pack.notApplicable(), judgement.level())))
                .max(Comparator.comparingInt((Judgement judgement) -> pack.rung(judgement.level()))
                        .thenComparing(Judgement::look)
                        .thenComparingLong(Judgement::order));
        return found.map(judgement ->
                        new EffectiveGrade(judgement.grade(), judgement, judgement.look() != Judgement.Look.SELF))
                .orElse(NOBODY);
    }

    private static boolean mayApprove(Pack pack, @Nullable NotApplicableRule rule, Level level) {
        return rule != null && pack.rung(level) >= pack.rung(rule.approve());
    }
}
