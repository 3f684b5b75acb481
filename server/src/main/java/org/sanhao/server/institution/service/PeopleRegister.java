package org.sanhao.server.institution.service;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.store.PeopleStore;
import org.sanhao.server.institution.store.UnitStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/** Keeps the register of people and their posts. */
@Service
class PeopleRegister implements People {
    private final ScopedTransactions transactions;
    private final PeopleStore people;
    private final UnitStore units;
    private final BusinessClock clock;

    PeopleRegister(ScopedTransactions transactions, PeopleStore people, UnitStore units, BusinessClock clock) {
        this.transactions = transactions;
        this.people = people;
        this.units = units;
        this.clock = clock;
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
                    || !people.administratorsAmong(administrators).isEmpty()) {
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
                people.appoint(line.getValue(), paths, from, clock.now(), by);
            }
            return Outcome.done(drafts.size());
        });
    }

    @Override
    public List<Post> postsOf(Scope scope, PersonId person, LocalDate day) {
        return transactions.reading(scope, () -> people.postsOf(person, day));
    }

    @Override
    public Optional<Person> find(Scope scope, PersonId id) {
        return transactions.reading(scope, () -> people.find(id));
    }

    @Override
    public Page<Person> list(
            Scope scope, @Nullable UnitId unit, @Nullable String name, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, 2);
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
    public Map<String, String> namesOf(Scope scope, List<String> ids) {
        return transactions.reading(scope, () -> people.namesOf(ids));
    }

    private static boolean coversAll(Scope scope, List<UnitId> wanted, Map<UnitId, String> paths) {
        return wanted.stream().allMatch(unit -> paths.containsKey(unit) && scope.covers(paths.get(unit)));
    }
}
