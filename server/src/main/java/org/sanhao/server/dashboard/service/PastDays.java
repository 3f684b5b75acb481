package org.sanhao.server.dashboard.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.lang.pack.Grade;
import org.sanhao.server.dashboard.domain.Counts;
import org.sanhao.server.dashboard.domain.Outline;
import org.sanhao.server.dashboard.domain.Programme;
import org.sanhao.server.dashboard.domain.Step;
import org.sanhao.server.dashboard.store.SourceStore;
import org.sanhao.server.dashboard.store.SourceStore.CaseSource;
import org.sanhao.server.dashboard.store.SourceStore.EnrolmentSource;
import org.sanhao.server.dashboard.store.SourceStore.JudgementSource;
import org.sanhao.server.dashboard.store.SumStore;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Component;

/** Works out the sums of a day that has ended, from the facts as they stood at its end. */
@Component
class PastDays {
    private final ScopedTransactions transactions;
    private final SourceStore source;
    private final SumStore sums;
    private final Outlines outlines;
    private final Packs packs;

    PastDays(ScopedTransactions transactions, SourceStore source, SumStore sums, Outlines outlines, Packs packs) {
        this.transactions = transactions;
        this.source = source;
        this.sums = sums;
        this.outlines = outlines;
        this.packs = packs;
    }

    /** Keeps the sums of every unit at the end of a day; doing it again changes nothing. */
    void keep(LocalDate day) {
        var end = BusinessZone.startOf(day.plusDays(1));
        var branches = new HashMap<Programme, Map<String, Map<String, Counts>>>();
        for (var campaign : system(source::campaigns)) {
            system(() -> keep(campaign, day, end, branches));
        }
        branches.forEach((programme, byPath) -> system(() -> {
            byPath.forEach((path, tally) -> sums.keep(programme, day, path, tally));
            return byPath.size();
        }));
    }

    private int keep(
            UUID campaign, LocalDate day, Instant end, Map<Programme, Map<String, Map<String, Counts>>> branches) {
        var enrolments = source.enrolmentsOf(campaign).stream()
                .filter(each -> each.at().isBefore(end))
                .toList();
        if (enrolments.isEmpty()) {
            return 0;
        }
        var judgements = new HashMap<UUID, Map<String, List<JudgementSource>>>();
        source.judgementsAt(
                campaign,
                end,
                each -> judgements
                        .computeIfAbsent(each.enrolment(), key -> new HashMap<>())
                        .computeIfAbsent(each.clause(), key -> new ArrayList<>())
                        .add(each));
        var cases = new HashMap<UUID, CaseSource>();
        source.casesAt(campaign, end).forEach(each -> cases.put(each.enrolment(), each));
        for (var enrolment : enrolments) {
            var tally = tally(
                    enrolment,
                    judgements.getOrDefault(enrolment.enrolment(), Map.of()),
                    cases.get(enrolment.enrolment()));
            sums.keep(enrolment.programme(), day, enrolment.scopePath(), tally);
            var above = branches.computeIfAbsent(enrolment.programme(), key -> new HashMap<>());
            for (var path : SumKeeper.above(enrolment.scopePath())) {
                var sum = above.computeIfAbsent(path, key -> new HashMap<>());
                tally.forEach((part, counts) -> sum.merge(part, counts, Counts::plus));
            }
        }
        return enrolments.size();
    }

    /** What an institution came to, with a zero for every step it has not behind it: a step can be lost again. */
    private Map<String, Counts> tally(
            EnrolmentSource enrolment, Map<String, List<JudgementSource>> judgements, @Nullable CaseSource found) {
        var pack = packs.get(enrolment.pack());
        var tiers = pack.rulesFor(enrolment.unitType()).orElse(null);
        var outline = outlines.of(enrolment.pack(), enrolment.unitType()).orElse(null);
        if (tiers == null || outline == null) {
            return Map.of();
        }
        var grades = new HashMap<String, Grade>();
        judgements.forEach((clause, each) -> {
            var now = ProgressKeeper.now(pack.pack(), tiers, clause, each);
            if (now != null) {
                grades.put(clause, now.grade());
            }
        });
        var tally = outline.tally(grades);
        boolean begun = tally.getOrDefault(Outline.WHOLE, Counts.NONE).untouched() == 0;
        var steps = found == null
                ? Step.behind(begun, "Preparing", null, List.of())
                : Step.behind(begun, found.state(), found.heldAt(), found.judging());
        Step.ALL.forEach(step -> tally.put(Step.part(step), steps.contains(step) ? Counts.INSTITUTION : Counts.NONE));
        return tally;
    }

    private <T> T system(java.util.function.Supplier<T> work) {
        return transactions.within(Scope.SYSTEM, work);
    }
}
