package org.sanhao.lang.pack.check;

import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Level;
import org.sanhao.lang.pack.ReviewRoute;
import org.sanhao.lang.pack.rule.Vocabulary;
import org.sanhao.lang.pack.source.Fault;

/** The ladder ascends its line; a case climbs it and is decided where the last reviewing level sits. */
final class LadderAndReview {
    private final Examination examination;

    private LadderAndReview(Examination examination) {
        this.examination = examination;
    }

    static void examine(Examination examination) {
        var rule = new LadderAndReview(examination);
        if (!rule.ladder()) {
            return;
        }
        var pack = examination.pack();
        for (var tier : pack.tiers()) {
            if (!pack.review().containsKey(tier.id())) {
                examination.report(Fault.ROUTE_MISSING, "review", tier.id());
            }
        }
        pack.review().forEach(rule::route);
    }

    private boolean ladder() {
        var pack = examination.pack();
        var line = Vocabulary.ONE.lines().get(pack.line());
        if (line == null) {
            return false;
        }
        var words = String.join("、", line.stream().map(Level::toString).toList());
        Level before = null;
        boolean ascends = true;
        for (int i = 0; i < pack.ladder().size(); i++) {
            var level = pack.ladder().get(i);
            var path = "ladder[" + i + "]";
            if (!line.contains(level)) {
                examination.report(Fault.LEVEL_NOT_ON_LINE, path, pack.line(), level, words);
                ascends = false;
                continue;
            }
            if (before != null && line.indexOf(before) > line.indexOf(level)) {
                examination.report(Fault.LADDER_ORDER, path, before, level, words);
                ascends = false;
            }
            before = level;
        }
        return ascends;
    }

    private void route(Id tier, ReviewRoute route) {
        var pack = examination.pack();
        var path = "review." + tier;
        Level before = null;
        Level last = null;
        for (int i = 0; i < route.stages().size(); i++) {
            var stage = route.stages().get(i);
            int rung = pack.rung(stage.level());
            if (rung < 0) {
                return;
            }
            var at = path + ".stages[" + i + "].level";
            if (rung == 0) {
                examination.report(Fault.REVIEWS_ITSELF, at, stage.level());
            }
            if (before != null && pack.rung(before) >= rung) {
                examination.report(Fault.STAGES_ORDER, at, stage.level(), before);
            }
            before = stage.level();
            if (stage.extent() != ReviewRoute.Extent.RECORD) {
                last = stage.level();
            }
        }
        if (pack.rung(route.decidedAt()) < 0) {
            return;
        }
        if (!route.decidedAt().equals(last)) {
            examination.report(
                    Fault.DECIDED_ELSEWHERE, path + ".decided-at", tier, route.decidedAt(), last == null ? "-" : last);
        }
        var record = route.record();
        if (record != null && pack.rung(record) >= 0 && pack.rung(record) <= pack.rung(route.decidedAt())) {
            examination.report(Fault.RECORD_BELOW, path + ".record", record, route.decidedAt());
        }
    }
}
