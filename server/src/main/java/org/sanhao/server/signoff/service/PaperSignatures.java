package org.sanhao.server.signoff.service;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.People.Colleague;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.Units;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.signoff.Chain;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.SignOff.Contest;
import org.sanhao.server.signoff.SignOff.OnPaper;
import org.sanhao.server.signoff.SignOff.State;
import org.sanhao.server.signoff.SignOffId;
import org.sanhao.server.signoff.SignOffs.Inked;
import org.sanhao.server.signoff.domain.Signing;
import org.sanhao.server.signoff.store.ContestStore;
import org.sanhao.server.signoff.store.SignOffStore;
import org.springframework.stereotype.Component;

/**
 * Signatures that were given on a printed sheet. Runs inside the transaction of the desk.
 *
 * @basis law 14 of the field: the paper twin counts as much as a click, and one officer never decides
 */
@Component
class PaperSignatures {
    private static final int WHY_LIMIT = 500;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT);

    private final SignOffStore sheets;
    private final ContestStore contests;
    private final People people;
    private final Units units;
    private final BusinessClock clock;

    PaperSignatures(SignOffStore sheets, ContestStore contests, People people, Units units, BusinessClock clock) {
        this.sheets = sheets;
        this.contests = contests;
        this.people = people;
        this.units = units;
        this.clock = clock;
    }

    List<List<Colleague>> candidates(Scope scope, SignOff sheet) {
        var office = units.find(scope, AsOf.NOW, sheet.matter().office());
        if (sheet.state() != State.OPEN || office.isEmpty()) {
            return List.of();
        }
        return sheet.chain().steps().stream()
                .skip(sheet.marks().size())
                .map(step -> people.colleagues(scope, office.get(), step.posts(), clock.today()))
                .toList();
    }

    /** One signature after the other; the sheet after the last. */
    Outcome<SignOff> sign(Scope scope, SignOff sheet, List<Inked> signatures, String copy, UUID scan, Post enteredBy) {
        if (signatures.isEmpty()) {
            return Refusal.of(ErrorCode.INVALID_FIELDS, 1)
                    .at("signatures", "至少录入一步的签字")
                    .asOutcome();
        }
        if (signatures.stream().allMatch(each -> each.signer().equals(enteredBy.person()))) {
            return Refusal.of(ErrorCode.PAPER_SIGN_OWN).asOutcome();
        }
        Outcome<SignOff> after = Outcome.done(sheet);
        for (var each : signatures) {
            after = after.flatMap(so -> next(scope, so, each, copy, scan, enteredBy));
        }
        return after;
    }

    private Outcome<SignOff> next(Scope scope, SignOff sheet, Inked inked, String copy, UUID scan, Post enteredBy) {
        var step = sheet.waitsFor();
        if (step.isEmpty()) {
            return Refusal.of(ErrorCode.SIGN_OFF_OVER, sheet.state().title()).asOutcome();
        }
        return signer(scope, sheet, step.get(), inked)
                .flatMap(who -> Signing.signOnPaper(
                        sheet,
                        who,
                        new Signing.Word(inked.agreed(), inked.opinion(), inked.minutes()),
                        new OnPaper(inked.on(), enteredBy.person().toString(), copy, scan),
                        clock.today(),
                        clock.now()))
                .flatMap(after -> sheets.sign(after)
                        ? Outcome.done(after)
                        : Refusal.of(ErrorCode.SIGN_OFF_STALE).asOutcome());
    }

    /** Whoever is named held such a post in this office on the day beside the signature. */
    private Outcome<Signing.Signer> signer(Scope scope, SignOff sheet, Chain.Step step, Inked inked) {
        return people.postsOf(scope, inked.signer(), inked.on()).stream()
                .filter(post -> step.isFor(post.kind()) && post.actsWithin().equals(sheet.scopePath()))
                .findFirst()
                .map(post ->
                        Outcome.done(new Signing.Signer(inked.signer().toString(), post.kind(), post.title(), null)))
                .orElseGet(() -> unfit(scope, sheet, step, inked).asOutcome());
    }

    private Refusal unfit(Scope scope, SignOff sheet, Chain.Step step, Inked inked) {
        var id = inked.signer().toString();
        var name = people.namesOf(scope, List.of(id)).getOrDefault(id, "这个人");
        return Refusal.of(ErrorCode.PAPER_SIGNER_UNFIT, name, day(inked.on()), step.title())
                .at("signatures." + sheet.marks().size() + ".signer", "选择当天担任" + step.title() + "的人");
    }

    private static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** Sends a sheet that is on its way back to its handler; one that is through stays, and what was said stays with it. */
    Outcome<SignOff> contest(SignOff sheet, int step, String why, Post by) {
        var person = by.person().toString();
        boolean theirs = sheet.marks().stream()
                .anyMatch(mark ->
                        mark.step() == step && mark.paper() != null && mark.by().equals(person));
        if (!theirs) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        var words = why.strip();
        if (words.isEmpty() || words.length() > WHY_LIMIT) {
            return Refusal.of(ErrorCode.INVALID_FIELDS, 1)
                    .at("why", "写明哪里不对，不超过 " + WHY_LIMIT + " 字")
                    .asOutcome();
        }
        if (!contests.add(sheet, new Contest(step, person, words, clock.now()))) {
            return Outcome.done(sheet); // Said before; it stands.
        }
        if (sheet.state() != State.OPEN) {
            return Outcome.done(sheet);
        }
        var marks = new ArrayList<>(sheet.marks());
        marks.add(new SignOff.Mark(
                marks.size(), false, "签字异议：" + words, person, by.title(), clock.now(), null, null, null));
        var back = sheet.with(marks, State.SENT_BACK);
        return sheets.sign(back)
                ? Outcome.done(back)
                : Refusal.of(ErrorCode.SIGN_OFF_STALE).asOutcome();
    }

    List<Contest> contests(SignOffId id) {
        return contests.of(id);
    }
}
