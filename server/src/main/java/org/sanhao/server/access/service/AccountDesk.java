package org.sanhao.server.access.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.access.AccountId;
import org.sanhao.server.access.Accounts;
import org.sanhao.server.access.Acting;
import org.sanhao.server.access.store.AccountList;
import org.sanhao.server.access.store.AccountList.Counts;
import org.sanhao.server.access.store.AccountList.Listed;
import org.sanhao.server.access.store.AccountList.Which;
import org.sanhao.server.access.store.AccountStore;
import org.sanhao.server.access.store.AccountStore.Account;
import org.sanhao.server.access.store.AccountStore.NewAccount;
import org.sanhao.server.access.store.AccountStore.Unused;
import org.sanhao.server.access.store.DeviceStore;
import org.sanhao.server.access.store.PolicyStore;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PersonLeft;
import org.sanhao.server.institution.PersonMoved;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Opens, closes and repairs accounts. Whoever may set another's password can be that person, so every act asks first
 * whether all the posts behind the account are the caller's to manage; the accounts of the three administrators are the
 * security administrator's alone.
 */
@Service
public class AccountDesk implements Accounts {
    /** So long after the end of an administrator's post his account still takes two. */
    private static final Duration COOLING = Duration.ofDays(90);

    private final ScopedTransactions transactions;
    private final AccountStore accounts;
    private final AccountList list;
    private final DeviceStore devices;
    private final PolicyStore policies;
    private final People people;
    private final Passwords passwords;
    private final BusinessClock clock;

    AccountDesk(
            ScopedTransactions transactions,
            AccountStore accounts,
            AccountList list,
            DeviceStore devices,
            PolicyStore policies,
            People people,
            Passwords passwords,
            BusinessClock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.list = list;
        this.devices = devices;
        this.policies = policies;
        this.people = people;
        this.passwords = passwords;
        this.clock = clock;
    }

    @Override
    public Outcome<Integer> open(Scope scope, List<AccountDraft> drafts, String by) {
        var hashes = new HashMap<String, String>();
        return transactions.within(scope, () -> {
            var rows = new ArrayList<NewAccount>(drafts.size());
            var places = people.placesOf(
                    scope, drafts.stream().map(AccountDraft::person).toList(), clock.today());
            for (var draft : drafts) {
                var place = places.get(draft.person());
                if (place == null) {
                    return Refusal.of(ErrorCode.NO_POST).asOutcome();
                }
                rows.add(new NewAccount(
                        AccountId.next(),
                        draft.person(),
                        draft.login(),
                        hashes.computeIfAbsent(draft.password(), passwords::hash),
                        draft.mustChange(),
                        place));
            }
            return insert(rows, by);
        });
    }

    @Override
    public Outcome<List<FirstPassword>> openWithFirstPasswords(Scope scope, List<Opening> openings, String by) {
        return transactions.within(scope, () -> {
            var rows = new ArrayList<NewAccount>(openings.size());
            var first = new ArrayList<FirstPassword>(openings.size());
            var theirs = openings.stream().map(Opening::person).toList();
            if (accounts.haveOne(theirs)) {
                return Refusal.of(ErrorCode.ACCOUNT_EXISTS).asOutcome();
            }
            var known = people.namesOf(
                    scope, theirs.stream().map(PersonId::toString).toList());
            var places = people.placesOf(scope, theirs, clock.today());
            for (var opening : openings) {
                if (!known.containsKey(opening.person().toString())) {
                    return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
                }
                var place = places.get(opening.person());
                if (place == null) {
                    return Refusal.of(ErrorCode.NO_POST).asOutcome();
                }
                var password = passwords.random();
                first.add(new FirstPassword(opening.login(), password));
                rows.add(new NewAccount(
                        AccountId.next(),
                        opening.person(),
                        opening.login(),
                        passwords.hashOfRandom(password),
                        true,
                        place));
            }
            return insert(rows, by).map(count -> List.copyOf(first));
        });
    }

    private Outcome<Integer> insert(List<NewAccount> rows, String by) {
        try {
            accounts.insert(rows, Instant.now(), by);
            return Outcome.done(rows.size());
        } catch (DuplicateKeyException taken) {
            return Refusal.of(
                            ErrorCode.LOGIN_TAKEN,
                            String.join(
                                    "、",
                                    rows.stream()
                                            .map(NewAccount::login)
                                            .limit(3)
                                            .toList()))
                    .asOutcome();
        }
    }

    @Override
    public List<FirstPassword> renewFirstPasswords(Scope scope, List<String> logins) {
        return transactions.within(scope, () -> {
            var unused = accounts.unusedOf(logins);
            var administrators =
                    administrators(unused.stream().map(Unused::person).toList());
            var fresh = unused.stream()
                    .filter(each -> !administrators.contains(each.person()))
                    .map(Unused::login)
                    .map(login -> new FirstPassword(login, passwords.random()))
                    .toList();
            accounts.renewUnused(
                    fresh.stream().map(FirstPassword::login).toList(),
                    fresh.stream()
                            .map(each -> passwords.hashOfRandom(each.password()))
                            .toList(),
                    Instant.now());
            return fresh;
        });
    }

    /** Asked with the system's eyes: the post may lie above the scope the account lies in. */
    private Set<PersonId> administrators(List<PersonId> among) {
        var since = Instant.now().minus(COOLING);
        return transactions.apart(
                Scope.SYSTEM, () -> people.lateAdministrators(Scope.SYSTEM, among, clock.today(), since));
    }

    @Override
    public Set<String> taken(List<String> logins) {
        return new HashSet<>(transactions.reading(Scope.SYSTEM, () -> accounts.takenLogins(logins)));
    }

    public Page<Listed> list(Scope scope, Which which, @Nullable String part, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.TEXT, Cursor.Part.ID);
        var now = Instant.now();
        return transactions.reading(scope, () -> {
            var silentSince = now.minus(Duration.ofDays(policies.current().staleDays()));
            return list.list(which, part, now, silentSince, after, limit);
        });
    }

    /** How many accounts of the scope are in which state. */
    public Counts counts(Scope scope) {
        var now = Instant.now();
        return transactions.reading(scope, () -> {
            int days = policies.current().staleDays();
            return list.counts(now, now.minus(Duration.ofDays(days)), days);
        });
    }

    public Optional<Listed> find(Scope scope, AccountId id) {
        return transactions.reading(scope, () -> list.find(id));
    }

    /** Who may act on an account. */
    private enum Whose {
        /** Whoever manages the people concerned; the security administrator, too. */
        PEOPLE,
        /** The security administrator alone. */
        SECURITY
    }

    /** A first password for somebody of the scope who has no account yet; the transaction around it is the system's. */
    public Outcome<FirstPassword> openOne(Acting by, PersonId person, String login) {
        return transactions.within(Scope.SYSTEM, () -> {
            var refusal = refusal(by, person, Whose.PEOPLE);
            if (refusal != null) {
                return refusal.asOutcome();
            }
            return openWithFirstPasswords(Scope.SYSTEM, List.of(new Opening(person, login)), by.by())
                    .map(List::getFirst);
        });
    }

    public Outcome<Listed> disable(Acting by, AccountId id, String why) {
        return onto(by, id, Whose.PEOPLE, account -> {
            if (account.disabledAt() != null || account.id().equals(by.account())) {
                return Refusal.of(ErrorCode.ACCOUNT_STATE).asOutcome();
            }
            accounts.disable(id, Instant.now(), why);
            accounts.endSessions(id, null);
            return Outcome.done(true);
        });
    }

    public Outcome<Listed> enable(Acting by, AccountId id) {
        return onto(by, id, Whose.PEOPLE, account -> {
            if (account.disabledAt() == null) {
                return Refusal.of(ErrorCode.ACCOUNT_STATE).asOutcome();
            }
            accounts.disable(id, null, null);
            accounts.unlock(id);
            devices.unlock(id);
            return Outcome.done(true);
        });
    }

    public Outcome<Listed> unlock(Acting by, AccountId id) {
        return onto(by, id, Whose.SECURITY, account -> {
            accounts.unlock(id);
            devices.unlock(id);
            return Outcome.done(true);
        });
    }

    /** Takes the second factor away, for whoever lost the authenticator; sessions end. */
    public Outcome<Listed> dropSecondFactor(Acting by, AccountId id) {
        return onto(by, id, Whose.SECURITY, account -> {
            if (account.totpSecret() == null) {
                return Refusal.of(ErrorCode.ACCOUNT_STATE).asOutcome();
            }
            return takesTwo(account.person(), Instant.now())
                    ? Refusal.of(ErrorCode.TWO_PERSONS_NEEDED).asOutcome()
                    : liftSecondFactor(id);
        });
    }

    /** The act itself, after whoever must agree has agreed. */
    Outcome<Boolean> liftSecondFactor(AccountId id) {
        accounts.dropSecondFactor(id);
        accounts.endSessions(id, null);
        return Outcome.done(true);
    }

    /** Sets a random password that must be changed; sessions end, a lock opens. */
    public Outcome<FirstPassword> resetPassword(Acting by, AccountId id) {
        return transactions.within(Scope.SYSTEM, () -> {
            var may = onto(
                    by,
                    id,
                    Whose.PEOPLE,
                    account -> takesTwo(account.person(), Instant.now())
                            ? Refusal.of(ErrorCode.TWO_PERSONS_NEEDED).asOutcome()
                            : Outcome.done(true));
            return switch (may) {
                case Outcome.Done<Listed>(var listed) -> setRandomPassword(id);
                case Outcome.Refused<Listed>(var no) -> no.asOutcome();
            };
        });
    }

    /** The act itself, after whoever must agree has agreed. */
    Outcome<FirstPassword> setRandomPassword(AccountId id) {
        var password = passwords.random();
        accounts.setPassword(id, passwords.hashOfRandom(password), true, Instant.now());
        accounts.unlock(id);
        devices.forget(id);
        accounts.endSessions(id, null);
        return Outcome.done(new FirstPassword(list.find(id).orElseThrow().login(), password));
    }

    /**
     * Whether opening this person's account takes two: one of the three administrators, or until lately one of them. Else
     * whoever ends a post could open the account and give the post back.
     */
    boolean takesTwo(PersonId person, Instant now) {
        return !people.lateAdministrators(Scope.SYSTEM, List.of(person), clock.today(), now.minus(COOLING))
                .isEmpty();
    }

    /** Acts on an account as the system, after the caller was found entitled to it. */
    private Outcome<Listed> onto(
            Acting by, AccountId id, Whose whose, java.util.function.Function<Account, Outcome<Boolean>> act) {
        return transactions.within(Scope.SYSTEM, () -> {
            var account = accounts.byId(id);
            if (account.isEmpty() || !by.scope().covers(account.get().scopePath())) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            var refusal = refusal(by, account.get().person(), whose);
            if (refusal != null) {
                return refusal.asOutcome();
            }
            return act.apply(account.get()).map(done -> list.find(id).orElseThrow());
        });
    }

    private @Nullable Refusal refusal(Acting by, PersonId person, Whose whose) {
        var posts = people.postsOf(Scope.SYSTEM, person, clock.today());
        boolean inside = posts.stream().anyMatch(post -> by.scope().covers(post.actsWithin()));
        boolean outside = posts.stream().anyMatch(post -> !by.scope().covers(post.actsWithin()));
        if (!inside && outside) {
            return Refusal.of(ErrorCode.NOT_FOUND);
        }
        boolean security = by.can(Ability.MANAGE_SECURITY);
        if (people.administers(Scope.SYSTEM, person, clock.today())) {
            return security ? null : Refusal.of(ErrorCode.ADMINISTRATOR_BY_SECURITY);
        }
        if (whose == Whose.SECURITY && !security) {
            return Refusal.of(ErrorCode.NOT_ALLOWED);
        }
        return outside ? Refusal.of(ErrorCode.POSTS_ELSEWHERE) : null;
    }

    /** The account goes along, so that its administrator is the one of the new unit. */
    @EventListener
    void follow(PersonMoved moved) {
        accounts.byPerson(moved.person()).ifPresent(account -> accounts.move(account.id(), moved.scopePath()));
    }

    /** Whoever left the register is out at once. */
    @EventListener
    void close(PersonLeft left) {
        accounts.byPerson(left.person()).ifPresent(account -> {
            accounts.disable(account.id(), Instant.now(), "人员已调离");
            accounts.endSessions(account.id(), null);
        });
    }
}
