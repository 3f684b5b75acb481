package org.sanhao.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.PersonId;

/**
 * What is to be done to the account of an administrator who cannot get in: asked by one person, confirmed by another.
 *
 * @param person whose account it is
 * @param why the reason given, shown to whoever confirms
 * @param endsAt from then on nobody can confirm it
 * @param answered null while nobody answered
 */
public record Repair(
        UUID id,
        AccountId account,
        PersonId person,
        What what,
        String why,
        PersonId askedBy,
        Instant askedAt,
        Instant endsAt,
        @Nullable Answered answered) {

    /** A day: long enough for a colleague in another building, too short to be forgotten and found. */
    public static final Duration OPEN = Duration.ofHours(24);

    /** Which of the two ways into an account is opened. */
    public enum What {
        PASSWORD("password"),
        SECOND_FACTOR("second-factor");

        private final String wire;

        What(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }

        public static Optional<What> of(String wire) {
            return java.util.Arrays.stream(values())
                    .filter(each -> each.wire.equals(wire))
                    .findFirst();
        }
    }

    /** Where a repair stands. */
    public enum State {
        OPEN("open", "待核准"),
        CONFIRMED("confirmed", "已核准"),
        DECLINED("declined", "已退回"),
        WITHDRAWN("withdrawn", "已撤回"),
        EXPIRED("expired", "已过期");

        private final String wire;
        private final String title;

        State(String wire, String title) {
            this.wire = wire;
            this.title = title;
        }

        public String wire() {
            return wire;
        }

        public String title() {
            return title;
        }

        public static State of(String wire) {
            for (var state : values()) {
                if (state.wire.equals(wire)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("no answer " + wire);
        }
    }

    /** How it was answered, and by whom. */
    public record Answered(State answer, PersonId by, Instant at) {}

    /** A new one, open for a day. */
    public static Repair asked(
            UUID id, AccountId account, PersonId person, What what, String why, PersonId by, Instant at) {
        return new Repair(id, account, person, what, why, by, at, at.plus(OPEN), null);
    }

    public State state(Instant now) {
        if (answered != null) {
            return answered.answer;
        }
        return now.isBefore(endsAt) ? State.OPEN : State.EXPIRED;
    }

    /** Why this person may not confirm or decline it now; empty when he may. */
    public Optional<Refusal> refusalToAnswer(PersonId by, Instant now) {
        if (by.equals(person) || by.equals(askedBy)) {
            return Optional.of(Refusal.of(ErrorCode.REPAIR_OWN));
        }
        return refusalOver(now);
    }

    /** Why this person may not withdraw it now; empty when he may. */
    public Optional<Refusal> refusalToWithdraw(PersonId by, Instant now) {
        return by.equals(askedBy) ? refusalOver(now) : Optional.of(Refusal.of(ErrorCode.REPAIR_NOT_YOURS));
    }

    private Optional<Refusal> refusalOver(Instant now) {
        var state = state(now);
        return state == State.OPEN ? Optional.empty() : Optional.of(Refusal.of(ErrorCode.REPAIR_OVER, state.title));
    }
}
