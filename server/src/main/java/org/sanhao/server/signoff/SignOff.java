package org.sanhao.server.signoff;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sheet that goes along a chain. The chain is the one that held when it was put up.
 *
 * @param marks what was signed so far, in order; never changed
 * @param openedBy who put it up
 */
public record SignOff(
        SignOffId id,
        Matter matter,
        Chain chain,
        List<Mark> marks,
        State state,
        Instant openedAt,
        String openedBy,
        String scopePath) {

    /** How far a sheet has come. */
    public enum State {
        OPEN("open", "会签中"),
        AGREED("agreed", "已签批"),
        SENT_BACK("sent-back", "已退回"),
        /** What it was about has changed or is gone. */
        OVERTAKEN("overtaken", "已失效");

        private final String code;
        private final String title;

        State(String code, String title) {
            this.code = code;
            this.title = title;
        }

        public String code() {
            return code;
        }

        public String title() {
            return title;
        }

        public static State of(String code) {
            for (var state : values()) {
                if (state.code.equals(code)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("no state " + code);
        }
    }

    /**
     * What a meeting decided, out of its minutes.
     *
     * @param number of the minutes, as the office counts them
     * @param present names of those present
     */
    public record Minutes(String number, LocalDate heldOn, List<String> present) {
        public Minutes {
            present = List.copyOf(present);
        }
    }

    /**
     * That a signature stands on paper.
     *
     * @param on the day beside it
     * @param enteredBy who entered it here
     * @param copy number and version of the printed form: 2026-000123 第 1 版
     * @param scan of the signed paper, as the module of documents names it
     */
    public record OnPaper(LocalDate on, String enteredBy, String copy, UUID scan) {}

    /** What somebody whose signature was entered from paper says against it. */
    public record Contest(int step, String by, String why, Instant at) {}

    /**
     * One decision.
     *
     * @param step counted from 0
     * @param agreed false sends the matter back to its handler
     * @param postTitle the post as printed on that day
     * @param forWhom whose signature it is when a delegate gave it
     * @param minutes where a meeting decided
     * @param paper where it was given on paper; null for a click
     */
    public record Mark(
            int step,
            boolean agreed,
            String opinion,
            String by,
            String postTitle,
            Instant at,
            @Nullable String forWhom,
            @Nullable Minutes minutes,
            @Nullable OnPaper paper) {

        /** Whoever signed, whoever it was signed for and whoever entered it. */
        public Stream<String> people() {
            return Stream.of(by, forWhom, paper == null ? null : paper.enteredBy())
                    .filter(Objects::nonNull);
        }

        /** The same, given on paper. */
        public Mark on(OnPaper sheet) {
            return new Mark(step, agreed, opinion, by, postTitle, at, forWhom, minutes, sheet);
        }

        /** Whether this person's word is in it, given or lent. */
        public boolean isOf(String person) {
            return minutes == null && (by.equals(person) || person.equals(forWhom));
        }
    }

    public SignOff {
        marks = List.copyOf(marks);
    }

    /** The same sheet further on its way. */
    public SignOff with(List<Mark> after, State then) {
        return new SignOff(id, matter, chain, after, then, openedAt, openedBy, scopePath);
    }

    /** Whose signature it waits for; empty once it waits for nobody. */
    public Optional<Chain.Step> waitsFor() {
        return state == State.OPEN ? Optional.of(chain.steps().get(marks.size())) : Optional.empty();
    }
}
