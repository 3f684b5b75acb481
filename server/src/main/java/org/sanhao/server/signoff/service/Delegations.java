package org.sanhao.server.signoff.service;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.People.Colleague;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.signoff.Chain;
import org.sanhao.server.signoff.Delegation;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.domain.Signing;
import org.sanhao.server.signoff.store.DelegationStore;
import org.springframework.stereotype.Component;

/** Who signs in whose place. Runs inside the transaction of the desk. */
@Component
class Delegations {
    private static final Duration LONGEST_ABSENCE = Duration.ofDays(183);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.ROOT);

    private final DelegationStore delegations;
    private final People people;
    private final BusinessClock clock;

    Delegations(DelegationStore delegations, People people, BusinessClock clock) {
        this.delegations = delegations;
        this.people = people;
        this.clock = clock;
    }

    /** To whom, from when until when, why. */
    record Absence(PersonId to, Instant since, Instant until, String why) {}

    /** The person in their own post or, where that is not asked for, in the place of whoever lent them a signature. */
    Outcome<Signing.Signer> signer(Scope scope, UnitId office, SignOff sheet, Post post) {
        var by = post.person().toString();
        var own = new Signing.Signer(by, post.kind(), post.title(), null);
        var next = sheet.waitsFor();
        if (next.isEmpty() || next.get().isFor(post.kind())) {
            return Outcome.done(own);
        }
        var lent = delegations.lentTo(office, post.person()).stream()
                .filter(each -> next.get().isFor(each.post()))
                .toList();
        var holding = lent.stream().filter(each -> holds(scope, each)).findFirst();
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
    Set<PostKind> posts(Scope scope, UnitId office, Post post) {
        var posts = EnumSet.of(post.kind());
        delegations.lentTo(office, post.person()).stream()
                .filter(each -> holds(scope, each))
                .forEach(each -> posts.add(each.post()));
        return posts;
    }

    /** Who stands in now for holders of any of the posts. */
    Set<PersonId> standIns(Scope scope, UnitId office, Set<PostKind> posts) {
        return delegations.delegations(office, clock.now()).stream()
                .filter(each -> posts.contains(each.post()) && holds(scope, each))
                .map(Delegation::to)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Nobody lends what they no longer have: with the post goes the signature. */
    private boolean holds(Scope scope, Delegation delegation) {
        return delegation.holdsAt(clock.now())
                && people.postsOf(scope, delegation.from(), clock.today()).stream()
                        .anyMatch(post -> post.kind() == delegation.post()
                                && post.actsWithin().equals(delegation.scopePath()));
    }

    /** To whom a post may lend its signature. */
    List<Colleague> standIns(Scope scope, Unit office, Post from) {
        return Chain.postsAt(office.level()).contains(from.kind())
                ? people.colleagues(scope, office, Chain.keepers(), clock.today()).stream()
                        .filter(each -> !each.id().equals(from.person()))
                        .toList()
                : List.of();
    }

    List<Delegation> standing(UnitId office) {
        return delegations.delegations(office, clock.now());
    }

    Outcome<Delegation> lend(Scope scope, Unit office, Post from, Absence absence) {
        if (!Chain.postsAt(office.level()).contains(from.kind())) {
            return Refusal.of(ErrorCode.DELEGATION_NOTHING, from.title()).asOutcome();
        }
        var now = clock.now();
        if (!absence.until().isAfter(absence.since())
                || !absence.until().isAfter(now)
                || absence.until().isAfter(absence.since().plus(LONGEST_ABSENCE))) {
            return Refusal.of(ErrorCode.DELEGATION_DAYS)
                    .at("until", "结束晚于开始和现在，最长半年")
                    .asOutcome();
        }
        var colleague = standIns(scope, office, from).stream()
                .filter(each -> each.id().equals(absence.to()))
                .findFirst();
        if (colleague.isEmpty()) {
            return Refusal.of(ErrorCode.DELEGATE_ELSEWHERE).at("to", "从列出的人里选择").asOutcome();
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
        delegations.write(delegation, now, from.person().toString());
        return Outcome.done(delegation);
    }

    Outcome<Delegation> takeBack(UUID id, Post from) {
        var found = delegations.delegation(id).filter(each -> each.from().equals(from.person()));
        if (found.isEmpty()) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        var now = clock.now();
        if (!found.get().until().isAfter(now)) {
            return Outcome.done(found.get()); // It is over; its end stays where it was.
        }
        var over = found.get().endedAt(now);
        return delegations.write(over, now, from.person().toString())
                ? Outcome.done(over)
                : Refusal.of(ErrorCode.STALE).asOutcome();
    }
}
