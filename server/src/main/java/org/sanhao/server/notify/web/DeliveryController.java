package org.sanhao.server.notify.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Page;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.notify.Deliveries;
import org.sanhao.server.notify.Dispatch;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How what leaves the house fares, for the system administrator. */
@RestController
class DeliveryController {
    private final Deliveries deliveries;
    private final RequestOnce once;

    DeliveryController(Deliveries deliveries, RequestOnce once) {
        this.deliveries = deliveries;
        this.once = once;
    }

    /** @param mailHost absent where no letters are sent */
    record GlanceView(@Nullable String mailHost, int waiting, int failing, int givenUp) {}

    record DeliveryRow(
            UUID id,
            @CodesOf(Dispatch.What.class) String what,
            String whatTitle,
            Instant madeAt,
            @Nullable Instant endedAt,
            int attempts,
            @Nullable String problem) {
        static DeliveryRow of(Dispatch dispatch) {
            return new DeliveryRow(
                    dispatch.id(),
                    dispatch.what().code(),
                    dispatch.what().title(),
                    dispatch.madeAt(),
                    dispatch.endedAt(),
                    dispatch.attempts(),
                    dispatch.problem());
        }
    }

    @GetMapping("/api/deliveries/glance")
    GlanceView glance(Acting acting) {
        acting.require(Ability.MANAGE_UNITS);
        var glance = deliveries.glance(acting.scope());
        return new GlanceView(glance.mailHost(), glance.waiting(), glance.failing(), glance.givenUp());
    }

    @GetMapping("/api/deliveries")
    Page<DeliveryRow> givenUp(
            Acting acting,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        acting.require(Ability.MANAGE_UNITS);
        return deliveries.givenUp(acting.scope(), cursor, limit).map(DeliveryRow::of);
    }

    @PostMapping("/api/deliveries/{id}/again")
    ResponseEntity<DeliveryRow> again(Acting acting, @PathVariable UUID id, HttpServletRequest request) {
        acting.require(Ability.MANAGE_UNITS);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                null,
                () -> deliveries
                        .again(acting.scope(), id)
                        .map(dispatch -> ResponseEntity.ok(DeliveryRow.of(dispatch))));
    }
}
