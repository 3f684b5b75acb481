package org.sanhao.server.access.service;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.access.AccountId;
import org.sanhao.server.access.OidcSettings;
import org.sanhao.server.access.service.Door.SignedIn;
import org.sanhao.server.access.store.AccountStore;
import org.sanhao.server.access.store.ProviderStore;
import org.sanhao.server.access.store.ProviderStore.Bound;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.SecretBox;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/**
 * The second way through the door: the customer's provider says who somebody is. What is begun in one browser can only be ended
 * there: what has to come back with the answer lies in it as a sealed ticket, which the server does not keep.
 */
@Service
public class ProviderDoor {
    private static final Duration ON_THE_WAY = Duration.ofMinutes(10);
    private static final Duration CODE = Duration.ofMinutes(5);
    private static final String SEPARATOR = "\n";

    private final ScopedTransactions transactions;
    private final Provider provider;
    private final ProviderStore identities;
    private final AccountStore accounts;
    private final Door door;
    private final OidcSettings settings;
    private final SecretBox box;

    ProviderDoor(
            ScopedTransactions transactions,
            Provider provider,
            ProviderStore identities,
            AccountStore accounts,
            Door door,
            OidcSettings settings,
            DataFolder folder) {
        this.transactions = transactions;
        this.provider = provider;
        this.identities = identities;
        this.accounts = accounts;
        this.door = door;
        this.settings = settings;
        this.box = SecretBox.of(folder, "provider-tickets");
    }

    /** What the button says; empty where there is no provider. */
    public Optional<String> title() {
        return settings.isOn() ? Optional.of(settings.title()) : Optional.empty();
    }

    /** When and how the account was bound; empty while it is not. */
    public Optional<Bound> binding(AccountId account) {
        return settings.isOn()
                ? transactions.reading(Scope.SYSTEM, () -> identities.of(account, issuer()))
                : Optional.empty();
    }

    /** A way to the provider, and the ticket the browser has to bring back. */
    public record Leaving(String address, String ticket) {}

    /** @param binder the account that is to be bound, null to sign in */
    public Outcome<Leaving> leave(@Nullable AccountId binder) {
        return provider.leave()
                .map(leaving -> new Leaving(
                        leaving.address(),
                        seal(
                                "leave",
                                ON_THE_WAY,
                                leaving.state(),
                                leaving.nonce(),
                                leaving.verifier(),
                                binder == null ? "" : binder.toString())));
    }

    /**
     * Somebody the provider has seen.
     *
     * @param signedIn null while a code of the own second factor is wanted
     * @param ticket that the provider's word was heard, to be brought back with the code
     */
    public record Back(
            @Nullable SignedIn signedIn, @Nullable String ticket) {}

    /**
     * Signs in with what came back from the provider.
     *
     * @return refused as PROVIDER_TICKET when it was begun elsewhere or long ago, PROVIDER_REFUSED, PROVIDER_AWAY,
     *     PROVIDER_UNKNOWN when nobody here is bound to whom it names, ACCOUNT_DISABLED, NO_POST
     */
    public Outcome<Back> comeBack(@Nullable String ticket, String state, String code) {
        var brought = open("leave", ticket).filter(parts -> parts[0].equals(state) && parts[3].isEmpty());
        if (brought.isEmpty()) {
            return Refusal.of(ErrorCode.PROVIDER_TICKET).asOutcome();
        }
        return provider.comeBack(code, brought.get()[1], brought.get()[2]).flatMap(seen -> {
            var account = account(seen);
            if (account.isEmpty()) {
                return Refusal.of(ErrorCode.PROVIDER_UNKNOWN, settings.title()).asOutcome();
            }
            var opened = door.proved(account.get(), seen.strong(), null);
            return opened instanceof Outcome.Refused<SignedIn>(var no) && no.code() == ErrorCode.SECOND_FACTOR_REQUIRED
                    ? Outcome.done(
                            new Back(null, seal("code", CODE, account.get().toString())))
                    : opened.map(signedIn -> new Back(signedIn, null));
        });
    }

    /** Ends what {@link #comeBack} has begun with a code of the own second factor. */
    public Outcome<SignedIn> code(@Nullable String ticket, String code) {
        return open("code", ticket)
                .map(parts -> door.proved(new AccountId(UUID.fromString(parts[0])), false, code))
                .orElseGet(() -> Refusal.of(ErrorCode.PROVIDER_TICKET).asOutcome());
    }

    /** Binds the account that began it; refused also as PROVIDER_TAKEN when either is bound already. */
    public Outcome<Boolean> bind(@Nullable String ticket, String state, String code, AccountId account) {
        var brought =
                open("leave", ticket).filter(parts -> parts[0].equals(state) && parts[3].equals(account.toString()));
        if (brought.isEmpty()) {
            return Refusal.of(ErrorCode.PROVIDER_TICKET).asOutcome();
        }
        return provider.comeBack(code, brought.get()[1], brought.get()[2])
                .flatMap(seen -> transactions.within(
                        Scope.SYSTEM,
                        () -> identities.bind(account, seen.issuer(), seen.subject(), false, Instant.now())
                                ? Outcome.done(true)
                                : Refusal.of(ErrorCode.PROVIDER_TAKEN).asOutcome()));
    }

    /** The account is bound to nobody any more; its password opens it as ever. */
    public Outcome<Boolean> unbind(AccountId account) {
        return transactions.within(
                Scope.SYSTEM,
                () -> identities.unbind(account, issuer())
                        ? Outcome.done(true)
                        : Refusal.of(ErrorCode.PROVIDER_NOT_BOUND).asOutcome());
    }

    /** Who is bound to whom the provider names, or, where the installation reads a login from it, the account of that name. */
    private Optional<AccountId> account(Provider.Seen seen) {
        return transactions.within(Scope.SYSTEM, () -> {
            var bound = identities.find(seen.issuer(), seen.subject());
            if (bound.isPresent() || seen.login() == null) {
                return bound.map(Bound::account);
            }
            return accounts.byLogin(seen.login())
                    .filter(account -> account.disabledAt() == null)
                    .map(AccountStore.Account::id)
                    // One that somebody else is bound to stays theirs.
                    .filter(id -> identities.bind(id, seen.issuer(), seen.subject(), true, Instant.now()));
        });
    }

    private String issuer() {
        return String.valueOf(settings.issuer());
    }

    private String seal(String kind, Duration lives, String... parts) {
        var text = Instant.now().plus(lives).toEpochMilli() + SEPARATOR + String.join(SEPARATOR, parts);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(box.seal(text.getBytes(StandardCharsets.UTF_8), kind));
    }

    private Optional<String[]> open(String kind, @Nullable String ticket) {
        if (ticket == null) {
            return Optional.empty();
        }
        try {
            var text = new String(box.open(Base64.getUrlDecoder().decode(ticket), kind), StandardCharsets.UTF_8);
            var parts = text.split(SEPARATOR, -1);
            return Long.parseLong(parts[0]) > Instant.now().toEpochMilli()
                    ? Optional.of(java.util.Arrays.copyOfRange(parts, 1, parts.length))
                    : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException notOurs) {
            return Optional.empty();
        }
    }
}
