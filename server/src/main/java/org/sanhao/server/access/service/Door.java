package org.sanhao.server.access.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.access.AccountId;
import org.sanhao.server.access.Accounts;
import org.sanhao.server.access.Acting;
import org.sanhao.server.access.store.AccountStore;
import org.sanhao.server.access.store.AccountStore.Account;
import org.sanhao.server.access.store.AccountStore.NewAccount;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.PostId;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/** Opens the door or says why not. Runs as the system: before sign-in nobody has a scope. */
@Service
public class Door implements Accounts {
    static final int FAILURES_ALLOWED = 5;
    static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    private final ScopedTransactions transactions;
    private final AccountStore accounts;
    private final People people;
    private final BusinessClock clock;
    private final PasswordEncoder passwords = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final String nobodysHash = java.util.Objects.requireNonNull(passwords.encode("nobody's password"));

    Door(ScopedTransactions transactions, AccountStore accounts, People people, BusinessClock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.people = people;
        this.clock = clock;
    }

    /** Who has signed in: the account, and the posts they may act in today. */
    public record SignedIn(AccountId account, String login, String personName, List<Post> posts, boolean mustChange) {

        /** The person acting in one of the posts, the first when none is named. */
        public Optional<Acting> as(@Nullable PostId wanted) {
            return posts.stream()
                    .filter(post -> wanted == null || post.id().equals(wanted))
                    .findFirst()
                    .map(post -> new Acting(account, post.person(), personName, post));
        }
    }

    /** Checks a password. Unknown accounts take as long as wrong passwords and are answered alike. */
    public Outcome<SignedIn> signIn(String login, String password) {
        var found = transactions.reading(Scope.SYSTEM, () -> accounts.byLogin(login));
        if (found.isEmpty()) {
            passwords.matches(password, nobodysHash);
            return Refusal.of(ErrorCode.SIGN_IN_REFUSED).asOutcome();
        }
        var account = found.get();
        var now = Instant.now();
        if (account.lockedUntil() != null && account.lockedUntil().isAfter(now)) {
            return Refusal.of(ErrorCode.ACCOUNT_LOCKED, time(account.lockedUntil()))
                    .asOutcome();
        }
        if (!passwords.matches(password, account.passwordHash())) {
            return countFailure(account, now);
        }
        if (account.disabledAt() != null) {
            return Refusal.of(ErrorCode.ACCOUNT_DISABLED).asOutcome();
        }
        transactions.within(Scope.SYSTEM, () -> {
            accounts.seen(account.id(), now);
            return null;
        });
        return signedIn(account);
    }

    private Outcome<SignedIn> countFailure(Account account, Instant now) {
        int failures = account.failures() + 1;
        var lockedUntil = failures >= FAILURES_ALLOWED ? now.plus(LOCKED_FOR) : null;
        transactions.within(Scope.SYSTEM, () -> {
            accounts.failed(account.id(), lockedUntil == null ? failures : 0, lockedUntil);
            return null;
        });
        return lockedUntil == null
                ? Refusal.of(ErrorCode.SIGN_IN_REFUSED).asOutcome()
                : Refusal.of(ErrorCode.ACCOUNT_LOCKED, time(lockedUntil)).asOutcome();
    }

    /** Who stands behind a session, asked anew at each request, so that a disabled account is out at once. */
    public Optional<SignedIn> behind(AccountId id) {
        return transactions.reading(
                Scope.SYSTEM,
                () -> accounts.byId(id)
                        .filter(account -> account.disabledAt() == null)
                        .flatMap(account -> signedIn(account) instanceof Outcome.Done<SignedIn>(var signed)
                                ? Optional.of(signed)
                                : Optional.empty()));
    }

    private Outcome<SignedIn> signedIn(Account account) {
        var posts = people.postsOf(Scope.SYSTEM, account.person(), clock.today());
        if (posts.isEmpty()) {
            return Refusal.of(ErrorCode.NO_POST).asOutcome();
        }
        return Outcome.done(new SignedIn(
                account.id(), account.login(), posts.getFirst().personName(), posts, account.mustChange()));
    }

    /** Sets a new password after checking the old one. */
    public Outcome<Boolean> changePassword(AccountId id, String old, String fresh) {
        var account =
                transactions.reading(Scope.SYSTEM, () -> accounts.byId(id)).orElseThrow();
        if (!passwords.matches(old, account.passwordHash())) {
            return countFailure(account, Instant.now()).map(never -> false);
        }
        if (fresh.length() < 10 || fresh.equals(old) || fresh.chars().distinct().count() < 5) {
            return Refusal.of(ErrorCode.PASSWORD_TOO_WEAK, "至少 10 位，不与原口令相同，不由少数几个字符重复组成")
                    .at("fresh", "至少 10 位，不与原口令相同")
                    .asOutcome();
        }
        var hash = java.util.Objects.requireNonNull(passwords.encode(fresh));
        transactions.within(Scope.SYSTEM, () -> {
            accounts.setPassword(id, hash, false, Instant.now());
            return null;
        });
        return Outcome.done(true);
    }

    @Override
    public Outcome<Integer> open(Scope scope, List<AccountDraft> drafts, String by) {
        var hashes = new HashMap<String, String>();
        return transactions.within(scope, () -> {
            var rows = new ArrayList<NewAccount>(drafts.size());
            for (var draft : drafts) {
                var posts = people.postsOf(scope, draft.person(), clock.today());
                if (posts.isEmpty()) {
                    return Refusal.of(ErrorCode.NO_POST).asOutcome();
                }
                var hash = hashes.computeIfAbsent(
                        draft.password(), plain -> java.util.Objects.requireNonNull(passwords.encode(plain)));
                rows.add(new NewAccount(
                        AccountId.next(),
                        draft.person(),
                        draft.login(),
                        hash,
                        draft.mustChange(),
                        posts.getFirst().actsWithin()));
            }
            accounts.insert(rows, Instant.now(), by);
            return Outcome.done(rows.size());
        });
    }

    private static String time(Instant moment) {
        return java.time.format.DateTimeFormatter.ofPattern("HH:mm")
                .withZone(BusinessZone.ZONE)
                .format(moment);
    }
}
