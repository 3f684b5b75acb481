package org.sanhao.server.dashboard.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.ReviewRoute;
import org.sanhao.lang.pack.ShareRule;
import org.sanhao.server.dashboard.domain.Counts;
import org.sanhao.server.dashboard.domain.Outline;
import org.sanhao.server.dashboard.domain.Step;
import org.sanhao.server.dashboard.service.Outlines;
import org.sanhao.server.dashboard.service.ProgressPages.Known;
import org.sanhao.server.dashboard.service.ProgressPages.Overview;
import org.sanhao.server.dashboard.service.ProgressPages.Sheet;
import org.sanhao.server.dashboard.store.InstitutionRows.Row;
import org.sanhao.server.dashboard.store.ProgressReads.Child;
import org.sanhao.server.dashboard.store.ProgressReads.Ranked;
import org.sanhao.server.dashboard.web.ProgressViews.ChildView;
import org.sanhao.server.dashboard.web.ProgressViews.ClauseView;
import org.sanhao.server.dashboard.web.ProgressViews.ClausesView;
import org.sanhao.server.dashboard.web.ProgressViews.CountsView;
import org.sanhao.server.dashboard.web.ProgressViews.InstitutionRow;
import org.sanhao.server.dashboard.web.ProgressViews.OriginView;
import org.sanhao.server.dashboard.web.ProgressViews.PartView;
import org.sanhao.server.dashboard.web.ProgressViews.PointView;
import org.sanhao.server.dashboard.web.ProgressViews.ProgrammeView;
import org.sanhao.server.dashboard.web.ProgressViews.ProgressView;
import org.sanhao.server.dashboard.web.ProgressViews.RankedView;
import org.sanhao.server.dashboard.web.ProgressViews.StepView;
import org.sanhao.server.dashboard.web.ProgressViews.StuckView;
import org.sanhao.server.dashboard.web.ProgressViews.TargetView;
import org.sanhao.server.dashboard.web.ProgressViews.TierView;
import org.sanhao.server.dashboard.web.ProgressViews.UnitView;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.pack.Packs;
import org.springframework.stereotype.Component;

/** Puts what was read into the shape of the pages. */
@Component
class ProgressReader {
    private final Packs packs;
    private final Outlines outlines;
    private final BusinessClock clock;

    ProgressReader(Packs packs, Outlines outlines, BusinessClock clock) {
        this.packs = packs;
        this.outlines = outlines;
        this.clock = clock;
    }

    ProgrammeView programme(Known known) {
        var pack = packs.get(known.newest()).pack();
        var steps = new LinkedHashMap<String, Integer>();
        steps(pack, known.sums()).forEach(step -> steps.put(step.step(), step.institutions()));
        return new ProgrammeView(
                known.programme().packId(),
                known.programme().edition(),
                title(pack, known.programme().edition()),
                pack.sample(),
                known.sums().getOrDefault(Outline.WHOLE, Counts.NONE).institutions(),
                steps);
    }

    static String title(Pack pack, int edition) {
        return pack.title().zh() + "（" + edition + "年）";
    }

    ProgressView overview(Overview found, @Nullable LocalDate day) {
        var pack = packs.get(found.newest()).pack();
        return new ProgressView(
                found.programme().packId(),
                found.programme().edition(),
                title(pack, found.programme().edition()),
                pack.sample(),
                view(found.unit()),
                found.above().stream().map(ProgressReader::view).toList(),
                found.enrolment(),
                day,
                found.firstDay(),
                clock.today(),
                day == null ? clock.now() : BusinessZone.startOf(day.plusDays(1)),
                CountsView.of(found.sums().getOrDefault(Outline.WHOLE, Counts.NONE)),
                steps(pack, found.sums()),
                found.parts().stream().map(ProgressReader::view).toList(),
                found.children().stream().map(child -> child(found, child)).toList(),
                new TreeMap<>(found.course())
                        .entrySet().stream()
                                .map(point -> new PointView(
                                        point.getKey(),
                                        point.getValue().reachC(),
                                        point.getValue().base()))
                                .toList(),
                target(pack),
                pack.tiers().stream()
                        .map(tier -> new TierView(tier.id().name(), tier.title().zh()))
                        .toList());
    }

    /** The steps of the funnel: those every institution takes, and one for each level that judges on some route. */
    private static List<StepView> steps(Pack pack, Map<String, Counts> sums) {
        var judging = new LinkedHashSet<String>();
        pack.review()
                .values()
                .forEach(route -> route.stages().stream()
                        .filter(stage -> stage.extent() != ReviewRoute.Extent.RECORD)
                        .forEach(stage -> judging.add(stage.level().name())));
        var views = new ArrayList<StepView>();
        for (var step : Step.ALL) {
            var level = Step.levelOf(step);
            if (level == null || judging.contains(level.code())) {
                views.add(new StepView(
                        step,
                        level == null ? null : level.code(),
                        sums.getOrDefault(Step.part(step), Counts.NONE).institutions()));
            }
        }
        return views;
    }

    private static ChildView child(Overview found, Child child) {
        var sums = found.below().getOrDefault(child.scopePath(), Map.of());
        var whole = sums.getOrDefault(Outline.WHOLE, Counts.NONE);
        int started = sums.getOrDefault(Step.part(Step.STARTED), Counts.NONE).institutions();
        Map<String, List<Integer>> lack = null;
        if (started > 0) {
            lack = new LinkedHashMap<>();
            for (var grade : List.of(Grade.C, Grade.B, Grade.A)) {
                lack.put(
                        grade.wire(),
                        found.parts().stream()
                                .map(part -> lack(sums.getOrDefault(part.code(), Counts.NONE), grade.wire()))
                                .toList());
            }
        }
        return new ChildView(
                child.unit(), child.name(), child.level(), child.enrolment(), started, CountsView.of(whole), lack);
    }

    static int lack(Counts counts, @Nullable String grade) {
        return switch (grade == null ? "C" : grade) {
            case "A" -> counts.lackA();
            case "B" -> counts.lackB();
            default -> counts.lackC();
        };
    }

    /** What the lowest tier open to everybody asks of clauses at C: the line to reach. */
    private static @Nullable TargetView target(Pack pack) {
        for (var tier : pack.tiers()) {
            if (tier.eligible() != null) {
                continue;
            }
            for (var rule : tier.require()) {
                if (rule.grade() == ShareRule.Letter.C) {
                    var share = rule.atLeast();
                    return new TargetView(
                            tier.title().zh(), rule.zh(), Math.toIntExact(share.num() * 100 / share.den()));
                }
            }
        }
        return null;
    }

    /** A row of the list; {@code parts} are its sums by part. */
    InstitutionRow row(Row row, Map<String, Counts> parts, @Nullable String lack) {
        var pack = packs.get(row.pack()).pack();
        var titles = outlines.of(row.pack(), row.unitType()).map(Outline::parts).orElse(Map.of());
        var stuck = row.counts().untouched() > 0
                ? List.<StuckView>of()
                : titles.values().stream()
                        .map(part -> new StuckView(
                                part.code(), part.title(), lack(parts.getOrDefault(part.code(), Counts.NONE), lack)))
                        .filter(part -> part.lack() > 0)
                        .sorted(Comparator.comparingInt(StuckView::lack).reversed())
                        .limit(2)
                        .toList();
        var started = row.startedOn();
        return new InstitutionRow(
                row.enrolment(),
                row.unit(),
                row.unitName(),
                row.target(),
                tier(pack, row.target()),
                row.tierReached(),
                tier(pack, row.tierReached()),
                row.state(),
                row.heldAt(),
                row.caseId(),
                started,
                started == null ? 0 : Math.toIntExact(ChronoUnit.MONTHS.between(started, clock.today())),
                row.gap(),
                row.gapC(),
                row.gapB(),
                row.gapA(),
                CountsView.of(row.counts()),
                stuck,
                row.due(),
                row.lastAt());
    }

    String tierTitle(PackRef pack, @Nullable String tier) {
        var title = tier(packs.get(pack).pack(), tier);
        return title == null ? "" : title;
    }

    private static @Nullable String tier(Pack pack, @Nullable String tier) {
        var id = tier == null ? null : Id.parse(tier);
        return id == null
                ? null
                : pack.tier(id).map(found -> found.title().zh()).orElse(null);
    }

    RankedView ranked(Ranked ranked, String level) {
        return new RankedView(new UnitView(ranked.unit(), ranked.name(), level), CountsView.of(ranked.counts()));
    }

    ClausesView clauses(Sheet sheet, @Nullable String part, @Nullable String lack, @Nullable LocalDate day) {
        var pack = packs.get(sheet.pack());
        var floor = lack == null ? null : Grade.valueOf(lack);
        var rows = new ArrayList<ClauseView>();
        var tallied = new java.util.HashMap<String, Grade>();
        sheet.effective().forEach((clause, now) -> tallied.put(clause, now.grade()));
        for (var clause : sheet.rules().clauses()) {
            var code = clause.code().code();
            var in = sheet.outline().partOf().getOrDefault(code, "");
            var now = sheet.effective().get(code);
            var grade = now == null ? Grade.NONE : now.grade();
            if ((part != null && !part.equals(in)) || (floor != null && (grade == Grade.NA || grade.reaches(floor)))) {
                continue;
            }
            var self = sheet.self().get(code);
            rows.add(new ClauseView(
                    code,
                    clause.title(),
                    in,
                    clause.kinds().stream().map(kind -> kind.zh()).sorted().toList(),
                    grade.wire(),
                    self == null ? "none" : self.grade().wire(),
                    now == null || now.level() == null || now.look() == null
                            ? null
                            : new OriginView(now.level(), now.look(), now.version(), now.at()),
                    now != null && now.naOpen()));
        }
        return new ClausesView(
                row(sheet.row(), sheet.outline().tally(tallied), lack),
                pack.pack().title().zh(),
                sheet.rules().standard().sample(),
                sheet.pack().version(),
                pack.hash(),
                sheet.above().stream().map(ProgressReader::view).toList(),
                sheet.outline().parts().values().stream()
                        .map(ProgressReader::view)
                        .toList(),
                day,
                rows);
    }

    private static UnitView view(Unit unit) {
        return new UnitView(unit.id().value(), unit.name(), unit.level().code());
    }

    private static PartView view(Outline.Part part) {
        return new PartView(part.code(), part.title(), part.group());
    }
}
