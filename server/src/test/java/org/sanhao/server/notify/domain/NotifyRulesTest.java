package org.sanhao.server.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.server.notify.About;
import org.sanhao.server.notify.Message;
import org.sanhao.server.notify.Topic;

/** When people may be reached and what they read, without a database. */
class NotifyRulesTest {
    private static final WorkingHours OFFICE = new WorkingHours(LocalTime.of(8, 30), LocalTime.of(18, 0));

    private static Instant at(String there) {
        return LocalDateTime.parse(there).atZone(BusinessZone.ZONE).toInstant();
    }

    @Test
    void what_happens_in_working_hours_is_told_at_once_and_in_the_evening_the_next_working_morning() {
        assertThat(OFFICE.next(at("2026-11-26T10:00:00"))).isEqualTo(at("2026-11-26T10:00:00"));
        assertThat(OFFICE.next(at("2026-11-26T07:00:00"))).isEqualTo(at("2026-11-26T08:30:00"));
        assertThat(OFFICE.next(at("2026-11-26T18:00:00"))).isEqualTo(at("2026-11-27T08:30:00"));
        assertThat(OFFICE.next(at("2026-11-27T21:00:00")))
                .as("a Friday night waits for Monday")
                .isEqualTo(at("2026-11-30T08:30:00"));
        assertThat(OFFICE.next(at("2026-10-01T10:00:00")))
                .as("the national day holidays are long")
                .isAfter(at("2026-10-06T00:00:00"));
    }

    @Property
    void nothing_is_sent_outside_the_hours_nor_before_it_happened(@ForAll @IntRange(max = 525_599) int minuteOfYear) {
        var moment = at("2026-01-01T00:00:00").plus(Duration.ofMinutes(minuteOfYear));

        var told = OFFICE.next(moment);

        var there = told.atZone(BusinessZone.ZONE);
        assertThat(told).isAfterOrEqualTo(moment);
        assertThat(OFFICE.next(told)).isEqualTo(told);
        assertThat(WorkingHours.isWorkingDay(there.toLocalDate())).isTrue();
        assertThat(there.toLocalTime()).isBetween(LocalTime.of(8, 30), LocalTime.of(17, 59, 59));
    }

    @Test
    void a_delivery_is_tried_ever_more_rarely_for_two_days_and_then_given_up() {
        var now = at("2026-11-26T10:00:00");
        var tries = new ArrayList<Instant>();
        for (var next = Retries.after(1, now); next.isPresent(); next = Retries.after(tries.size() + 1, next.get())) {
            tries.add(next.get());
        }

        assertThat(tries).hasSize(8).isSorted();
        assertThat(Duration.between(now, tries.getFirst())).isEqualTo(Duration.ofMinutes(1));
        assertThat(Duration.between(now, tries.getLast())).isBetween(Duration.ofDays(2), Duration.ofHours(50));
    }

    @Test
    void people_are_reminded_a_week_before_the_day_before_and_on_the_day() {
        var due = LocalDate.of(2026, 11, 26); // a Thursday

        assertThat(told(due, LocalDate.of(2026, 11, 10), due))
                .containsExactly("2026-11-19 还有 7 天到期", "2026-11-25 还有 1 天到期", "2026-11-26 今天到期");
    }

    @Test
    void a_reminder_that_falls_on_a_day_off_comes_on_the_working_day_before() {
        var due = LocalDate.of(2026, 11, 30); // a Monday

        assertThat(told(due, LocalDate.of(2026, 11, 26), due))
                .containsExactly("2026-11-27 还有 3 天到期", "2026-11-30 今天到期");
    }

    @Test
    void what_is_overdue_is_told_four_times_and_then_no_more() {
        var due = LocalDate.of(2026, 11, 5);

        assertThat(told(due, due, LocalDate.of(2026, 12, 31)))
                .containsExactly(
                        "2026-11-06 已超期 1 天", "2026-11-13 已超期 8 天", "2026-11-20 已超期 15 天", "2026-11-27 已超期 22 天");
    }

    @Test
    void mornings_slept_through_are_made_up_for_once_with_the_days_that_are_left() {
        var due = LocalDate.of(2026, 11, 26);

        assertThat(ReminderDays.today(due, LocalDate.of(2026, 11, 10), LocalDate.of(2026, 11, 24)))
                .contains("还有 2 天到期");
        assertThat(ReminderDays.today(due, LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 24)))
                .isEmpty();
    }

    /** What is said on each working day after {@code from} up to a day, each morning made up for. */
    private static List<String> told(LocalDate due, LocalDate from, LocalDate to) {
        var told = new ArrayList<String>();
        var last = from;
        for (var day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (WorkingHours.isWorkingDay(day)) {
                var today = day;
                ReminderDays.today(due, last, day).ifPresent(words -> told.add(today + " " + words));
                last = day;
            }
        }
        return told;
    }

    @Test
    void a_digest_tells_the_first_twenty_and_how_many_more_there_are() {
        var unread = IntStream.rangeClosed(1, 23)
                .mapToObj(i -> new Message(
                        UUID.randomUUID(),
                        Topic.CASE,
                        new About(About.Kind.CASE, UUID.randomUUID()),
                        "第" + i + "件",
                        LocalDate.of(2026, 11, 26),
                        Instant.EPOCH,
                        false,
                        false,
                        null))
                .toList();

        var letter = Letter.digest(LocalDate.of(2026, 11, 27), unread, "https://sanhao.example/");

        assertThat(letter.subject()).isEqualTo("【三好】11 月 27 日：23 件新事项");
        assertThat(letter.text()).contains("· 申报与评审：第20件", "另有 3 件", "https://sanhao.example/messages");
        assertThat(letter.text()).doesNotContain("第21件", "example//");
    }

    @Test
    void a_group_chat_reads_counts_only() {
        var fresh = new EnumMap<Topic, Integer>(Map.of(Topic.CASE, 2, Topic.SIGN_OFF, 1));

        assertThat(RoundText.of("望溪县卫生健康局", fresh, null)).isEqualTo("望溪县卫生健康局：新事项 3 件（等我签批 1、申报与评审 2）。请登录三好办理。");
    }
}
