package org.sanhao.server.publication.service;

import java.time.LocalTime;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.jobs.Times;
import org.sanhao.server.publication.Publications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Erases each night who objected and in which words, once the answer is as old as the settings say. */
@Component
class ObjectionDays implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectionDays.class);

    private final Publications publications;
    private final BusinessClock clock;

    ObjectionDays(Publications publications, BusinessClock clock) {
        this.publications = publications;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "objection-days";
    }

    @Override
    public Times times() {
        return new Times.Daily(LocalTime.of(3, 0));
    }

    @Override
    public void run() {
        int erased = publications.eraseAnswered(clock.today());
        if (erased > 0) {
            LOG.info("{} objections erased, their answers having reached their age", erased);
        }
    }
}
