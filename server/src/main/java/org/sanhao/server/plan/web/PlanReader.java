package org.sanhao.server.plan.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.access.Acting;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.pack.PublishedPack;
import org.sanhao.server.plan.CreationPlan;
import org.sanhao.server.plan.CreationPlans;
import org.sanhao.server.plan.CreationPlans.Change;
import org.sanhao.server.plan.CreationPlans.Kept;
import org.sanhao.server.plan.CreationPlans.Row;
import org.sanhao.server.plan.web.PlanViews.CellView;
import org.sanhao.server.plan.web.PlanViews.ChangeView;
import org.sanhao.server.plan.web.PlanViews.GoalView;
import org.sanhao.server.plan.web.PlanViews.GridRow;
import org.sanhao.server.plan.web.PlanViews.PlanRow;
import org.sanhao.server.plan.web.PlanViews.PlanView;
import org.sanhao.server.plan.web.PlanViews.WordView;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/** Puts plans into words. */
@Component
class PlanReader {
    private final CreationPlans plans;
    private final Packs packs;
    private final Units units;
    private final People people;

    PlanReader(CreationPlans plans, Packs packs, Units units, People people) {
        this.plans = plans;
        this.packs = packs;
        this.units = units;
        this.people = people;
    }

    PlanRow row(Acting acting, CreationPlan plan) {
        return new PlanRow(
                plan.id().value(),
                plan.title(),
                plan.officeName(),
                pack(plan).pack().title().zh(),
                plan.firstYear(),
                plan.lastYear(),
                (int) plan.targets().stream()
                        .map(CreationPlan.Target::unit)
                        .distinct()
                        .count(),
                plan.goals().isEmpty()
                        ? 0
                        : plans.kept(acting.scope(), plan).stream()
                                .mapToInt(Kept::missing)
                                .sum(),
                plan.state().code(),
                plan.state().title());
    }

    PlanView view(Acting acting, CreationPlan plan) {
        var pack = pack(plan);
        return new PlanView(
                plan.id().value(),
                plan.version(),
                plan.title(),
                plan.officeName(),
                plan.packId(),
                pack.pack().title().zh(),
                pack.pack().sample(),
                plan.firstYear(),
                plan.lastYear(),
                plan.state().code(),
                plan.state().title(),
                plan.office().equals(units.officeOf(acting.scope(), acting.post())),
                pack.pack().tiers().stream()
                        .map(tier -> new WordView(tier.id().name(), tier.title().zh()))
                        .toList(),
                pack.pack().priorityTiers().stream()
                        .map(group -> new WordView(group.id().name(), group.title()))
                        .toList(),
                plans.kept(acting.scope(), plan).stream()
                        .map(kept -> goal(pack, kept))
                        .toList(),
                plans.gone(acting.scope(), plan).stream()
                        .map(row -> row(plan, row))
                        .toList());
    }

    private static GoalView goal(PublishedPack pack, Kept kept) {
        var goal = kept.goal();
        return new GoalView(
                goal.year(),
                goal.tier(),
                pack.pack().tiers().stream()
                        .filter(tier -> tier.id().name().equals(goal.tier()))
                        .map(tier -> tier.title().zh())
                        .findFirst()
                        .orElse(goal.tier()),
                goal.least(),
                goal.group(),
                groupTitle(pack, goal.group()),
                kept.planned(),
                kept.missing());
    }

    GridRow row(CreationPlan plan, Row row) {
        return new GridRow(
                row.unit().value(),
                row.name(),
                row.type(),
                row.group(),
                groupTitle(pack(plan), row.group()),
                row.gone(),
                row.tiers().entrySet().stream()
                        .map(each -> new CellView(each.getKey(), each.getValue()))
                        .toList());
    }

    private static @Nullable String groupTitle(PublishedPack pack, @Nullable String id) {
        return pack.pack().priorityTiers().stream()
                .filter(group -> Objects.equals(group.id().name(), id))
                .map(group -> group.title())
                .findFirst()
                .orElse(null);
    }

    List<ChangeView> changes(Scope scope, CreationPlan plan) {
        var changes = plans.changes(scope, plan.id());
        var names = people.namesOf(
                scope, changes.stream().map(Change::by).distinct().toList());
        return changes.stream()
                .map(change -> new ChangeView(
                        change.version(),
                        change.state().title(),
                        change.reason(),
                        change.targetsChanged(),
                        names.getOrDefault(change.by(), ""),
                        change.at()))
                .toList();
    }

    private PublishedPack pack(CreationPlan plan) {
        return packs.list().stream()
                .filter(pack -> pack.ref().id().equals(plan.packId()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("pack " + plan.packId() + " is not published here"));
    }
}
