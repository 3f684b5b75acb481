package org.sanhao.server.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.sanhao.kernel.BusinessZone;

/** When a job comes again, by the real clock: also a demo that runs ahead looks at its days every few seconds. */
public sealed interface Times {

    /** The next time after a moment. */
    Instant after(Instant moment);

    /** When a job runs that has never run. */
    Instant first(Instant moment);

    /** In words; a change of them sets the time anew. */
    String words();

    /** This long after each end. */
    record Every(Duration pause) implements Times {
        public Every {
            if (pause.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("no job comes more often than once a second: " + pause);
            }
        }

        @Override
        public Instant after(Instant moment) {
            return moment.plus(pause);
        }

        @Override
        public Instant first(Instant moment) {
            return moment;
        }

        @Override
        public String words() {
            return "every " + pause;
        }
    }

    /** Once a day at this time in the business zone; a night slept through is made up for at the start. */
    record Daily(LocalTime at) implements Times {
        @Override
        public Instant after(Instant moment) {
            var there = moment.atZone(BusinessZone.ZONE);
            var today = there.with(at);
            return (today.isAfter(there) ? today : today.plusDays(1)).toInstant();
        }

        @Override
        public Instant first(Instant moment) {
            return after(moment);
        }

        @Override
        public String words() {
            return "daily " + at;
        }
    }
}
