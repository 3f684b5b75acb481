package org.sanhao.server.assessment.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.missing.Missing;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.CaseGrades;
import org.sanhao.server.assessment.FrozenAnswer;
import org.sanhao.server.assessment.FrozenEvidence;
import org.sanhao.server.assessment.FrozenSheet;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.assessment.Standing;
import org.sanhao.server.assessment.store.AnswerStore;
import org.sanhao.server.assessment.store.AssignmentStore;
import org.sanhao.server.assessment.store.RulingStore;
import org.sanhao.server.assessment.store.SheetStore;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.campaign.InstitutionEnrolled;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;

/**
 * The door of the module: gives every request its transaction in the caller's scope and hands it to whom it concerns.
 * {@link Answers} are written, wishes are ruled on by {@link Rulings}, parts handed out by {@link Assignments},
 * {@link Grades} say what it comes to, {@link FrozenCopies} what was sent.
 */
@Service
class SheetKeeper implements Assessments {
    private final ScopedTransactions transactions;
    private final SheetStore sheets;
    private final AnswerStore written;
    private final RulingStore ruled;
    private final AssignmentStore handed;
    private final SheetOpenings openings;
    private final Answers answers;
    private final Rulings rulings;
    private final Assignments assignments;
    private final Grades grades;
    private final FrozenCopies copies;
    private final Standards standards;

    SheetKeeper(
            ScopedTransactions transactions,
            SheetStore sheets,
            AnswerStore written,
            RulingStore ruled,
            AssignmentStore handed,
            SheetOpenings openings,
            Answers answers,
            Rulings rulings,
            Assignments assignments,
            Grades grades,
            FrozenCopies copies,
            Standards standards) {
        this.transactions = transactions;
        this.sheets = sheets;
        this.written = written;
        this.ruled = ruled;
        this.handed = handed;
        this.openings = openings;
        this.answers = answers;
        this.rulings = rulings;
        this.assignments = assignments;
        this.grades = grades;
        this.copies = copies;
        this.standards = standards;
    }

    /** Every institution that takes part gets its own sheet; hearing it twice opens one. */
    @ApplicationModuleListener
    void on(InstitutionEnrolled enrolled) {
        openOwn(Scope.SYSTEM, enrolled.enrolment(), "product");
    }

    @Override
    public Sheet openOwn(Scope scope, EnrolmentId enrolment, String by) {
        return transactions.within(scope, () -> openings.own(scope, enrolment, by));
    }

    @Override
    public Sheet openFor(Scope scope, EnrolmentId enrolment, Level level, UUID caseId, String by) {
        return transactions.within(scope, () -> openings.ofCase(scope, enrolment, level, caseId, by));
    }

    @Override
    public Optional<Sheet> sheet(Scope scope, SheetId id) {
        return transactions.reading(scope, () -> sheets.find(id));
    }

    @Override
    public Optional<Refusal> closed(Scope scope, Sheet sheet) {
        return transactions.reading(scope, () -> standards.closed(scope, sheet));
    }

    @Override
    public List<Sheet> sheetsOf(Scope scope, EnrolmentId enrolment) {
        return transactions.reading(scope, () -> sheets.of(enrolment));
    }

    @Override
    public Map<ClauseCode, Answer> answers(Scope scope, AsOf asOf, SheetId id) {
        return transactions.reading(scope, () -> written.of(id, asOf));
    }

    @Override
    public List<Answer> history(Scope scope, SheetId id, ClauseCode clause) {
        return transactions.reading(scope, () -> written.history(id, clause));
    }

    @Override
    public Outcome<Answer> answer(
            Scope scope, SheetId id, ClauseCode clause, Answering answering, int seen, String by) {
        return transactions.within(scope, () -> answers.write(scope, id, clause, answering, seen, by));
    }

    @Override
    public Outcome<Integer> bring(Scope scope, SheetId id, Map<ClauseCode, Answering> brought, String by) {
        return transactions.within(scope, () -> answers.bring(scope, id, brought, by));
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
        return transactions.within(
                scope, () -> rulings.rule(scope, id, clause, answerVersion, approved, level, reason, by));
    }

    @Override
    public Page<Request> requests(Scope scope, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.MOMENT, Cursor.Part.ID, Cursor.Part.TEXT);
        return transactions.reading(scope, () -> ruled.requests(after, limit));
    }

    @Override
    public List<Answer> since(Scope scope, SheetId id, Instant moment) {
        return transactions.reading(scope, () -> written.since(id, moment));
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
            var packs = new HashMap<CampaignId, String>();
            var pack = standards.pack(scope, sheet.campaign()).ref().id();
            return written.findings(sheet.unit(), clause).stream()
                    .filter(finding -> packs.computeIfAbsent(
                                    finding.sheet().campaign(),
                                    campaign -> standards
                                            .pack(scope, campaign)
                                            .ref()
                                            .id())
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
        return transactions.within(scope, () -> assignments.assign(scope, id, part, department, person, due, seen, by));
    }

    @Override
    public List<Assignment> assignments(Scope scope, SheetId id) {
        return transactions.reading(scope, () -> handed.of(id));
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
        return transactions.reading(scope, () -> written.firstDay(id));
    }

    @Override
    public Map<ClauseCode, FrozenAnswer> answersIn(FrozenSheet sent) {
        return copies.answers(sent);
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
