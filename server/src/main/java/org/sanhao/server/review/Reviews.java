package org.sanhao.server.review;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments.Answering;
import org.sanhao.server.assessment.FrozenSheet;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Reapplication;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.scope.Scope;

/** What others may ask about cases. */
public interface Reviews {

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

    /** The sheet on which a level judges; empty until it has opened its desk. */
    Optional<Sheet> sheet(Scope scope, CaseId id, Level level);

    /** A level's judgement of one clause; only while the case lies on its desk or is judged on site. */
    Outcome<Answer> judge(
            Scope scope, CaseId id, Level level, ClauseCode clause, Answering answering, int seen, String by);
}
