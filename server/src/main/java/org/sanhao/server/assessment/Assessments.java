package org.sanhao.server.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.missing.Missing;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.scope.Scope;

/** What others may ask about sheets. */
public interface Assessments {

    /** A new version of an answer. */
    record Answering(
            Map<LineId, Boolean> judged,
            String remark,
            @Nullable String naReason,
            Look look) {
        public Answering {
            judged = Map.copyOf(judged);
        }
    }

    /** Who answers for a part of a sheet. */
    record Assignment(
            String part,
            int version,
            @Nullable UnitId department,
            @Nullable String departmentName,
            @Nullable PersonId person,
            @Nullable String personName,
            @Nullable LocalDate due) {}

    /** An institution's wish to leave a clause out, not ruled on yet. */
    record Request(
            SheetId sheet,
            CampaignId campaign,
            UnitId unit,
            String unitName,
            ClauseCode clause,
            int answerVersion,
            String reason,
            Instant at) {}

    /** What somebody once found of a clause, on any sheet over the same institution. */
    record Finding(Sheet sheet, Grade grade, Look look, Instant at) {}

    /** The institution's own sheet of an enrolment, opened when it is not there yet. */
    Sheet openOwn(Scope scope, EnrolmentId enrolment, String by);

    /** The sheet on which a level judges a case, opened when it is not there yet. */
    Sheet openFor(Scope scope, EnrolmentId enrolment, Level level, UUID caseId, String by);

    Optional<Sheet> sheet(Scope scope, SheetId id);

    /** Why nothing is written on a sheet any more: it is the institution's own and its campaign is over. */
    Optional<Refusal> closed(Scope scope, Sheet sheet);

    /** All sheets over an enrolment, the institution's own first. */
    List<Sheet> sheetsOf(Scope scope, EnrolmentId enrolment);

    /** The answers of a sheet by clause; clauses nobody answered are missing. */
    Map<ClauseCode, Answer> answers(Scope scope, AsOf asOf, SheetId id);

    /** Every version of one clause's answer, the latest first. */
    List<Answer> history(Scope scope, SheetId id, ClauseCode clause);

    /**
     * Writes a new version of an answer.
     *
     * @param seen the version the person saw, 0 when there was none; the same content by the same person over the same
     *     version is answered again, not written again
     * @return the new answer; refused as STALE when somebody else was faster
     */
    Outcome<Answer> answer(Scope scope, SheetId id, ClauseCode clause, Answering answering, int seen, String by);

    /**
     * Writes first versions of many answers in one statement, for grades brought along from a ledger. Clauses already
     * answered stay as they are.
     *
     * @return how many were written; refused as a whole when one of them is at fault
     */
    Outcome<Integer> bring(Scope scope, SheetId id, Map<ClauseCode, Answering> answers, String by);

    /** Rules on the institution's wish to leave a clause out. */
    Outcome<Answer> rule(
            Scope scope,
            SheetId id,
            ClauseCode clause,
            int answerVersion,
            boolean approved,
            Level level,
            String reason,
            String by);

    /**
     * Wishes to leave a clause out that nobody has ruled on, the one waiting longest first.
     *
     * @param cursor as given by the page before, null for the first
     */
    Page<Request> requests(Scope scope, @Nullable String cursor, int limit);

    /** The current answers of a sheet that were written after a moment, the earliest first. */
    List<Answer> since(Scope scope, SheetId id, Instant moment);

    /** The cheapest way to a tier that does without a step of the cheapest one; empty when there is none. */
    Optional<Missing.Way> otherWay(Scope scope, SheetId id, String tier);

    /** What every sheet over the institution says of a clause, the latest first, over all campaigns of the same pack. */
    List<Finding> findings(Scope scope, SheetId id, ClauseCode clause);

    /**
     * Hands a section or a clause to a department or a person of the institution; both null takes it back. Refused when
     * the person does not belong to it.
     */
    Outcome<Assignment> assign(
            Scope scope,
            SheetId id,
            String part,
            @Nullable UnitId department,
            @Nullable PersonId person,
            @Nullable LocalDate due,
            int seen,
            String by);

    List<Assignment> assignments(Scope scope, SheetId id);

    /** What one sheet alone comes to. */
    Standing standing(Scope scope, AsOf asOf, SheetId id);

    /**
     * What is said of an institution in a case and what of it counts: the words of the levels that look at this case over
     * the institution's own.
     *
     * @param sent the copy the case stands on; null while nothing has been sent, when the living sheet speaks
     */
    CaseGrades grades(Scope scope, EnrolmentId enrolment, UUID caseId, @Nullable FrozenSheet sent);

    /** What grades by clause come to for an institution; clauses that are missing are not graded. */
    Standing standing(Scope scope, EnrolmentId enrolment, Map<ClauseCode, Grade> grades);

    /** The first day of grading, or empty while nothing has been graded. */
    Optional<LocalDate> startedOn(Scope scope, SheetId id);

    /** What a frozen copy says, by clause; clauses nobody had answered are missing. */
    Map<ClauseCode, FrozenAnswer> answersIn(FrozenSheet sent);

    /** What a frozen copy names as evidence, clause by clause in the order of their codes. */
    List<FrozenEvidence> evidenceIn(FrozenSheet sent);

    /** The sheet as it stands, for sending. */
    FrozenSheet freeze(Scope scope, SheetId id);
}
