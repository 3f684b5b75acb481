package org.sanhao.server.assessment.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.RequirementLine;
import org.sanhao.lang.pack.missing.Missing;
import org.sanhao.lang.pack.score.Cascade;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.CaseGrades;
import org.sanhao.server.assessment.ClauseAnswered;
import org.sanhao.server.assessment.FrozenEvidence;
import org.sanhao.server.assessment.FrozenSheet;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.SheetFilled;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.assessment.Standing;
import org.sanhao.server.assessment.store.SheetStore;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.campaign.InstitutionEnrolled;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;

/** Keeps sheets: opens them, writes answers, works out what they come to. */
@Service
class SheetKeeper implements Assessments {
    private static final int REMARK_LIMIT = 2_000;
    private static final int REASON_LIMIT = 500;

    private final ScopedTransactions transactions;
    private final SheetStore sheets;
    private final Campaigns campaigns;
    private final Units units;
    private final Standards standards;
    private final Grades grades;
    private final FrozenCopies copies;
    private final People people;
    private final BusinessClock clock;
    private final ApplicationEventPublisher events;

    SheetKeeper(
            ScopedTransactions transactions,
            SheetStore sheets,
            Campaigns campaigns,
            Units units,
            Standards standards,
            Grades grades,
            FrozenCopies copies,
            People people,
            BusinessClock clock,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.sheets = sheets;
        this.campaigns = campaigns;
        this.units = units;
        this.standards = standards;
        this.grades = grades;
        this.copies = copies;
        this.people = people;
        this.clock = clock;
        this.events = events;
    }

    /** Every institution that takes part gets its own sheet; hearing it twice opens one. */
    @ApplicationModuleListener
    void on(InstitutionEnrolled enrolled) {
        openOwn(Scope.SYSTEM, enrolled.enrolment(), "product");
    }

    @Override
    public Sheet openOwn(Scope scope, EnrolmentId enrolment, String by) {
        return transactions.within(
                scope,
                () -> sheets.own(enrolment).orElseGet(() -> {
                    sheets.open(blank(scope, enrolment, Level.INSTITUTION, null), by);
                    return sheets.own(enrolment).orElseThrow();
                }));
    }

    @Override
    public Sheet openFor(Scope scope, EnrolmentId enrolment, Level level, UUID caseId, String by) {
        return transactions.within(
                scope,
                () -> sheets.ofCase(caseId, level).orElseGet(() -> {
                    sheets.open(blank(scope, enrolment, level, caseId), by);
                    return sheets.ofCase(caseId, level).orElseThrow();
                }));
    }

    private Sheet blank(Scope scope, EnrolmentId id, Level level, @Nullable UUID caseId) {
        var enrolment = campaigns
                .enrolment(scope, id)
                .orElseThrow(() -> new IllegalArgumentException("no enrolment " + id + " in this scope"));
        return new Sheet(
                SheetId.next(),
                id,
                enrolment.campaign(),
                enrolment.unit(),
                level,
                caseId,
                clock.now(),
                enrolment.scopePath());
    }

    @Override
    public Optional<Sheet> sheet(Scope scope, SheetId id) {
        return transactions.reading(scope, () -> sheets.find(id));
    }

    @Override
    public List<Sheet> sheetsOf(Scope scope, EnrolmentId enrolment) {
        return transactions.reading(scope, () -> sheets.of(enrolment));
    }

    @Override
    public Map<ClauseCode, Answer> answers(Scope scope, AsOf asOf, SheetId id) {
        return transactions.reading(scope, () -> sheets.answers(id, asOf));
    }

    @Override
    public List<Answer> history(Scope scope, SheetId id, ClauseCode clause) {
        return transactions.reading(scope, () -> sheets.history(id, clause));
    }

    @Override
    public Outcome<Answer> answer(Scope scope, SheetId id, ClauseCode code, Answering answering, int seen, String by) {
        return transactions.within(scope, () -> {
            var sheet = sheets.find(id).orElse(null);
            if (sheet == null) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            var clause =
                    standards.of(scope, sheet).rules().standard().clause(code).orElse(null);
            if (clause == null) {
                return Refusal.of(ErrorCode.CLAUSE_UNKNOWN, code).asOutcome();
            }
            var fault = fault(clause, answering);
            if (fault != null) {
                return fault.asOutcome();
            }
            var grade = Cascade.of(clause, answering.judged()).grade();
            var next = new Answer(
                    code,
                    seen + 1,
                    answering.judged(),
                    grade,
                    answering.remark().strip(),
                    answering.naReason() == null ? null : answering.naReason().strip(),
                    null,
                    answering.look(),
                    by,
                    clock.now());
            if (!sheets.write(sheet, next, seen)) {
                return sheets.answer(id, code)
                        .filter(current -> current.version() == seen + 1 && says(current, next))
                        .map(Outcome::done)
                        .orElseGet(() -> Refusal.of(ErrorCode.STALE).asOutcome());
            }
            events.publishEvent(new ClauseAnswered(
                    id,
                    sheet.campaign(),
                    sheet.unit(),
                    sheet.level().code(),
                    code.code(),
                    next.standing().wire(),
                    next.version()));
            return Outcome.done(next);
        });
    }

    @Override
    public Outcome<Integer> bring(Scope scope, SheetId id, Map<ClauseCode, Answering> answers, String by) {
        return transactions.within(scope, () -> {
            var sheet = sheets.find(id).orElse(null);
            if (sheet == null) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            var standard = standards.of(scope, sheet).rules().standard();
            var rows = new ArrayList<Answer>(answers.size());
            for (var entry : answers.entrySet()) {
                var clause = standard.clause(entry.getKey()).orElse(null);
                if (clause == null) {
                    return Refusal.of(ErrorCode.CLAUSE_UNKNOWN, entry.getKey()).asOutcome();
                }
                var answering = entry.getValue();
                var fault = fault(clause, answering);
                if (fault != null) {
                    return fault.asOutcome();
                }
                rows.add(new Answer(
                        entry.getKey(),
                        1,
                        answering.judged(),
                        Cascade.of(clause, answering.judged()).grade(),
                        answering.remark().strip(),
                        answering.naReason(),
                        null,
                        answering.look(),
                        by,
                        clock.now()));
            }
            int written = sheets.writeFirst(sheet, rows);
            events.publishEvent(new SheetFilled(
                    id, sheet.campaign(), sheet.unit(), sheet.level().code()));
            return Outcome.done(written);
        });
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
                && java.util.Objects.equals(one.naReason(), other.naReason())
                && one.look() == other.look();
    }

    @Override
    public Outcome<Answer> rule(
            Scope scope,
            SheetId id,
            ClauseCode clause,
            int answerVersion,
            boolean approved,
            Level level,
            String reason,
            String by) {
        return transactions.within(scope, () -> {
            var sheet = sheets.find(id).filter(Sheet::isSelf).orElse(null);
            var answer = sheet == null ? null : sheets.answer(id, clause).orElse(null);
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
            if (!sheets.rule(sheet, clause, answerVersion, ruling)) {
                return Refusal.of(ErrorCode.STALE).asOutcome();
            }
            var ruled = sheets.answer(id, clause).orElseThrow();
            events.publishEvent(new ClauseAnswered(
                    id,
                    sheet.campaign(),
                    sheet.unit(),
                    sheet.level().code(),
                    clause.code(),
                    ruled.standing().wire(),
                    ruled.version()));
            return Outcome.done(ruled);
        });
    }

    @Override
    public Page<Request> requests(Scope scope, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, 3);
        return transactions.reading(scope, () -> sheets.requests(after, limit));
    }

    @Override
    public List<Answer> since(Scope scope, SheetId id, Instant moment) {
        return transactions.reading(scope, () -> sheets.since(id, moment));
    }

    @Override
    public Optional<Missing.Way> otherWay(Scope scope, SheetId id, String tier) {
        var wanted = Id.parse(tier);
        return standing(scope, AsOf.NOW, id).missing().stream()
                .filter(missing -> missing.tier().id().equals(wanted))
                .filter(Missing.Steps.class::isInstance)
                .findFirst()
                .flatMap(missing -> ((Missing.Steps) missing).alternative().get());
    }

    @Override
    public List<Finding> findings(Scope scope, SheetId id, ClauseCode clause) {
        return transactions.reading(scope, () -> {
            var sheet = sheets.find(id).orElseThrow();
            var pack = standards.pack(scope, sheet.campaign()).ref().id();
            return sheets.findings(sheet.unit(), clause).stream()
                    .filter(finding -> standards
                            .pack(scope, finding.sheet().campaign())
                            .ref()
                            .id()
                            .equals(pack))
                    .toList();
        });
    }

    @Override
    public Outcome<Assignment> assign(
            Scope scope,
            SheetId id,
            String part,
            @Nullable UnitId department,
            @Nullable PersonId person,
            @Nullable LocalDate due,
            int seen,
            String by) {
        return transactions.within(scope, () -> {
            var sheet = sheets.find(id).orElse(null);
            var code = ClauseCode.parse(part);
            if (sheet == null) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            var standard = standards.of(scope, sheet).rules().standard();
            if (code == null
                    || standard.clauses().stream()
                            .noneMatch(clause ->
                                    clause.code().equals(code) || clause.code().isBelow(code))) {
                return Refusal.of(ErrorCode.CLAUSE_UNKNOWN, part).asOutcome();
            }
            if (department != null
                    && units.find(scope, AsOf.NOW, department)
                            .filter(unit -> unit.scopePath().startsWith(sheet.scopePath()))
                            .isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (person != null && !belongs(scope, sheet, person)) {
                return Refusal.of(ErrorCode.PERSON_ELSEWHERE)
                        .at("personId", "选择本机构的人员")
                        .asOutcome();
            }
            if (due != null && due.isBefore(clock.today())) {
                return Refusal.of(ErrorCode.INVALID_FIELDS, 1)
                        .at("due", "完成期限不能早于今天")
                        .asOutcome();
            }
            var assignment = new Assignment(part, seen + 1, department, null, person, null, due);
            if (!sheets.assign(sheet, assignment, clock.now(), by)) {
                return Refusal.of(ErrorCode.STALE).asOutcome();
            }
            return Outcome.done(sheets.assignments(id).stream()
                    .filter(each -> each.part().equals(part))
                    .findFirst()
                    .orElse(assignment));
        });
    }

    private boolean belongs(Scope scope, Sheet sheet, PersonId person) {
        return people.find(scope, person)
                .flatMap(found -> units.find(scope, AsOf.NOW, found.unit()))
                .filter(unit -> unit.scopePath().startsWith(sheet.scopePath()))
                .isPresent();
    }

    @Override
    public List<Assignment> assignments(Scope scope, SheetId id) {
        return transactions.reading(scope, () -> sheets.assignments(id));
    }

    @Override
    public Standing standing(Scope scope, AsOf asOf, SheetId id) {
        return transactions.reading(
                scope, () -> grades.standing(scope, asOf, sheets.find(id).orElseThrow()));
    }

    @Override
    public Standing standing(Scope scope, EnrolmentId enrolment, Map<ClauseCode, Grade> byClause) {
        return transactions.reading(scope, () -> grades.standing(scope, enrolment, byClause));
    }

    @Override
    public CaseGrades grades(Scope scope, EnrolmentId enrolment, UUID caseId, @Nullable FrozenSheet sent) {
        return transactions.reading(scope, () -> grades.ofCase(scope, enrolment, caseId, sent));
    }

    @Override
    public Optional<LocalDate> startedOn(Scope scope, SheetId id) {
        return transactions.reading(scope, () -> sheets.firstAnswered(id));
    }

    @Override
    public List<FrozenEvidence> evidenceIn(FrozenSheet sent) {
        return copies.evidence(sent);
    }

    @Override
    public FrozenSheet freeze(Scope scope, SheetId id) {
        return transactions.reading(
                scope, () -> copies.freeze(scope, sheets.find(id).orElseThrow()));
    }
}
