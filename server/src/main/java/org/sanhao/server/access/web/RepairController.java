package org.sanhao.server.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.AccountId;
import org.sanhao.server.access.Acting;
import org.sanhao.server.access.Repair.State;
import org.sanhao.server.access.Repair.What;
import org.sanhao.server.access.service.RepairDesk;
import org.sanhao.server.access.store.RepairStore.Shown;
import org.sanhao.server.access.web.AccountController.PasswordView;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.scope.Scope;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Repairs of administrators' accounts: asked by the security administrator, answered by the system administrator. */
@RestController
class RepairController {
    private final RepairDesk desk;
    private final RequestOnce once;

    RepairController(RepairDesk desk, RequestOnce once) {
        this.desk = desk;
        this.once = once;
    }

    /**
     * A repair as the two administrators see it.
     *
     * @param mine whether the caller asked for it
     * @param aboutMe whether it is the caller's own account
     */
    record RepairView(
            UUID id,
            UUID account,
            String login,
            @Nullable String personName,
            @CodesOf(What.class) String what,
            String why,
            @Nullable String askedByName,
            Instant askedAt,
            Instant endsAt,
            @CodesOf(State.class) String state,
            @Nullable String answeredByName,
            @Nullable Instant answeredAt,
            boolean mine,
            boolean aboutMe) {
        static RepairView of(Shown shown, Acting acting) {
            var repair = shown.repair();
            var answered = repair.answered();
            return new RepairView(
                    repair.id(),
                    repair.account().value(),
                    shown.login(),
                    shown.personName(),
                    repair.what().wire(),
                    repair.why(),
                    shown.askedName(),
                    repair.askedAt(),
                    repair.endsAt(),
                    repair.state(Instant.now()).wire(),
                    shown.answeredName(),
                    answered == null ? null : answered.at(),
                    repair.askedBy().equals(acting.person()),
                    repair.person().equals(acting.person()));
        }
    }

    record RepairRequest(
            @NotBlank(message = "选择要办的事") @CodesOf(What.class)
            String what,

            @NotBlank(message = "写明理由") @Size(max = 200, message = "不超过 200 个字")
            String why) {}

    /** @param first the new password, shown once, where one was set */
    record RepairedView(RepairView repair, @Nullable PasswordView first) {}

    @GetMapping("/api/account-repairs")
    Page<RepairView> list(
            Acting acting,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        if (!acting.can(Ability.MANAGE_SECURITY)) {
            acting.require(Ability.MANAGE_UNITS);
        }
        return desk.list(acting.scope(), open, cursor, limit).map(each -> RepairView.of(each, acting));
    }

    /** Asks for the repair of an administrator's account; a day later it is over. */
    @PostMapping("/api/accounts/{id}/repairs")
    ResponseEntity<RepairView> ask(
            Acting acting, HttpServletRequest request, @PathVariable UUID id, @Valid @RequestBody RepairRequest body) {
        acting.require(Ability.MANAGE_SECURITY);
        var what = What.of(body.what())
                .orElseThrow(() -> new RefusedException(
                        Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("what", "没有「" + body.what() + "」这件事")));
        return once.act(
                request,
                Scope.SYSTEM,
                acting.by(),
                body,
                () -> desk.ask(acting, new AccountId(id), what, body.why().strip())
                        .map(asked -> ResponseEntity.status(201).body(RepairView.of(asked, acting))));
    }

    /** Confirms it, and it is done; a new password is in this answer and nowhere else. */
    @PostMapping("/api/account-repairs/{id}/confirm")
    ResponseEntity<RepairedView> confirm(Acting acting, HttpServletRequest request, @PathVariable UUID id) {
        acting.require(Ability.MANAGE_UNITS);
        return once.act(
                request,
                Scope.SYSTEM,
                acting.by(),
                null,
                () -> desk.confirm(acting, id)
                        .map(done -> ResponseEntity.ok()
                                .cacheControl(CacheControl.noStore())
                                .body(new RepairedView(
                                        RepairView.of(done.repair(), acting),
                                        done.first() == null ? null : PasswordView.of(done.first())))));
    }

    @PostMapping("/api/account-repairs/{id}/decline")
    ResponseEntity<RepairView> decline(Acting acting, HttpServletRequest request, @PathVariable UUID id) {
        acting.require(Ability.MANAGE_UNITS);
        return once.act(
                request,
                Scope.SYSTEM,
                acting.by(),
                null,
                () -> desk.decline(acting, id).map(done -> ResponseEntity.ok(RepairView.of(done, acting))));
    }

    @PostMapping("/api/account-repairs/{id}/withdraw")
    ResponseEntity<RepairView> withdraw(Acting acting, HttpServletRequest request, @PathVariable UUID id) {
        acting.require(Ability.MANAGE_SECURITY);
        return once.act(
                request,
                Scope.SYSTEM,
                acting.by(),
                null,
                () -> desk.withdraw(acting, id).map(done -> ResponseEntity.ok(RepairView.of(done, acting))));
    }
}
