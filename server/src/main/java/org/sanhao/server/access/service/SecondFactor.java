package org.sanhao.server.access.service;

import java.security.SecureRandom;
import java.time.Instant;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.access.AccountId;
import org.sanhao.server.access.domain.Totp;
import org.sanhao.server.access.store.AccountStore;
import org.sanhao.server.access.store.AccountStore.Account;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.SecretBox;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/** Enrols authenticators and checks their codes; each code serves once, on whichever node it arrives. */
@Service
public class SecondFactor {
    private final ScopedTransactions transactions;
    private final AccountStore accounts;
    private final SecretBox box;
    private final SecureRandom random = new SecureRandom();

    SecondFactor(ScopedTransactions transactions, AccountStore accounts, DataFolder folder) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.box = SecretBox.of(folder, "second-factor");
    }

    /** A secret to be scanned, shown once. */
    public record Offer(String secret, String uri) {}

    /** Offers a fresh secret; it counts only after {@link #confirm}. */
    public Outcome<Offer> offer(AccountId id) {
        return transactions.within(Scope.SYSTEM, () -> {
            var account = accounts.byId(id).orElseThrow();
            if (account.totpSecret() != null) {
                return Refusal.of(ErrorCode.SECOND_FACTOR_ENROLLED).asOutcome();
            }
            var secret = new byte[Totp.SECRET_BYTES];
            random.nextBytes(secret);
            accounts.offerSecondFactor(id, box.seal(secret, id.toString()));
            return Outcome.done(new Offer(Totp.base32(secret), Totp.uri(secret, account.login())));
        });
    }

    /** Enrols the offered secret once a code shows that the authenticator has it. */
    public Outcome<Boolean> confirm(AccountId id, String code, Instant now) {
        return transactions.within(Scope.SYSTEM, () -> {
            var account = accounts.byId(id).orElseThrow();
            if (account.totpSecret() != null) {
                return Refusal.of(ErrorCode.SECOND_FACTOR_ENROLLED).asOutcome();
            }
            var pending = account.totpPending();
            if (pending == null) {
                return Refusal.of(ErrorCode.SECOND_FACTOR_NOT_STARTED).asOutcome();
            }
            var step = Totp.stepOf(box.open(pending, id.toString()), code, now, 0);
            if (step.isEmpty()) {
                return Refusal.of(ErrorCode.SECOND_FACTOR_WRONG).asOutcome();
            }
            accounts.enrolSecondFactor(id, step.getAsLong(), now);
            return Outcome.done(true);
        });
    }

    /** Whether the code opens the account now; takes the code's step, so that it opens nothing again. */
    boolean takes(Account account, byte[] secret, String code, Instant now) {
        var step = Totp.stepOf(box.open(secret, account.id().toString()), code, now, account.totpLastStep());
        return step.isPresent()
                && transactions.within(Scope.SYSTEM, () -> accounts.takeStep(account.id(), step.getAsLong()));
    }
}
