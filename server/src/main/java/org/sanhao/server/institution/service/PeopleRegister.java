package org.sanhao.server.institution.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PersonLeft;
import org.sanhao.server.institution.PersonMoved;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.PostId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.PostTerm;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.store.PeopleStore;
import org.sanhao.server.institution.store.PeopleVersions;
import org.sanhao.server.institution.store.UnitStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Keeps the register of people and their posts. */
@Service
class PeopleRegister implements People {
    private final ScopedTransactions transactions;
    private final PeopleStore people;
    private final UnitStore units;
    private final PeopleVersions versions;
    private final BusinessClock clock;
    private final ApplicationEventPublisher events;

    PeopleRegister(
            ScopedTransactions transactions,
            PeopleStore people,
            UnitStore units,
            PeopleVersions versions,
            BusinessClock clock,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.people = people;
        this.units = units;
        this.versions = versions;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Outcome<Integer> register(Scope scope, List<PersonDraft> drafts, String by) {
        return transactions.within(scope, () -> {
            var wanted = drafts.stream().map(PersonDraft::unit).distinct().toList();
            var paths = people.pathsOf(Line.ADMINISTRATIVE, wanted);
            if (!coversAll(scope, wanted, paths)) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            people.insert(drafts, paths, clock.now(), by);
            return Outcome.done(drafts.size());
        });
    }

    @Override
    public Outcome<Integer> appoint(Scope scope, List<PostDraft> drafts, LocalDate from, String by) {
        return transactions.within(scope, () -> {
            var administrators = drafts.stream()
                    .filter(draft -> draft.kind().isDeploymentAdministrator())
                    .map(PostDraft::person)
                    .toList();
            if (new HashSet<>(administrators).size() < administrators.size()
                    || !people.administratorsAmong(administrators, from).isEmpty()) {
                return Refusal.of(ErrorCode.ADMINISTRATORS_APART).asOutcome();
            }
            var byLine = drafts.stream().collect(Collectors.groupingBy(PostDraft::line));
            for (var line : byLine.entrySet()) {
                var wanted =
                        line.getValue().stream().map(PostDraft::unit).distinct().toList();
                var paths = people.pathsOf(line.getKey(), wanted);
                if (!coversAll(scope, wanted, paths)) {
                    return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
                }
                try {
                    people.appoint(line.getValue(), paths, from, clock.now(), by);
                } catch (DataIntegrityViolationException atTheSameMoment) {
                    // A post outside the scope, or one given by another request just now.
                    return Refusal.of(ErrorCode.ADMINISTRATORS_APART).asOutcome();
                }
            }
            return Outcome.done(drafts.size());
        });
    }

    @Override
    public boolean administers(Scope scope, PersonId person, LocalDate from) {
        return transactions.reading(
                scope, () -> !people.administratorsAmong(List.of(person), from).isEmpty());
    }

    @Override
    public Set<PersonId> lateAdministrators(Scope scope, List<PersonId> wanted, LocalDate today, Instant since) {
        return transactions.reading(scope, () -> people.lateAdministrators(wanted, today, since));
    }

    @Override
    public List<Post> postsOf(Scope scope, PersonId person, LocalDate day) {
        return transactions.reading(scope, () -> people.postsOf(person, day));
    }

    @Override
    public Map<PersonId, String> placesOf(Scope scope, List<PersonId> wanted, LocalDate day) {
        return transactions.reading(scope, () -> people.placesOf(wanted, day));
    }

    @Override
    public Set<PostKind> heldIn(Scope scope, Unit office, LocalDate day) {
        return transactions.reading(scope, () -> people.heldIn(office, day));
    }

    @Override
    public List<Colleague> colleagues(Scope scope, Unit office, Set<PostKind> kinds, LocalDate day) {
        return transactions.reading(scope, () -> people.colleagues(office, kinds, day));
    }

    @Override
    public List<Holder> holders(Scope scope, List<UnitId> offices, Set<PostKind> kinds, LocalDate day) {
        return transactions.reading(scope, () -> people.holders(offices, kinds, day));
    }

    @Override
    public Optional<Person> find(Scope scope, PersonId id) {
        return transactions.reading(scope, () -> people.find(id));
    }

    @Override
    public Page<Person> list(
            Scope scope, @Nullable UnitId unit, @Nullable String name, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.TEXT, Cursor.Part.ID);
        return transactions.reading(scope, () -> {
            if (unit == null) {
                return people.list(null, name, after, limit);
            }
            return units.find(AsOf.NOW, unit)
                    .map(found -> people.list(found.scopePath(), name, after, limit))
                    .orElse(new Page<>(List.of(), null));
        });
    }

    @Override
    public Headcount headcount(Scope scope, LocalDate day) {
        return transactions.reading(scope, () -> people.headcount(day));
    }

    @Override
    public Map<String, String> namesOf(Scope scope, List<String> ids) {
        return transactions.reading(scope, () -> people.namesOf(ids));
    }

    @Override
    public Outcome<Person> correct(
            Scope scope, PersonId id, int seen, String name, @Nullable String staffNo, String by) {
        return transactions.within(
                scope,
                () -> rewritten(id, seen, standing -> {
                    versions.correct(id, seen, name, staffNo, clock.now(), by);
                    return Outcome.done(people.find(id).orElseThrow());
                }));
    }

    @Override
    public Outcome<Person> transfer(Scope scope, PersonId id, int seen, UnitId to, String by) {
        return transactions.within(
                scope,
                () -> rewritten(id, seen, standing -> {
                    var path = people.pathsOf(Line.ADMINISTRATIVE, List.of(to)).get(to);
                    if (path == null || !scope.covers(path)) {
                        return Refusal.of(ErrorCode.UNIT_PARENT_UNKNOWN, standing.name())
                                .asOutcome();
                    }
                    versions.transfer(id, seen, to, path, clock.now(), by);
                    events.publishEvent(new PersonMoved(id, path));
                    return Outcome.done(people.find(id).orElseThrow());
                }));
    }

    @Override
    public Outcome<Person> leave(Scope scope, PersonId id, int seen, String why, String by) {
        return transactions.within(Scope.SYSTEM, () -> {
            var today = clock.today();
            if (people.pathOf(id).filter(scope::covers).isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (!people.administratorsAmong(List.of(id), today).isEmpty()) {
                return Refusal.of(ErrorCode.ADMINISTRATOR_BY_SECURITY).asOutcome();
            }
            if (!people.pathsOfRunningPosts(id, today).stream().allMatch(scope::covers)) {
                return Refusal.of(ErrorCode.POSTS_ELSEWHERE).asOutcome();
            }
            return rewritten(id, seen, standing -> {
                for (var term : versions.terms(id)) {
                    if (term.until() == null || term.until().isAfter(today)) {
                        versions.end(term.id(), today, why, clock.now(), by);
                    }
                }
                versions.leave(id, seen, why, clock.now(), by);
                events.publishEvent(new PersonLeft(id));
                return Outcome.done(standing);
            });
        });
    }

    /** Retires the version that was seen, so that the next one can be written in its place. */
    private Outcome<Person> rewritten(PersonId id, int seen, Function<Person, Outcome<Person>> next) {
        var standing = people.find(id);
        if (standing.isEmpty()) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        if (!versions.retire(id, seen)) {
            return Refusal.of(ErrorCode.STALE).asOutcome();
        }
        return next.apply(standing.get());
    }

    @Override
    public Outcome<PostTerm> endPost(Scope scope, PostId id, LocalDate until, String why, String by) {
        return transactions.within(scope, () -> {
            var term = versions.term(id);
            if (term.isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (term.get().kind() == PostKind.SECURITY_ADMINISTRATOR
                    && people.otherSecurityAdministrators(id, until) == 0) {
                return Refusal.of(ErrorCode.LAST_SECURITY_ADMINISTRATOR).asOutcome();
            }
            versions.end(id, until, why, clock.now(), by);
            return Outcome.done(versions.term(id).orElse(term.get()));
        });
    }

    @Override
    public Optional<PostTerm> term(Scope scope, PostId id) {
        return transactions.reading(scope, () -> versions.term(id));
    }

    @Override
    public Optional<Refusal> misfit(Scope scope, UnitId id, PostKind kind) {
        return transactions.reading(scope, () -> {
            var unit = units.find(AsOf.NOW, id).filter(found -> scope.covers(found.scopePath()));
            if (unit.isEmpty()) {
                return Optional.of(Refusal.of(ErrorCode.NOT_FOUND));
            }
            var level = unit.get().level();
            if (level == Level.DEPARTMENT) {
                var above = UnitRegister.pathsAbove(unit.get().scopePath());
                level = above.isEmpty()
                        ? level
                        : units.at(List.of(above.getLast())).stream()
                                .findFirst()
                                .map(Unit::level)
                                .orElse(level);
            }
            return kind.fits(level)
                    ? Optional.<Refusal>empty()
                    : Optional.of(Refusal.of(ErrorCode.POST_KIND_MISFIT, level.title() + "级单位", kind.title()));
        });
    }

    @Override
    public List<PostTerm> terms(Scope scope, PersonId id) {
        return transactions.reading(scope, () -> versions.terms(id));
    }

    private static boolean coversAll(Scope scope, List<UnitId> wanted, Map<UnitId, String> paths) {
        return wanted.stream().allMatch(unit -> paths.containsKey(unit) && scope.covers(paths.get(unit)));
    }
}
