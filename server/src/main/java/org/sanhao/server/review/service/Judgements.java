package org.sanhao.server.review.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Assessments.Answering;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.store.CaseStore;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/** Takes down what levels judge of clauses, while the case lies on their desk. */
@Component
class Judgements {
    private final CaseStore cases;
    private final Assessments assessments;
    private final Grounds grounds;

    Judgements(CaseStore cases, Assessments assessments, Grounds grounds) {
        this.cases = cases;
        this.assessments = assessments;
        this.grounds = grounds;
    }

    /** The sheet on which a level judges; empty until it has opened its desk. */
    Optional<Sheet> sheet(Scope scope, CaseRecord review, Level level) {
        return assessments.sheetsOf(scope, review.enrolment()).stream()
                .filter(sheet -> review.id().value().equals(sheet.caseId()) && sheet.level() == level)
                .findFirst();
    }

    Outcome<Answer> judge(
            Scope scope, CaseId id, Level level, ClauseCode clause, Answering answering, int seen, String by) {
        return judging(id, level)
                .flatMap(review -> assessments.answer(
                        scope, sheet(scope, review, level).orElseThrow().id(), clause, answering, seen, by));
    }

    Outcome<Integer> agree(Scope scope, CaseId id, Level level, List<ClauseCode> clauses, String by) {
        return judging(id, level).flatMap(review -> agree(scope, review, level, clauses, by));
    }

    private Outcome<Integer> agree(Scope scope, CaseRecord review, Level level, List<ClauseCode> clauses, String by) {
        var route = review.review().route();
        if (route.first() == level) {
            return Refusal.of(ErrorCode.NOBODY_BELOW_JUDGED).asOutcome();
        }
        var grades = grounds.of(scope, review);
        var below = grades.foundBy(route.below(level));
        var judged = grades.foundBy(level);
        var taken = new LinkedHashMap<ClauseCode, Answering>();
        for (var clause : clauses) {
            var there = below.get(clause);
            var claim = grades.claimed().get(clause);
            if (there != null && claim != null && there.grade() == claim.grade() && !judged.containsKey(clause)) {
                taken.put(clause, new Answering(there.judged(), "", null, Look.DESK));
            }
        }
        return taken.isEmpty()
                ? Outcome.done(0)
                : assessments.bring(
                        scope, sheet(scope, review, level).orElseThrow().id(), taken, by);
    }

    /** The case, while the level judges it. */
    private Outcome<CaseRecord> judging(CaseId id, Level level) {
        var found = cases.find(id).orElse(null);
        if (found == null) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        var state = found.review().state();
        boolean judges = state instanceof CaseState.DeskReview desk && desk.at() == level
                || state instanceof CaseState.OnSite visit && visit.at() == level;
        return judges
                ? Outcome.done(found)
                : Refusal.of(ErrorCode.MOVE_NOT_NOW, "评审").asOutcome();
    }
}
