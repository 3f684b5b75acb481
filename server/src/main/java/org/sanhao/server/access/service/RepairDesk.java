package org.sanhao.server.access.service;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.access.AccountId;
import org.sanhao.server.access.Accounts.FirstPassword;
import org.sanhao.server.access.Acting;
import org.sanhao.server.access.Repair;
import org.sanhao.server.access.Repair.Answered;
import org.sanhao.server.access.Repair.State;
import org.sanhao.server.access.Repair.What;
import org.sanhao.server.access.store.AccountStore;
import org.sanhao.server.access.store.RepairStore;
import org.sanhao.server.access.store.RepairStore.Shown;
import org.sanhao.server.audit.AuditLog;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/**
 * Where two administrators of different kinds open the account of a third: a security administrator asks, a system
 * administrator who knows the person confirms. Neither can do it alone, nor for himself; the auditor acts on nobody.
 */
@Service
public class RepairDesk {
    private final ScopedTransactions transactions;
    private final RepairStore repairs;
    private final AccountStore accounts;
    private final AccountDesk desk;
    private final People people;
    private final BusinessClock clock;
    private final AuditLog log;

    RepairDesk(
            ScopedTransactions transactions,
            RepairStore repairs,
            AccountStore accounts,
            AccountDesk desk,
            People people,
            BusinessClock clock,
            AuditLog log) {
        this.transactions = transactions;
        this.repairs = repairs;
        this.accounts = accounts;
        this.desk = desk;
        this.people = people;
        this.clock = clock;
        this.log = log;
    }

    /** What a confirmed repair came to; the password, if one was set, is here and nowhere else. */
    public record Repaired(Shown repair, @Nullable FirstPassword first) {}

    public Page<Shown> list(Scope scope, boolean openOnly, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.MOMENT, Cursor.Part.ID);
        return transactions.reading(scope, () -> repairs.list(openOnly, Instant.now(), after, limit));
    }

    /** What was done, or is about to be done, to an account, and its holder has not read. */
    public List<Shown> unread(AccountId account) {
        return transactions.reading(Scope.SYSTEM, () -> repairs.unread(account, Instant.now()));
    }

    public void read(AccountId account) {
        transactions.within(Scope.SYSTEM, () -> {
            repairs.read(account, Instant.now());
            return true;
        });
    }

    public Outcome<Shown> ask(Acting by, AccountId id, What what, String why) {
        log.about("accounts", id.toString());
        return transactions.within(Scope.SYSTEM, () -> {
            var account = accounts.byId(id)
                    .filter(found -> by.scope().covers(found.scopePath()))
                    .orElse(null);
            if (account == null) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (account.person().equals(by.person())) {
                return Refusal.of(ErrorCode.REPAIR_OWN).asOutcome();
            }
            if (worksOutside(by, account.person())) {
                return Refusal.of(ErrorCode.POSTS_ELSEWHERE).asOutcome();
            }
            var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            if (account.disabledAt() != null
                    || what == What.SECOND_FACTOR && account.totpSecret() == null
                    || !desk.takesTwo(account.person(), now)) {
                return Refusal.of(ErrorCode.ACCOUNT_STATE).asOutcome();
            }
            if (repairs.waits(id, what, now)) {
                return Refusal.of(ErrorCode.REPAIR_WAITS).asOutcome();
            }
            var repair = Repair.asked(Ids.next(), id, account.person(), what, why, by.person(), now);
            repairs.ask(repair);
            return Outcome.done(repairs.find(repair.id()).orElseThrow());
        });
    }

    public Outcome<Repaired> confirm(Acting by, UUID id) {
        return answer(by, id, State.CONFIRMED, repair -> {
            if (!stillSecurity(repair.askedBy())) {
                return Outcome.<Repaired>refused(Refusal.of(ErrorCode.REPAIR_OVER, "失效"));
            }
            return switch (repair.what()) {
                case PASSWORD -> desk.setRandomPassword(repair.account()).map(first -> new Repaired(shown(id), first));
                case SECOND_FACTOR ->
                    desk.liftSecondFactor(repair.account()).map(done -> new Repaired(shown(id), null));
            };
        });
    }

    public Outcome<Shown> decline(Acting by, UUID id) {
        return answer(by, id, State.DECLINED, repair -> Outcome.done(shown(id)));
    }

    public Outcome<Shown> withdraw(Acting by, UUID id) {
        return answer(by, id, State.WITHDRAWN, repair -> Outcome.done(shown(id)));
    }

    /** The answer and what follows from it, in one transaction; of two at the same moment the second finds it answered. */
    private <T> Outcome<T> answer(Acting by, UUID id, State answer, Function<Repair, Outcome<T>> then) {
        return transactions.within(Scope.SYSTEM, () -> {
            var repair = repairs.find(id).map(Shown::repair).orElse(null);
            if (repair == null
                    || !accounts.byId(repair.account())
                            .map(account -> by.scope().covers(account.scopePath()))
                            .orElse(false)) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            log.about("accounts", repair.account().toString());
            var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            Optional<Refusal> no = answer == State.WITHDRAWN
                    ? repair.refusalToWithdraw(by.person(), now)
                    : repair.refusalToAnswer(by.person(), now);
            if (no.isEmpty() && worksOutside(by, repair.person())) {
                no = Optional.of(Refusal.of(ErrorCode.POSTS_ELSEWHERE));
            }
            if (no.isPresent()) {
                return no.get().asOutcome();
            }
            if (!repairs.answer(id, new Answered(answer, by.person(), now))) {
                return Refusal.of(
                                ErrorCode.REPAIR_OVER,
                                shown(id).repair().state(now).title())
                        .asOutcome();
            }
            return then.apply(repair);
        });
    }

    /** Whoever asked must still be what he was then, or a dismissed colleague's word would count. */
    private boolean stillSecurity(PersonId asker) {
        return accounts.byPerson(asker)
                        .filter(account -> account.disabledAt() == null)
                        .isPresent()
                && people.postsOf(Scope.SYSTEM, asker, clock.today()).stream()
                        .anyMatch(post -> post.kind() == PostKind.SECURITY_ADMINISTRATOR);
    }

    private boolean worksOutside(Acting by, PersonId person) {
        return people.postsOf(Scope.SYSTEM, person, clock.today()).stream()
                .anyMatch(post -> !by.scope().covers(post.actsWithin()));
    }

    private Shown shown(UUID id) {
        return repairs.find(id).orElseThrow();
    }
}
