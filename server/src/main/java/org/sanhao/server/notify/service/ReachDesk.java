package org.sanhao.server.notify.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PersonLeft;
import org.sanhao.server.notify.NotifySettings;
import org.sanhao.server.notify.Reach;
import org.sanhao.server.notify.Reach.Pace;
import org.sanhao.server.notify.Reaches;
import org.sanhao.server.notify.Topic;
import org.sanhao.server.notify.domain.WorkingHours;
import org.sanhao.server.notify.store.ReachStore;
import org.sanhao.server.notify.store.ReachStore.Row;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.SecretBox;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Keeps how people are reached. It is the person's own, whatever post they act in, and so read as the system. */
@Service
class ReachDesk implements Reaches {
    /** As strict as a screen should be: the code that has to come back proves the rest. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9-]+)+");

    private static final int LONGEST = 120;
    private static final int TRIES = 5;
    static final Duration CODE_LIVES = Duration.ofMinutes(30);

    private final ScopedTransactions transactions;
    private final ReachStore reaches;
    private final Outbox outbox;
    private final People people;
    private final NotifySettings settings;
    private final BusinessClock clock;
    private final SecretBox box;
    private final SecureRandom random = new SecureRandom();

    ReachDesk(
            ScopedTransactions transactions,
            ReachStore reaches,
            Outbox outbox,
            People people,
            NotifySettings settings,
            BusinessClock clock,
            DataFolder folder) {
        this.transactions = transactions;
        this.reaches = reaches;
        this.outbox = outbox;
        this.people = people;
        this.settings = settings;
        this.clock = clock;
        this.box = SecretBox.of(folder, "mail-addresses");
    }

    static WorkingHours hours(Row row) {
        return new WorkingHours(row.quietUntil(), row.quietFrom());
    }

    @Override
    public boolean sendsMail() {
        return settings.mail().isOn();
    }

    @Override
    public Reach of(PersonId person) {
        return transactions.reading(
                Scope.SYSTEM, () -> reaches.find(person).map(this::shown).orElseGet(ReachDesk::nothing));
    }

    @Override
    public Outcome<Reach> set(
            PersonId person, int seen, Map<Topic, Pace> byTopic, LocalTime quietFrom, LocalTime quietUntil) {
        if (!quietUntil.isBefore(quietFrom)) {
            return Refusal.of(ErrorCode.QUIET_HOURS_WRONG)
                    .at("quietFrom", "晚于早上恢复的时间")
                    .asOutcome();
        }
        return write(
                person,
                seen,
                row -> new Row(
                        row.person(),
                        seen + 1,
                        row.address(),
                        row.pending(),
                        row.pendingUntil(),
                        row.tries(),
                        row.refusedAt(),
                        byTopic,
                        quietFrom,
                        quietUntil,
                        row.digestAt(),
                        row.scopePath()));
    }

    @Override
    public Outcome<Reach> propose(PersonId person, String address) {
        if (!sendsMail()) {
            return Refusal.of(ErrorCode.MAIL_OFF).asOutcome();
        }
        var tidy = address.strip();
        if (tidy.length() > LONGEST || !ADDRESS.matcher(tidy).matches()) {
            return Refusal.of(ErrorCode.ADDRESS_WRONG)
                    .at("address", "例如 zhang@example.gov.cn")
                    .asOutcome();
        }
        var code = "%06d".formatted(random.nextInt(1_000_000));
        return write(person, null, row -> {
            var id = Ids.next();
            outbox.code(person, id, seal(code + "\n" + tidy, id.toString()), row.scopePath());
            return row(
                    row,
                    row.address(),
                    seal(code + "\n" + tidy, about(person)),
                    clock.now().plus(CODE_LIVES),
                    0);
        });
    }

    @Override
    public Outcome<Reach> confirm(PersonId person, String code) {
        // A wrong try counts, so it must not be rolled back with the refusal.
        record Tried(@Nullable Row row, boolean right) {}
        var tried = transactions.within(Scope.SYSTEM, () -> {
            var row = reaches.find(person)
                    .filter(found -> waits(found).isPresent())
                    .orElse(null);
            if (row == null) {
                return new Tried(null, false);
            }
            var parts = open(waits(row).orElseThrow(), about(person)).split("\n", 2);
            boolean right = MessageDigest.isEqual(
                    parts[0].getBytes(StandardCharsets.UTF_8), code.strip().getBytes(StandardCharsets.UTF_8));
            var next = right
                    ? row(row, seal(parts[1], about(person)), null, null, 0)
                    : row(row, row.address(), row.pending(), row.pendingUntil(), row.tries() + 1);
            return reaches.write(next) ? new Tried(next, right) : new Tried(null, false);
        });
        if (tried.row == null) {
            return Refusal.of(ErrorCode.ADDRESS_NOT_PENDING).asOutcome();
        }
        return tried.right
                ? Outcome.done(of(person))
                : Refusal.of(ErrorCode.ADDRESS_CODE_WRONG, TRIES - tried.row.tries())
                        .at("code", "不对，还可以试 " + (TRIES - tried.row.tries()) + " 次")
                        .asOutcome();
    }

    @Override
    public Outcome<Reach> forget(PersonId person) {
        return write(person, null, row -> row(row, null, null, null, 0));
    }

    /** With the person goes the address. */
    @EventListener
    void on(PersonLeft left) {
        transactions.within(ScopedTransactions.current(), () -> {
            reaches.forget(left.person());
            return true;
        });
    }

    /** The address letters go to, or empty when there is none or the server refuses it. */
    Optional<String> address(Row row) {
        return row.address() == null || row.refusedAt() != null
                ? Optional.empty()
                : Optional.of(open(row.address(), about(row.person())));
    }

    /** The code and the address a letter with a code was put in with. */
    String[] codeAndAddress(byte[] sealed, String dispatch) {
        return open(sealed, dispatch).split("\n", 2);
    }

    private Outcome<Reach> write(PersonId person, @Nullable Integer seen, Function<Row, Row> change) {
        return transactions.within(Scope.SYSTEM, () -> {
            var standing = reaches.find(person);
            int version = standing.map(Row::version).orElse(0);
            if (seen != null && seen != version) {
                return Refusal.of(ErrorCode.STALE).asOutcome();
            }
            var before = standing.orElseGet(() -> fresh(person));
            return reaches.write(change.apply(before))
                    ? Outcome.done(of(person))
                    : Refusal.of(ErrorCode.STALE).asOutcome();
        });
    }

    private Row fresh(PersonId person) {
        var place =
                people.placesOf(Scope.SYSTEM, List.of(person), clock.today()).get(person);
        return new Row(
                person,
                0,
                null,
                null,
                null,
                0,
                null,
                Map.of(),
                Reach.EVENING,
                Reach.MORNING,
                clock.now(),
                java.util.Objects.requireNonNull(place, "whoever is signed in holds a post"));
    }

    private static Row row(
            Row before,
            byte @Nullable [] address,
            byte @Nullable [] pending,
            @Nullable Instant pendingUntil,
            int tries) {
        return new Row(
                before.person(),
                before.version() + 1,
                address,
                pending,
                pendingUntil,
                tries,
                java.util.Arrays.equals(address, before.address()) ? before.refusedAt() : null,
                before.byTopic(),
                before.quietFrom(),
                before.quietUntil(),
                before.digestAt(),
                before.scopePath());
    }

    /** The sealed address that waits for its code, while there are time and tries left. */
    private Optional<byte[]> waits(Row row) {
        var pending = row.pending();
        var until = row.pendingUntil();
        return pending != null && until != null && until.isAfter(clock.now()) && row.tries() < TRIES
                ? Optional.of(pending)
                : Optional.empty();
    }

    private Reach shown(Row row) {
        return new Reach(
                row.version(),
                row.address() == null ? null : open(row.address(), about(row.person())),
                waits(row)
                        .map(pending -> open(pending, about(row.person())).split("\n", 2)[1])
                        .orElse(null),
                row.pendingUntil(),
                row.refusedAt(),
                complete(row.byTopic()),
                row.quietFrom(),
                row.quietUntil());
    }

    private static Reach nothing() {
        return new Reach(0, null, null, null, null, complete(Map.of()), Reach.EVENING, Reach.MORNING);
    }

    private static Map<Topic, Pace> complete(Map<Topic, Pace> set) {
        var all = new EnumMap<Topic, Pace>(Topic.class);
        for (var topic : Topic.values()) {
            all.put(topic, set.getOrDefault(topic, Pace.DAILY));
        }
        return all;
    }

    private static String about(PersonId person) {
        return "reach " + person;
    }

    private byte[] seal(String text, String about) {
        return box.seal(text.getBytes(StandardCharsets.UTF_8), about);
    }

    private String open(byte[] sealed, String about) {
        return new String(box.open(sealed, about), StandardCharsets.UTF_8);
    }
}
