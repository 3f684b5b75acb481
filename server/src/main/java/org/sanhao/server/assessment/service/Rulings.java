package org.sanhao.server.assessment.service;

import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.ClauseAnswered;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.assessment.store.AnswerStore;
import org.sanhao.server.assessment.store.RulingStore;
import org.sanhao.server.assessment.store.SheetStore;
import org.sanhao.server.institution.Level;
import org.sanhao.server.scope.Scope;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Rules on an institution's wishes to leave clauses out. */
@Component
class Rulings {
    private static final int REASON_LIMIT = 500;

    private final SheetStore sheets;
    private final AnswerStore answers;
    private final RulingStore rulings;
    private final Standards standards;
    private final BusinessClock clock;
    private final ApplicationEventPublisher events;

    Rulings(
            SheetStore sheets,
            AnswerStore answers,
            RulingStore rulings,
            Standards standards,
            BusinessClock clock,
            ApplicationEventPublisher events) {
        this.sheets = sheets;
        this.answers = answers;
        this.rulings = rulings;
        this.standards = standards;
        this.clock = clock;
        this.events = events;
    }

    Outcome<Answer> rule(
            Scope scope,
            SheetId id,
            ClauseCode clause,
            int answerVersion,
            boolean approved,
            Level level,
            String reason,
            String by) {
        var sheet = sheets.find(id).filter(Sheet::isSelf).orElse(null);
        var answer = sheet == null ? null : answers.find(id, clause).orElse(null);
        if (sheet == null || answer == null) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        var rule = standards.pack(scope, sheet.campaign()).pack().notApplicable();
        if (rule == null || level.compareTo(Level.of(rule.approve().name())) > 0) {
            return Refusal.of(ErrorCode.RULING_NOT_YOURS).asOutcome();
        }
        if (answer.naReason() == null || answer.version() != answerVersion || answer.ruling() != null) {
            return Refusal.of(ErrorCode.NOTHING_TO_RULE, clause).asOutcome();
        }
        if (reason.isBlank() || reason.length() > REASON_LIMIT) {
            return Refusal.of(ErrorCode.INVALID_FIELDS, 1)
                    .at("reason", "写明理由，不超过 " + REASON_LIMIT + " 字")
                    .asOutcome();
        }
        var ruling = new Answer.Ruling(approved, level.code(), reason.strip(), by, clock.now());
        if (!rulings.rule(sheet, clause, answerVersion, ruling)) {
            return Refusal.of(ErrorCode.STALE).asOutcome();
        }
        var ruled = answers.find(id, clause).orElseThrow();
        events.publishEvent(ClauseAnswered.of(sheet, ruled));
        return Outcome.done(ruled);
    }
}
