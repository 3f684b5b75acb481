package org.sanhao.server.access.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.access.AccountId;
import org.sanhao.server.institution.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Accounts and the state of their doors. */
@Repository
public class AccountStore {
    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An account as the door sees it. */
    public record Account(
            AccountId id,
            PersonId person,
            String login,
            String passwordHash,
            boolean mustChange,
            Instant passwordSetAt,
            byte @Nullable [] totpSecret,
            byte @Nullable [] totpPending,
            long totpLastStep,
            int failures,
            @Nullable Instant lockedUntil,
            @Nullable Instant disabledAt,
            String scopePath) {}

    /** An account ready to be written. */
    public record NewAccount(
            AccountId id, PersonId person, String login, String passwordHash, boolean mustChange, String scopePath) {}

    public Optional<Account> byLogin(String login) {
        return jdbc.sql("""
                        SELECT id, person_id, login, password_hash, password_set_at, must_change, totp_secret,
                               totp_pending, totp_last_step, failures, locked_until, disabled_at, scope_path
                        FROM access.account WHERE login = ?
                        """).param(login).query(AccountStore::account).optional();
    }

    public Optional<Account> byId(AccountId id) {
        return jdbc.sql("""
                        SELECT id, person_id, login, password_hash, password_set_at, must_change, totp_secret,
                               totp_pending, totp_last_step, failures, locked_until, disabled_at, scope_path
                        FROM access.account WHERE id = ?
                        """).param(id.value()).query(AccountStore::account).optional();
    }

    public void insert(List<NewAccount> accounts, Instant at, String by) {
        jdbc.sql("""
                        INSERT INTO access.account
                            (id, person_id, login, password_hash, password_set_at, must_change, created_at, created_by,
                             scope_path)
                        SELECT id, person_id, login, password_hash, ?, must_change, ?, ?, path
                        FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::boolean[], ?::text[])
                             AS new (id, person_id, login, password_hash, must_change, path)
                        """)
                .params(
                        utc(at),
                        utc(at),
                        by,
                        accounts.stream().map(a -> a.id().value()).toArray(UUID[]::new),
                        accounts.stream().map(a -> a.person().value()).toArray(UUID[]::new),
                        accounts.stream().map(NewAccount::login).toArray(String[]::new),
                        accounts.stream().map(NewAccount::passwordHash).toArray(String[]::new),
                        accounts.stream().map(NewAccount::mustChange).toArray(Boolean[]::new),
                        accounts.stream().map(NewAccount::scopePath).toArray(String[]::new))
                .update();
    }

    /**
     * Counts a wrong attempt from a browser nobody knows; the one that reaches the limit closes the door to all such
     * browsers and starts the count anew. One statement, so that attempts at the same moment all count.
     *
     * @return until when the door is closed, or null while it is open
     */
    public @Nullable Instant failed(AccountId id, int limit, Instant until) {
        record Door(@Nullable Instant lockedUntil) {}
        return jdbc.sql("""
                        UPDATE access.account
                        SET failures = CASE WHEN failures + 1 >= ? THEN 0 ELSE failures + 1 END,
                            locked_until = CASE WHEN failures + 1 >= ? THEN ? END
                        WHERE id = ? RETURNING locked_until
                        """)
                .params(limit, limit, utc(until), id.value())
                .query((row, n) -> new Door(moment(row, "locked_until")))
                .single()
                .lockedUntil();
    }

    /** Notes a sign-in; one from a stranger's browser proves that strangers' attempts so far were the owner's. */
    public void seen(AccountId id, boolean byStranger, Instant at) {
        jdbc.sql("""
                        UPDATE access.account
                        SET last_seen_at = ?, failures = CASE WHEN ? THEN 0 ELSE failures END,
                            locked_until = CASE WHEN ? THEN NULL ELSE locked_until END
                        WHERE id = ?
                        """).params(utc(at), byStranger, byStranger, id.value()).update();
    }

    /** Sets a password and remembers the one before; keeps as many as the longest history a policy may ask for. */
    public void setPassword(AccountId id, String hash, boolean mustChange, Instant at) {
        jdbc.sql("""
                        INSERT INTO access.password_history (account_id, set_at, password_hash, scope_path)
                        SELECT id, password_set_at, password_hash, scope_path FROM access.account WHERE id = ?
                        ON CONFLICT DO NOTHING
                        """).param(id.value()).update();
        jdbc.sql("""
                        DELETE FROM access.password_history WHERE account_id = ? AND set_at NOT IN (
                            SELECT set_at FROM access.password_history WHERE account_id = ?
                            ORDER BY set_at DESC LIMIT 10)
                        """).params(id.value(), id.value()).update();
        jdbc.sql("UPDATE access.account SET password_hash = ?, password_set_at = ?, must_change = ? WHERE id = ?")
                .params(hash, utc(at), mustChange, id.value())
                .update();
    }

    /** The hashes of the last passwords, the latest first, without the one in use. */
    public List<String> passwordsBefore(AccountId id, int count) {
        return jdbc.sql("""
                        SELECT password_hash FROM access.password_history WHERE account_id = ?
                        ORDER BY set_at DESC LIMIT ?
                        """)
                .params(id.value(), count)
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }

    public Optional<Account> byPerson(PersonId person) {
        return jdbc.sql("""
                        SELECT id, person_id, login, password_hash, password_set_at, must_change, totp_secret,
                               totp_pending, totp_last_step, failures, locked_until, disabled_at, scope_path
                        FROM access.account WHERE person_id = ?
                        """).param(person.value()).query(AccountStore::account).optional();
    }

    /** Whether somebody of the list has an account, as far as the scope shows. */
    public boolean haveOne(List<PersonId> people) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM access.account WHERE person_id = ANY (?))")
                .param(people.stream().map(PersonId::value).toArray(UUID[]::new))
                .query(Boolean.class)
                .single();
    }

    /** An account nobody has signed in to yet. */
    public record Unused(String login, PersonId person) {}

    /** Those of the list that nobody has signed in to yet. */
    public List<Unused> unusedOf(List<String> logins) {
        return jdbc.sql("""
                        SELECT login, person_id FROM access.account
                        WHERE login = ANY (?) AND last_seen_at IS NULL AND must_change AND disabled_at IS NULL ORDER BY login
                        """)
                .param(logins.toArray(String[]::new))
                .query((row, n) ->
                        new Unused(String.valueOf(row.getString(1)), new PersonId(row.getObject(2, UUID.class))))
                .list();
    }

    /** Gives accounts nobody has used other first passwords, in one statement; the lists go side by side. */
    public void renewUnused(List<String> logins, List<String> hashes, Instant at) {
        jdbc.sql("""
                        UPDATE access.account a SET password_hash = fresh.hash, password_set_at = ?
                        FROM unnest(?::text[], ?::text[]) AS fresh (login, hash)
                        WHERE a.login = fresh.login AND a.last_seen_at IS NULL
                        """)
                .params(utc(at), logins.toArray(String[]::new), hashes.toArray(String[]::new))
                .update();
    }

    /** Logins of the list that are taken, anywhere in the deployment as far as the scope shows. */
    public List<String> takenLogins(List<String> logins) {
        return jdbc.sql("SELECT login FROM access.account WHERE login = ANY (?) ORDER BY login")
                .param(logins.toArray(String[]::new))
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }

    public void unlock(AccountId id) {
        jdbc.sql("UPDATE access.account SET failures = 0, locked_until = NULL WHERE id = ?")
                .param(id.value())
                .update();
    }

    /** Closes the account for good, or opens it again when both are null. */
    public void disable(AccountId id, @Nullable Instant at, @Nullable String why) {
        jdbc.sql("UPDATE access.account SET disabled_at = ?, disabled_why = ? WHERE id = ?")
                .param(at == null ? null : utc(at))
                .param(why)
                .param(id.value())
                .update();
    }

    public void move(AccountId id, String scopePath) {
        jdbc.sql("UPDATE access.account SET scope_path = ? WHERE id = ?")
                .params(scopePath, id.value())
                .update();
        jdbc.sql("UPDATE access.password_history SET scope_path = ? WHERE account_id = ?")
                .params(scopePath, id.value())
                .update();
        jdbc.sql("UPDATE access.known_device SET scope_path = ? WHERE account_id = ?")
                .params(scopePath, id.value())
                .update();
    }

    public void offerSecondFactor(AccountId id, byte[] sealed) {
        jdbc.sql("UPDATE access.account SET totp_pending = ? WHERE id = ?")
                .params(sealed, id.value())
                .update();
    }

    public void enrolSecondFactor(AccountId id, long step, Instant at) {
        jdbc.sql("""
                        UPDATE access.account
                        SET totp_secret = totp_pending, totp_pending = NULL, totp_since = ?, totp_last_step = ?
                        WHERE id = ?
                        """).params(utc(at), step, id.value()).update();
    }

    public void dropSecondFactor(AccountId id) {
        jdbc.sql("""
                        UPDATE access.account SET totp_secret = NULL, totp_pending = NULL, totp_since = NULL,
                                                  totp_last_step = 0 WHERE id = ?
                        """).param(id.value()).update();
    }

    /** Takes a time step; false when it, or a later one, has served already. */
    public boolean takeStep(AccountId id, long step) {
        return jdbc.sql("UPDATE access.account SET totp_last_step = ? WHERE id = ? AND totp_last_step < ?")
                        .params(step, id.value(), step)
                        .update()
                == 1;
    }

    /** Ends the sessions of an account, all but the one named. */
    public int endSessions(AccountId id, @Nullable String but) {
        return jdbc.sql("DELETE FROM access.session WHERE principal_name = ? AND session_id <> coalesce(?, '')")
                .param(id.toString())
                .param(but)
                .update();
    }

    private static Account account(ResultSet row, int n) throws SQLException {
        return new Account(
                new AccountId(row.getObject("id", UUID.class)),
                new PersonId(row.getObject("person_id", UUID.class)),
                row.getString("login"),
                row.getString("password_hash"),
                row.getBoolean("must_change"),
                row.getObject("password_set_at", OffsetDateTime.class).toInstant(),
                row.getBytes("totp_secret"),
                row.getBytes("totp_pending"),
                row.getLong("totp_last_step"),
                row.getInt("failures"),
                moment(row, "locked_until"),
                moment(row, "disabled_at"),
                row.getString("scope_path"));
    }

    static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
