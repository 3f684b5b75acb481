package org.sanhao.server.plan.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.PriorityGroup;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.Campaigns.Candidate;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.pack.PublishedPack;
import org.sanhao.server.plan.CreationPlan;
import org.sanhao.server.plan.CreationPlan.State;
import org.sanhao.server.plan.CreationPlan.Target;
import org.sanhao.server.plan.CreationPlanId;
import org.sanhao.server.plan.CreationPlans;
import org.sanhao.server.plan.domain.PlanCheck;
import org.sanhao.server.plan.store.PlanStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/** Keeps creation plans. */
@Service
class PlanDesk implements CreationPlans {
    private static final int PAGE = 200;

    private final ScopedTransactions transactions;
    private final PlanStore plans;
    private final Campaigns campaigns;
    private final Packs packs;
    private final Units units;
    private final BusinessClock clock;

    PlanDesk(
            ScopedTransactions transactions,
            PlanStore plans,
            Campaigns campaigns,
            Packs packs,
            Units units,
            BusinessClock clock) {
        this.transactions = transactions;
        this.plans = plans;
        this.campaigns = campaigns;
        this.packs = packs;
        this.units = units;
        this.clock = clock;
    }

    @Override
    public Page<CreationPlan> list(Scope scope, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.TEXT, Cursor.Part.ID);
        return transactions.reading(scope, () -> plans.list(after, limit));
    }

    @Override
    public Optional<CreationPlan> find(Scope scope, CreationPlanId id) {
        return transactions.reading(scope, () -> plans.find(id));
    }

    @Override
    public Outcome<CreationPlan> make(Scope scope, Post by, String packId, Wish wish) {
        return transactions.within(scope, () -> {
            var office = units.find(scope, AsOf.NOW, units.officeOf(scope, by)).orElseThrow();
            if (plans.of(office.id(), packId).isPresent()) {
                return Refusal.of(ErrorCode.PLAN_EXISTS).asOutcome();
            }
            var plan = new CreationPlan(
                    CreationPlanId.next(),
                    1,
                    office.id(),
                    office.name(),
                    packId,
                    wish.title().strip(),
                    wish.firstYear(),
                    wish.lastYear(),
                    wish.goals(),
                    wish.targets(),
                    State.DRAFT,
                    office.scopePath());
            return write(scope, plan, List.of(), "", by, ErrorCode.PLAN_EXISTS);
        });
    }

    @Override
    public Outcome<CreationPlan> change(Scope scope, Post by, CreationPlanId id, int seen, Wish wish, String reason) {
        return transactions.within(
                scope,
                () -> own(scope, by, id, seen).flatMap(before -> {
                    if (before.state() == State.ADOPTED && reason.isBlank()) {
                        return Refusal.of(ErrorCode.REASON_REQUIRED, "调整已定稿的计划")
                                .at("reason", "写明为什么调整")
                                .asOutcome();
                    }
                    var next = new CreationPlan(
                            id,
                            seen + 1,
                            before.office(),
                            before.officeName(),
                            before.packId(),
                            wish.title().strip(),
                            wish.firstYear(),
                            wish.lastYear(),
                            wish.goals(),
                            wish.targets(),
                            before.state(),
                            before.scopePath());
                    return write(scope, next, before.targets(), reason.strip(), by, ErrorCode.STALE);
                }));
    }

    @Override
    public Outcome<CreationPlan> adopt(Scope scope, Post by, CreationPlanId id, int seen) {
        return transactions.within(
                scope,
                () -> own(scope, by, id, seen).flatMap(draft -> {
                    if (draft.state() == State.ADOPTED) {
                        return Refusal.of(ErrorCode.PLAN_ADOPTED).asOutcome();
                    }
                    var adopted = new CreationPlan(
                            id,
                            seen + 1,
                            draft.office(),
                            draft.officeName(),
                            draft.packId(),
                            draft.title(),
                            draft.firstYear(),
                            draft.lastYear(),
                            draft.goals(),
                            draft.targets(),
                            State.ADOPTED,
                            draft.scopePath());
                    return write(scope, adopted, draft.targets(), "定稿", by, ErrorCode.STALE);
                }));
    }

    private Outcome<CreationPlan> own(Scope scope, Post by, CreationPlanId id, int seen) {
        var found = plans.find(id).filter(plan -> plan.office().equals(units.officeOf(scope, by)));
        if (found.isEmpty()) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        return found.get().version() == seen
                ? Outcome.done(found.get())
                : Refusal.of(ErrorCode.STALE).asOutcome();
    }

    private Outcome<CreationPlan> write(
            Scope scope, CreationPlan plan, List<Target> before, String reason, Post by, ErrorCode clash) {
        var pack = pack(plan.packId());
        if (pack.isEmpty()) {
            return Refusal.of(ErrorCode.PACK_UNKNOWN, plan.packId()).asOutcome();
        }
        var wish = new Wish(plan.title(), plan.firstYear(), plan.lastYear(), plan.goals(), plan.targets());
        var fault = PlanCheck.fault(wish, words(pack.get()));
        if (fault.isPresent()) {
            return fault.get().asOutcome();
        }
        var fitting = fitting(scope, plan);
        // What was planned for an institution that is gone meanwhile may stay, so that the past can be read; nothing
        // new.
        var unfit = plan.targets().stream()
                .filter(target -> !fitting.containsKey(target.unit()) && !before.contains(target))
                .findFirst();
        if (unfit.isPresent()) {
            return Refusal.of(ErrorCode.PLAN_UNIT_UNFIT).asOutcome();
        }
        if (plan.state() == State.ADOPTED) {
            var brief = PlanCheck.kept(plan.goals(), plan.targets(), fitting).stream()
                    .filter(kept -> kept.missing() > 0)
                    .findFirst();
            if (brief.isPresent()) {
                var goal = brief.get().goal();
                return Refusal.of(
                                ErrorCode.PLAN_SHORT,
                                goal.year(),
                                tierTitle(pack.get(), goal.tier()),
                                goal.least(),
                                brief.get().planned())
                        .asOutcome();
            }
        }
        return plans.write(
                        plan,
                        reason,
                        PlanCheck.changed(before, plan.targets()),
                        clock.now(),
                        by.person().toString())
                ? Outcome.done(plan)
                : Refusal.of(clash).asOutcome();
    }

    private Optional<PublishedPack> pack(String id) {
        return packs.list().stream().filter(pack -> pack.ref().id().equals(id)).findFirst();
    }

    private static PlanCheck.Words words(PublishedPack pack) {
        return new PlanCheck.Words(
                pack.pack().tiers().stream().map(tier -> tier.id().name()).collect(Collectors.toSet()),
                pack.pack().priorityTiers().stream()
                        .map(PriorityGroup::id)
                        .map(id -> id.name())
                        .collect(Collectors.toSet()));
    }

    private static String tierTitle(PublishedPack pack, String tier) {
        return pack.pack().tiers().stream()
                .filter(each -> each.id().name().equals(tier))
                .map(each -> each.title().zh())
                .findFirst()
                .orElse(tier);
    }

    /** Institutions below the plan's office that the pack has a standard for, with their groups. */
    private Map<UnitId, Optional<String>> fitting(Scope scope, CreationPlan plan) {
        var all = new HashMap<UnitId, Optional<String>>();
        var pack = pack(plan.packId());
        if (pack.isEmpty()) {
            return all;
        }
        for (@Nullable String cursor = ""; cursor != null; ) {
            var page = campaigns.candidates(scope, pack.get().ref(), cursor.isEmpty() ? null : cursor, PAGE);
            page.items().stream()
                    .filter(candidate -> fits(plan, candidate))
                    .forEach(candidate -> all.put(candidate.unit().id(), Optional.ofNullable(candidate.priority())));
            cursor = page.next();
        }
        return all;
    }

    /** Whoever looks from above sees the grid of the office below, not their own. */
    private static Scope within(Scope caller, CreationPlan plan) {
        if (!caller.covers(plan.scopePath())) {
            throw new IllegalArgumentException("the plan lies outside the scope");
        }
        return Scope.of(plan.scopePath());
    }

    private static boolean fits(CreationPlan plan, Candidate candidate) {
        return candidate.hasStandard() && candidate.unit().scopePath().startsWith(plan.scopePath());
    }

    @Override
    public List<Kept> kept(Scope caller, CreationPlan plan) {
        var scope = within(caller, plan);
        return transactions.reading(scope, () -> PlanCheck.kept(plan.goals(), plan.targets(), fitting(scope, plan)));
    }

    @Override
    public Page<Row> grid(Scope caller, CreationPlan plan, @Nullable String cursor, int limit) {
        var scope = within(caller, plan);
        return transactions.reading(scope, () -> {
            var pack = pack(plan.packId());
            if (pack.isEmpty()) {
                return new Page<>(List.of(), null);
            }
            var byUnit = plan.targets().stream().collect(Collectors.groupingBy(Target::unit));
            var page = campaigns.candidates(scope, pack.get().ref(), cursor, limit);
            return new Page<>(
                    page.items().stream()
                            .filter(candidate -> fits(plan, candidate))
                            .map(candidate -> new Row(
                                    candidate.unit().id(),
                                    candidate.unit().name(),
                                    candidate.unit().type(),
                                    candidate.priority(),
                                    false,
                                    tiers(byUnit.getOrDefault(candidate.unit().id(), List.of()))))
                            .toList(),
                    page.next());
        });
    }

    @Override
    public List<Row> gone(Scope caller, CreationPlan plan) {
        var scope = within(caller, plan);
        return transactions.reading(scope, () -> {
            var fitting = fitting(scope, plan);
            var byUnit = plan.targets().stream()
                    .filter(target -> !fitting.containsKey(target.unit()))
                    .collect(Collectors.groupingBy(Target::unit));
            var rows = new ArrayList<Row>();
            byUnit.forEach((unit, targets) -> {
                var versions = units.versions(scope, unit);
                var last = versions.isEmpty() ? null : versions.getFirst();
                rows.add(new Row(
                        unit,
                        last == null ? "" : last.unit().name(),
                        last == null ? "" : last.unit().type(),
                        null,
                        true,
                        tiers(targets)));
            });
            rows.sort(Comparator.comparing(row -> row.unit().value()));
            return rows;
        });
    }

    private static Map<Integer, String> tiers(List<Target> targets) {
        var tiers = new TreeMap<Integer, String>();
        targets.forEach(target -> tiers.put(target.year(), target.tier()));
        return tiers;
    }

    @Override
    public List<Change> changes(Scope scope, CreationPlanId id) {
        return transactions.reading(scope, () -> plans.changes(id));
    }

    @Override
    public Map<UnitId, String> targets(Scope scope, UnitId office, String packId, int year) {
        return transactions.reading(
                scope,
                () -> plans.of(office, packId)
                        .filter(plan -> plan.state() == State.ADOPTED)
                        .map(plan -> plan.targets().stream()
                                .filter(target -> target.year() == year)
                                .collect(Collectors.toMap(Target::unit, Target::tier)))
                        .orElse(Map.of()));
    }
}
