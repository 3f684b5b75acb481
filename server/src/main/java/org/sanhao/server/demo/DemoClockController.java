package org.sanhao.server.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.WorkingCalendar;
import org.sanhao.server.access.Acting;
import org.sanhao.server.clock.DemoClock;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.publication.Publications;
import org.sanhao.server.scope.Scope;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lets a visitor of the demo wind the clock forward; exists in demo folders only. */
@RestController
@ConditionalOnBooleanProperty("sanhao.demo")
class DemoClockController {
    private static final int FARTHEST = 400;
    private static final int MORNING = 9;

    private final DemoClock clock;
    private final Publications publications;
    private final RequestOnce once;

    DemoClockController(DemoClock clock, Publications publications, RequestOnce once) {
        this.clock = clock;
        this.publications = publications;
        this.once = once;
    }

    record ForwardBody(@NotNull(message = "选择日期") LocalDate to) {}

    /** A day worth going to and what happens then. */
    record Stop(LocalDate day, String what) {}

    record ClockView(LocalDate today, List<Stop> stops) {}

    @GetMapping("/api/demo/clock")
    ClockView read(Acting acting) {
        return view();
    }

    @PostMapping("/api/demo/clock")
    ResponseEntity<ClockView> forward(Acting acting, @Valid @RequestBody ForwardBody body, HttpServletRequest request) {
        var answer = once.act(request, Scope.SYSTEM, acting.by(), body, () -> {
            var today = clock.today();
            if (!body.to().isAfter(today) || body.to().isAfter(today.plusDays(FARTHEST))) {
                return Refusal.of(ErrorCode.CLOCK_ONLY_FORWARD, FARTHEST)
                        .at("to", "选择今天之后的日期")
                        .asOutcome();
            }
            clock.forwardTo(
                    body.to().atTime(MORNING, 0).atZone(BusinessZone.ZONE).toInstant(), acting.by());
            return Outcome.done(ResponseEntity.ok(view()));
        });
        publications.settle(clock.today());
        return answer;
    }

    private ClockView view() {
        var today = clock.today();
        var stops = new ArrayList<Stop>();
        // Asked for within the move as well, whose transaction runs as the product itself.
        for (var notice : publications.running(Scope.SYSTEM, null, 1).items()) {
            stops.add(new Stop(notice.last().plusDays(1), notice.unitName() + "公示期满"));
        }
        try {
            stops.add(new Stop(WorkingCalendar.after(today, 1), "下一个工作日"));
        } catch (WorkingCalendar.YearUnknown unknown) {
            stops.add(new Stop(today.plusDays(1), "明天"));
        }
        return new ClockView(today, stops);
    }
}
