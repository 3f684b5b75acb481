package org.sanhao.lang.pack;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Share;
import org.sanhao.lang.pack.StepCosts.StepCost;

/** Small standards and tiers for tests, in the words of the field. */
public final class SampleStandards {
    private static final Lines LINES = new Lines(List.of("有制度"), List.of("有监管"), List.of("有改进"));

    private SampleStandards() {}

    /** A standard of clauses 1.1, 1.2 … of the given kinds. */
    public static Standard standardOf(List<Set<ClauseKind>> kinds) {
        return standardOf(kinds, kinds.stream().map(kind -> StepCosts.ONE).toList());
    }

    public static Standard standardOf(List<Set<ClauseKind>> kinds, List<StepCosts> costs) {
        var clauses = new ArrayList<Clause>();
        for (int i = 0; i < kinds.size(); i++) {
            clauses.add(aClause("1." + (i + 1), kinds.get(i), LINES, costs.get(i)));
        }
        var section = new Section(new ClauseCode("1"), "章", List.of(), clauses);
        return new Standard(
                new Id("township"),
                new Bilingual("标准", null),
                true,
                new Id("township-hospital"),
                null,
                Map.of(),
                List.of(section));
    }

    public static Clause aClause(String code, Set<ClauseKind> kinds, Lines lines, StepCosts costs) {
        return new Clause(
                new ClauseCode(code),
                "条款 " + code,
                kinds,
                List.of(),
                null,
                List.of(new Citation("N1", "一")),
                new Clause.NotApplicable(true, null, null),
                lines,
                costs,
                List.of());
    }

    public static StepCosts costs(int dToC, int cToB, int bToA) {
        return new StepCosts(new StepCost(dToC), new StepCost(cToB), new StepCost(bToA));
    }

    public static Set<ClauseKind> basic() {
        return EnumSet.of(ClauseKind.BASIC);
    }

    public static Set<ClauseKind> recommended() {
        return EnumSet.of(ClauseKind.RECOMMENDED);
    }

    public static Tier aTier(String id, @Nullable Condition eligible, List<ShareRule> rules, Condition... veto) {
        return new Tier(
                new Id(id),
                new Bilingual(id, null),
                eligible,
                rules,
                List.of(veto),
                false,
                List.of(new Citation("N1", "一")),
                List.of());
    }

    public static ShareRule atLeast(String share, ClauseSet of, ShareRule.Letter grade) {
        var parsed = Share.parse(share);
        if (parsed == null) {
            throw new IllegalArgumentException(share);
        }
        return new ShareRule(of, grade, parsed);
    }
}
