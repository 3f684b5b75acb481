package org.sanhao.server.signoff.domain;

import static org.sanhao.kernel.Outcome.done;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.signoff.Chain;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.SignOff.Mark;
import org.sanhao.server.signoff.SignOff.Minutes;
import org.sanhao.server.signoff.SignOff.State;

/**
 * The one place where a sheet moves on.
 *
 * @basis law 14 of the field: one officer never decides; whoever put a matter up does not close its chain, and nobody signs
 *     twice
 */
public final class Signing {
    private static final int OPINION_LIMIT = 2_000;

    private Signing() {}

    /**
     * Who signs.
     *
     * @param post the post whose turn it should be: their own, or the one they stand in for
     * @param forWhom in whose place, or null
     */
    public record Signer(
            String by,
            PostKind post,
            String postTitle,
            @Nullable String forWhom) {
        boolean is(String person) {
            return by.equals(person) || person.equals(forWhom);
        }
    }

    /**
     * What somebody says.
     *
     * @param minutes for a meeting's step
     */
    public record Word(
            boolean agreed, String opinion, @Nullable Minutes minutes) {}

    /** The sheet after the decision; refused with the rule that stands against it. */
    public static Outcome<SignOff> sign(SignOff sheet, Signer signer, Word word, LocalDate today, Instant at) {
        var next = sheet.waitsFor();
        if (next.isEmpty()) {
            return Refusal.of(ErrorCode.SIGN_OFF_OVER, sheet.state().title()).asOutcome();
        }
        if (!next.get().isFor(signer.post())) {
            return Refusal.of(ErrorCode.SIGN_OFF_NOT_YOURS, next.get().title()).asOutcome();
        }
        int step = sheet.marks().size();
        boolean last = step == sheet.chain().steps().size() - 1;
        var bar = switch (next.get()) {
            case Chain.Signature signature -> barsPerson(sheet, signer, last);
            case Chain.Meeting meeting -> barsMeeting(meeting, word.minutes(), today);
        };
        if (bar.isPresent()) {
            return bar.get().asOutcome();
        }
        var words = word.opinion().strip();
        if (!word.agreed() && words.isEmpty()) {
            return Refusal.of(ErrorCode.REASON_REQUIRED, "退回")
                    .at("opinion", "写明理由")
                    .asOutcome();
        }
        if (words.length() > OPINION_LIMIT) {
            return Refusal.of(ErrorCode.INVALID_FIELDS, 1)
                    .at("opinion", "不超过 " + OPINION_LIMIT + " 字")
                    .asOutcome();
        }
        var marks = new ArrayList<>(sheet.marks());
        marks.add(new Mark(
                step,
                word.agreed(),
                words,
                signer.by(),
                signer.postTitle(),
                at,
                signer.forWhom(),
                next.get() instanceof Chain.Meeting ? word.minutes() : null,
                null));
        return done(sheet.with(marks, !word.agreed() ? State.SENT_BACK : last ? State.AGREED : State.OPEN));
    }

    /**
     * The sheet after a signature that stands on paper: the same rules, on a day between the one it was put up and today.
     *
     * @basis law 14 of the field: the signed, sealed and scanned paper counts as much as a click
     */
    public static Outcome<SignOff> signOnPaper(
            SignOff sheet, Signer signer, Word word, SignOff.OnPaper paper, LocalDate today, Instant at) {
        var putUp = sheet.openedAt().atZone(BusinessZone.ZONE).toLocalDate();
        if (paper.on().isBefore(putUp) || paper.on().isAfter(today)) {
            return Refusal.of(ErrorCode.PAPER_SIGN_DAY)
                    .at("signatures." + sheet.marks().size() + ".on", "填写送签当天到今天之间的日期")
                    .asOutcome();
        }
        return sign(sheet, signer, word, today, at).map(after -> {
            var marks = new ArrayList<>(after.marks());
            marks.set(marks.size() - 1, marks.getLast().on(paper));
            return after.with(marks, after.state());
        });
    }

    private static Optional<Refusal> barsPerson(SignOff sheet, Signer signer, boolean last) {
        if (sheet.marks().stream()
                .anyMatch(mark -> mark.isOf(signer.by()) || signer.forWhom() != null && mark.isOf(signer.forWhom()))) {
            return Optional.of(Refusal.of(ErrorCode.SIGN_OFF_TWICE));
        }
        return last && sheet.chain().steps().size() > 1 && signer.is(sheet.openedBy())
                ? Optional.of(Refusal.of(ErrorCode.SIGN_OFF_OWN))
                : Optional.empty();
    }

    private static Optional<Refusal> barsMeeting(Chain.Meeting meeting, @Nullable Minutes minutes, LocalDate today) {
        if (minutes == null || minutes.number().isBlank()) {
            return Optional.of(Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("minutes.number", "填写会议纪要编号"));
        }
        if (minutes.heldOn().isAfter(today)) {
            return Optional.of(Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("minutes.heldOn", "会议日期不晚于今天"));
        }
        long present = minutes.present().stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .count();
        return present < meeting.quorum()
                ? Optional.of(Refusal.of(ErrorCode.MEETING_NO_QUORUM, meeting.name(), meeting.quorum(), present)
                        .at("minutes.present", "逐个写明到会的人"))
                : Optional.empty();
    }
}
