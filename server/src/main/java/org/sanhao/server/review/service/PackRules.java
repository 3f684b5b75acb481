package org.sanhao.server.review.service;

import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Share;
import org.sanhao.kernel.WorkingCalendar;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.ReviewRoute;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.domain.CaseRules;
import org.sanhao.server.review.domain.Reapplication.YearlyWindow;
import org.sanhao.server.review.domain.Route;

/** What a pack says of cases, in the machine's words. A pack that leaves a figure open gets the widest reading. */
final class PackRules {
    /** Where a pack sets no limit of its own for a supplement, a notice or an answer. */
    private static final int OPEN_LIMIT = 5;

    /** Where a pack lets a level sample and names no number: every fifth. */
    private static final Share OPEN_SAMPLE = Share.percent(20);

    private PackRules() {}

    /** How many clauses a level that samples looks at. */
    static Share sample(Pack pack, Id tier, Level level) {
        var route = pack.review().get(tier);
        return route == null
                ? OPEN_SAMPLE
                : route.stages().stream()
                        .filter(stage -> stage.level().name().equals(level.code()))
                        .map(ReviewRoute.Stage::share)
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElse(OPEN_SAMPLE);
    }

    static CaseRules of(Pack pack) {
        var supplement = pack.supplement();
        var notice = pack.publicNotice();
        var objection = notice == null ? null : notice.objection();
        var validity = pack.validity();
        var reapply = pack.reapply();
        return new CaseRules(
                pack.tiers().stream().map(tier -> tier.id().name()).toList(),
                supplement == null ? OPEN_LIMIT : supplement.limitWorkingDays(),
                supplement == null || supplement.oncePerLevel(),
                notice == null ? OPEN_LIMIT : notice.workingDays(),
                objection == null || objection.answerWorkingDays() == null ? OPEN_LIMIT : objection.answerWorkingDays(),
                validity == null ? 1 : validity.years(),
                reapply == null ? null : reapply.after(),
                WorkingCalendar::after);
    }

    /** The route of a tier over the levels that stand above the institution. */
    static Route route(Pack pack, Id tier, List<Level> present) {
        ReviewRoute written = pack.review().get(tier);
        if (written == null) {
            throw new IllegalArgumentException("no route for " + tier);
        }
        var legs = new ArrayList<Route.Leg>();
        for (var stage : written.stages()) {
            if (stage.extent() != ReviewRoute.Extent.RECORD) {
                legs.add(new Route.Leg(
                        Level.of(stage.level().name()),
                        stage.extent() == ReviewRoute.Extent.FULL ? Route.Extent.FULL : Route.Extent.SAMPLE,
                        stage.workingDays()));
            }
        }
        var record = written.record();
        return Route.over(
                legs, Level.of(written.decidedAt().name()), record == null ? null : Level.of(record.name()), present);
    }

    /** The part of every year in which applications are taken, or null for the whole year. */
    static @Nullable YearlyWindow window(Pack pack, int year) {
        var reapply = pack.reapply();
        if (reapply == null || reapply.window() == null) {
            return null;
        }
        var first = reapply.window().firstDay(year);
        var last = reapply.window().lastDay(year);
        return first == null || last == null ? null : new YearlyWindow(MonthDay.from(first), MonthDay.from(last));
    }
}
