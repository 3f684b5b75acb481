package org.sanhao.server.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.AccountId;
import org.sanhao.server.access.Accounts.FirstPassword;
import org.sanhao.server.access.Acting;
import org.sanhao.server.access.service.AccountDesk;
import org.sanhao.server.access.store.AccountList.Counts;
import org.sanhao.server.access.store.AccountList.Listed;
import org.sanhao.server.access.store.AccountList.Which;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.scope.Scope;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts, for whoever manages people or security. */
@RestController
@RequestMapping("/api/accounts")
class AccountController {
    private final AccountDesk desk;
    private final RequestOnce once;

    AccountController(AccountDesk desk, RequestOnce once) {
        this.desk = desk;
        this.once = once;
    }

    record AccountView(
            UUID id,
            String login,
            UUID person,
            String personName,
            String unitName,
            List<String> kinds,
            Instant createdAt,
            @Nullable Instant lastSeenAt,
            @Nullable Instant lockedUntil,
            @Nullable Instant disabledAt,
            @Nullable String disabledWhy,
            boolean mustChange,
            boolean secondFactor) {
        static AccountView of(Listed account) {
            var locked = account.lockedUntil();
            return new AccountView(
                    account.id().value(),
                    account.login(),
                    account.person().value(),
                    account.personName(),
                    account.unitName(),
                    account.kinds(),
                    account.createdAt(),
                    account.lastSeenAt(),
                    locked != null && locked.isAfter(Instant.now()) ? locked : null,
                    account.disabledAt(),
                    account.disabledWhy(),
                    account.mustChange(),
                    account.secondFactor());
        }
    }

    /** {@code which}: all, stale, locked, disabled, administrators. */
    @GetMapping
    Page<AccountView> list(
            Acting acting,
            @RequestParam(defaultValue = "all") String which,
            @RequestParam(required = false) @Nullable @Size(max = 50) String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        requireEither(acting);
        return desk.list(acting.scope(), whichOf(which), q, cursor, limit).map(AccountView::of);
    }

    /** How many accounts are in which state. */
    @GetMapping("/counts")
    Counts counts(Acting acting) {
        requireEither(acting);
        return desk.counts(acting.scope());
    }

    @GetMapping("/{id}")
    AccountView find(Acting acting, @PathVariable UUID id) {
        requireEither(acting);
        return desk.find(acting.scope(), new AccountId(id))
                .map(AccountView::of)
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }

    record NewAccount(
            @NotNull(message = "选择人员") UUID person,

            @NotBlank(message = "填写账号")
            @Pattern(regexp = "[a-z0-9][a-z0-9._-]{1,39}", message = "2 至 40 位小写字母、数字、点、横线，以字母或数字开头")
            String login) {}

    record PasswordView(String login, String password) {
        static PasswordView of(FirstPassword first) {
            return new PasswordView(first.login(), first.password());
        }
    }

    /** Opens an account; the first password is in this answer and nowhere else. */
    @PostMapping
    ResponseEntity<PasswordView> open(Acting acting, HttpServletRequest request, @Valid @RequestBody NewAccount body) {
        requireEither(acting);
        return once.act(
                request,
                Scope.SYSTEM,
                acting.by(),
                body,
                () -> desk.openOne(acting, new PersonId(body.person()), body.login())
                        .map(first -> ResponseEntity.status(201)
                                .cacheControl(CacheControl.noStore())
                                .body(PasswordView.of(first))));
    }

    record WhyRequest(
            @NotBlank(message = "写明理由") @Size(max = 200, message = "不超过 200 个字")
            String why) {}

    @PostMapping("/{id}/disable")
    ResponseEntity<AccountView> disable(
            Acting acting, HttpServletRequest request, @PathVariable UUID id, @Valid @RequestBody WhyRequest body) {
        requireEither(acting);
        return act(
                request,
                acting,
                body,
                () -> desk.disable(acting, new AccountId(id), body.why().strip()));
    }

    @PostMapping("/{id}/enable")
    ResponseEntity<AccountView> enable(Acting acting, HttpServletRequest request, @PathVariable UUID id) {
        requireEither(acting);
        return act(request, acting, null, () -> desk.enable(acting, new AccountId(id)));
    }

    @PostMapping("/{id}/unlock")
    ResponseEntity<AccountView> unlock(Acting acting, HttpServletRequest request, @PathVariable UUID id) {
        acting.require(Ability.MANAGE_SECURITY);
        return act(request, acting, null, () -> desk.unlock(acting, new AccountId(id)));
    }

    @PostMapping("/{id}/drop-second-factor")
    ResponseEntity<AccountView> dropSecondFactor(Acting acting, HttpServletRequest request, @PathVariable UUID id) {
        acting.require(Ability.MANAGE_SECURITY);
        return act(request, acting, null, () -> desk.dropSecondFactor(acting, new AccountId(id)));
    }

    /** Sets a random password that must be changed; it is in this answer and nowhere else. */
    @PostMapping("/{id}/reset-password")
    ResponseEntity<PasswordView> resetPassword(Acting acting, HttpServletRequest request, @PathVariable UUID id) {
        requireEither(acting);
        return once.act(
                request,
                Scope.SYSTEM,
                acting.by(),
                null,
                () -> desk.resetPassword(acting, new AccountId(id))
                        .map(first -> ResponseEntity.ok()
                                .cacheControl(CacheControl.noStore())
                                .body(PasswordView.of(first))));
    }

    private ResponseEntity<AccountView> act(
            HttpServletRequest request, Acting acting, @Nullable Object body, Supplier<Outcome<Listed>> work) {
        return once.act(
                request,
                Scope.SYSTEM,
                acting.by(),
                body,
                () -> work.get().map(account -> ResponseEntity.ok(AccountView.of(account))));
    }

    static void requireEither(Acting acting) {
        if (!acting.can(Ability.MANAGE_SECURITY)) {
            acting.require(Ability.MANAGE_PEOPLE);
        }
    }

    static Which whichOf(String text) {
        try {
            return Which.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new RefusedException(Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("which", "没有「" + text + "」这个筛选"));
        }
    }
}
