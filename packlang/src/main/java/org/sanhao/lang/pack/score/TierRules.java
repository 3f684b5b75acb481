package org.sanhao.lang.pack.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.ClauseSet;
import org.sanhao.lang.pack.Condition;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.Standard;
import org.sanhao.lang.pack.StandardUse;
import org.sanhao.lang.pack.Tier;
import org.sanhao.lang.pack.rule.CompiledCondition;
import org.sanhao.lang.pack.rule.Conditions;
import org.sanhao.lang.pack.rule.Facts;
import org.sanhao.lang.pack.rule.Place;
import org.sanhao.lang.pack.rule.Truth;

/**
 * The tiers of a pack over one of its standards, compiled once and evaluated many times from any thread. Counting one
 * sheet is one pass over its clauses; reasons are made only when asked for.
 */
@SuppressWarnings("EnumOrdinal") // counts by grade lie in an array; the order of grades is their meaning
public final class TierRules {
    private static final int GRADES = Grade.values().length;

    private final Standard standard;
    private final List<Clause> clauses;
    private final Map<ClauseCode, Integer> places = new HashMap<>();
    private final List<ClauseSet> sets = new ArrayList<>();
    private final int[][] setsOfClause;
    private final List<Ranked> tiers = new ArrayList<>();

    private TierRules(List<Tier> ascending, Standard standard) {
        this.standard = standard;
        this.clauses = standard.clauses();
        for (int i = 0; i < clauses.size(); i++) {
            places.put(clauses.get(i).code(), i);
        }
        for (var tier : ascending) {
            for (var rule : tier.require()) {
                if (!sets.contains(rule.of())) {
                    sets.add(rule.of());
                }
            }
        }
        setsOfClause = new int[clauses.size()][];
        for (int i = 0; i < setsOfClause.length; i++) {
            var clause = clauses.get(i);
            setsOfClause[i] = sets.stream()
                    .filter(clause::isIn)
                    .mapToInt(set -> sets.indexOf(set) * GRADES)
                    .toArray();
        }
        for (var tier : ascending) {
            tiers.add(new Ranked(tier, this));
        }
    }

    /**
     * Compiles the tiers of a checked pack for one of its standards.
     *
     * @throws IllegalArgumentException when a condition does not compile, which the checker would have said
     */
    public static TierRules of(Pack pack, StandardUse use) {
        return switch (use.scheme()) {
            case Standard standard -> of(pack.tiers(), standard);
        };
    }

    /** Compiles tiers in ascending order over a standard. */
    public static TierRules of(List<Tier> ascending, Standard standard) {
        return new TierRules(ascending, standard);
    }

    /** The clauses in the order of the sheets. */
    public List<Clause> clauses() {
        return clauses;
    }

    public Standard standard() {
        return standard;
    }

    /** Where a clause stands on the sheets, from 0; -1 when the standard has no such clause. */
    public int place(ClauseCode code) {
        return places.getOrDefault(code, -1);
    }

    /** A sheet; clauses that are missing are not graded, codes the standard does not have are ignored. */
    public GradeSheet sheet(Map<ClauseCode, Grade> grades) {
        var inOrder = new Grade[clauses.size()];
        for (int i = 0; i < inOrder.length; i++) {
            inOrder[i] = grades.getOrDefault(clauses.get(i).code(), Grade.NONE);
        }
        return GradeSheet.of(inOrder);
    }

    /** The tiers in ascending order. */
    public List<Tier> tiers() {
        return tiers.stream().map(ranked -> ranked.tier).toList();
    }

    /**
     * What a sheet comes to.
     *
     * @throws IllegalArgumentException when the sheet is not one of this standard
     */
    public TierEvaluation evaluate(GradeSheet sheet, Facts facts) {
        var counts = count(sheet);
        int reached = -1;
        for (int i = tiers.size() - 1; i >= 0 && reached < 0; i--) {
            if (tiers.get(i).isMet(counts, facts)) {
                reached = i;
            }
        }
        return new TierEvaluation(this, facts, counts, reached);
    }

    /** Clauses by set and grade: {@code counts[set * GRADES + grade]}. */
    private int[] count(GradeSheet sheet) {
        if (sheet.size() != clauses.size()) {
            throw new IllegalArgumentException(
                    "a sheet of " + sheet.size() + " for a standard of " + clauses.size() + " clauses");
        }
        var counts = new int[sets.size() * GRADES];
        for (int i = 0; i < setsOfClause.length; i++) {
            int grade = sheet.ordinalAt(i);
            for (int base : setsOfClause[i]) {
                counts[base + grade]++;
            }
        }
        return counts;
    }

    TierVerdict verdict(int tier, int[] counts, Facts facts) {
        return tiers.get(tier).verdict(counts, facts);
    }

    boolean mayBeEligible(int tier, Facts facts) {
        var eligible = tiers.get(tier).eligible;
        return eligible == null || eligible.test(facts) != Truth.NO;
    }

    int tierCount() {
        return tiers.size();
    }

    Tier tierAt(int index) {
        return tiers.get(index).tier;
    }

    /** A tier with its conditions compiled and its rules tied to places in the counts. */
    private static final class Ranked {
        private final Tier tier;
        private final int[] bases;
        private final @Nullable CompiledCondition eligible;
        private final List<CompiledCondition> vetoes;

        Ranked(Tier tier, TierRules rules) {
            this.tier = tier;
            this.bases = tier.require().stream()
                    .mapToInt(rule -> rules.sets.indexOf(rule.of()) * GRADES)
                    .toArray();
            this.eligible = tier.eligible() == null ? null : compile(tier.eligible());
            this.vetoes = tier.veto().stream().map(Ranked::compile).toList();
        }

        private static CompiledCondition compile(Condition condition) {
            var compiled =
                    Conditions.compile(condition.when(), Place.ELIGIBILITY).condition();
            if (compiled == null) {
                throw new IllegalArgumentException("does not compile: " + condition.when());
            }
            return compiled;
        }

        boolean isMet(int[] counts, Facts facts) {
            for (int i = 0; i < bases.length; i++) {
                var rule = tier.require().get(i);
                int of = denominator(counts, bases[i]);
                if (of == 0
                        || !rule.atLeast()
                                .isMetBy(reaching(counts, bases[i], rule.grade().grade()), of)) {
                    return false;
                }
            }
            if (eligible != null && eligible.test(facts) != Truth.YES) {
                return false;
            }
            for (var veto : vetoes) {
                if (veto.test(facts) != Truth.NO) {
                    return false;
                }
            }
            return true;
        }

        TierVerdict verdict(int[] counts, Facts facts) {
            var verdicts = new ArrayList<RuleVerdict>();
            if (eligible != null && tier.eligible() != null) {
                verdicts.add(condition(tier.eligible(), eligible, RuleVerdict.Role.ELIGIBLE, facts));
            }
            for (int i = 0; i < bases.length; i++) {
                var rule = tier.require().get(i);
                int of = denominator(counts, bases[i]);
                int count = reaching(counts, bases[i], rule.grade().grade());
                int notApplicable = counts[bases[i] + Grade.NA.ordinal()];
                verdicts.add(new RuleVerdict.OfShare(
                        rule,
                        of > 0 && rule.atLeast().isMetBy(count, of),
                        count,
                        Math.toIntExact(rule.atLeast().need(of)),
                        of,
                        of + notApplicable,
                        notApplicable,
                        counts[bases[i] + Grade.NONE.ordinal()]));
            }
            for (int i = 0; i < vetoes.size(); i++) {
                verdicts.add(condition(tier.veto().get(i), vetoes.get(i), RuleVerdict.Role.VETO, facts));
            }
            return new TierVerdict(tier, verdicts.stream().allMatch(RuleVerdict::met), verdicts);
        }

        private static RuleVerdict condition(
                Condition condition, CompiledCondition compiled, RuleVerdict.Role role, Facts facts) {
            var used = compiled.names().stream()
                    .map(name -> new RuleVerdict.FactUsed(name, Facts.title(name), facts.shown(name)))
                    .toList();
            return new RuleVerdict.OfCondition(condition, role, compiled.test(facts), used);
        }

        private static int denominator(int[] counts, int base) {
            int of = 0;
            for (int grade = 0; grade < GRADES; grade++) {
                of += grade == Grade.NA.ordinal() ? 0 : counts[base + grade];
            }
            return of;
        }

        private static int reaching(int[] counts, int base, Grade floor) {
            int count = 0;
            for (int grade = floor.ordinal(); grade < GRADES; grade++) {
                count += counts[base + grade];
            }
            return count;
        }
    }
}
