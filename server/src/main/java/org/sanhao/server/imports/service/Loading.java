package org.sanhao.server.imports.service;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.server.access.Accounts;
import org.sanhao.server.access.Accounts.Opening;
import org.sanhao.server.imports.ImportId;
import org.sanhao.server.imports.store.StagedRows;
import org.sanhao.server.imports.store.StagedRows.StagedPerson;
import org.sanhao.server.imports.store.StagedRows.StagedUnit;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.People.PersonDraft;
import org.sanhao.server.institution.People.PostDraft;
import org.sanhao.server.institution.PostId;
import org.sanhao.server.institution.UnitDraft;
import org.sanhao.server.institution.Units;
import org.sanhao.server.institution.Units.Correction;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/** Brings compared rows into the register, through the same doors as a person at a screen; one transaction around all. */
@Component
class Loading {
    private static final int BATCH = 500;

    private final StagedRows rows;
    private final Units units;
    private final People people;
    private final Accounts accounts;
    private final BusinessClock clock;

    Loading(StagedRows rows, Units units, People people, Accounts accounts, BusinessClock clock) {
        this.rows = rows;
        this.units = units;
        this.people = people;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @throws org.sanhao.kernel.RefusedException when the register refuses a row after all; everything is undone */
    void load(Scope scope, ImportId id, String by, Progress progress) {
        for (var level : Level.values()) {
            each(
                    after -> rows.newUnits(id, level, after, BATCH),
                    StagedUnit::line,
                    progress,
                    batch -> byDay(batch, StagedUnit::from)
                            .forEach((day, some) -> units.register(
                                            scope,
                                            some.stream().map(Loading::draft).toList(),
                                            day,
                                            by)
                                    .orThrow()));
        }
        each(
                after -> rows.changedUnits(id, after, BATCH),
                StagedUnit::line,
                progress,
                batch -> batch.forEach(unit -> {
                    var attributes = new TreeMap<>(unit.standing());
                    attributes.putAll(unit.attributes());
                    units.correct(
                                    scope,
                                    unit.id(),
                                    unit.version(),
                                    new Correction(unit.name(), unit.type(), unit.code(), attributes),
                                    by)
                            .orThrow();
                }));
        each(
                after -> rows.newPeople(id, after, BATCH),
                StagedPerson::line,
                progress,
                batch -> people.register(
                                scope,
                                batch.stream()
                                        .map(row -> new PersonDraft(row.id(), row.target(), row.name(), row.staffNo()))
                                        .toList(),
                                by)
                        .orThrow());
        each(
                after -> rows.changedPeople(id, after, BATCH),
                StagedPerson::line,
                progress,
                batch -> batch.forEach(row -> {
                    int version = row.version();
                    if (row.changed()) {
                        version = people.correct(scope, row.id(), version, row.name(), row.staffNo(), by)
                                .orThrow()
                                .version();
                    }
                    if (row.moved()) {
                        people.transfer(scope, row.id(), version, row.target(), by)
                                .orThrow();
                    }
                }));
        each(
                after -> rows.newPosts(id, after, BATCH),
                StagedPerson::line,
                progress,
                batch -> byDay(batch, StagedPerson::from)
                        .forEach((day, some) -> people.appoint(
                                        scope, some.stream().map(Loading::post).toList(), day, by)
                                .orThrow()));
        // The passwords made here are never shown; the printed list makes others.
        each(
                after -> rows.newAccounts(id, after, BATCH),
                StagedPerson::line,
                progress,
                batch -> accounts.openWithFirstPasswords(
                                scope,
                                batch.stream()
                                        .map(row ->
                                                new Opening(row.id(), java.util.Objects.requireNonNull(row.login())))
                                        .toList(),
                                by)
                        .orThrow());
    }

    private static <T> void each(
            IntFunction<List<T>> next, ToIntFunction<T> line, Progress progress, Consumer<List<T>> work) {
        for (int after = 0; ; ) {
            var batch = next.apply(after);
            if (batch.isEmpty()) {
                return;
            }
            work.accept(batch);
            progress.add(batch.size());
            after = line.applyAsInt(batch.getLast());
        }
    }

    private <T> TreeMap<LocalDate, List<T>> byDay(
            List<T> batch, java.util.function.Function<T, @Nullable LocalDate> from) {
        return batch.stream()
                .collect(Collectors.groupingBy(
                        row -> {
                            var day = from.apply(row);
                            return day == null ? clock.today() : day;
                        },
                        TreeMap::new,
                        Collectors.toList()));
    }

    private static UnitDraft draft(StagedUnit row) {
        return new UnitDraft(row.id(), row.parent(), row.level(), row.type(), row.name(), row.code(), row.attributes());
    }

    private static PostDraft post(StagedPerson row) {
        return new PostDraft(
                PostId.next(),
                row.id(),
                row.target(),
                Line.ADMINISTRATIVE,
                java.util.Objects.requireNonNull(row.kind()),
                java.util.Objects.requireNonNull(row.title()));
    }
}
