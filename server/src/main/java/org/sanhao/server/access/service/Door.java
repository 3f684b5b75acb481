package org.sanhao.server.access.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.access.AccountId;
import org.sanhao.server.access.Acting;
import org.sanhao.server.access.SecurityPolicy;
import org.sanhao.server.access.store.AccountStore;
import org.sanhao.server.access.store.AccountStore.Account;
import org.sanhao.server.access.store.DeviceStore;
import org.sanhao.server.access.store.PolicyStore;
import org.sanhao.server.audit.AuditLog;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.PostId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/** Opens the door or says why not. Runs as the system: before sign-in nobody has a scope. */
@Service
public class Door {
    private final ScopedTransactions transactions;
    private final AccountStore accounts;
    private final DeviceStore devices;
    private final PolicyStore policies;
    private final SecondFactor secondFactor;
    private final People people;
    private final Units units;
    private final BusinessClock clock;
    private final Passwords passwords;
    private final AuditLog log;

    Door(
            ScopedTransactions transactions,
            AccountStore accounts,
            DeviceStore devices,
            PolicyStore policies,
            SecondFactor secondFactor,
            People people,
            Units units,
            BusinessClock clock,
            Passwords passwords,
            AuditLog log) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.devices = devices;
        this.policies = policies;
        this.secondFactor = secondFactor;
        this.people = people;
        this.units = units;
        this.clock = clock;
        this.passwords = passwords;
        this.log = log;
    }

    /** How long a session may rest, and how long it may last in all. */
    public record Limits(Duration idle, Duration longest) {}

    /**
     * Who has signed in: the account, and the posts they may act in today.
     *
     * @param mustChange the password is a first one, was reset, or has expired
     * @param mustEnrol one of the posts demands a second factor that is not there yet
     */
    public record SignedIn(
            AccountId account,
            String login,
            String personName,
            List<Post> posts,
            boolean mustChange,
            boolean mustEnrol,
            boolean secondFactor,
            Limits limits) {

        /** The same where no password was used: one that has run out keeps nobody out. */
        public SignedIn withoutPassword() {
            return new SignedIn(account, login, personName, posts, false, mustEnrol, secondFactor, limits);
        }

        /** The person acting in one of the posts, the first when none is named. */
        public Optional<Acting> as(@Nullable PostId wanted) {
            return posts.stream()
                    .filter(post -> wanted == null || post.id().equals(wanted))
                    .findFirst()
                    .map(post -> new Acting(account, post.person(), personName, post));
        }
    }

    /**
     * What the database knows of a login.
     *
     * @param device digest of the browser's token where the account was opened with it before, null for a stranger
     * @param lockedUntil until when the door is closed to this browser
     */
    private record Known(
            Account account,
            SecurityPolicy policy,
            byte @Nullable [] device,
            @Nullable Instant lockedUntil) {}

    /**
     * Checks a password, and the code where a second factor is enrolled. Unknown accounts take as long as wrong passwords
     * and are answered alike; whether a second factor exists is told only to who knows the password.
     *
     * @param device the token this browser was given at an earlier sign-in of whomever, null when it has none
     */
    public Outcome<SignedIn> signIn(String login, String password, @Nullable String code, @Nullable String device) {
        log.byHand();
        var found = transactions.reading(
                Scope.SYSTEM, () -> accounts.byLogin(login).map(account -> known(account, device)));
        if (found.isEmpty()) {
            passwords.matchesNobodys(password);
            return Refusal.of(ErrorCode.SIGN_IN_REFUSED).asOutcome();
        }
        var account = found.get().account;
        var policy = found.get().policy;
        var now = Instant.now();
        log.actor(
                new AuditLog.Actor(account.person().value(), null, account.id().value(), account.scopePath()));
        var lockedUntil = found.get().lockedUntil;
        if (lockedUntil != null && lockedUntil.isAfter(now)) {
            return Refusal.of(ErrorCode.ACCOUNT_LOCKED, time(lockedUntil)).asOutcome();
        }
        if (!passwords.matches(password, account.passwordHash())) {
            return countFailure(found.get(), ErrorCode.SIGN_IN_REFUSED, now);
        }
        if (account.disabledAt() != null) {
            return Refusal.of(ErrorCode.ACCOUNT_DISABLED).asOutcome();
        }
        var secret = account.totpSecret();
        if (secret != null) {
            if (code == null || code.isBlank()) {
                return Refusal.of(ErrorCode.SECOND_FACTOR_REQUIRED).asOutcome();
            }
            if (!secondFactor.takes(account, secret, code, now)) {
                return countFailure(found.get(), ErrorCode.SECOND_FACTOR_WRONG, now);
            }
        }
        transactions.within(Scope.SYSTEM, () -> {
            accounts.seen(account.id(), found.get().device == null, now);
            log.done();
            return null;
        });
        return signedIn(account, policy, now);
    }

    /**
     * Opens the door to somebody the customer's provider has seen. That strangers tried passwords does not close this way; codes
     * of the second factor count as they do after a password.
     *
     * @param strong whether the provider asked for a second factor; not believed for a post that demands ours
     * @param code of the own second factor, null while none was asked for
     */
    Outcome<SignedIn> proved(AccountId id, boolean strong, @Nullable String code) {
        log.byHand();
        var found = transactions.reading(Scope.SYSTEM, () -> accounts.byId(id).map(account -> known(account, null)));
        if (found.isEmpty()) {
            return Refusal.of(ErrorCode.SIGN_IN_REFUSED).asOutcome();
        }
        var account = found.get().account;
        var policy = found.get().policy;
        var now = Instant.now();
        log.actor(
                new AuditLog.Actor(account.person().value(), null, account.id().value(), account.scopePath()));
        if (account.disabledAt() != null) {
            return Refusal.of(ErrorCode.ACCOUNT_DISABLED).asOutcome();
        }
        var secret = account.totpSecret();
        if (secret != null && !(strong && !demandsCode(account, policy))) {
            if (code == null || code.isBlank()) {
                return Refusal.of(ErrorCode.SECOND_FACTOR_REQUIRED).asOutcome();
            }
            var lockedUntil = found.get().lockedUntil;
            if (lockedUntil != null && lockedUntil.isAfter(now)) {
                return Refusal.of(ErrorCode.ACCOUNT_LOCKED, time(lockedUntil)).asOutcome();
            }
            if (!secondFactor.takes(account, secret, code, now)) {
                return countFailure(found.get(), ErrorCode.SECOND_FACTOR_WRONG, now);
            }
        }
        transactions.within(Scope.SYSTEM, () -> {
            accounts.seen(account.id(), false, now);
            log.done();
            return null;
        });
        return signedIn(account, policy, now).map(SignedIn::withoutPassword);
    }

    private boolean demandsCode(Account account, SecurityPolicy policy) {
        return people.postsOf(Scope.SYSTEM, account.person(), clock.today()).stream()
                .anyMatch(post -> policy.secondFactor().contains(post.kind()));
    }

    /** Remembers the browser, so that from now on only its own mistakes close the door to it. */
    public void remember(AccountId account, String device) {
        transactions.within(Scope.SYSTEM, () -> {
            devices.remember(account, digest(device), Instant.now());
            return null;
        });
    }

    private Known known(Account account, @Nullable String token) {
        var policy = policies.current();
        var device = token == null ? null : digest(token);
        var before = device == null ? Optional.<DeviceStore.Known>empty() : devices.find(account.id(), device);
        return before.map(known -> new Known(account, policy, device, known.lockedUntil()))
                .orElseGet(() -> new Known(account, policy, null, account.lockedUntil()));
    }

    private <T> Outcome<T> countFailure(Known known, ErrorCode no, Instant now) {
        var until = now.plus(Duration.ofMinutes(known.policy.lockMinutes()));
        var id = known.account.id();
        int limit = known.policy.failures();
        var lockedUntil = transactions.within(
                Scope.SYSTEM,
                () -> known.device == null
                        ? accounts.failed(id, limit, until)
                        : devices.failed(id, known.device, limit, until));
        return lockedUntil == null
                ? Refusal.of(no).asOutcome()
                : Refusal.of(ErrorCode.ACCOUNT_LOCKED, time(lockedUntil)).asOutcome();
    }

    /** Who stands behind a session, asked anew at each request, so that a disabled account is out at once. */
    public Optional<SignedIn> behind(AccountId id) {
        return transactions.reading(
                Scope.SYSTEM,
                () -> accounts.byId(id)
                        .filter(account -> account.disabledAt() == null)
                        .flatMap(account -> signedIn(account, policies.current(), Instant.now())
                                        instanceof Outcome.Done<SignedIn>(var signed)
                                ? Optional.of(signed)
                                : Optional.empty()));
    }

    private Outcome<SignedIn> signedIn(Account account, SecurityPolicy policy, Instant now) {
        var posts = people.postsOf(Scope.SYSTEM, account.person(), clock.today());
        if (posts.isEmpty()) {
            return Refusal.of(ErrorCode.NO_POST).asOutcome();
        }
        boolean enrolled = account.totpSecret() != null;
        return Outcome.done(new SignedIn(
                account.id(),
                account.login(),
                posts.getFirst().personName(),
                posts,
                account.mustChange() || policy.expired(account.passwordSetAt(), now),
                !enrolled
                        && posts.stream().anyMatch(post -> policy.secondFactor().contains(post.kind())),
                enrolled,
                new Limits(Duration.ofMinutes(policy.idleMinutes()), Duration.ofMinutes(policy.absoluteMinutes()))));
    }

    /** The level in which a post works: a division or department works for the unit above it. */
    public Level levelOf(Acting acting) {
        return units.levelOf(Scope.SYSTEM, acting.post());
    }

    /** Sets a new password after checking the old one; a wrong old one counts like a wrong sign-in. */
    public Outcome<Boolean> changePassword(AccountId id, String old, String fresh, @Nullable String device) {
        log.byHand();
        record Facts(Known known, List<String> before) {}
        var facts = transactions.reading(Scope.SYSTEM, () -> {
            var known = known(accounts.byId(id).orElseThrow(), device);
            return new Facts(known, accounts.passwordsBefore(id, known.policy.history()));
        });
        var now = Instant.now();
        var policy = facts.known.policy;
        var lockedUntil = facts.known.lockedUntil;
        if (lockedUntil != null && lockedUntil.isAfter(now)) {
            return Refusal.of(ErrorCode.ACCOUNT_LOCKED, time(lockedUntil)).asOutcome();
        }
        if (!passwords.matches(old, facts.known.account.passwordHash())) {
            return countFailure(facts.known, ErrorCode.SIGN_IN_REFUSED, now);
        }
        var faults = policy.faultsOf(fresh);
        if (fresh.equals(old)) {
            faults = List.of("不能与原口令相同");
        }
        if (!faults.isEmpty()) {
            var all = String.join("；", faults);
            return Refusal.of(ErrorCode.PASSWORD_TOO_WEAK, all).at("fresh", all).asOutcome();
        }
        if (facts.before.stream().anyMatch(hash -> passwords.matches(fresh, hash))) {
            return Refusal.of(ErrorCode.PASSWORD_USED_BEFORE, policy.history())
                    .at("fresh", "不能与最近用过的相同")
                    .asOutcome();
        }
        var hash = passwords.hash(fresh);
        transactions.within(Scope.SYSTEM, () -> {
            accounts.setPassword(id, hash, false, now);
            log.done();
            return null;
        });
        return Outcome.done(true);
    }

    /**
     * Switches the own second factor off, after password and code; wrong ones count like a wrong sign-in.
     *
     * @return refused as SECOND_FACTOR_ABSENT, SECOND_FACTOR_DEMANDED while a post demands it, SIGN_IN_REFUSED,
     *     SECOND_FACTOR_WRONG, ACCOUNT_LOCKED
     */
    public Outcome<Boolean> dropSecondFactor(AccountId id, String password, String code, @Nullable String device) {
        log.byHand();
        var known =
                transactions.reading(Scope.SYSTEM, () -> known(accounts.byId(id).orElseThrow(), device));
        var account = known.account;
        var now = Instant.now();
        var secret = account.totpSecret();
        if (secret == null) {
            return Refusal.of(ErrorCode.SECOND_FACTOR_ABSENT).asOutcome();
        }
        if (demandsCode(account, known.policy)) {
            return Refusal.of(ErrorCode.SECOND_FACTOR_DEMANDED).asOutcome();
        }
        if (known.lockedUntil != null && known.lockedUntil.isAfter(now)) {
            return Refusal.of(ErrorCode.ACCOUNT_LOCKED, time(known.lockedUntil)).asOutcome();
        }
        if (!passwords.matches(password, account.passwordHash())) {
            return countFailure(known, ErrorCode.SIGN_IN_REFUSED, now);
        }
        if (!secondFactor.takes(account, secret, code, now)) {
            return countFailure(known, ErrorCode.SECOND_FACTOR_WRONG, now);
        }
        transactions.within(Scope.SYSTEM, () -> {
            accounts.dropSecondFactor(id);
            log.done();
            return null;
        });
        return Outcome.done(true);
    }

    /** Ends the sessions of an account, all but the one named. */
    public void endSessions(AccountId id, @Nullable String but) {
        transactions.within(Scope.SYSTEM, () -> accounts.endSessions(id, but));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String time(@Nullable Instant moment) {
        return DateTimeFormatter.ofPattern("HH:mm").withZone(BusinessZone.ZONE).format(Objects.requireNonNull(moment));
    }
}
