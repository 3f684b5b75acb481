package org.sanhao.server.review.service;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.score.RuleVerdict;
import org.sanhao.lang.pack.score.TierEvaluation;
import org.sanhao.lang.pack.score.TierVerdict;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.CaseGrades;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.ClauseSample;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Route;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/** What only the grades know: a level has looked at everything it has to look at before it speaks. */
@Component
class OpinionGuard {
    private final Grounds grounds;
    private final ClauseSamples samples;

    OpinionGuard(Grounds grounds, ClauseSamples samples) {
        this.grounds = grounds;
        this.samples = samples;
    }

    /** What stands against an opinion; every other move passes. */
    Optional<Refusal> bars(Scope scope, CaseRecord before, Command command) {
        if (!(command instanceof Command.GiveOpinion opinion)
                || !(before.review().state() instanceof CaseState.Held held)
                || opinion.tier() == null
                || !before.review().route().includes(held.at())) {
            return Optional.empty();
        }
        var grades = grounds.of(scope, before);
        var open = before.review().route().legAt(held.at()).extent() == Route.Extent.FULL
                ? unseen(grades, held.at(), claimedToCount(grades))
                : unseen(grades, held.at(), drawnClauses(before, held.at()));
        if (open > 0) {
            return Optional.of(Refusal.of(ErrorCode.CLAUSES_NOT_SEEN, open));
        }
        var silent = silent(grades, held.at(), before.review().route().below(held.at()));
        if (!silent.isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.REASONS_MISSING, silent.size())
                    .because(silent.stream().map(ClauseCode::code).toList()));
        }
        return before.review().route().decidedAt() == held.at()
                ? unreached(grades.evaluation(), opinion.tier())
                : Optional.empty();
    }

    /** Every clause of the standard that has not been left out by leave. */
    private static List<ClauseCode> claimedToCount(CaseGrades grades) {
        return grades.effective().keySet().stream()
                .filter(clause -> {
                    var claim = grades.claimed().get(clause);
                    return claim == null || claim.standing() != Grade.NA;
                })
                .toList();
    }

    private List<ClauseCode> drawnClauses(CaseRecord review, Level level) {
        return samples.drawn(review.id(), level).map(ClauseSample::clauses).orElse(List.of()).stream()
                .map(ClauseCode::new)
                .toList();
    }

    private static long unseen(CaseGrades grades, Level level, List<ClauseCode> clauses) {
        var seen = grades.foundBy(level);
        return clauses.stream()
                .filter(clause -> {
                    var answer = seen.get(clause);
                    return answer == null || !answer.grade().isLetter();
                })
                .count();
    }

    /** Clauses the level grades unlike the institution and unlike the level below, without saying why. */
    private static List<ClauseCode> silent(CaseGrades grades, Level level, Level below) {
        return grades.foundBy(level).values().stream()
                .filter(answer -> answer.grade().isLetter() && answer.remark().isBlank())
                .filter(answer -> !says(grades.claimed().get(answer.clause()), answer)
                        && !says(grades.foundBy(below).get(answer.clause()), answer))
                .map(Answer::clause)
                .sorted(Comparator.comparing(ClauseCode::code))
                .toList();
    }

    private static boolean says(@Nullable Answer other, Answer answer) {
        return other != null && other.grade() == answer.grade();
    }

    /** The deciding level finds no tier that the grades which count do not reach. */
    private static Optional<Refusal> unreached(TierEvaluation evaluation, String tier) {
        var wanted = Id.parse(tier);
        var verdict = wanted == null ? Optional.<TierVerdict>empty() : evaluation.verdict(wanted);
        return verdict.filter(found -> !found.met())
                .map(found -> Refusal.of(
                                ErrorCode.RESULT_NOT_REACHED,
                                found.tier().title().zh())
                        .because(found.obstacles().stream().map(RuleVerdict::zh).toList()));
    }
}
