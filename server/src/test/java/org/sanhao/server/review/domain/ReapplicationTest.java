package org.sanhao.server.review.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.Meets;
import org.sanhao.server.review.domain.Reapplication.Rule;
import org.sanhao.server.review.domain.Reapplication.YearlyWindow;

class ReapplicationTest {
    private static final YearlyWindow SEPTEMBER = new YearlyWindow(MonthDay.of(9, 1), MonthDay.of(9, 30));
    private static final Period HALF_A_YEAR = Period.ofMonths(6);

    @Test
    void a_first_application_waits_for_nothing_but_the_window() {
        var answer = Reapplication.of(LocalDate.of(2026, 3, 5), null, HALF_A_YEAR, null, true, SEPTEMBER);

        assertThat(answer.firstAllowed()).isEqualTo("2026-09-01");
        assertThat(answer.reasons()).extracting(Reapplication.Reason::rule).containsExactly(Rule.WINDOW);
    }

    @Test
    @Meets("S11-R51")
    void after_a_refusal_the_latest_of_interval_year_and_window_counts_and_all_are_told() {
        var answer = Reapplication.of(
                LocalDate.of(2026, 10, 20),
                LocalDate.of(2026, 10, 16),
                HALF_A_YEAR,
                LocalDate.of(2026, 9, 3),
                true,
                SEPTEMBER);

        assertThat(answer.firstAllowed()).isEqualTo("2027-09-01");
        assertThat(answer.reasons())
                .containsExactly(
                        new Reapplication.Reason(Rule.INTERVAL, LocalDate.of(2027, 4, 16)),
                        new Reapplication.Reason(Rule.ONCE_A_YEAR, LocalDate.of(2027, 1, 1)),
                        new Reapplication.Reason(Rule.WINDOW, LocalDate.of(2027, 9, 1)));
    }

    @Test
    void six_months_after_the_last_day_of_august_is_the_last_day_of_february() {
        var answer =
                Reapplication.of(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 8, 31), HALF_A_YEAR, null, false, null);

        assertThat(answer.firstAllowed()).isEqualTo("2027-02-28");
    }

    @Test
    void a_window_may_run_over_the_turn_of_the_year() {
        var winter = new YearlyWindow(MonthDay.of(12, 1), MonthDay.of(1, 31));

        assertThat(Reapplication.of(LocalDate.of(2027, 1, 10), null, null, null, false, winter)
                        .firstAllowed())
                .isEqualTo("2027-01-10");
        assertThat(Reapplication.of(LocalDate.of(2027, 2, 1), null, null, null, false, winter)
                        .firstAllowed())
                .isEqualTo("2027-12-01");
    }

    @Property
    void the_answer_is_never_earlier_than_any_of_its_rules(
            @ForAll @IntRange(min = 0, max = 2000) int today,
            @ForAll @IntRange(min = 0, max = 2000) int refused,
            @ForAll @IntRange(min = 0, max = 2000) int applied) {
        var epoch = LocalDate.of(2022, 1, 1);
        var answer = Reapplication.of(
                epoch.plusDays(today), epoch.plusDays(refused), HALF_A_YEAR, epoch.plusDays(applied), true, SEPTEMBER);

        assertThat(answer.firstAllowed()).isAfterOrEqualTo(epoch.plusDays(today));
        assertThat(answer.firstAllowed().getMonthValue()).isEqualTo(9);
        assertThat(answer.reasons())
                .allSatisfy(reason -> assertThat(answer.firstAllowed()).isAfterOrEqualTo(reason.allows()));
    }
}
