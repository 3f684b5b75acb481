package org.sanhao.server.dashboard.service;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.score.TierRules;
import org.sanhao.server.dashboard.domain.Counts;
import org.sanhao.server.dashboard.domain.Outline;
import org.sanhao.server.dashboard.domain.Programme;
import org.sanhao.server.dashboard.store.InstitutionRows;
import org.sanhao.server.dashboard.store.InstitutionRows.Filter;
import org.sanhao.server.dashboard.store.InstitutionRows.Order;
import org.sanhao.server.dashboard.store.InstitutionRows.Row;
import org.sanhao.server.dashboard.store.InstitutionRows.Wish;
import org.sanhao.server.dashboard.store.ProgressReads;
import org.sanhao.server.dashboard.store.ProgressReads.Child;
import org.sanhao.server.dashboard.store.ProgressReads.Ranked;
import org.sanhao.server.dashboard.store.ProgressStore.ClauseNow;
import org.sanhao.server.dashboard.store.SourceStore;
import org.sanhao.server.dashboard.store.SourceStore.JudgementSource;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/** Reads for the pages. Each call is one read transaction of the caller's scope. */
@Service
public class ProgressPages {
    private final ScopedTransactions transactions;
    private final ProgressReads reads;
    private final InstitutionRows rows;
    private final SourceStore source;
    private final Units units;
    private final Packs packs;
    private final Outlines outlines;
    private final BusinessClock clock;

    ProgressPages(
            ScopedTransactions transactions,
            ProgressReads reads,
            InstitutionRows rows,
            SourceStore source,
            Units units,
            Packs packs,
            Outlines outlines,
            BusinessClock clock) {
        this.transactions = transactions;
        this.reads = reads;
        this.rows = rows;
        this.source = source;
        this.units = units;
        this.packs = packs;
        this.outlines = outlines;
        this.clock = clock;
    }

    /** A programme with what it comes to where the caller stands. */
    public record Known(Programme programme, PackRef newest, Map<String, Counts> sums) {}

    /** Everything on one progress page. */
    public record Overview(
            Programme programme,
            PackRef newest,
            Unit unit,
            List<Unit> above,
            @Nullable UUID enrolment,
            @Nullable LocalDate firstDay,
            Map<String, Counts> sums,
            List<Outline.Part> parts,
            List<Child> children,
            Map<String, Map<String, Counts>> below,
            Map<LocalDate, Counts> course) {}

    /** An institution's clauses. */
    public record Sheet(
            Row row,
            PackRef pack,
            TierRules rules,
            Outline outline,
            List<Unit> above,
            Map<String, ClauseNow> effective,
            Map<String, JudgementSource> self) {}

    /** What waits for a level; {@code level} is that of the unit asked about. */
    public record Desk(
            String level,
            List<Row> held,
            List<Row> toFile,
            List<Wish> wishes,
            List<Row> news,
            List<Known> programmes) {}

    public List<Known> programmes(Scope scope, String path) {
        return transactions.reading(scope, () -> known(path));
    }

    private List<Known> known(String path) {
        return reads.programmes(path).stream()
                .flatMap(programme -> newest(reads.standards(programme, path).keySet())
                        .map(pack -> new Known(programme, pack, reads.sums(programme, path, null)))
                        .stream())
                .toList();
    }

    private static Optional<PackRef> newest(Collection<PackRef> packs) {
        return packs.stream().max(java.util.Comparator.comparing(PackRef::version));
    }

    /**
     * One unit's page.
     *
     * @param unit within the scope; null is the caller's own
     * @param day the end of a past day, or null for now
     * @return refused as NOT_FOUND outside the scope or when nobody there takes part, PROGRESS_DAY_UNKNOWN before the first
     *     day kept
     */
    public Outcome<Overview> overview(
            Scope scope, String own, Programme programme, @Nullable UUID unit, @Nullable LocalDate day) {
        return transactions.reading(scope, () -> {
            var node = node(scope, own, unit);
            if (node.isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            var path = node.get().scopePath();
            var standards = reads.standards(programme, path);
            if (standards.isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            var first = reads.firstDay(programme, path).orElse(null);
            if (day != null && (first == null || day.isBefore(first) || !day.isBefore(clock.today()))) {
                return Refusal.of(ErrorCode.PROGRESS_DAY_UNKNOWN, String.valueOf(day))
                        .allowedFrom(first == null ? clock.today() : first)
                        .asOutcome();
            }
            var sums = reads.sums(programme, path, day);
            var course = new LinkedHashMap<>(reads.course(programme, path, months(first, day)));
            if (day == null) {
                course.put(clock.today(), sums.getOrDefault(Outline.WHOLE, Counts.NONE));
            }
            return Outcome.done(new Overview(
                    programme,
                    newest(standards.keySet()).orElseThrow(),
                    node.get(),
                    above(scope, node.get(), own),
                    reads.enrolmentAt(programme, path).orElse(null),
                    first,
                    sums,
                    parts(standards),
                    reads.children(programme, path),
                    reads.sumsBelow(programme, path, day),
                    course));
        });
    }

    /** The last days of the months that have ended, from the first kept one on, at most a year back; then {@code until}. */
    private List<LocalDate> months(@Nullable LocalDate first, @Nullable LocalDate until) {
        var days = new ArrayList<LocalDate>();
        if (first == null) {
            return days;
        }
        var end = until == null ? clock.today() : until;
        var month = YearMonth.from(end).minusMonths(11);
        for (; month.isBefore(YearMonth.from(end)); month = month.plusMonths(1)) {
            if (!month.atEndOfMonth().isBefore(first)) {
                days.add(month.atEndOfMonth());
            }
        }
        if (until != null) {
            days.add(until);
        }
        return days;
    }

    private List<Outline.Part> parts(Map<PackRef, List<String>> standards) {
        var all = new ArrayList<Outline>();
        standards.forEach(
                (pack, types) -> types.forEach(type -> outlines.of(pack, type).ifPresent(all::add)));
        return Outline.union(all);
    }

    private Optional<Unit> node(Scope scope, String own, @Nullable UUID unit) {
        return Optional.ofNullable(unit)
                .or(() -> reads.unitAt(own))
                .flatMap(id -> units.find(scope, AsOf.NOW, new UnitId(id)))
                .filter(found -> scope.covers(found.scopePath()));
    }

    /** Units above, down from the caller's own; empty at the caller's own. */
    private List<Unit> above(Scope scope, Unit unit, String own) {
        return units.above(scope, unit.id()).stream()
                .filter(each -> each.scopePath().startsWith(own))
                .toList()
                .reversed();
    }

    public Outcome<Page<Row>> institutions(
            Scope scope,
            String own,
            Programme programme,
            @Nullable UUID unit,
            Filter filter,
            Order order,
            boolean descending,
            @Nullable String cursor,
            int limit) {
        var after = Cursor.parse(cursor, order.part(), Cursor.Part.ID);
        return transactions.reading(scope, () -> {
            var node = node(scope, own, unit);
            return node.isEmpty()
                    ? Refusal.of(ErrorCode.NOT_FOUND).asOutcome()
                    : Outcome.done(rows.institutions(
                            programme, node.get().scopePath(), filter, order, descending, after, limit));
        });
    }

    /** Sums by part of the institutions of a list. */
    public Map<String, Map<String, Counts>> parts(Scope scope, Programme programme, List<Row> rows) {
        return transactions.reading(
                scope,
                () -> reads.parts(programme, rows.stream().map(Row::scopePath).toList()));
    }

    public Outcome<List<Ranked>> ranking(Scope scope, String own, Programme programme, String level, int limit) {
        return transactions.reading(scope, () -> Outcome.done(reads.ranking(programme, level, own, limit)));
    }

    /** The clauses of one institution with the grade that counts, now or at the end of a past day. */
    public Outcome<Sheet> sheet(Scope scope, String own, UUID enrolment, @Nullable LocalDate day) {
        return transactions.reading(scope, () -> {
            var row = rows.institution(enrolment).orElse(null);
            if (row == null) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (day != null && !day.isBefore(clock.today())) {
                return Refusal.of(ErrorCode.PROGRESS_DAY_UNKNOWN, String.valueOf(day))
                        .asOutcome();
            }
            var pack = packs.get(row.pack());
            var rules = pack.rulesFor(row.unitType()).orElseThrow();
            var judgements = new HashMap<String, List<JudgementSource>>();
            var sources = day == null
                    ? source.judgements(enrolment, null)
                    : source.judgementsOfAt(enrolment, BusinessZone.startOf(day.plusDays(1)));
            sources.forEach(each -> judgements
                    .computeIfAbsent(each.clause(), key -> new ArrayList<>())
                    .add(each));
            var effective = new HashMap<String, ClauseNow>();
            var self = new HashMap<String, JudgementSource>();
            judgements.forEach((clause, all) -> {
                var now = ProgressKeeper.now(pack.pack(), rules, clause, all);
                if (now != null) {
                    effective.put(clause, now);
                }
                all.stream().filter(each -> each.level().equals("institution")).forEach(each -> self.put(clause, each));
            });
            var unit = units.find(scope, AsOf.NOW, new UnitId(row.unit())).orElseThrow();
            return Outcome.done(new Sheet(
                    row,
                    row.pack(),
                    rules,
                    outlines.of(row.pack(), row.unitType()).orElseThrow(),
                    above(scope, unit, own),
                    effective,
                    self));
        });
    }

    /**
     * What waits for the unit at a path. Wishes to leave clauses out wait at the level the pack names; a level above it
     * rules only for the units directly below.
     */
    public Optional<Desk> desk(Scope scope, String own, int limit) {
        return transactions.reading(
                scope,
                () -> node(scope, own, null).map(unit -> {
                    var level = unit.level().code();
                    var known = known(own);
                    boolean rules = known.stream()
                            .map(each -> packs.get(each.newest()).pack().notApplicable())
                            .anyMatch(rule ->
                                    rule != null && rule.approve().name().equals(level));
                    return new Desk(
                            level,
                            rows.heldAt(level, limit),
                            rows.toFile(level, limit),
                            rows.wishes(rules ? null : own, limit),
                            rows.news(8),
                            known);
                }));
    }
}
