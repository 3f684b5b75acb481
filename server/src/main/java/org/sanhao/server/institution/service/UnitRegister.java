package org.sanhao.server.institution.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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
import org.sanhao.server.institution.Placement;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitDraft;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.UnitQuery;
import org.sanhao.server.institution.UnitRewritten;
import org.sanhao.server.institution.UnitVersion;
import org.sanhao.server.institution.Units;
import org.sanhao.server.institution.store.UnitStore;
import org.sanhao.server.institution.store.UnitVersions;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Keeps the register of units. */
@Service
class UnitRegister implements Units {
    private final ScopedTransactions transactions;
    private final UnitStore units;
    private final UnitVersions versions;
    private final UnitMoves moves;
    private final BusinessClock clock;
    private final ApplicationEventPublisher events;

    UnitRegister(
            ScopedTransactions transactions,
            UnitStore units,
            UnitVersions versions,
            UnitMoves moves,
            BusinessClock clock,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.units = units;
        this.versions = versions;
        this.moves = moves;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Optional<Unit> find(Scope scope, AsOf asOf, UnitId id) {
        return transactions.reading(scope, () -> units.find(asOf, id));
    }

    @Override
    public Page<Unit> list(Scope scope, UnitQuery query, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.TEXT, Cursor.Part.ID);
        return transactions.reading(scope, () -> {
            if (query.below() == null) {
                return units.list(query, null, after, limit);
            }
            return units.find(AsOf.NOW, query.below())
                    .map(below -> units.list(query, below.scopePath(), after, limit))
                    .orElse(new Page<>(List.of(), null));
        });
    }

    @Override
    public Map<Level, Integer> countByLevel(Scope scope) {
        return transactions.reading(scope, units::countByLevel);
    }

    @Override
    public List<Unit> above(Scope scope, UnitId id) {
        return transactions.reading(
                scope,
                () -> units.find(AsOf.NOW, id)
                        .map(unit -> units.at(pathsAbove(unit.scopePath())).reversed())
                        .orElse(List.of()));
    }

    @Override
    public Outcome<Integer> register(Scope scope, List<UnitDraft> drafts, LocalDate validFrom, String by) {
        return transactions.within(scope, () -> {
            var codes = drafts.stream()
                    .map(UnitDraft::code)
                    .filter(Objects::nonNull)
                    .toList();
            var taken = units.takenCodes(codes);
            if (!taken.isEmpty()) {
                return Refusal.of(ErrorCode.UNIT_CODE_TAKEN, taken.getFirst()).asOutcome();
            }
            var labels = units.nextLabels(drafts.size());
            var known = new HashMap<UnitId, Standing>();
            var placed = new ArrayList<UnitStore.Placed>(drafts.size());
            for (int i = 0; i < drafts.size(); i++) {
                var draft = drafts.get(i);
                var parent = parentOf(draft, known);
                if (parent == null || !scope.covers(parent.path)) {
                    return Refusal.of(ErrorCode.UNIT_PARENT_UNKNOWN, draft.name())
                            .asOutcome();
                }
                if (parent.level != null && draft.level().compareTo(parent.level) <= 0) {
                    return Refusal.of(
                                    ErrorCode.UNIT_LEVEL_NOT_BELOW,
                                    draft.name(),
                                    draft.level().title(),
                                    parent.level.title())
                            .asOutcome();
                }
                var path = parent.path + labels.get(i) + "/";
                known.put(draft.id(), new Standing(draft.level(), path));
                placed.add(new UnitStore.Placed(draft, labels.get(i), path));
            }
            try {
                units.insert(placed, validFrom, clock.now(), by);
            } catch (DuplicateKeyException outsideTheScope) {
                return Refusal.of(ErrorCode.UNIT_CODE_TAKEN, String.join("、", codes))
                        .asOutcome();
            }
            return Outcome.done(placed.size());
        });
    }

    @Override
    public Outcome<Unit> correct(Scope scope, UnitId id, int seen, Correction correction, String by) {
        return transactions.within(
                scope,
                () -> rewritten(scope, id, seen, standing -> {
                    try {
                        versions.correct(id, seen, correction, clock.now(), by);
                        return Outcome.done(units.find(AsOf.NOW, id).orElseThrow());
                    } catch (DuplicateKeyException taken) {
                        return Refusal.of(ErrorCode.UNIT_CODE_TAKEN, String.valueOf(correction.code()))
                                .asOutcome();
                    }
                }));
    }

    @Override
    public Outcome<Unit> strike(Scope scope, UnitId id, int seen, String why, String by) {
        return transactions.within(
                scope,
                () -> rewritten(scope, id, seen, standing -> {
                    if (versions.holdsSomething(id)) {
                        return Refusal.of(ErrorCode.UNIT_NOT_EMPTY, standing.name())
                                .asOutcome();
                    }
                    moves.endAll(id, clock.today());
                    versions.strike(id, seen, why, clock.now(), by);
                    return Outcome.done(units.last(id).orElseThrow());
                }));
    }

    /** Retires the version that was seen, so that the next one can be written in its place. */
    private Outcome<Unit> rewritten(Scope scope, UnitId id, int seen, Function<Unit, Outcome<Unit>> next) {
        var standing = units.find(AsOf.NOW, id).filter(unit -> scope.covers(unit.scopePath()));
        if (standing.isEmpty()) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        if (!versions.retire(id, seen)) {
            return Refusal.of(ErrorCode.STALE).asOutcome();
        }
        var written = next.apply(standing.get());
        if (written instanceof Outcome.Done<Unit>) {
            events.publishEvent(new UnitRewritten(id));
        }
        return written;
    }

    @Override
    public Outcome<Unit> move(Scope scope, Move move, String by) {
        return transactions.within(Scope.SYSTEM, () -> moves.move(scope, move, by));
    }

    @Override
    public Outcome<Unit> leave(Scope scope, UnitId id, Line line, LocalDate until, String why, String by) {
        return transactions.within(Scope.SYSTEM, () -> moves.leave(scope, id, line, until, why, by));
    }

    @Override
    public Outcome<Unit> merge(Scope scope, UnitId gone, UnitId into, LocalDate on, String why, String by) {
        return transactions.within(Scope.SYSTEM, () -> moves.merge(scope, gone, into, on, why, by));
    }

    @Override
    public List<Placement> placements(Scope scope, UnitId id) {
        if (transactions.reading(scope, () -> units.last(id)).isEmpty()) {
            return List.of();
        }
        // The other lines lie outside any administrative scope; what is shown of them is who stands above.
        return transactions.reading(Scope.SYSTEM, () -> moves.history(id));
    }

    @Override
    public List<UnitVersion> versions(Scope scope, UnitId id) {
        return transactions.reading(scope, () -> versions.of(id));
    }

    @Override
    public Optional<UnitId> successor(Scope scope, UnitId id) {
        return transactions.reading(scope, () -> moves.successor(id));
    }

    /** Where a unit stands; no level above the root. */
    private record Standing(@Nullable Level level, String path) {}

    private @Nullable Standing parentOf(UnitDraft draft, Map<UnitId, Standing> known) {
        if (draft.parent() == null) {
            return new Standing(null, Line.ADMINISTRATIVE.code() + "/");
        }
        return known.computeIfAbsent(
                draft.parent(),
                id -> units.find(AsOf.NOW, id)
                        .map(unit -> new Standing(unit.level(), unit.scopePath()))
                        .orElse(null));
    }

    /** The paths of all units above, the root first. */
    static List<String> pathsAbove(String path) {
        var above = new ArrayList<String>();
        int end = path.indexOf('/') + 1;
        while (true) {
            end = path.indexOf('/', end) + 1;
            if (end == 0 || end >= path.length()) {
                return above;
            }
            above.add(path.substring(0, end));
        }
    }
}
