package org.sanhao.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WorkingCalendarTest {

    @Test
    void national_day_is_off_and_a_make_up_saturday_is_not() {
        assertThat(WorkingCalendar.isWorkingDay(LocalDate.of(2026, 10, 1))).isFalse();
        assertThat(WorkingCalendar.isWorkingDay(LocalDate.of(2026, 10, 10))).isTrue();
        assertThat(WorkingCalendar.isWorkingDay(LocalDate.of(2026, 9, 12))).isFalse();
    }

    @Test
    void five_working_days_over_the_national_holiday() {
        assertThat(WorkingCalendar.after(LocalDate.of(2026, 9, 29), 5)).isEqualTo(LocalDate.of(2026, 10, 12));
    }

    @Test
    void a_year_nobody_has_arranged_is_an_error_that_says_so() {
        assertThatThrownBy(() -> WorkingCalendar.isWorkingDay(LocalDate.of(2027, 1, 4)))
                .isInstanceOf(WorkingCalendar.YearUnknown.class)
                .hasMessageContaining("2027");
    }

    @Property
    void counting_back_gives_what_was_counted_forward(
            @ForAll @IntRange(min = 0, max = 700) int start, @ForAll @IntRange(min = 0, max = 60) int count) {
        var day = LocalDate.of(2024, 1, 1).plusDays(start);
        var then = WorkingCalendar.after(day, count);

        assertThat(WorkingCalendar.between(day, then)).isEqualTo(count);
        assertThat(count == 0 || WorkingCalendar.isWorkingDay(then)).isTrue();
    }
}
