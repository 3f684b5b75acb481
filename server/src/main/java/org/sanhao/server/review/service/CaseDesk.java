package org.sanhao.server.review.service;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments.Answering;
import org.sanhao.server.assessment.CaseGrades;
import org.sanhao.server.assessment.FrozenSheet;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.ClauseSample;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Reapplication;
import org.sanhao.server.review.domain.ReviewMachine;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.review.store.CaseStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * The door of the module: gives every request its transaction in the caller's scope and hands it to whom it concerns.
 * {@link Applications} begin cases, {@link CaseMoves} move them, past the {@link OpinionGuard}; {@link Judgements} are taken
 * down clause by clause, {@link ClauseSamples} drawn; {@link Grounds} say what a case stands on, {@link Deadlines} by when.
 */
@Service
class CaseDesk implements Reviews {
    private final ScopedTransactions transactions;
    private final CaseStore cases;
    private final Applications applications;
    private final CaseMoves moves;
    private final Judgements judgements;
    private final ClauseSamples samples;
    private final Grounds grounds;
    private final Deadlines deadlines;

    CaseDesk(
            ScopedTransactions transactions,
            CaseStore cases,
            Applications applications,
            CaseMoves moves,
            Judgements judgements,
            ClauseSamples samples,
            Grounds grounds,
            Deadlines deadlines) {
        this.transactions = transactions;
        this.cases = cases;
        this.applications = applications;
        this.moves = moves;
        this.judgements = judgements;
        this.samples = samples;
        this.grounds = grounds;
        this.deadlines = deadlines;
    }

    @Override
    public Outcome<CaseRecord> apply(Scope scope, EnrolmentId id, String tier, String by) {
        try {
            return transactions.within(scope, () -> applications.begin(scope, id, tier, by));
        } catch (DuplicateKeyException another) {
            return Refusal.of(ErrorCode.CASE_ALREADY_OPEN).asOutcome();
        }
    }

    @Override
    public Optional<Refusal> gate(Scope scope, EnrolmentId id) {
        return transactions.reading(scope, () -> applications.gate(scope, id));
    }

    @Override
    public Reapplication firstAllowed(Scope scope, EnrolmentId id) {
        return transactions.reading(scope, () -> applications.firstAllowed(scope, id));
    }

    @Override
    public Outcome<CaseRecord> move(Scope scope, CaseId id, Command command, Who who, int seen, String by) {
        return transactions.within(scope, () -> moves.move(scope, id, command, who, seen, by));
    }

    @Override
    public Set<Move> open(CaseRecord review, Who who) {
        return ReviewMachine.open(review.review(), who);
    }

    @Override
    public Days days(Scope scope, CaseRecord review) {
        return transactions.reading(scope, () -> deadlines.of(scope, review));
    }

    @Override
    public CaseGrades grades(Scope scope, CaseRecord review) {
        return transactions.reading(scope, () -> grounds.of(scope, review));
    }

    @Override
    public Optional<ClauseSample> sample(Scope scope, CaseId id, Level level) {
        return transactions.reading(scope, () -> samples.drawn(id, level));
    }

    @Override
    public Optional<Sheet> sheet(Scope scope, CaseId id, Level level) {
        return transactions.reading(
                scope, () -> cases.find(id).flatMap(found -> judgements.sheet(scope, found, level)));
    }

    @Override
    public Outcome<Answer> judge(
            Scope scope, CaseId id, Level level, ClauseCode clause, Answering answering, int seen, String by) {
        return transactions.within(scope, () -> judgements.judge(scope, id, level, clause, answering, seen, by));
    }

    @Override
    public Outcome<Integer> agree(Scope scope, CaseId id, Level level, List<ClauseCode> clauses, String by) {
        return transactions.within(scope, () -> judgements.agree(scope, id, level, clauses, by));
    }

    @Override
    public Optional<CaseRecord> find(Scope scope, CaseId id) {
        return transactions.reading(scope, () -> cases.find(id));
    }

    @Override
    public Page<CaseRecord> list(Scope scope, @Nullable Level heldAt, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.MOMENT, Cursor.Part.ID);
        return transactions.reading(scope, () -> cases.list(heldAt, after, limit));
    }

    @Override
    public Page<CaseRecord> decided(Scope scope, Level heldAt, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.MOMENT, Cursor.Part.ID);
        return transactions.reading(scope, () -> cases.decided(heldAt, after, limit));
    }

    @Override
    public List<CaseRecord> ofEnrolment(Scope scope, EnrolmentId enrolment) {
        return transactions.reading(scope, () -> cases.of(enrolment));
    }

    @Override
    public List<CaseRecord.Step> steps(Scope scope, CaseId id) {
        return transactions.reading(scope, () -> cases.steps(id));
    }

    @Override
    public Optional<FrozenSheet> submission(Scope scope, CaseId id) {
        return transactions.reading(scope, () -> cases.submission(id));
    }

    @Override
    public Optional<Submission> submission(Scope scope, CaseId id, int version) {
        return transactions.reading(scope, () -> cases.submission(id, version));
    }

    @Override
    public List<Sent> submissions(Scope scope, CaseId id) {
        return transactions.reading(scope, () -> cases.submissions(id));
    }
}
