package org.sanhao.server.notify.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.People.Holder;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.notify.About;
import org.sanhao.server.notify.Message;
import org.sanhao.server.notify.Messages;
import org.sanhao.server.notify.Telling;
import org.sanhao.server.notify.store.MessageStore;
import org.sanhao.server.notify.store.MessageStore.Line;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/** Writes and shows messages. */
@Service
class MessageDesk implements Messages {
    private static final Set<PostKind> EVERY_POST = Set.of(PostKind.values());

    private final ScopedTransactions transactions;
    private final MessageStore messages;
    private final People people;
    private final Units units;
    private final Outbox outbox;
    private final BusinessClock clock;

    MessageDesk(
            ScopedTransactions transactions,
            MessageStore messages,
            People people,
            Units units,
            Outbox outbox,
            BusinessClock clock) {
        this.transactions = transactions;
        this.messages = messages;
        this.people = people;
        this.units = units;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What makes two lines the same one. */
    private record Same(PersonId person, UnitId office, String about, LocalDate day, String slot) {}

    @Override
    public int tell(List<Telling> tellings) {
        if (tellings.isEmpty()) {
            return 0;
        }
        return transactions.within(Scope.SYSTEM, () -> {
            var whoIn = holders(tellings);
            var lines = new LinkedHashMap<Same, Line>();
            for (var telling : tellings) {
                for (var holder : reached(telling, whoIn.getOrDefault(telling.office(), List.of()))) {
                    var line = line(telling, holder);
                    lines.put(
                            new Same(
                                    line.person(),
                                    line.office(),
                                    line.about().kind().code() + line.about().id(),
                                    line.day(),
                                    line.slot()),
                            line);
                }
            }
            if (lines.isEmpty()) {
                return 0;
            }
            // In one order, so that two who tell the same people at once do not wait for each other in a ring.
            var sorted = new ArrayList<>(lines.values());
            sorted.sort(Comparator.comparing((Line line) -> line.person().value())
                    .thenComparing(line -> line.about().id()));
            var written = messages.write(sorted);
            outbox.letters(written);
            return written.size();
        });
    }

    /** Everybody in the offices who holds one of the posts somebody is asked for, or any post where people are named. */
    private Map<UnitId, List<Holder>> holders(List<Telling> tellings) {
        var today = clock.today();
        return tellings.stream()
                .collect(Collectors.groupingBy(
                        telling -> telling.people().isEmpty() ? telling.posts() : EVERY_POST,
                        Collectors.mapping(Telling::office, Collectors.toSet())))
                .entrySet()
                .stream()
                .flatMap(asked ->
                        people.holders(Scope.SYSTEM, List.copyOf(asked.getValue()), asked.getKey(), today).stream())
                .collect(Collectors.groupingBy(Holder::office));
    }

    private static List<Holder> reached(Telling telling, List<Holder> there) {
        return there.stream()
                .filter(holder -> telling.people().contains(holder.person())
                        || holder.kinds().stream().anyMatch(telling.posts()::contains))
                .filter(holder -> !holder.person().equals(telling.but()))
                .toList();
    }

    private static Line line(Telling telling, Holder holder) {
        return new Line(
                Ids.next(),
                holder.person(),
                holder.office(),
                telling.topic(),
                telling.about(),
                BusinessZone.dayOf(telling.at()),
                telling.urgent() ? telling.said() : "",
                telling.said(),
                telling.title(),
                telling.asks(),
                telling.at(),
                holder.actsWithin());
    }

    @Override
    public void settle(About about, Instant upTo, String said) {
        transactions.within(Scope.SYSTEM, () -> {
            messages.settle(about, upTo, said, clock.now());
            return true;
        });
    }

    @Override
    public Page<Message> inbox(Scope scope, Post reader, boolean unreadOnly, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.MOMENT, Cursor.Part.ID);
        return transactions.reading(
                scope, () -> messages.inbox(reader.person(), units.officeOf(scope, reader), unreadOnly, after, limit));
    }

    @Override
    public Unread unread(Scope scope, Post reader) {
        record Place(UnitId office, int many) {}
        var here = transactions.reading(scope, () -> {
            var office = units.officeOf(scope, reader);
            return new Place(office, messages.unread(reader.person(), office, MANY));
        });
        // The other offices lie outside the scope of this post; they are the person's own all the same.
        int elsewhere = transactions.reading(Scope.SYSTEM, () -> {
            var others = people.postsOf(Scope.SYSTEM, reader.person(), clock.today()).stream()
                    .map(post -> units.officeOf(Scope.SYSTEM, post))
                    .filter(office -> !office.equals(here.office))
                    .distinct()
                    .toList();
            return others.isEmpty() ? 0 : messages.unread(reader.person(), others, MANY);
        });
        return new Unread(here.many, elsewhere);
    }

    @Override
    public Outcome<Message> read(Scope scope, Post reader, UUID id) {
        return transactions.within(
                scope,
                () -> messages.read(reader.person(), units.officeOf(scope, reader), id, clock.now())
                        ? Outcome.done(messages.find(id).orElseThrow())
                        : Refusal.of(ErrorCode.NOT_FOUND).asOutcome());
    }

    @Override
    public int readAll(Scope scope, Post reader, Instant upTo) {
        return transactions.within(
                scope, () -> messages.readAll(reader.person(), units.officeOf(scope, reader), upTo, clock.now()));
    }
}
