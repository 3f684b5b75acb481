package org.sanhao.server.institution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.scope.Scope;

/** What others may ask about people and the posts they hold. */
public interface People {

    /** A person to be registered with a first unit. */
    record PersonDraft(
            PersonId id, UnitId unit, String name, @Nullable String staffNo) {}

    /** A post to be given from a day on. */
    record PostDraft(PostId id, PersonId person, UnitId unit, Line line, PostKind kind, String title) {}

    /** A person in a list. */
    record Person(
            PersonId id, int version, String name, @Nullable String staffNo, UnitId unit, String unitName) {}

    Outcome<Integer> register(Scope scope, List<PersonDraft> drafts, String by);

    /** Gives posts; refused when somebody would hold two of the three administrators. */
    Outcome<Integer> appoint(Scope scope, List<PostDraft> drafts, LocalDate from, String by);

    /** Whether the person holds one of the three administrators on that day or later. */
    boolean administers(Scope scope, PersonId person, LocalDate from);

    /**
     * Those of the people who are one of the three administrators on that day or later, or whose such post was ended, voided
     * or corrected after {@code since}, whatever days it was dated back to.
     */
    Set<PersonId> lateAdministrators(Scope scope, List<PersonId> people, LocalDate today, Instant since);

    /** The posts a person holds on that day, the oldest first. */
    List<Post> postsOf(Scope scope, PersonId person, LocalDate day);

    /** Within which scope path each of them acts on that day, by their oldest post; who holds none is missing. */
    Map<PersonId, String> placesOf(Scope scope, List<PersonId> people, LocalDate day);

    /** Which kinds of posts somebody holds on that day in an authority or institution itself or its departments. */
    Set<PostKind> heldIn(Scope scope, Unit office, LocalDate day);

    /** Somebody who works in an office, with one of their posts there. */
    record Colleague(PersonId id, String name, String postTitle) {}

    /**
     * Who holds a post of one of the kinds on that day in an authority or institution itself or its departments, in pinyin
     * order; 200 at most.
     */
    List<Colleague> colleagues(Scope scope, Unit office, Set<PostKind> kinds, LocalDate day);

    /**
     * Somebody who works for an office.
     *
     * @param actsWithin the scope path of the office
     * @param kinds of the posts asked for, those the person holds there
     */
    record Holder(PersonId person, UnitId office, String actsWithin, Set<PostKind> kinds) {}

    /**
     * Who holds a post of one of the kinds on that day in any of the offices themselves or their departments; each once per
     * office.
     */
    List<Holder> holders(Scope scope, List<UnitId> offices, Set<PostKind> kinds, LocalDate day);

    Optional<Person> find(Scope scope, PersonId id);

    /** People of the scope in pinyin order; {@code unit} narrows to one unit. */
    Page<Person> list(Scope scope, @Nullable UnitId unit, @Nullable String name, @Nullable String cursor, int limit);

    /** How many people of the scope are on the register, and how many of them hold a post on that day. */
    record Headcount(int people, int withPost) {}

    Headcount headcount(Scope scope, LocalDate day);

    /** Names of people by id, for showing who wrote what; those outside the scope are missing. */
    Map<String, String> namesOf(Scope scope, List<String> ids);

    /** Writes a new version of a person; refused as STALE when another version stands. */
    Outcome<Person> correct(Scope scope, PersonId id, int seen, String name, @Nullable String staffNo, String by);

    /** Moves a person to another unit of the scope; posts stay until they are ended. */
    Outcome<Person> transfer(Scope scope, PersonId id, int seen, UnitId to, String by);

    /**
     * Takes a person off the register; the posts that still run end today. Refused as ADMINISTRATOR_BY_SECURITY while the
     * person is one of the three administrators, as POSTS_ELSEWHERE while posts outside the scope run. Runs as the system,
     * so a transaction around it must, too.
     */
    Outcome<Person> leave(Scope scope, PersonId id, int seen, String why, String by);

    /**
     * Ends a post; refused as LAST_SECURITY_ADMINISTRATOR when nobody would be left to appoint another one.
     *
     * @param until first day on which the post is no longer held; the day of appointment or earlier voids the post
     */
    Outcome<PostTerm> endPost(Scope scope, PostId id, LocalDate until, String why, String by);

    /** Every post a person of the scope held, holds or will hold, the latest first; voided ones are left out. */
    List<PostTerm> terms(Scope scope, PersonId id);

    /** Why a unit of the scope cannot have a post of that kind; empty when it can. */
    Optional<Refusal> misfit(Scope scope, UnitId unit, PostKind kind);

    Optional<PostTerm> term(Scope scope, PostId id);
}
