package org.sanhao.server.signoff;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.People.Colleague;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.scope.Scope;

/** What others may ask about signatures inside an office. */
public interface SignOffs {

    /** The chain of an office for a kind of matter: its own, or the usual one. */
    Chain chain(Scope scope, UnitId office, MatterKind kind);

    /** All chains of an office by kind. */
    Map<MatterKind, Chain> chains(Scope scope, UnitId office);

    /**
     * Sets a chain; sheets that are on their way keep theirs.
     *
     * @param seen the version it was changed from
     * @param steps none to go back to the usual
     * @return refused as STALE when another one stands, CHAIN_KIND_UNFIT for a matter and
     *     CHAIN_POST_UNFIT for a post no such office has, CHAIN_POST_TWICE,
     *     CHAIN_POST_VACANT for one nobody holds today
     */
    Outcome<Chain> set(Scope scope, UnitId office, MatterKind kind, int seen, List<Chain.Step> steps, String by);

    /**
     * Puts a matter up; an open sheet over another text or along another chain is overtaken, one over the same is the answer.
     *
     * @param by for the office whose matter it is
     * @return refused when there is nothing to sign now, NOT_FOUND for a matter of another office, SIGN_OFF_ONE_STEP where
     *     one signature is enough, SIGN_OFF_STALE when somebody put it up at the same moment
     */
    Outcome<SignOff> put(Scope scope, MatterKind kind, UUID subject, Post by);

    /** Puts up what a module has just done itself, where its office has a chain. */
    Outcome<Boolean> begin(Scope scope, Matter matter, String by);

    /** A matter is gone or has changed: its open sheet goes no further. */
    void overtake(Scope scope, MatterKind kind, UUID subject);

    /**
     * What stands against acting on a matter: a chain that is not through. Where one signature is enough, the act itself is
     * that signature.
     */
    Optional<Refusal> bars(Scope scope, Matter matter);

    /** What stands against taking a matter back to its handler: a chain in which nobody sent it back. */
    Optional<Refusal> barsReturn(Scope scope, Matter matter);

    /**
     * The matter as it stands.
     *
     * @return refused as NOT_FOUND when it lies outside the scope, otherwise when there is nothing to sign now
     */
    Outcome<Matter> matter(Scope scope, MatterKind kind, UUID subject);

    /** The sheet last put up for a matter. */
    Optional<SignOff> last(Scope scope, MatterKind kind, UUID subject);

    /**
     * Decides the next step; the last decision carries the act out.
     *
     * @param seen how many decisions the signer saw
     * @param minutes for a step that is a meeting, null for a signature
     * @return refused as SIGN_OFF_CHANGED when the matter is not what was put up, SIGN_OFF_STALE, SIGN_OFF_NOT_YOURS, DELEGATION_OVER, SIGN_OFF_TWICE, SIGN_OFF_OWN, MEETING_NO_QUORUM …
     */
    Outcome<SignOff> sign(
            Scope scope,
            SignOffId id,
            int seen,
            boolean agreed,
            String opinion,
            SignOff.@Nullable Minutes minutes,
            Post signer);

    /** The sheet, within the scope. */
    Optional<SignOff> find(Scope scope, SignOffId id);

    /**
     * One signature as it stands on paper.
     *
     * @param signer the post-holder whose signature it is; for a meeting whoever keeps its minutes
     * @param on the day beside it
     */
    record Inked(PersonId signer, boolean agreed, String opinion, LocalDate on, SignOff.@Nullable Minutes minutes) {}

    /** Who may be named as having signed the steps of a sheet, step by step from the next on. */
    List<List<Colleague>> mayHaveSigned(Scope scope, SignOff sheet);

    /**
     * Takes over the signatures a printed sheet carries, in the order of the steps from the next on; the sheet moves exactly
     * as by click.
     *
     * @param copy number and version of the printed form
     * @param scan the signed paper
     * @return refused as by click, and as PAPER_SIGN_DAY, PAPER_SIGNER_UNFIT when the person did not hold such a post on
     *     that day, PAPER_SIGN_OWN when the paper carries nothing but the signature of whoever enters it
     */
    Outcome<SignOff> signOnPaper(
            Scope scope, SignOffId id, int seen, List<Inked> signatures, String copy, UUID scan, Post enteredBy);

    /**
     * A signature entered from paper is not theirs, says whoever it is of. A sheet still on its way goes back to its handler;
     * what was carried out stays, with the objection beside it.
     *
     * @return refused as NOT_FOUND where no paper signature of this person stands
     */
    Outcome<SignOff> contest(Scope scope, SignOffId id, int step, String why, Post by);

    /** What was said against signatures entered from paper. */
    List<SignOff.Contest> contests(Scope scope, SignOffId id);

    /** Sheets that wait for a post of an office or for somebody it stands in for, the oldest first. */
    Page<SignOff> waiting(Scope scope, Post signer, @Nullable String cursor, int limit);

    /** Whether the post gives the next signature of a sheet, for itself or in somebody's place. */
    boolean isFor(Scope scope, SignOff sheet, Post signer);

    /** To whom a post may lend its signature; empty for a post that signs nothing. */
    List<Colleague> standIns(Scope scope, Post from);

    /** What is or will be lent in an office, the next to end first; 200 at most. */
    List<Delegation> delegations(Scope scope, UnitId office);

    /**
     * Lends the signature of a post to a colleague.
     *
     * @return refused as DELEGATION_NOTHING for a post that signs nothing, DELEGATE_ELSEWHERE, DELEGATION_DAYS when it ends before it begins, is over or lasts longer than
     *     half a year, DELEGATION_TWICE when the post is lent at that time already
     */
    Outcome<Delegation> delegate(Scope scope, Post from, PersonId to, Instant since, Instant until, String why);

    /** Takes a lent signature back as of now; only whoever lent it. One that is over stays as it ended. */
    Outcome<Delegation> takeBack(Scope scope, UUID delegation, Post from);
}
