package org.sanhao.server.signoff.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.signoff.Delegation;
import org.sanhao.server.signoff.SignOffs;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Signatures lent to a colleague while somebody is away. */
@RestController
class DelegationController {
    private final SignOffs signOffs;
    private final Units units;
    private final RequestOnce once;

    DelegationController(SignOffs signOffs, Units units, RequestOnce once) {
        this.signOffs = signOffs;
        this.units = units;
        this.once = once;
    }

    /** @param mine whether the acting person lent it and may take it back */
    record DelegationView(
            UUID id, String post, String from, String to, Instant since, Instant until, String why, boolean mine) {
        static DelegationView of(Delegation delegation, Acting acting) {
            return new DelegationView(
                    delegation.id(),
                    delegation.postTitle(),
                    delegation.fromName(),
                    delegation.toName(),
                    delegation.since(),
                    delegation.until(),
                    delegation.why(),
                    delegation.from().equals(acting.person()));
        }
    }

    record ColleagueView(UUID id, String name, String postTitle) {}

    /** @param colleagues to whom the acting person may lend the signature */
    record DelegationsView(List<DelegationView> delegations, List<ColleagueView> colleagues) {}

    record DelegationBody(
            @NotNull(message = "选择代签的人") UUID to,
            @NotNull(message = "填写开始时间") Instant since,
            @NotNull(message = "填写结束时间") Instant until,

            @NotBlank(message = "写明原因") @Size(max = 200, message = "不超过 200 字")
            String why) {}

    @GetMapping("/api/sign-off-delegations")
    DelegationsView delegations(Acting acting) {
        acting.require(Ability.READ_WORK);
        return new DelegationsView(
                signOffs.delegations(acting.scope(), units.officeOf(acting.scope(), acting.post())).stream()
                        .map(each -> DelegationView.of(each, acting))
                        .toList(),
                signOffs.standIns(acting.scope(), acting.post()).stream()
                        .map(each -> new ColleagueView(each.id().value(), each.name(), each.postTitle()))
                        .toList());
    }

    @PostMapping("/api/sign-off-delegations")
    ResponseEntity<DelegationView> delegate(
            Acting acting, @Valid @RequestBody DelegationBody body, HttpServletRequest request) {
        acting.require(Ability.READ_WORK);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> signOffs.delegate(
                                acting.scope(),
                                acting.post(),
                                new PersonId(body.to()),
                                body.since(),
                                body.until(),
                                body.why())
                        .map(delegation -> ResponseEntity.ok(DelegationView.of(delegation, acting))));
    }

    @PostMapping("/api/sign-off-delegations/{id}/withdraw")
    ResponseEntity<DelegationView> takeBack(Acting acting, @PathVariable UUID id, HttpServletRequest request) {
        acting.require(Ability.READ_WORK);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                null,
                () -> signOffs.takeBack(acting.scope(), id, acting.post())
                        .map(delegation -> ResponseEntity.ok(DelegationView.of(delegation, acting))));
    }
}
