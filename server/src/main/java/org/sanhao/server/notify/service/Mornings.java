package org.sanhao.server.notify.service;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.jobs.Times;
import org.sanhao.server.notify.Channel;
import org.sanhao.server.notify.Dispatch;
import org.sanhao.server.notify.NotifySettings;
import org.sanhao.server.notify.Reach;
import org.sanhao.server.notify.domain.WorkingHours;
import org.sanhao.server.notify.store.ChannelStore;
import org.sanhao.server.notify.store.DispatchStore;
import org.sanhao.server.notify.store.MessageStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Component;

/**
 * Puts in what people and offices are told in rounds: digests from half past eight on working days, and lines to the channels
 * of offices. Looks every minute by the business clock; what is put in already is not put in again.
 */
@Component
class Mornings implements Job {
    private static final WorkingHours OFFICE = new WorkingHours(Reach.MORNING, Reach.EVENING);
    private static final int PAGE = 200;
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final UUID FIRST = new UUID(0, 0);

    private final ScopedTransactions transactions;
    private final DispatchStore dispatches;
    private final ChannelStore channels;
    private final MessageStore messages;
    private final Outbox outbox;
    private final NotifySettings settings;
    private final BusinessClock clock;

    Mornings(
            ScopedTransactions transactions,
            DispatchStore dispatches,
            ChannelStore channels,
            MessageStore messages,
            Outbox outbox,
            NotifySettings settings,
            BusinessClock clock) {
        this.transactions = transactions;
        this.dispatches = dispatches;
        this.channels = channels;
        this.messages = messages;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "notify-rounds";
    }

    @Override
    public Times times() {
        return new Times.Every(Duration.ofMinutes(1));
    }

    @Override
    public void run() {
        var now = clock.now();
        if (!OFFICE.holds(now)) {
            return;
        }
        if (settings.mail().isOn()) {
            transactions.within(Scope.SYSTEM, () -> dispatches.putDigests(clock.today(), now, Reach.Pace.DAILY));
        }
        if (!settings.hosts().isEmpty()) {
            rounds(Channel.Pace.DAILY, startOf(clock.today()), now);
            rounds(Channel.Pace.HALF_HOURLY, now.minus(HALF_HOUR).plusMillis(1), now);
        }
    }

    private static Instant startOf(LocalDate day) {
        return BusinessZone.startOf(day);
    }

    /** A line for each channel that has had none since a moment and has something to say. */
    private void rounds(Channel.Pace pace, Instant notSince, Instant now) {
        var after = FIRST;
        while (true) {
            var from = after;
            var page = transactions.reading(Scope.SYSTEM, () -> channels.on(pace, from, PAGE));
            for (var sealed : page) {
                transactions.within(Scope.SYSTEM, () -> {
                    round(sealed.channel(), notSince, now);
                    return true;
                });
            }
            if (page.size() < PAGE) {
                return;
            }
            after = page.getLast().channel().id();
        }
    }

    private void round(Channel channel, Instant notSince, Instant now) {
        var last = dispatches.lastMade(channel.id(), Dispatch.What.ROUND);
        if (last.filter(made -> !made.isBefore(notSince)).isPresent()) {
            return;
        }
        // A channel begins with what is new from the day it was made, not with the past.
        var since = last.orElseGet(
                () -> BusinessZone.startOf(BusinessZone.dayOf(now)).minus(Duration.ofDays(1)));
        if (!messages.mattersOf(channel.office(), since, now).isEmpty()) {
            outbox.line(Dispatch.What.ROUND, channel.id(), since.toString(), channel.scopePath());
        }
    }
}
