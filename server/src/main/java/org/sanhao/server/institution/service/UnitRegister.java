package org.sanhao.server.institution.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitDraft;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.UnitQuery;
import org.sanhao.server.institution.Units;
import org.sanhao.server.institution.store.UnitStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/** Keeps the register of units. */
@Service
class UnitRegister implements Units {
    private final ScopedTransactions transactions;
    private final UnitStore units;
    private final BusinessClock clock;

    UnitRegister(ScopedTransactions transactions, UnitStore units, BusinessClock clock) {
        this.transactions = transactions;
        this.units = units;
        this.clock = clock;
    }

    @Override
    public Optional<Unit> find(Scope scope, AsOf asOf, UnitId id) {
        return transactions.reading(scope, () -> units.find(asOf, id));
    }

    @Override
    public Page<Unit> list(Scope scope, UnitQuery query, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, 2);
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
                if (parent == null) {
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
            units.insert(placed, validFrom, clock.now(), by);
            return Outcome.done(placed.size());
        });
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
