package org.sanhao.server.demo;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.server.clock.DemoClock;
import org.sanhao.server.institution.People;
import org.sanhao.server.plan.CreationPlan.Goal;
import org.sanhao.server.plan.CreationPlan.Target;
import org.sanhao.server.plan.CreationPlans;
import org.sanhao.server.plan.CreationPlans.Wish;
import org.sanhao.server.scope.Scope;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** The county's creation plan: this year's targets as enrolled, the central hospitals' higher one next year. */
@Component
@ConditionalOnBooleanProperty("sanhao.demo")
class DemoPlans {
    private static final LocalDate MADE = LocalDate.of(2026, 1, 12);
    private static final String COUNTY = "x1";
    private static final int CENTRAL_NEXT_YEAR = 2;

    private final DemoClock clock;
    private final DemoRegister register;
    private final People people;
    private final CreationPlans plans;

    DemoPlans(DemoClock clock, DemoRegister register, People people, CreationPlans plans) {
        this.clock = clock;
        this.register = register;
        this.people = people;
        this.plans = plans;
    }

    void load() {
        var year = MADE.getYear();
        var sheets = DemoTable.read("sheets").stream()
                .collect(Collectors.toMap(row -> row.text("institution"), row -> row.text("target")));
        var targets = new ArrayList<Target>();
        for (var row : DemoTable.read("institutions")) {
            if (row.text("parent").equals(COUNTY) && sheets.containsKey(row.text("code"))) {
                var unit = register.unit(row.text("code"));
                targets.add(new Target(unit, year, String.valueOf(sheets.get(row.text("code")))));
                if (row.text("central").equals("true")) {
                    targets.add(new Target(unit, year + 1, "recommended"));
                }
            }
        }
        int basic = (int) targets.stream()
                .filter(target -> target.year() == year && target.tier().equals("basic"))
                .count();
        var goals = List.of(
                new Goal(year, "basic", Math.max(1, basic), null),
                new Goal(year + 1, "recommended", CENTRAL_NEXT_YEAR, "central"));
        clock.telling(MADE.atTime(LocalTime.of(10, 0)).atZone(BusinessZone.ZONE).toInstant(), () -> {
            var officer = people.postsOf(Scope.SYSTEM, register.person("county.division"), MADE)
                    .getFirst();
            var plan = plans.make(
                            Scope.SYSTEM,
                            officer,
                            "primary-care-quality",
                            new Wish("望溪县优质服务基层行创建计划", year, year + 2, goals, targets))
                    .orThrow();
            plans.adopt(Scope.SYSTEM, officer, plan.id(), plan.version()).orThrow();
        });
    }
}
