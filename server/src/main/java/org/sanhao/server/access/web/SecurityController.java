package org.sanhao.server.access.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.SecurityPolicy;
import org.sanhao.server.access.service.SecurityDesk;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.caller.Caller;
import org.sanhao.server.http.IfMatch;
import org.sanhao.server.http.StaleVersion;
import org.sanhao.server.institution.PostKind;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the door: read and set by the security administrator. */
@RestController
@RequestMapping("/api/security/policy")
class SecurityController {
    private final SecurityDesk desk;

    SecurityController(SecurityDesk desk) {
        this.desk = desk;
    }

    record PolicyView(
            int version,
            int minLength,
            int classes,
            int history,
            int expiryDays,
            int failures,
            int lockMinutes,
            int idleMinutes,
            int absoluteMinutes,
            int staleDays,
            Set<String> secondFactor) {
        static PolicyView of(SecurityPolicy policy) {
            return new PolicyView(
                    policy.version(),
                    policy.minLength(),
                    policy.classes(),
                    policy.history(),
                    policy.expiryDays(),
                    policy.failures(),
                    policy.lockMinutes(),
                    policy.idleMinutes(),
                    policy.absoluteMinutes(),
                    policy.staleDays(),
                    policy.secondFactor().stream().map(PostKind::code).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    record DecisionView(Instant at, String by, PolicyView policy) {}

    record PolicyRequest(
            @Min(value = 8, message = "8 至 64 位") @Max(value = 64, message = "8 至 64 位")
            int minLength,

            @Min(value = 1, message = "1 至 4 种") @Max(value = 4, message = "1 至 4 种")
            int classes,

            @Min(value = 0, message = "0 至 10 次") @Max(value = 10, message = "0 至 10 次")
            int history,

            @Min(value = 0, message = "0 至 365 天") @Max(value = 365, message = "0 至 365 天")
            int expiryDays,

            @Min(value = 3, message = "3 至 10 次") @Max(value = 10, message = "3 至 10 次")
            int failures,

            @Min(value = 1, message = "1 至 1440 分钟") @Max(value = 1440, message = "1 至 1440 分钟")
            int lockMinutes,

            @Min(value = 5, message = "5 至 480 分钟") @Max(value = 480, message = "5 至 480 分钟")
            int idleMinutes,

            @Min(value = 30, message = "30 至 1440 分钟") @Max(value = 1440, message = "30 至 1440 分钟")
            int absoluteMinutes,

            @Min(value = 30, message = "30 至 365 天") @Max(value = 365, message = "30 至 365 天")
            int staleDays,

            @NotNull(message = "选择岗位，可以为空") Set<String> secondFactor) {}

    @GetMapping
    ResponseEntity<PolicyView> policy(Caller caller) {
        caller.require(Ability.MANAGE_SECURITY);
        return tagged(desk.policy());
    }

    @GetMapping("/decisions")
    List<DecisionView> decisions(Caller caller) {
        caller.require(Ability.MANAGE_SECURITY);
        return desk.decisions().stream()
                .map(each -> new DecisionView(each.at(), each.by(), PolicyView.of(each.policy())))
                .toList();
    }

    @PutMapping
    ResponseEntity<PolicyView> decide(
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            @Valid @RequestBody PolicyRequest body) {
        caller.require(Ability.MANAGE_SECURITY);
        int version = IfMatch.version(seen);
        if (body.absoluteMinutes() < body.idleMinutes()) {
            throw new RefusedException(Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("absoluteMinutes", "不短于无操作时限"));
        }
        var wanted = new SecurityPolicy(
                version + 1,
                body.minLength(),
                body.classes(),
                body.history(),
                body.expiryDays(),
                body.failures(),
                body.lockMinutes(),
                body.idleMinutes(),
                body.absoluteMinutes(),
                body.staleDays(),
                body.secondFactor().stream().map(SecurityController::kindOf).collect(Collectors.toSet()));
        return switch (desk.decide(version, wanted, caller.by())) {
            case Outcome.Done<SecurityPolicy>(var policy) -> tagged(policy);
            case Outcome.Refused<SecurityPolicy>(var no)
            when no.code() == ErrorCode.STALE -> throw new StaleVersion(no, PolicyView.of(desk.policy()));
            case Outcome.Refused<SecurityPolicy>(var no) -> throw new RefusedException(no);
        };
    }

    private static ResponseEntity<PolicyView> tagged(SecurityPolicy policy) {
        return ResponseEntity.ok().eTag(IfMatch.tag(policy.version())).body(PolicyView.of(policy));
    }

    private static PostKind kindOf(String code) {
        try {
            return PostKind.of(code);
        } catch (IllegalArgumentException unknown) {
            throw new RefusedException(
                    Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("secondFactor", "没有「" + code + "」这类岗位"));
        }
    }
}
