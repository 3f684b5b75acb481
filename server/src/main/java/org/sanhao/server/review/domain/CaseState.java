package org.sanhao.server.review.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.Level;

/** Where a case stands. One type per state, because what may happen next differs. */
public sealed interface CaseState {

    /** A case some level holds and works on. */
    sealed interface Held extends CaseState {
        Level at();
    }

    /** Enrolled, nothing graded yet. */
    record Preparing() implements CaseState {}

    /** The institution grades itself. */
    record SelfAssessing() implements CaseState {}

    /** The head of the unit has signed the frozen copy; it is not sent yet. */
    record HeadSigned() implements CaseState {}

    /** On the desk of a level that has not yet taken it in. */
    record Submitted(Level at) implements Held {}

    /** Returned for supplement: listed items, a limit, no clock. */
    record SupplementAsked(Level at, List<String> items, LocalDate due) implements Held {
        public SupplementAsked {
            items = List.copyOf(items);
        }
    }

    /** Taken in. */
    record Accepted(Level at) implements Held {}

    /** Judged clause by clause from the papers. */
    record DeskReview(Level at) implements Held {}

    /** The experts of the visit are drawn. */
    record PanelDrawn(Level at) implements Held {}

    /** Judged on the spot. */
    record OnSite(Level at) implements Held {}

    /** Both sides have signed what was found. */
    record Feedback(Level at) implements Held {}

    /** The panel has closed its judgement. */
    record PanelConcluded(Level at) implements Held {}

    /** The handler has written the level's opinion: a tier, or not passed when null. */
    record OpinionGiven(Level at, @Nullable String tier) implements Held {}

    /** The opinion has been signed off inside the level. */
    record OpinionSigned(Level at, @Nullable String tier) implements Held {}

    /** On its way up; the next level has not received it yet. */
    record Forwarded(Level from, Level at) implements Held {}

    /** The deciding level proposes a tier, at most the one applied for. */
    record Proposed(Level at, String tier) implements Held {}

    /** Shown to everybody, both days included. */
    record PublicNotice(Level at, String tier, LocalDate first, LocalDate last) implements Held {}

    /** Somebody objects; the notice waits for the answer. */
    record Objected(Level at, String tier, LocalDate first, LocalDate last, LocalDate answerDue) implements Held {}

    /** The document is out. */
    record Announced(Level at, String tier, String number, LocalDate on) implements Held {}

    /** Holds until a day, which is included. */
    record InForce(Level at, String tier, LocalDate from, LocalDate until) implements Held {}

    /** The re-check found faults to be mended by a day; the result still holds. */
    record MustRectify(Level at, String tier, LocalDate from, LocalDate until, LocalDate by) implements Held {}

    /** Refused; handed down level by level, now waiting for {@code at} to sign receipt. */
    record NotPassed(Level decidedAt, LocalDate decidedOn, Level at) implements Held {}

    /** May apply again from a day on: a new case then begins in {@link Preparing}, with sheets and a sample of its own. */
    record CoolingDown(LocalDate until) implements CaseState {}

    /** The result has run out or was withdrawn after a re-check. */
    record Expired(LocalDate on) implements CaseState {}

    /** Struck by a level above. */
    record Removed(Level by, LocalDate on) implements CaseState {}

    /** Taken back by the applicant. */
    record Withdrawn(LocalDate on) implements CaseState {}

    /**
     * Whether the case stands on the copy that was signed last. Before the signature, and again once it is taken back, the
     * institution's sheet is still being written.
     */
    default boolean standsOnCopy() {
        return switch (this) {
            case Preparing p -> false;
            case SelfAssessing s -> false;
            case HeadSigned h -> true;
            case Held held -> true;
            case CoolingDown c -> true;
            case Expired e -> true;
            case Removed r -> true;
            case Withdrawn w -> true;
        };
    }

    /** Nothing more happens to this case; a new one may begin when the rules allow it. */
    default boolean isClosed() {
        return switch (this) {
            case CoolingDown c -> true;
            case Expired e -> true;
            case Removed r -> true;
            case Withdrawn w -> true;
            case Preparing p -> false;
            case SelfAssessing s -> false;
            case HeadSigned h -> false;
            case Held held -> false;
        };
    }

    /**
     * Whether another application may begin beside this case: nothing more happens to it, or it has come to a result that
     * stands while a higher one is applied for. The index {@code step_one_running} says the same to the database.
     */
    default boolean leavesRoom() {
        return isClosed() || this instanceof Announced || this instanceof InForce || this instanceof MustRectify;
    }
}
