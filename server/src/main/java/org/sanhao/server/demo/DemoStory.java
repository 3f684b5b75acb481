package org.sanhao.server.demo;

import java.time.Instant;
import java.time.LocalDate;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.server.clock.DemoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Tells the history of the demo province once, then sets the clock to the day on which the story begins. */
@Component
@ConditionalOnBooleanProperty("sanhao.demo")
class DemoStory implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(DemoStory.class);
    private static final Instant FOUNDED = java.time.LocalDateTime.of(2025, 1, 6, 9, 0)
            .atZone(BusinessZone.ZONE)
            .toInstant();
    private static final Instant BEGINS = java.time.LocalDateTime.of(2026, 9, 10, 8, 30)
            .atZone(BusinessZone.ZONE)
            .toInstant();

    private final DemoClock clock;
    private final DemoRegister register;
    private final DemoPlans plans;
    private final DemoCampaigns campaigns;
    private final DemoEvidence evidence;
    private final DemoCases cases;
    private final DemoResults results;

    DemoStory(
            DemoClock clock,
            DemoRegister register,
            DemoPlans plans,
            DemoCampaigns campaigns,
            DemoEvidence evidence,
            DemoCases cases,
            DemoResults results) {
        this.clock = clock;
        this.register = register;
        this.plans = plans;
        this.campaigns = campaigns;
        this.evidence = evidence;
        this.cases = cases;
        this.results = results;
    }

    @Override
    public void run(ApplicationArguments args) {
        if (clock.isSet()) {
            return;
        }
        if (!register.isEmpty()) {
            throw new IllegalStateException("this data folder holds real data; a demo needs one of its own");
        }
        long start = System.nanoTime();
        clock.telling(FOUNDED, register::load);
        results.load();
        plans.load();
        campaigns.load();
        evidence.load();
        cases.load();
        results.object("i017", LocalDate.of(2026, 9, 8));
        clock.forwardTo(BEGINS, "demo");
        LOG.info("demo province told in {} ms", (System.nanoTime() - start) / 1_000_000);
    }
}
