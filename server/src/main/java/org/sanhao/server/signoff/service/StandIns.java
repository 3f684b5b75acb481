package org.sanhao.server.signoff.service;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.signoff.Delegation;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.domain.Signing;
import org.sanhao.server.signoff.store.SignOffStore;
import org.springframework.stereotype.Component;

/** Who signs in whose place. Runs inside the transaction of the desk. */
@Component
class StandIns {
    private static final Duration LONGEST_ABSENCE = Duration.ofDays(183);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.ROOT);

    private final SignOffStore sheets;
    private final People people;
    private final BusinessClock clock;

    StandIns(SignOffStore sheets, People people, BusinessClock clock) {
        this.sheets = sheets;
        this.people = people;
        this.clock = clock;
    }

    /** To whom, from when until when, why. */
    record Absence(PersonId to, Instant since, Instant until, String why) {}

    /** The person in their own post or, where that is not asked for, in the place of whoever lent them a signature. */
    Outcome<Signing.Signer> signer(UnitId office, SignOff sheet, Post post) {
        var by = post.person().toString();
        var own = new Signing.Signer(by, post.kind(), post.title(), null);
        var next = sheet.waitsFor();
        if (next.isEmpty() || next.get().isFor(post.kind())) {
            return Outcome.done(own);
        }
        var lent = sheets.lentTo(office, post.person()).stream()
                .filter(each -> next.get().isFor(each.post()))
                .toList();
        var holding = lent.stream().filter(each -> each.holdsAt(clock.now())).findFirst();
        if (holding.isPresent()) {
            var delegation = holding.get();
            return Outcome.done(new Signing.Signer(
                    by,
                    delegation.post(),
                    delegation.postTitle(),
                    delegation.from().toString()));
        }
        return lent.stream()
                .filter(each -> !each.until().isAfter(clock.now()))
                .findFirst()
                .map(over -> Refusal.of(
                                ErrorCode.DELEGATION_OVER,
                                over.fromName(),
                                MOMENT.format(over.until().atZone(BusinessZone.ZONE)))
                        .<Signing.Signer>asOutcome())
                .orElseGet(() -> Outcome.done(own));
    }

    /** The post of a person and those they stand in for now. */
    Set<PostKind> posts(UnitId office, Post post) {
        var posts = EnumSet.of(post.kind());
        sheets.lentTo(office, post.person()).stream()
                .filter(each -> each.holdsAt(clock.now()))
                .forEach(each -> posts.add(each.post()));
        return posts;
    }

    List<Delegation> standing(UnitId office) {
        return sheets.delegations(office, clock.now());
    }

    Outcome<Delegation> lend(Scope scope, Unit office, Post from, Absence absence) {
        var now = clock.now();
        if (!absence.until().isAfter(absence.since())
                || !absence.until().isAfter(now)
                || absence.until().isAfter(absence.since().plus(LONGEST_ABSENCE))) {
            return Refusal.of(ErrorCode.DELEGATION_DAYS)
                    .at("until", "结束晚于开始和现在，最长半年")
                    .asOutcome();
        }
        var colleague = people.colleagues(scope, office, clock.today()).stream()
                .filter(each -> each.id().equals(absence.to()))
                .findFirst();
        if (colleague.isEmpty() || absence.to().equals(from.person())) {
            return Refusal.of(ErrorCode.DELEGATE_ELSEWHERE)
                    .at("to", "选择本单位的另一个人")
                    .asOutcome();
        }
        var overlapping = standing(office.id()).stream()
                .filter(each -> each.from().equals(from.person()) && each.post() == from.kind())
                .filter(each -> each.since().isBefore(absence.until())
                        && absence.since().isBefore(each.until()))
                .findFirst();
        if (overlapping.isPresent()) {
            return Refusal.of(ErrorCode.DELEGATION_TWICE, overlapping.get().toName())
                    .asOutcome();
        }
        var delegation = new Delegation(
                Ids.next(),
                1,
                office.id(),
                from.kind(),
                from.title(),
                from.person(),
                from.personName(),
                absence.to(),
                colleague.get().name(),
                absence.since(),
                absence.until(),
                absence.why().strip(),
                office.scopePath());
        sheets.write(delegation, now, from.person().toString());
        return Outcome.done(delegation);
    }

    Outcome<Delegation> takeBack(UUID id, Post from) {
        var found = sheets.delegation(id).filter(each -> each.from().equals(from.person()));
        if (found.isEmpty()) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        var now = clock.now();
        var over = found.get().endedAt(now);
        return sheets.write(over, now, from.person().toString())
                ? Outcome.done(over)
                : Refusal.of(ErrorCode.STALE).asOutcome();
    }
}
