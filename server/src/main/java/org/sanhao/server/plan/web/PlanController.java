package org.sanhao.server.plan.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.http.IfMatch;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.plan.CreationPlan;
import org.sanhao.server.plan.CreationPlanId;
import org.sanhao.server.plan.CreationPlans;
import org.sanhao.server.plan.CreationPlans.Wish;
import org.sanhao.server.plan.web.PlanViews.ChangeView;
import org.sanhao.server.plan.web.PlanViews.GridRow;
import org.sanhao.server.plan.web.PlanViews.PlanRow;
import org.sanhao.server.plan.web.PlanViews.PlanView;
import org.sanhao.server.plan.web.PlanViews.TargetView;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Creation plans. */
@RestController
class PlanController {
    private final CreationPlans plans;
    private final PlanReader reader;
    private final Units units;
    private final RequestOnce once;

    PlanController(CreationPlans plans, PlanReader reader, Units units, RequestOnce once) {
        this.plans = plans;
        this.reader = reader;
        this.units = units;
        this.once = once;
    }

    record GoalBody(
            @Min(2000) @Max(2100) int year,
            @NotBlank @Size(max = 60) String tier,

            @Min(value = 1, message = "至少 1 家") @Max(value = 9_999, message = "不超过 9999 家")
            int least,

            @Nullable @Size(max = 60) String group) {
        CreationPlan.Goal goal() {
            return new CreationPlan.Goal(year, tier, least, group == null || group.isBlank() ? null : group);
        }
    }

    record TargetBody(
            @NotNull UUID unitId,
            @Min(2000) @Max(2100) int year,
            @NotBlank @Size(max = 60) String tier) {
        CreationPlan.Target target() {
            return new CreationPlan.Target(new UnitId(unitId), year, tier);
        }
    }

    /** @param reason why an adopted plan changes */
    record PlanBody(
            @NotBlank(message = "填写计划名称") @Size(max = 100, message = "不超过 100 字")
            String title,

            @Min(value = 2000, message = "2000 至 2100 年") @Max(value = 2100, message = "2000 至 2100 年")
            int firstYear,

            @Min(value = 2000, message = "2000 至 2100 年") @Max(value = 2100, message = "2000 至 2100 年")
            int lastYear,

            @NotNull @Size(max = 100) List<@NotNull @Valid GoalBody> goals,
            @NotNull @Size(max = CreationPlan.MOST) List<@NotNull @Valid TargetBody> targets,

            @Nullable @Size(max = 500, message = "不超过 500 字")
            String reason) {
        Wish wish() {
            return new Wish(
                    title,
                    firstYear,
                    lastYear,
                    goals.stream().map(GoalBody::goal).toList(),
                    targets.stream().map(TargetBody::target).toList());
        }
    }

    record NewPlanBody(
            @NotBlank @Size(max = 60) String packId,
            @NotNull @Valid PlanBody plan) {}

    @GetMapping("/api/plans")
    Page<PlanRow> list(
            Acting acting,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        acting.require(Ability.RUN_CAMPAIGN);
        return plans.list(acting.scope(), cursor, limit).map(plan -> reader.row(acting, plan));
    }

    @GetMapping("/api/plans/{id}")
    ResponseEntity<PlanView> plan(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.RUN_CAMPAIGN);
        return answer(acting, found(acting, id));
    }

    /** The grid, one row per institution. */
    @GetMapping("/api/plans/{id}/grid")
    Page<GridRow> grid(
            Acting acting,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") @Min(1) @Max(Page.LIMIT) int limit) {
        acting.require(Ability.RUN_CAMPAIGN);
        var plan = found(acting, id);
        return plans.grid(acting.scope(), plan, cursor, limit).map(row -> reader.row(plan, row));
    }

    @GetMapping("/api/plans/{id}/changes")
    List<ChangeView> changes(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.RUN_CAMPAIGN);
        return reader.changes(acting.scope(), found(acting, id));
    }

    /** What the own adopted plan sets for a year, for whoever opens that year's campaign. */
    @GetMapping("/api/plans/targets")
    List<TargetView> targets(
            Acting acting, @RequestParam @Size(max = 60) String packId, @RequestParam @Min(2000) @Max(2100) int year) {
        acting.require(Ability.RUN_CAMPAIGN);
        var office = units.officeOf(acting.scope(), acting.post());
        return plans.targets(acting.scope(), office, packId, year).entrySet().stream()
                .map(each -> new TargetView(each.getKey().value(), each.getValue()))
                .toList();
    }

    @PostMapping("/api/plans")
    ResponseEntity<PlanView> make(Acting acting, @Valid @RequestBody NewPlanBody body, HttpServletRequest request) {
        acting.require(Ability.RUN_CAMPAIGN);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> plans.make(
                                acting.scope(),
                                acting.post(),
                                body.packId(),
                                body.plan().wish())
                        .map(plan -> answer(acting, plan)));
    }

    @PutMapping("/api/plans/{id}")
    ResponseEntity<PlanView> change(
            Acting acting,
            @PathVariable UUID id,
            @Valid @RequestBody PlanBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version) {
        acting.require(Ability.RUN_CAMPAIGN);
        var reason = body.reason() == null ? "" : body.reason();
        return answer(
                acting,
                plans.change(
                                acting.scope(),
                                acting.post(),
                                new CreationPlanId(id),
                                IfMatch.version(version),
                                body.wish(),
                                reason)
                        .orThrow());
    }

    @PostMapping("/api/plans/{id}/adopt")
    ResponseEntity<PlanView> adopt(
            Acting acting,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            HttpServletRequest request) {
        acting.require(Ability.DECIDE);
        int seen = IfMatch.version(version);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                seen,
                () -> plans.adopt(acting.scope(), acting.post(), new CreationPlanId(id), seen)
                        .map(plan -> answer(acting, plan)));
    }

    private CreationPlan found(Acting acting, UUID id) {
        return plans.find(acting.scope(), new CreationPlanId(id))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }

    private ResponseEntity<PlanView> answer(Acting acting, CreationPlan plan) {
        return ResponseEntity.ok().eTag(IfMatch.tag(plan.version())).body(reader.view(acting, plan));
    }
}
