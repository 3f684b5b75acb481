package org.sanhao.server.assessment.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.missing.MissingSolver;
import org.sanhao.lang.pack.score.EffectiveGrade;
import org.sanhao.lang.pack.score.Judgement;
import org.sanhao.lang.pack.score.TierRules;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.CaseGrades;
import org.sanhao.server.assessment.CaseGrades.Source;
import org.sanhao.server.assessment.FrozenSheet;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.Standing;
import org.sanhao.server.assessment.service.Standards.Ground;
import org.sanhao.server.assessment.store.AnswerStore;
import org.sanhao.server.assessment.store.SheetStore;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/** Works out which grade of a clause counts and what the grades come to. */
@Component
class Grades {
    private final SheetStore sheets;
    private final AnswerStore answers;
    private final Standards standards;
    private final FrozenCopies copies;

    Grades(SheetStore sheets, AnswerStore answers, Standards standards, FrozenCopies copies) {
        this.sheets = sheets;
        this.answers = answers;
        this.standards = standards;
        this.copies = copies;
    }

    CaseGrades ofCase(Scope scope, EnrolmentId enrolment, UUID caseId, @Nullable FrozenSheet sent) {
        var all = sheets.ofCase(enrolment, caseId);
        var own = all.stream().filter(Sheet::isSelf).findFirst().orElseThrow();
        var levels = all.stream().filter(sheet -> !sheet.isSelf()).toList();
        var living = sent == null;
        var read = answers.of((living ? all : levels).stream().map(Sheet::id).toList());
        var claimed = sent == null ? read.getOrDefault(own.id(), Map.of()) : copies.answers(own, sent);
        var found = new LinkedHashMap<Level, Map<ClauseCode, Answer>>();
        levels.forEach(sheet -> found.put(sheet.level(), read.getOrDefault(sheet.id(), Map.of())));
        var ground = standards.of(scope, own);
        var effective = effective(ground.pack().pack(), ground.rules(), claimed, found);
        var grades = new HashMap<ClauseCode, Grade>();
        effective.forEach((code, counts) -> grades.put(code, counts.grade()));
        return new CaseGrades(
                own,
                living ? Source.LIVING_SHEET : Source.SENT_COPY,
                claimed,
                found,
                effective,
                ground.rules().evaluate(ground.rules().sheet(grades), ground.facts()));
    }

    private static Map<ClauseCode, EffectiveGrade> effective(
            Pack pack, TierRules rules, Map<ClauseCode, Answer> claimed, Map<Level, Map<ClauseCode, Answer>> found) {
        var judgements = new HashMap<ClauseCode, List<Judgement>>();
        claimed.forEach((code, answer) ->
                judgements.computeIfAbsent(code, key -> new ArrayList<>()).add(judgement(Level.INSTITUTION, answer)));
        found.forEach((level, each) -> each.forEach((code, answer) ->
                judgements.computeIfAbsent(code, key -> new ArrayList<>()).add(judgement(level, answer))));
        var effective = new LinkedHashMap<ClauseCode, EffectiveGrade>();
        for (var clause : rules.clauses()) {
            effective.put(
                    clause.code(), EffectiveGrade.of(pack, clause, judgements.getOrDefault(clause.code(), List.of())));
        }
        return effective;
    }

    /** An approved "not applicable" is the word of the level that approved it. */
    private static Judgement judgement(Level level, Answer answer) {
        var ruling = answer.ruling();
        return answer.standing() == Grade.NA && ruling != null
                ? new Judgement(
                        new org.sanhao.lang.pack.Level(ruling.level()),
                        Judgement.Look.DESK,
                        Grade.NA,
                        ruling.at().toEpochMilli())
                : new Judgement(
                        new org.sanhao.lang.pack.Level(level.code()),
                        answer.look(),
                        answer.grade(),
                        answer.at().toEpochMilli());
    }

    /** What one sheet alone comes to. */
    Standing standing(Scope scope, AsOf asOf, Sheet sheet) {
        var grades = new HashMap<ClauseCode, Grade>();
        answers.of(sheet.id(), asOf).forEach((code, answer) -> grades.put(code, answer.standing()));
        return standing(standards.of(scope, sheet), grades);
    }

    Standing standing(Scope scope, EnrolmentId enrolment, Map<ClauseCode, Grade> grades) {
        return standing(standards.of(scope, sheets.own(enrolment).orElseThrow()), grades);
    }

    private static Standing standing(Ground ground, Map<ClauseCode, Grade> grades) {
        var rules = ground.rules();
        var graded = rules.sheet(grades);
        var missing = rules.tiers().stream()
                .map(tier -> MissingSolver.missing(rules, tier.id(), graded, ground.facts(), Map.of()))
                .toList();
        return new Standing(rules.evaluate(graded, ground.facts()), missing);
    }
}
