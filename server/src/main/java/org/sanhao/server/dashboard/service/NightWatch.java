package org.sanhao.server.dashboard.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.server.assessment.Recount;
import org.sanhao.server.dashboard.domain.Counts;
import org.sanhao.server.dashboard.domain.Difference;
import org.sanhao.server.dashboard.store.ProgressStore;
import org.sanhao.server.dashboard.store.SourceStore;
import org.sanhao.server.dashboard.store.SumStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The night's work: closes the days that have ended, compares every row with the facts, repairs what differs and reports
 * every difference. A difference is never normal; it is a fault of ours or somebody's hand in the database.
 */
@Component
class NightWatch {
    private static final Logger LOG = LoggerFactory.getLogger(NightWatch.class);

    private final ScopedTransactions transactions;
    private final SourceStore source;
    private final ProgressStore progress;
    private final SumStore sums;
    private final ProgressKeeper keeper;
    private final ProgressWorker worker;
    private final PastDays pastDays;
    private final BusinessClock clock;
    private final Recount recount;
    private final Standings standings;

    NightWatch(
            ScopedTransactions transactions,
            SourceStore source,
            ProgressStore progress,
            SumStore sums,
            ProgressKeeper keeper,
            ProgressWorker worker,
            PastDays pastDays,
            BusinessClock clock,
            Recount recount,
            Standings standings) {
        this.transactions = transactions;
        this.source = source;
        this.progress = progress;
        this.sums = sums;
        this.keeper = keeper;
        this.worker = worker;
        this.pastDays = pastDays;
        this.clock = clock;
        this.recount = recount;
        this.standings = standings;
    }

    /** Closes yesterday and every day before it that is still open; nothing to do is the usual answer. */
    void closeDays() {
        var yesterday = clock.today().minusDays(1);
        var last = system(sums::lastClosed);
        if (last.isPresent() && !last.get().isBefore(yesterday)) {
            return;
        }
        for (var day : system(() -> source.daysWithFacts(last.orElse(null), clock.today()))) {
            pastDays.keep(day);
            system(() -> {
                sums.close(day, clock.now(), 0, 0);
                return day;
            });
        }
        var differences = compare();
        int compared = system(() -> progress.campaigns().size());
        system(() -> {
            sums.close(yesterday, clock.now(), compared, differences.size());
            return yesterday;
        });
    }

    /** Compares everything with the facts and repairs it; the answer is what was wrong. */
    List<Difference> compare() {
        worker.settle();
        var found = new ArrayList<Difference>();
        var campaigns = new TreeSet<UUID>();
        system(() -> campaigns.addAll(source.campaigns()));
        system(() -> campaigns.addAll(progress.campaigns()));
        for (var campaign : campaigns) {
            var enrolments = new TreeSet<UUID>();
            system(() -> enrolments.addAll(source.enrolmentsOf(campaign).stream()
                    .map(each -> each.enrolment())
                    .toList()));
            system(() -> enrolments.addAll(
                    progress.of(campaign).stream().map(each -> each.enrolment()).toList()));
            for (var enrolment : enrolments) {
                found.addAll(system(() -> keeper.compare(enrolment)));
            }
        }
        worker.settle();
        found.addAll(tiers());
        for (var campaign : campaigns) {
            found.addAll(system(() -> leaves(campaign)));
        }
        found.addAll(system(this::branches));
        if (!found.isEmpty()) {
            LOG.warn("progress differed from the facts in {} places and was repaired", found.size());
            system(() -> {
                found.forEach(each -> sums.report(clock.now(), each));
                return found.size();
            });
            worker.settle();
        }
        return found;
    }

    /**
     * The tiers shown against a recount of all answers. Answers arrive meanwhile: what looks different is worked out once
     * more, by itself and with its row held, before it is called a difference.
     */
    private List<Difference> tiers() {
        var shown = system(progress::tiers);
        var doubtful = new ArrayList<UUID>();
        recount.tiers(Scope.SYSTEM, each -> {
            var enrolment = each.enrolment().value();
            var tier =
                    each.evaluation().reached().map(found -> found.id().name()).orElse(null);
            if (shown.containsKey(enrolment) && !Objects.equals(shown.get(enrolment), tier)) {
                doubtful.add(enrolment);
            }
        });
        var found = new ArrayList<Difference>();
        doubtful.forEach(enrolment -> system(() -> progress.hold(enrolment).map(held -> {
            var before = progress.judged(enrolment).orElse(null);
            var expected = standings.of(held);
            if (before != null && !before.equals(expected)) {
                found.add(new Difference(
                        "enrolment", enrolment + " tier", expected.toString(), before.toString(), held.scopePath()));
                progress.judged(enrolment, expected);
            }
            return held;
        })));
        return found;
    }

    /** An institution's own sums against its rows. */
    private List<Difference> leaves(UUID campaign) {
        sums.awaitTurn();
        var found = new ArrayList<Difference>();
        for (var each : progress.of(campaign)) {
            progress.hold(each.enrolment()).ifPresent(held -> {
                var shown = new HashMap<>(sums.folded(held.programme(), held.scopePath()));
                sums.waiting(held.programme(), held.scopePath())
                        .forEach((part, counts) -> shown.merge(part, counts, Counts::plus));
                sums.below(held.programme(), held.scopePath())
                        .forEach((part, counts) -> shown.merge(part, Counts.NONE.minus(counts), Counts::plus));
                var expected = keeper.tally(held);
                var parts = new HashSet<>(expected.keySet());
                parts.addAll(shown.keySet());
                for (var part : parts) {
                    var wanted = expected.getOrDefault(part, Counts.NONE);
                    var have = shown.getOrDefault(part, Counts.NONE);
                    if (!wanted.equals(have)) {
                        found.add(sum(held.enrolment() + " " + part, wanted, have, held.scopePath()));
                        sums.correct(held.programme(), held.scopePath(), part, wanted.minus(have));
                    }
                }
            });
        }
        return found;
    }

    /** Every unit above against what lies below it, from the bottom up. */
    private List<Difference> branches() {
        sums.awaitTurn();
        var found = new ArrayList<Difference>();
        for (var off = sums.off(); !off.isEmpty(); off = sums.off()) {
            int deepest = off.getFirst().scopePath().length();
            off.stream().filter(each -> each.scopePath().length() == deepest).forEach(each -> {
                found.add(sum(each.scopePath() + " " + each.part(), each.expected(), each.held(), each.scopePath()));
                sums.correct(
                        each.programme(),
                        each.scopePath(),
                        each.part(),
                        each.expected().minus(each.held()));
            });
        }
        return found;
    }

    private static Difference sum(String subject, Counts expected, Counts found, String scopePath) {
        return new Difference("sum", subject, expected.toString(), found.toString(), scopePath);
    }

    private <T> T system(java.util.function.Supplier<T> work) {
        return transactions.within(Scope.SYSTEM, work);
    }
}
