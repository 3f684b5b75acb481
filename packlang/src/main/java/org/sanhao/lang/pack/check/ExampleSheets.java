package org.sanhao.lang.pack.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.StandardUse;
import org.sanhao.lang.pack.load.PackLoader.LoadedExample;
import org.sanhao.lang.pack.rule.Facts;
import org.sanhao.lang.pack.rule.Vocabulary;
import org.sanhao.lang.pack.score.Cascade;
import org.sanhao.lang.pack.score.RuleVerdict;
import org.sanhao.lang.pack.score.TierEvaluation;
import org.sanhao.lang.pack.score.TierRules;
import org.sanhao.lang.pack.shape.Positions;
import org.sanhao.lang.pack.source.Advice;
import org.sanhao.lang.pack.source.Fault;

/** Every example sheet comes to what it says, by the evaluator that will judge the real ones. */
final class ExampleSheets {
    private final Examination examination;
    private final Map<Id, TierRules> rules = new HashMap<>();

    private ExampleSheets(Examination examination) {
        this.examination = examination;
    }

    static void examine(Examination examination) {
        if (examination.hasErrors()) {
            // a pack with a fault computes nothing that could be compared
            return;
        }
        var sheets = new ExampleSheets(examination);
        var used = new HashSet<Id>();
        for (var loaded : examination.examples()) {
            used.add(loaded.example().standard());
            sheets.example(loaded);
        }
        if (examination.hasErrors()) {
            return;
        }
        var standards = examination.pack().standards();
        for (int i = 0; i < standards.size(); i++) {
            if (!used.contains(standards.get(i).id())) {
                examination.report(
                        Fault.NO_EXAMPLE,
                        "standards[" + i + "]",
                        standards.get(i).id());
            }
        }
    }

    private void example(LoadedExample loaded) {
        var example = loaded.example();
        var at = loaded.positions();
        var use = examination.pack().standards().stream()
                .filter(candidate -> candidate.id().equals(example.standard()))
                .findFirst();
        if (use.isEmpty()) {
            var names = examination.pack().standards().stream()
                    .map(candidate -> candidate.id().toString())
                    .toList();
            examination.report(
                    Fault.UNKNOWN_STANDARD,
                    at.of("standard"),
                    example.standard(),
                    Advice.insteadOf(example.standard().name(), names));
            return;
        }
        var tiers = examination.pack().tiers().stream()
                .map(tier -> tier.id().toString())
                .toList();
        var expected = example.expect().tier();
        if (!example.expect().isNone() && !tiers.contains(expected.name())) {
            examination.report(
                    Fault.UNKNOWN_TIER, at.of("expect.tier"), expected, Advice.insteadOf(expected.name(), tiers));
            return;
        }
        var facts = facts(example.self(), "self", facts(example.unit(), "unit", Facts.NONE, at), at);
        var compiled = rules.computeIfAbsent(example.standard(), id -> compile(use.get()));
        var grades = new Filling(loaded, compiled.clauses()).grades();
        if (facts == null || grades == null) {
            return;
        }
        judge(loaded, compiled.evaluate(compiled.sheet(grades), facts));
    }

    private TierRules compile(StandardUse use) {
        return TierRules.of(examination.pack(), use);
    }

    private void judge(LoadedExample loaded, TierEvaluation evaluation) {
        var expected = loaded.example().expect().tier().name();
        var reached = evaluation.reached().map(tier -> tier.id().name()).orElse("none");
        if (reached.equals(expected)) {
            return;
        }
        var why = evaluation.verdict(loaded.example().expect().tier()).stream()
                .flatMap(verdict -> verdict.obstacles().stream())
                .map(RuleVerdict::zh)
                .toList();
        examination.report(
                Fault.EXAMPLE_FAILS,
                loaded.positions().of("expect.tier"),
                loaded.example().id(),
                expected,
                reached,
                why.isEmpty() ? Advice.both("条件全部满足", "every rule is met") : String.join("；", why));
    }

    private @Nullable Facts facts(Map<String, String> written, String group, @Nullable Facts facts, Positions at) {
        var all = facts;
        for (var entry : written.entrySet()) {
            var name = group + "." + entry.getKey();
            var known = Vocabulary.ONE.facts().keySet();
            if (!known.contains(name)) {
                examination.report(
                        Fault.UNKNOWN_FACT,
                        at.of(group + "." + entry.getKey() + "#key"),
                        name,
                        Advice.insteadOf(name, known));
                all = null;
                continue;
            }
            var more = (all == null ? Facts.NONE : all).parse(name, entry.getValue());
            if (more == null) {
                examination.report(Fault.FACT_VALUE, at.of(group + "." + entry.getKey()), name, entry.getValue());
                all = null;
            } else if (all != null) {
                all = more;
            }
        }
        return all;
    }

    /** Grades an example sheet clause by clause. */
    private final class Filling {
        private final LoadedExample loaded;
        private final Map<ClauseCode, Clause> clauses = new LinkedHashMap<>();
        private final Map<ClauseCode, Grade> grades = new HashMap<>();
        private boolean complete = true;

        Filling(LoadedExample loaded, List<Clause> clauses) {
            this.loaded = loaded;
            clauses.forEach(clause -> this.clauses.put(clause.code(), clause));
        }

        @Nullable
        Map<ClauseCode, Grade> grades() {
            var example = loaded.example();
            example.grades().forEach((grade, codes) -> {
                for (int i = 0; i < codes.size(); i++) {
                    put(codes.get(i), grade, "grades." + grade.wire() + "[" + i + "]");
                }
            });
            example.lines().forEach(this::cascade);
            for (int i = 0; i < example.fill().size(); i++) {
                var fill = example.fill().get(i);
                var free = new ArrayList<ClauseCode>();
                for (var clause : clauses.values()) {
                    if (clause.isIn(fill.of())
                            && !grades.containsKey(clause.code())
                            && (fill.grade() != Grade.NA || clause.mayBeNotApplicable())) {
                        free.add(clause.code());
                    }
                }
                if (free.size() < fill.count()) {
                    examination.report(
                            Fault.EXAMPLE_OVERFULL,
                            loaded.positions().of("fill[" + i + "].count"),
                            fill.count(),
                            Advice.both(fill.of().zh(), fill.of().toString()),
                            free.size());
                    complete = false;
                }
                free.stream().limit(fill.count()).forEach(code -> grades.put(code, fill.grade()));
            }
            for (var clause : clauses.keySet()) {
                grades.putIfAbsent(clause, example.otherwise());
            }
            return complete ? grades : null;
        }

        private void put(ClauseCode code, Grade grade, String path) {
            var clause = clauses.get(code);
            if (clause == null) {
                unknown(
                        code.toString(),
                        clauses.keySet().stream().map(ClauseCode::toString).toList(),
                        path);
                return;
            }
            if (grade == Grade.NA && !clause.mayBeNotApplicable()) {
                examination.report(Fault.EXAMPLE_NOT_ALLOWED, loaded.positions().of(path), code);
                complete = false;
            }
            grades.put(code, grade);
        }

        private void cascade(ClauseCode code, List<LineId> met) {
            var path = "lines." + code;
            var clause = clauses.get(code);
            if (clause == null) {
                unknown(
                        code.toString(),
                        clauses.keySet().stream().map(ClauseCode::toString).toList(),
                        path + "#key");
                return;
            }
            var judged = new HashMap<LineId, Boolean>();
            var lines = clause.lines().all();
            lines.forEach(line -> judged.put(line.id(), met.contains(line.id())));
            for (int i = 0; i < met.size(); i++) {
                if (!judged.containsKey(met.get(i))) {
                    unknown(
                            code + " " + met.get(i),
                            lines.stream().map(line -> code + " " + line.id()).toList(),
                            path + "[" + i + "]");
                }
            }
            grades.put(code, Cascade.of(clause, judged).grade());
        }

        private void unknown(String name, List<String> known, String path) {
            examination.report(Fault.UNKNOWN_CLAUSE, loaded.positions().of(path), name, Advice.insteadOf(name, known));
            complete = false;
        }
    }
}
