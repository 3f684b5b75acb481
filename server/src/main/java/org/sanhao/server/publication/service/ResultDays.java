package org.sanhao.server.publication.service;

import java.time.Duration;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.jobs.Times;
import org.sanhao.server.publication.Publications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks often whether a day has come on which a result enters force or expires. Asks the business clock each time, so a
 * day slept through, or skipped by a demo, is made up for.
 */
@Component
class ResultDays implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(ResultDays.class);

    private final Publications publications;
    private final BusinessClock clock;

    ResultDays(Publications publications, BusinessClock clock) {
        this.publications = publications;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "result-days";
    }

    @Override
    public Times times() {
        return new Times.Every(Duration.ofSeconds(15));
    }

    @Override
    public void run() {
        int moved = publications.settle(clock.today());
        if (moved > 0) {
            LOG.info("{} results entered force or expired", moved);
        }
    }
}
