package org.sanhao.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/** When a job comes again. */
class TimesTest {
    private static final Times NIGHTLY = new Times.Daily(LocalTime.of(2, 0));

    @Test
    void a_daily_job_comes_at_its_time_in_the_business_zone() {
        // 01:30 in Shanghai is still the day before in UTC.
        assertThat(NIGHTLY.after(Instant.parse("2026-03-01T17:30:00Z"))).isEqualTo("2026-03-01T18:00:00Z");
        assertThat(NIGHTLY.after(Instant.parse("2026-03-01T18:00:00Z"))).isEqualTo("2026-03-02T18:00:00Z");
        assertThat(NIGHTLY.first(Instant.parse("2026-03-01T04:00:00Z"))).isEqualTo("2026-03-01T18:00:00Z");
    }

    @Test
    void a_frequent_job_comes_at_once_and_then_after_each_pause() {
        var often = new Times.Every(Duration.ofSeconds(15));
        var now = Instant.parse("2026-03-01T04:00:00Z");

        assertThat(often.first(now)).isEqualTo(now);
        assertThat(often.after(now)).isEqualTo(now.plusSeconds(15));
        assertThatThrownBy(() -> new Times.Every(Duration.ofMillis(10))).isInstanceOf(IllegalArgumentException.class);
    }
}
