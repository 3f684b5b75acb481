package org.sanhao.server.notify.service;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.Units;
import org.sanhao.server.notify.Channel;
import org.sanhao.server.notify.Channels;
import org.sanhao.server.notify.Dispatch;
import org.sanhao.server.notify.store.ChannelStore;
import org.sanhao.server.notify.store.ChannelStore.Sealed;
import org.sanhao.server.notify.store.DispatchStore;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.SecretBox;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/** Keeps the channels of offices. */
@Service
class ChannelDesk implements Channels {
    private final ScopedTransactions transactions;
    private final ChannelStore channels;
    private final DispatchStore dispatches;
    private final Outbox outbox;
    private final Hook hook;
    private final Units units;
    private final BusinessClock clock;
    private final SecretBox box;

    ChannelDesk(
            ScopedTransactions transactions,
            ChannelStore channels,
            DispatchStore dispatches,
            Outbox outbox,
            Hook hook,
            Units units,
            BusinessClock clock,
            DataFolder folder) {
        this.transactions = transactions;
        this.channels = channels;
        this.dispatches = dispatches;
        this.outbox = outbox;
        this.hook = hook;
        this.units = units;
        this.clock = clock;
        this.box = SecretBox.of(folder, "channel-addresses");
    }

    @Override
    public List<String> hosts() {
        return hook.hosts();
    }

    @Override
    public List<Standing> of(Scope scope, Post keeper) {
        return transactions.reading(
                scope,
                () -> channels.of(units.officeOf(scope, keeper)).stream()
                        .map(Sealed::channel)
                        .map(channel -> dispatches
                                .lastOf(channel.id())
                                .map(last -> new Standing(
                                        channel,
                                        last.endedAt() == null ? last.madeAt() : last.endedAt(),
                                        last.state() == Dispatch.State.SENT ? null : last.problem()))
                                .orElseGet(() -> new Standing(channel, null, null)))
                        .toList());
    }

    @Override
    public Outcome<Channel> add(Scope scope, Post keeper, Wish wish) {
        return transactions.within(scope, () -> {
            var office =
                    units.find(scope, AsOf.NOW, units.officeOf(scope, keeper)).orElseThrow();
            if (channels.of(office.id()).size() >= MOST) {
                return Refusal.of(ErrorCode.CHANNELS_FULL, MOST).asOutcome();
            }
            return hook.address(wish.address() == null ? "" : wish.address()).flatMap(address -> {
                var channel = new Channel(
                        Ids.next(),
                        1,
                        office.id(),
                        wish.name().strip(),
                        wish.shape(),
                        address.getHost(),
                        wish.pace(),
                        wish.state(),
                        office.scopePath());
                channels.write(
                        new Sealed(channel, seal(address, channel.id())),
                        clock.now(),
                        keeper.person().toString());
                return Outcome.done(channel);
            });
        });
    }

    @Override
    public Outcome<Channel> change(Scope scope, Post keeper, UUID id, int seen, Wish wish) {
        return transactions.within(
                scope,
                () -> own(scope, keeper, id).flatMap(before -> {
                    if (before.channel().version() != seen) {
                        return Refusal.of(ErrorCode.STALE).asOutcome();
                    }
                    return (wish.address() == null
                                    ? Outcome.done(before)
                                    : hook.address(wish.address())
                                            .map(address ->
                                                    new Sealed(at(before.channel(), address), seal(address, id))))
                            .flatMap(placed -> {
                                var channel = new Channel(
                                        id,
                                        seen + 1,
                                        placed.channel().office(),
                                        wish.name().strip(),
                                        wish.shape(),
                                        placed.channel().host(),
                                        wish.pace(),
                                        wish.state(),
                                        placed.channel().scopePath());
                                return channels.write(
                                                new Sealed(channel, placed.address()),
                                                clock.now(),
                                                keeper.person().toString())
                                        ? Outcome.done(channel)
                                        : Refusal.of(ErrorCode.STALE).asOutcome();
                            });
                }));
    }

    private static Channel at(Channel before, URI address) {
        return new Channel(
                before.id(),
                before.version(),
                before.office(),
                before.name(),
                before.shape(),
                address.getHost(),
                before.pace(),
                before.state(),
                before.scopePath());
    }

    @Override
    public Outcome<Channel> tryOut(Scope scope, Post keeper, UUID id) {
        return transactions.within(
                scope,
                () -> own(scope, keeper, id).map(found -> {
                    outbox.line(
                            Dispatch.What.TRIAL,
                            id,
                            Ids.next().toString(),
                            found.channel().scopePath());
                    return found.channel();
                }));
    }

    private Outcome<Sealed> own(Scope scope, Post keeper, UUID id) {
        var office = units.officeOf(scope, keeper);
        return channels.find(id)
                .filter(found -> found.channel().office().equals(office))
                .filter(found -> found.channel().state() != Channel.State.GONE)
                .map(Outcome::done)
                .orElseGet(() -> Refusal.of(ErrorCode.NOT_FOUND).asOutcome());
    }

    /** Where a channel is spoken to. */
    String address(Sealed channel) {
        return new String(box.open(channel.address(), about(channel.channel().id())), StandardCharsets.UTF_8);
    }

    private byte[] seal(URI address, UUID id) {
        return box.seal(address.toString().getBytes(StandardCharsets.UTF_8), about(id));
    }

    private static String about(UUID id) {
        return "channel " + id;
    }
}
