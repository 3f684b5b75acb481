package org.sanhao.server.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import org.sanhao.server.review.domain.ClauseSample;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Reapplication;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.scope.Scope;

/** What others may ask about cases. */
public interface Reviews {

    /** That something was sent: first when the head signed, then after each supplement. */
    record Sent(int version, Instant at, String by, String hash) {}

    /** One frozen copy with its text. */
    record Submission(int version, Instant at, String by, FrozenSheet frozen) {}

    /**
     * The days that matter to whoever decides now.
     *
     * @param dealBy until when the level that holds the case has to be done, or null when the pack sets no time
     * @param supplementDue the limit a supplement asked for today would have, or null when it may not be asked again
     * @param ifRefusedToday when the institution could apply again after a refusal today
     */
    record Days(
            @Nullable LocalDate received,
            @Nullable LocalDate dealBy,
            @Nullable LocalDate supplementDue,
            int supplementWorkingDays,
            Reapplication ifRefusedToday) {}

    /**
     * Begins an application for a tier.
     *
     * @return refused while the self-assessment is too short or an earlier refusal still bars it, with the first allowed
     *     day and its reasons; refused while another application of the institution is open
     */
    Outcome<CaseRecord> apply(Scope scope, EnrolmentId enrolment, String tier, String by);

    /** The first day on which the institution may apply, with the reason of each rule. */
    Reapplication firstAllowed(Scope scope, EnrolmentId enrolment);

    /** Makes a move over the version the person saw. */
    Outcome<CaseRecord> move(Scope scope, CaseId id, Command command, Who who, int seen, String by);

    Optional<CaseRecord> find(Scope scope, CaseId id);

    /** Cases of the scope; {@code heldAt} narrows to those a level holds; the one waiting longest first. */
    Page<CaseRecord> list(Scope scope, @Nullable Level heldAt, @Nullable String cursor, int limit);

    /** Cases a level has proposed, shown, announced or holds in force; the one waiting longest first. */
    Page<CaseRecord> decided(Scope scope, Level heldAt, @Nullable String cursor, int limit);

    List<CaseRecord> ofEnrolment(Scope scope, EnrolmentId enrolment);

    /** The log of a case, the latest first. */
    List<CaseRecord.Step> steps(Scope scope, CaseId id);

    Set<Move> open(CaseRecord review, Who who);

    /** The frozen copy last sent, or empty before the first submission. */
    Optional<FrozenSheet> submission(Scope scope, CaseId id);

    /** One frozen copy, or empty when the case has none of this number. */
    Optional<Submission> submission(Scope scope, CaseId id, int version);

    /** What was sent, the latest first. */
    List<Sent> submissions(Scope scope, CaseId id);

    /**
     * What is said of the institution in the case and what of it counts. The institution speaks by the copy the case stands
     * on, before the signature by its living sheet; the answer says which.
     */
    CaseGrades grades(Scope scope, CaseRecord review);

    /** What bars an application of the institution today, or empty when the way is open. */
    Optional<Refusal> gate(Scope scope, EnrolmentId enrolment);

    Days days(Scope scope, CaseRecord review);

    /** The clauses a level that samples has drawn; empty where a level looks at everything or has not begun. */
    Optional<ClauseSample> sample(Scope scope, CaseId id, Level level);

    /** The sheet on which a level judges; empty until it has opened its desk. */
    Optional<Sheet> sheet(Scope scope, CaseId id, Level level);

    /** A level's judgement of one clause; only while the case lies on its desk or is judged on site. */
    Outcome<Answer> judge(
            Scope scope, CaseId id, Level level, ClauseCode clause, Answering answering, int seen, String by);

    /**
     * Takes over, for the clauses named, the judgement of the level below, where that level judged like the institution
     * itself and the acting level has not judged yet. A level with nobody below it judges each clause itself.
     *
     * @return how many were taken over
     */
    Outcome<Integer> agree(Scope scope, CaseId id, Level level, List<ClauseCode> clauses, String by);
}
