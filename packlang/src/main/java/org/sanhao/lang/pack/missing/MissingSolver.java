package org.sanhao.lang.pack.missing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.ClauseSet;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.StepCosts;
import org.sanhao.lang.pack.Tier;
import org.sanhao.lang.pack.missing.Missing.Lift;
import org.sanhao.lang.pack.missing.Missing.Way;
import org.sanhao.lang.pack.missing.Problem.Solution;
import org.sanhao.lang.pack.missing.Problem.Want;
import org.sanhao.lang.pack.rule.Facts;
import org.sanhao.lang.pack.score.GradeSheet;
import org.sanhao.lang.pack.score.RuleVerdict;
import org.sanhao.lang.pack.score.TierRules;

/** Works out what a sheet still lacks for a tier. */
public final class MissingSolver {
    private static final Grade[] RUNGS = {Grade.D, Grade.C, Grade.B, Grade.A};

    private final TierRules rules;
    private final GradeSheet sheet;
    private final Map<ClauseCode, StepCosts> costs;

    private MissingSolver(TierRules rules, GradeSheet sheet, Map<ClauseCode, StepCosts> costs) {
        this.rules = rules;
        this.sheet = sheet;
        this.costs = costs;
    }

    /**
     * What lies between a sheet and a tier.
     *
     * @param costs the institution's own costs, which take the place of the pack's for the clauses named
     * @throws IllegalArgumentException when the pack has no such tier
     */
    public static Missing missing(
            TierRules rules, Id tier, GradeSheet sheet, Facts facts, Map<ClauseCode, StepCosts> costs) {
        return new MissingSolver(rules, sheet, Map.copyOf(costs)).solve(tier, facts);
    }

    private Missing solve(Id id, Facts facts) {
        var verdict = rules.evaluate(sheet, facts)
                .verdict(id)
                .orElseThrow(() -> new IllegalArgumentException("no tier " + id));
        var tier = verdict.tier();
        var blockers = new ArrayList<RuleVerdict.OfCondition>();
        var unmet = new ArrayList<RuleVerdict.OfShare>();
        for (var rule : verdict.obstacles()) {
            switch (rule) {
                case RuleVerdict.OfCondition condition -> blockers.add(condition);
                case RuleVerdict.OfShare share -> unmet.add(share);
            }
        }
        if (unmet.isEmpty()) {
            return new Missing.Nothing(tier, blockers);
        }
        var sets = new ArrayList<ClauseSet>();
        unmet.forEach(rule -> {
            if (!sets.contains(rule.rule().of())) {
                sets.add(rule.rule().of());
            }
        });
        var wants = unmet.stream()
                .map(rule -> new Want(
                        sets.indexOf(rule.rule().of()), rung(rule.rule().grade().grade()), rule.shortBy()))
                .toArray(Want[]::new);
        var problem = problem(sets, wants);
        var hopeless = new ArrayList<RuleVerdict.OfShare>();
        for (int i = 0; i < wants.length; i++) {
            if (problem.possible(wants[i]) < wants[i].more()) {
                hopeless.add(unmet.get(i));
            }
        }
        var solution = hopeless.isEmpty() ? ExactSolver.solve(problem) : null;
        if (solution == null) {
            return new Missing.OutOfReach(tier, blockers, hopeless);
        }
        return steps(tier, blockers, problem, solution);
    }

    private Missing steps(Tier tier, List<RuleVerdict.OfCondition> blockers, Problem problem, Solution solution) {
        var alternative = new Once(() -> alternative(problem, solution).map(other -> way(problem, other)));
        return new Missing.Steps(tier, blockers, way(problem, solution), alternative);
    }

    private Problem problem(List<ClauseSet> sets, Want[] wants) {
        var clauses = rules.clauses();
        var rung = new int[clauses.size()];
        var price = new long[clauses.size()][Problem.TOP + 1];
        var member = new boolean[sets.size()][clauses.size()];
        for (int i = 0; i < rung.length; i++) {
            var clause = clauses.get(i);
            rung[i] = sheet.at(i) == Grade.NA ? -1 : rung(sheet.at(i));
            for (int set = 0; set < sets.size(); set++) {
                member[set][i] = clause.isIn(sets.get(set));
            }
            prices(clause, Math.max(rung[i], 0), price[i]);
        }
        return new Problem(rung, price, member, wants);
    }

    private void prices(Clause clause, int from, long[] price) {
        var own = costs.getOrDefault(clause.code(), clause.cost());
        long sum = 0;
        for (int to = from + 1; to <= Problem.TOP; to++) {
            var step = own.upTo(RUNGS[to]);
            boolean possible =
                    step.isPossible() && !clause.lines().of(RUNGS[to]).isEmpty();
            sum = possible && sum < Problem.NEVER ? sum + step.effort() : Problem.NEVER;
            price[to] = sum;
        }
    }

    private static int rung(Grade grade) {
        return switch (grade) {
            case NONE, NA, D -> 0;
            case C -> 1;
            case B -> 2;
            case A -> 3;
        };
    }

    /**
     * The best solution that does without some lift of another, or without its last step. Clauses alike in everything
     * that matters stand for each other, so only the last of each kind is tried; and where a clause could change places
     * with one just like it that is lifted less, nothing can be cheaper than doing so.
     */
    private static Optional<Solution> alternative(Problem problem, Solution solution) {
        var lowest = new HashMap<List<Object>, Integer>();
        for (int i = 0; i < problem.size(); i++) {
            lowest.merge(kind(problem, i), solution.target()[i], Math::min);
        }
        var tries = new LinkedHashMap<List<Object>, Integer>();
        for (int i = problem.size() - 1; i >= 0; i--) {
            int to = solution.target()[i];
            if (to <= problem.rung()[i]) {
                continue;
            }
            var kind = kind(problem, i);
            if (lowest.getOrDefault(kind, to) < to) {
                return Optional.ofNullable(ExactSolver.solve(problem.without(i, to)));
            }
            tries.putIfAbsent(List.of(kind, to), i);
        }
        Solution best = null;
        for (int clause : tries.values()) {
            var other = ExactSolver.solve(problem.without(clause, solution.target()[clause]));
            if (other != null && other.isCheaperThan(best)) {
                best = other;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Everything about a clause that matters to the arithmetic. */
    private static List<Object> kind(Problem problem, int clause) {
        var kind = new ArrayList<Object>();
        kind.add(problem.rung()[clause]);
        for (long price : problem.price()[clause]) {
            kind.add(price);
        }
        for (var set : problem.member()) {
            kind.add(set[clause]);
        }
        return kind;
    }

    private Way way(Problem problem, Solution solution) {
        var lifts = new ArrayList<Lift>();
        for (int i = 0; i < problem.size(); i++) {
            int to = solution.target()[i];
            if (to > problem.rung()[i]) {
                lifts.add(new Lift(rules.clauses().get(i).code(), i, sheet.at(i), RUNGS[to], problem.price()[i][to]));
            }
        }
        return new Way(lifts, solution.cost());
    }

    /** Works something out at the first asking and keeps it. */
    private static final class Once implements Supplier<Optional<Way>> {
        private final Supplier<Optional<Way>> work;
        private @Nullable Answer answer;

        private record Answer(Optional<Way> way) {}

        Once(Supplier<Optional<Way>> work) {
            this.work = work;
        }

        @Override
        public synchronized Optional<Way> get() {
            var known = answer;
            if (known == null) {
                known = new Answer(work.get());
                answer = known;
            }
            return known.way();
        }
    }
}
