package org.sanhao.server.notify.service;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.jobs.Times;
import org.sanhao.server.notify.Channel;
import org.sanhao.server.notify.Dispatch;
import org.sanhao.server.notify.Dispatch.State;
import org.sanhao.server.notify.Dispatch.What;
import org.sanhao.server.notify.Reach;
import org.sanhao.server.notify.domain.Letter;
import org.sanhao.server.notify.domain.Retries;
import org.sanhao.server.notify.domain.RoundText;
import org.sanhao.server.notify.service.Postman.Handed;
import org.sanhao.server.notify.store.ChannelStore;
import org.sanhao.server.notify.store.DispatchStore;
import org.sanhao.server.notify.store.MessageStore;
import org.sanhao.server.notify.store.ReachStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Sends what is due. What it says is looked up at the last moment, so that nobody gets a letter about what they have read. A
 * crash between sending and noting it sends once more, under the same number.
 */
@Component
class Sending implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final int AT_ONCE = 50;
    private static final int IN_A_DIGEST = 100;

    private final ScopedTransactions transactions;
    private final DispatchStore dispatches;
    private final MessageStore messages;
    private final ReachStore reaches;
    private final ChannelStore channels;
    private final ReachDesk reachDesk;
    private final ChannelDesk channelDesk;
    private final Postman postman;
    private final Hook hook;
    private final Units units;
    private final @Nullable String address;
    private final BusinessClock clock;

    Sending(
            ScopedTransactions transactions,
            DispatchStore dispatches,
            MessageStore messages,
            ReachStore reaches,
            ChannelStore channels,
            ReachDesk reachDesk,
            ChannelDesk channelDesk,
            Postman postman,
            Hook hook,
            Units units,
            BusinessClock clock,
            @Value("${sanhao.public-address:#{null}}") @Nullable String address) {
        this.transactions = transactions;
        this.dispatches = dispatches;
        this.messages = messages;
        this.reaches = reaches;
        this.channels = channels;
        this.reachDesk = reachDesk;
        this.channelDesk = channelDesk;
        this.postman = postman;
        this.hook = hook;
        this.units = units;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "notify-sending";
    }

    @Override
    public Times times() {
        return new Times.Every(Duration.ofSeconds(5));
    }

    /** What becomes of one of them. */
    private sealed interface Fate {
        /** @param digestedUpTo until when it tells everything, null for a letter that is no digest */
        record Mail(String to, Letter letter, @Nullable Instant digestedUpTo) implements Fate {}

        record Line(Channel.Shape shape, String address, String text) implements Fate {}

        record Needless(String why) implements Fate {}

        record Later(Instant due) implements Fate {}
    }

    @Override
    public void run() {
        for (var dispatch : transactions.reading(Scope.SYSTEM, () -> dispatches.due(clock.now(), AT_ONCE))) {
            send(dispatch);
        }
    }

    private void send(Dispatch dispatch) {
        var fate = transactions.reading(Scope.SYSTEM, () -> fate(dispatch));
        // Nothing is held while the world is waited for.
        var handed = switch (fate) {
            case Fate.Mail mail -> postman.hand(dispatch.id(), mail.to, mail.letter, clock.now());
            case Fate.Line line ->
                hook.send(line.shape, line.address, line.text)
                        .<Handed>map(Handed.Failed::new)
                        .orElseGet(Handed.Over::new);
            case Fate.Needless needless -> new Handed.Over();
            case Fate.Later later -> new Handed.Over();
        };
        transactions.within(Scope.SYSTEM, () -> {
            note(dispatch, fate, handed);
            return true;
        });
    }

    private void note(Dispatch dispatch, Fate fate, Handed handed) {
        var now = clock.now();
        switch (fate) {
            case Fate.Needless needless ->
                dispatches.end(dispatch.id(), State.DROPPED, dispatch.attempts(), needless.why, now);
            case Fate.Later later -> {
                // It was not tried: how often it failed stays.
                dispatches.postpone(
                        dispatch.id(),
                        dispatch.attempts(),
                        dispatch.problem() == null ? "" : dispatch.problem(),
                        later.due);
            }
            case Fate.Mail mail -> {
                noteHanded(dispatch, handed);
                if (handed instanceof Handed.Over && mail.digestedUpTo != null) {
                    reaches.digested(new PersonId(dispatch.target()), mail.digestedUpTo);
                }
            }
            case Fate.Line line -> noteHanded(dispatch, handed);
        }
    }

    private void noteHanded(Dispatch dispatch, Handed handed) {
        var now = clock.now();
        int attempts = dispatch.attempts() + 1;
        switch (handed) {
            case Handed.Over over -> dispatches.end(dispatch.id(), State.SENT, attempts, null, now);
            case Handed.Refused(var why) -> {
                dispatches.end(dispatch.id(), State.GIVEN_UP, attempts, why, now);
                if (dispatch.what() != What.CODE) {
                    reaches.refused(new PersonId(dispatch.target()), now);
                }
            }
            case Handed.Failed(var why) -> {
                LOG.warn("{} {} failed {} times: {}", dispatch.what().code(), dispatch.id(), attempts, why);
                // A trial is watched by whoever asked for it.
                Retries.after(attempts, now)
                        .filter(due -> dispatch.what() != What.TRIAL)
                        .ifPresentOrElse(
                                due -> dispatches.postpone(dispatch.id(), attempts, why, due),
                                () -> dispatches.end(dispatch.id(), State.GIVEN_UP, attempts, why, now));
            }
        }
    }

    private Fate fate(Dispatch dispatch) {
        return switch (dispatch.what()) {
            case CODE -> code(dispatch);
            case MESSAGE, DIGEST -> letter(dispatch);
            case ROUND, TRIAL -> line(dispatch);
        };
    }

    private Fate code(Dispatch dispatch) {
        var sealed = dispatches.sealed(dispatch.id());
        if (sealed == null || dispatch.madeAt().plus(ReachDesk.CODE_LIVES).isBefore(clock.now())) {
            return new Fate.Needless("验证码已过期");
        }
        var parts = reachDesk.codeAndAddress(sealed, dispatch.id().toString());
        return new Fate.Mail(parts[1], Letter.code(parts[0], (int) ReachDesk.CODE_LIVES.toMinutes()), null);
    }

    private Fate letter(Dispatch dispatch) {
        var person = new PersonId(dispatch.target());
        var row = reaches.find(person);
        var to = row.flatMap(reachDesk::address);
        if (row.isEmpty() || to.isEmpty()) {
            return new Fate.Needless("没有可用的邮箱");
        }
        var now = clock.now();
        var next = ReachDesk.hours(row.get()).next(now);
        if (next.isAfter(now)) {
            return new Fate.Later(next);
        }
        if (dispatch.what() == What.MESSAGE) {
            return messages.find(UUID.fromString(dispatch.key()))
                    .filter(message -> message.readAt() == null)
                    .<Fate>map(message -> new Fate.Mail(to.get(), Letter.of(message, address), null))
                    .orElseGet(() -> new Fate.Needless("消息已读"));
        }
        var unread = messages.unreadSince(person, row.get().digestAt(), IN_A_DIGEST + 1).stream()
                .filter(message ->
                        row.get().byTopic().getOrDefault(message.topic(), Reach.Pace.DAILY) == Reach.Pace.DAILY)
                .toList();
        return unread.isEmpty()
                ? new Fate.Needless("消息已读")
                : new Fate.Mail(to.get(), Letter.digest(BusinessZone.dayOf(now), unread, address), now);
    }

    private Fate line(Dispatch dispatch) {
        var found = channels.find(dispatch.target());
        if (found.isEmpty() || found.get().channel().state() == Channel.State.GONE) {
            return new Fate.Needless("通道已删去");
        }
        var channel = found.get().channel();
        if (dispatch.what() == What.ROUND && channel.state() == Channel.State.PAUSED) {
            return new Fate.Needless("通道已暂停");
        }
        var office = units.find(Scope.SYSTEM, AsOf.NOW, channel.office())
                .orElseThrow()
                .name();
        if (dispatch.what() == What.TRIAL) {
            return new Fate.Line(
                    channel.shape(), channelDesk.address(found.get()), RoundText.trial(office, channel.name()));
        }
        var fresh = messages.mattersOf(channel.office(), Instant.parse(dispatch.key()), dispatch.madeAt());
        return fresh.isEmpty()
                ? new Fate.Needless("没有新事项")
                : new Fate.Line(
                        channel.shape(), channelDesk.address(found.get()), RoundText.of(office, fresh, address));
    }
}
