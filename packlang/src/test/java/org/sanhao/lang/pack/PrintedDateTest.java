package org.sanhao.lang.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedDateTest {
    private static final int EDITION = 2023;

    private static PartialDate date(String text) {
        var date = PartialDate.parse(text);
        assertThat(date).as(text).isNotNull();
        assertThat(date).hasToString(text);
        return date;
    }

    private static void means(String text, String first, String last, String zh) {
        var date = date(text);
        assertThat(date.first(EDITION)).as(text).isEqualTo(first);
        assertThat(date.last(EDITION)).as(text).isEqualTo(last);
        assertThat(date.zh()).isEqualTo(zh);
    }

    @Test
    void a_month_a_third_of_it_and_a_day_are_meant_with_both_their_ends() {
        means("05", "2023-05-01", "2023-05-31", "5月");
        means("05-early", "2023-05-01", "2023-05-10", "5月上旬");
        means("05-mid", "2023-05-11", "2023-05-20", "5月中旬");
        means("02-late", "2023-02-21", "2023-02-28", "2月下旬");
        means("05-20", "2023-05-20", "2023-05-20", "5月20日");
        means("12-31", "2023-12-31", "2023-12-31", "12月31日");
    }

    @Test
    void a_year_is_the_campaigns_own_a_later_one_or_a_named_one() {
        means("+1-04", "2024-04-01", "2024-04-30", "次年4月");
        means("+2-04-early", "2025-04-01", "2025-04-10", "第3年4月上旬");
        means("2026-04-05", "2026-04-05", "2026-04-05", "2026年4月5日");
    }

    @Test
    void the_29th_of_february_without_a_year_is_the_last_day_of_that_month() {
        means("02-29", "2023-02-28", "2023-02-28", "2月29日");
        assertThat(date("02-29").first(2024)).isEqualTo("2024-02-29");
        assertThat(PartialDate.parse("2024-02-29")).isNotNull();
        assertThat(PartialDate.parse("2023-02-29")).isNull();
    }

    @Test
    void what_no_calendar_has_is_no_date() {
        for (var bad : List.of("", "5", "00", "13", "05-00", "05-32", "06-31", "+0-05", "23-05", "05-middle", "05-5")) {
            assertThat(PartialDate.parse(bad)).as(bad).isNull();
        }
    }

    @Test
    void a_window_has_two_ends_one_or_an_event() {
        var march = date("03");
        var august = date("08");

        assertThat(new Window(march, august, null).zh()).isEqualTo("3月至8月");
        assertThat(new Window(march, march, null).zh()).isEqualTo("3月");
        assertThat(new Window(march, null, null).zh()).isEqualTo("3月起");
        assertThat(new Window(null, august, null).zh()).isEqualTo("8月前");
        assertThat(new Window(march, new WindowEnd.ByEvent(), "全部完成").zh()).isEqualTo("3月至全部完成");
        assertThat(new Window(march, new WindowEnd.ByEvent(), null).zh()).isEqualTo("3月至事件发生");
        assertThat(new Window(march, august, null).firstDay(EDITION)).isEqualTo("2023-03-01");
        assertThat(new Window(march, august, null).lastDay(EDITION)).isEqualTo("2023-08-31");
        assertThat(new Window(null, new WindowEnd.ByEvent(), "x").firstDay(EDITION))
                .isNull();
        assertThat(new Window(null, new WindowEnd.ByEvent(), "x").lastDay(EDITION))
                .isNull();
    }

    @Test
    void a_grade_reaches_itself_and_what_is_below_and_only_letters_reach_anything() {
        for (var grade : Grade.values()) {
            for (var floor : Grade.values()) {
                assertThat(grade.reaches(floor))
                        .as("%s reaches %s", grade, floor)
                        .isEqualTo("DCBA".contains(floor.wire())
                                && "DCBA".contains(grade.wire())
                                && "DCBA".indexOf(grade.wire()) >= "DCBA".indexOf(floor.wire()));
            }
            assertThat(grade.isLetter()).isEqualTo("DCBA".contains(grade.wire()));
            assertThat(Grade.parse(grade.wire())).isEqualTo(grade);
        }
        assertThat(Grade.parse("a")).isNull();
        assertThat(List.of(Grade.NONE.zh(), Grade.NA.zh(), Grade.A.zh())).containsExactly("未评", "不适用", "A");
    }

    @Test
    void the_lines_of_a_clause_are_numbered_by_the_grade_they_open() {
        var lines = new Lines(List.of("c1", "c2"), List.of("b1"), List.of("a1"));

        assertThat(lines.all())
                .extracting(line -> line.id().grade() + "" + line.id().number() + " " + line.text())
                .containsExactly("C1 c1", "C2 c2", "B1 b1", "A1 a1");
        assertThat(lines.of(Grade.D)).isEmpty();
    }

    @Test
    void a_step_costs_a_whole_number_or_cannot_be_made() {
        assertThat(StepCosts.StepCost.parse("0")).isEqualTo(new StepCosts.StepCost(0));
        assertThat(StepCosts.StepCost.parse("999999")).hasToString("999999");
        assertThat(StepCosts.StepCost.parse("impossible")).hasToString("impossible");
        assertThat(new StepCosts.StepCost(0).isPossible()).isTrue();
        assertThat(StepCosts.StepCost.IMPOSSIBLE.isPossible()).isFalse();
        for (var bad : List.of("-1", "01", "1000000", "1.5", "")) {
            assertThat(StepCosts.StepCost.parse(bad)).as(bad).isNull();
        }
        var costs = new StepCosts(new StepCosts.StepCost(1), new StepCosts.StepCost(2), new StepCosts.StepCost(3));
        assertThat(costs.upTo(Grade.C).effort()).isEqualTo(1);
        assertThat(costs.upTo(Grade.B).effort()).isEqualTo(2);
        assertThat(costs.upTo(Grade.A).effort()).isEqualTo(3);
    }
}
