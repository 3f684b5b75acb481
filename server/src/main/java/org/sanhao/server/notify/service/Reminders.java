package org.sanhao.server.notify.service;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.jobs.Times;
import org.sanhao.server.notify.DueDates;
import org.sanhao.server.notify.Messages;
import org.sanhao.server.notify.Reach;
import org.sanhao.server.notify.Telling;
import org.sanhao.server.notify.Topic;
import org.sanhao.server.notify.domain.ReminderDays;
import org.sanhao.server.notify.domain.WorkingHours;
import org.sanhao.server.notify.store.ReminderStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Reminds people of days to come and days gone by, once on each working day before the digests. Asks the business clock each
 * time, so that a morning slept through, or skipped by a demo, is made up for.
 */
@Component
class Reminders implements Job {
    /** A few minutes before the digests, so that they tell it. */
    private static final LocalTime EARLY = Reach.MORNING.minusMinutes(10);

    private static final int AT_ONCE = 200;

    private final ScopedTransactions transactions;
    private final ReminderStore reminders;
    private final ObjectProvider<DueDates> sources;
    private final Messages messages;
    private final BusinessClock clock;

    Reminders(
            ScopedTransactions transactions,
            ReminderStore reminders,
            ObjectProvider<DueDates> sources,
            Messages messages,
            BusinessClock clock) {
        this.transactions = transactions;
        this.reminders = reminders;
        this.sources = sources;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "notify-reminders";
    }

    @Override
    public Times times() {
        return new Times.Every(Duration.ofSeconds(30));
    }

    @Override
    public void run() {
        var now = clock.now();
        var today = clock.today();
        if (!WorkingHours.isWorkingDay(today)
                || now.atZone(BusinessZone.ZONE).toLocalTime().isBefore(EARLY)) {
            return;
        }
        // The first morning of an installation has no past.
        var last = transactions.reading(Scope.SYSTEM, reminders::last).orElse(today.minusDays(1));
        if (!last.isBefore(today)) {
            return;
        }
        var waiting = new ArrayList<Telling>();
        sources.forEach(source -> source.each(today.plusDays(ahead()), due -> {
            ReminderDays.today(due.due(), last, today).ifPresent(words -> waiting.add(telling(due, words, today)));
            if (waiting.size() >= AT_ONCE) {
                flush(waiting);
            }
        }));
        flush(waiting);
        // Last of all: cut off before, the morning begins anew, and whoever was told is not told twice.
        transactions.within(Scope.SYSTEM, () -> {
            reminders.reminded(today);
            return true;
        });
    }

    /** A week before may itself be moved forward over days off, the longest of which last nine days. */
    private static int ahead() {
        return ReminderDays.AHEAD + 9;
    }

    private void flush(List<Telling> waiting) {
        messages.tell(List.copyOf(waiting));
        waiting.clear();
    }

    private Telling telling(DueDates.Due due, String words, LocalDate today) {
        return Telling.of(
                        Topic.DUE,
                        due.about(),
                        "due " + today,
                        due.title() + words + "（" + due.due().getMonthValue() + " 月 "
                                + due.due().getDayOfMonth() + " 日）",
                        due.office(),
                        due.posts(),
                        clock.now())
                .alsoTo(due.people())
                .asking();
    }
}
