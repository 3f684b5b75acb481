package org.sanhao.server.notify.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Ids;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.notify.Dispatch;
import org.sanhao.server.notify.Dispatch.What;
import org.sanhao.server.notify.NotifySettings;
import org.sanhao.server.notify.Reach;
import org.sanhao.server.notify.store.DispatchStore;
import org.sanhao.server.notify.store.MessageStore.Written;
import org.sanhao.server.notify.store.ReachStore;
import org.springframework.stereotype.Component;

/** Puts in what is to leave the house, in the transaction of what it is about. */
@Component
class Outbox {
    private final DispatchStore dispatches;
    private final ReachStore reaches;
    private final NotifySettings settings;
    private final BusinessClock clock;

    Outbox(DispatchStore dispatches, ReachStore reaches, NotifySettings settings, BusinessClock clock) {
        this.dispatches = dispatches;
        this.reaches = reaches;
        this.settings = settings;
        this.clock = clock;
    }

    /** A letter for each message of a topic its reader wants at once; one that was renewed today gets no second letter. */
    void letters(List<Written> written) {
        if (!settings.mail().isOn() || written.isEmpty()) {
            return;
        }
        var rows = reaches.rows(written.stream().map(Written::person).distinct().toList()).stream()
                .filter(row -> row.address() != null && row.refusedAt() == null)
                .collect(Collectors.toMap(ReachStore.Row::person, Function.identity()));
        var now = clock.now();
        var letters = new ArrayList<Dispatch>();
        for (var message : written) {
            var row = rows.get(message.person());
            if (row != null && row.byTopic().get(message.topic()) == Reach.Pace.AT_ONCE) {
                var due = ReachDesk.hours(row).next(now);
                letters.add(
                        dispatch(What.MESSAGE, message.person(), message.id().toString(), due, row.scopePath()));
            }
        }
        if (!letters.isEmpty()) {
            dispatches.put(letters);
        }
    }

    /** A letter with the code for an address that is to be proved; it goes at once, for somebody waits for it. */
    void code(PersonId person, UUID id, byte[] sealed, String scopePath) {
        var now = clock.now();
        dispatches.put(
                new Dispatch(
                        id,
                        What.CODE,
                        person.value(),
                        id.toString(),
                        now,
                        now,
                        0,
                        Dispatch.State.WAITING,
                        null,
                        null,
                        scopePath),
                sealed);
    }

    /** A line to a channel. */
    void line(What what, UUID channel, String key, String scopePath) {
        var now = clock.now();
        dispatches.put(List.of(new Dispatch(
                Ids.next(), what, channel, key, now, now, 0, Dispatch.State.WAITING, null, null, scopePath)));
    }

    private Dispatch dispatch(What what, PersonId person, String key, Instant due, String scopePath) {
        return new Dispatch(
                Ids.next(),
                what,
                person.value(),
                key,
                clock.now(),
                due,
                0,
                Dispatch.State.WAITING,
                null,
                null,
                scopePath);
    }
}
