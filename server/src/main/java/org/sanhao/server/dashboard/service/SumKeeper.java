package org.sanhao.server.dashboard.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.sanhao.server.dashboard.domain.Counts;
import org.sanhao.server.dashboard.domain.Programme;
import org.sanhao.server.dashboard.store.ProgressStore;
import org.sanhao.server.dashboard.store.SumStore;
import org.springframework.stereotype.Component;

/** Keeps sums right when units come and go. */
@Component
class SumKeeper {
    private final SumStore sums;
    private final ProgressStore progress;
    private final ProgressKeeper keeper;

    SumKeeper(SumStore sums, ProgressStore progress, ProgressKeeper keeper) {
        this.sums = sums;
        this.progress = progress;
        this.keeper = keeper;
    }

    /** The paths above one, nearest first; the line itself is none. */
    static List<String> above(String path) {
        var above = new ArrayList<String>();
        int end = path.length() - 1;
        int first = path.indexOf('/');
        while ((end = path.lastIndexOf('/', end - 1)) > first) {
            above.add(path.substring(0, end + 1));
        }
        return above;
    }

    /**
     * Adds units up again from what lies below them, while nothing is folded.
     *
     * @param paths deepest first
     */
    void addUp(List<String> paths) {
        sums.awaitTurn();
        for (var programme : sums.programmes(paths)) {
            for (var path : paths) {
                addUp(programme, path);
            }
        }
    }

    private void addUp(Programme programme, String path) {
        var expected = sums.below(programme, path);
        // An institution's own row, held: what it says and what of that still waits to be folded belong together.
        progress.at(programme, path)
                .flatMap(found -> progress.hold(found.enrolment()))
                .ifPresent(own -> {
                    keeper.tally(own).forEach((part, counts) -> expected.merge(part, counts, Counts::plus));
                    sums.waiting(programme, path)
                            .forEach((part, counts) -> expected.merge(part, Counts.NONE.minus(counts), Counts::plus));
                });
        var held = sums.folded(programme, path);
        var parts = new HashSet<>(expected.keySet());
        parts.addAll(held.keySet());
        for (var part : parts) {
            var off = Optional.ofNullable(expected.get(part))
                    .orElse(Counts.NONE)
                    .minus(held.getOrDefault(part, Counts.NONE));
            if (!off.isNone()) {
                sums.correct(programme, path, part, off);
            }
        }
    }
}
