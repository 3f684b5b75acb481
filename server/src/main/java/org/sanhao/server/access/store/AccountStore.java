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
            byte @Nullable [] totpSecret,
            int failures,
            @Nullable Instant lockedUntil,
            @Nullable Instant disabledAt) {}

    /** An account ready to be written. */
    public record NewAccount(
            AccountId id, PersonId person, String login, String passwordHash, boolean mustChange, String scopePath) {}

    public Optional<Account> byLogin(String login) {
        return jdbc.sql("""
                        SELECT id, person_id, login, password_hash, must_change, totp_secret, failures, locked_until,
                               disabled_at
                        FROM access.account WHERE login = ?
                        """).param(login).query(AccountStore::account).optional();
    }

    public Optional<Account> byId(AccountId id) {
        return jdbc.sql("""
                        SELECT id, person_id, login, password_hash, must_change, totp_secret, failures, locked_until,
                               disabled_at
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

    /** Counts a wrong password; {@code lockedUntil} closes the door when the count is reached. */
    public void failed(AccountId id, int failures, @Nullable Instant lockedUntil) {
        jdbc.sql("UPDATE access.account SET failures = ?, locked_until = ? WHERE id = ?")
                .param(failures)
                .param(lockedUntil == null ? null : utc(lockedUntil))
                .param(id.value())
                .update();
    }

    public void seen(AccountId id, Instant at) {
        jdbc.sql("UPDATE access.account SET failures = 0, locked_until = NULL, last_seen_at = ? WHERE id = ?")
                .params(utc(at), id.value())
                .update();
    }

    public void setPassword(AccountId id, String hash, boolean mustChange, Instant at) {
        jdbc.sql("UPDATE access.account SET password_hash = ?, password_set_at = ?, must_change = ? WHERE id = ?")
                .params(hash, utc(at), mustChange, id.value())
                .update();
    }

    private static Account account(ResultSet row, int n) throws SQLException {
        return new Account(
                new AccountId(row.getObject("id", UUID.class)),
                new PersonId(row.getObject("person_id", UUID.class)),
                row.getString("login"),
                row.getString("password_hash"),
                row.getBoolean("must_change"),
                row.getBytes("totp_secret"),
                row.getInt("failures"),
                moment(row, "locked_until"),
                moment(row, "disabled_at"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
