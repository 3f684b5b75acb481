package org.sanhao.server.assessment.service;

import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.RequirementLine;
import org.sanhao.lang.pack.score.Cascade;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments.Answering;
import org.sanhao.server.assessment.ClauseAnswered;
import org.sanhao.server.assessment.SheetFilled;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.assessment.store.AnswerStore;
import org.sanhao.server.assessment.store.SheetStore;
import org.sanhao.server.scope.Scope;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes what assessors find of clauses, one version after the other. */
@Component
class Answers {
    private static final int REMARK_LIMIT = 2_000;
    private static final int REASON_LIMIT = 500;

    private final SheetStore sheets;
    private final AnswerStore answers;
    private final Standards standards;
    private final BusinessClock clock;
    private final ApplicationEventPublisher events;

    Answers(
            SheetStore sheets,
            AnswerStore answers,
            Standards standards,
            BusinessClock clock,
            ApplicationEventPublisher events) {
        this.sheets = sheets;
        this.answers = answers;
        this.standards = standards;
        this.clock = clock;
        this.events = events;
    }

    Outcome<Answer> write(Scope scope, SheetId id, ClauseCode code, Answering answering, int seen, String by) {
        var sheet = sheets.find(id).orElse(null);
        if (sheet == null) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        var closed = standards.closed(scope, sheet);
        if (closed.isPresent()) {
            return closed.get().asOutcome();
        }
        var clause = standards.of(scope, sheet).rules().standard().clause(code).orElse(null);
        if (clause == null) {
            return Refusal.of(ErrorCode.CLAUSE_UNKNOWN, code).asOutcome();
        }
        var fault = fault(clause, answering);
        if (fault != null) {
            return fault.asOutcome();
        }
        var next = answer(clause, answering, seen + 1, by);
        if (!answers.write(sheet, next, seen)) {
            return answers.find(id, code)
                    .filter(current -> current.version() == seen + 1 && says(current, next))
                    .map(Outcome::done)
                    .orElseGet(() -> Refusal.of(ErrorCode.STALE).asOutcome());
        }
        events.publishEvent(ClauseAnswered.of(sheet, next));
        return Outcome.done(next);
    }

    Outcome<Integer> bring(Scope scope, SheetId id, Map<ClauseCode, Answering> brought, String by) {
        var sheet = sheets.find(id).orElse(null);
        if (sheet == null) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        var closed = standards.closed(scope, sheet);
        if (closed.isPresent()) {
            return closed.get().asOutcome();
        }
        var standard = standards.of(scope, sheet).rules().standard();
        var rows = new ArrayList<Answer>(brought.size());
        for (var entry : brought.entrySet()) {
            var clause = standard.clause(entry.getKey()).orElse(null);
            if (clause == null) {
                return Refusal.of(ErrorCode.CLAUSE_UNKNOWN, entry.getKey()).asOutcome();
            }
            var fault = fault(clause, entry.getValue());
            if (fault != null) {
                return fault.asOutcome();
            }
            rows.add(answer(clause, entry.getValue(), 1, by));
        }
        int written = answers.writeFirst(sheet, rows);
        events.publishEvent(new SheetFilled(
                id, sheet.campaign(), sheet.unit(), sheet.level().code()));
        return Outcome.done(written);
    }

    private Answer answer(Clause clause, Answering answering, int version, String by) {
        var reason = answering.naReason();
        return new Answer(
                clause.code(),
                version,
                answering.judged(),
                Cascade.of(clause, answering.judged()).grade(),
                answering.remark().strip(),
                reason == null ? null : reason.strip(),
                null,
                answering.look(),
                by,
                clock.now());
    }

    private static @Nullable Refusal fault(Clause clause, Answering answering) {
        var known = clause.lines().all().stream().map(RequirementLine::id).toList();
        if (!known.containsAll(answering.judged().keySet())) {
            return Refusal.of(ErrorCode.LINE_UNKNOWN, clause.code());
        }
        if (answering.remark().length() > REMARK_LIMIT) {
            return Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("remark", "不超过 " + REMARK_LIMIT + " 字");
        }
        var reason = answering.naReason();
        if (reason == null) {
            return null;
        }
        if (!clause.mayBeNotApplicable()) {
            return Refusal.of(ErrorCode.NOT_APPLICABLE_FORBIDDEN, clause.code());
        }
        if (reason.isBlank() || reason.length() > REASON_LIMIT) {
            return Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("naReason", "写明理由，不超过 " + REASON_LIMIT + " 字");
        }
        return null;
    }

    /** The same words by the same person: a request that came twice. */
    private static boolean says(Answer one, Answer other) {
        return one.by().equals(other.by())
                && one.judged().equals(other.judged())
                && one.remark().equals(other.remark())
                && Objects.equals(one.naReason(), other.naReason())
                && one.look() == other.look();
    }
}
