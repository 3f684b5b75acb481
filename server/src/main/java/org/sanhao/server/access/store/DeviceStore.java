package org.sanhao.server.access.store;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.access.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The browsers an account was opened with before, and the state of the door towards each. */
@Repository
public class DeviceStore {
    /** So many browsers of one account are remembered; the one used longest ago is forgotten first. */
    private static final int KEPT = 20;

    private final JdbcClient jdbc;

    DeviceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A browser as the door knows it. */
    public record Known(@Nullable Instant lockedUntil) {}

    public Optional<Known> find(AccountId account, byte[] device) {
        return jdbc.sql("SELECT locked_until FROM access.known_device WHERE account_id = ? AND device = ?")
                .params(account.value(), device)
                .query((row, n) -> new Known(AccountStore.moment(row, "locked_until")))
                .optional();
    }

    /** Remembers a browser after a sign-in, its door open. */
    public void remember(AccountId account, byte[] device, Instant at) {
        jdbc.sql("""
                        INSERT INTO access.known_device (account_id, device, seen_at, scope_path)
                        SELECT id, ?, ?, scope_path FROM access.account WHERE id = ?
                        ON CONFLICT (account_id, device)
                        DO UPDATE SET failures = 0, locked_until = NULL, seen_at = EXCLUDED.seen_at
                        """).params(device, AccountStore.utc(at), account.value()).update();
        jdbc.sql("""
                        DELETE FROM access.known_device WHERE account_id = ? AND device NOT IN (
                            SELECT device FROM access.known_device WHERE account_id = ? ORDER BY seen_at DESC LIMIT ?)
                        """).params(account.value(), account.value(), KEPT).update();
    }

    /**
     * Counts a wrong attempt; the one that reaches the limit closes the door and starts the count anew.
     *
     * @return until when the door is closed, or null while it is open
     */
    public @Nullable Instant failed(AccountId account, byte[] device, int limit, Instant until) {
        return jdbc.sql("""
                        UPDATE access.known_device
                        SET failures = CASE WHEN failures + 1 >= ? THEN 0 ELSE failures + 1 END,
                            locked_until = CASE WHEN failures + 1 >= ? THEN ? END
                        WHERE account_id = ? AND device = ? RETURNING locked_until
                        """)
                .params(limit, limit, AccountStore.utc(until), account.value(), device)
                .query((row, n) -> new Known(AccountStore.moment(row, "locked_until")))
                .optional()
                .map(Known::lockedUntil)
                .orElse(null);
    }

    public void unlock(AccountId account) {
        jdbc.sql("UPDATE access.known_device SET failures = 0, locked_until = NULL WHERE account_id = ?")
                .param(account.value())
                .update();
    }

    /** Forgets every browser, after which each is a stranger again. */
    public void forget(AccountId account) {
        jdbc.sql("DELETE FROM access.known_device WHERE account_id = ?")
                .param(account.value())
                .update();
    }
}
