package org.sanhao.server.access.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.sanhao.server.access.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who accounts belong to at the provider. */
@Repository
public class ProviderStore {
    private final JdbcClient jdbc;

    ProviderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param byClaim whether the provider's word bound it, not the person */
    public record Bound(AccountId account, String issuer, String subject, Instant at, boolean byClaim) {}

    public Optional<Bound> find(String issuer, String subject) {
        return jdbc.sql("""
                        SELECT account_id, issuer, subject, bound_at, by_claim FROM access.provider_identity
                        WHERE issuer = ? AND subject = ?
                        """).params(issuer, subject).query(ProviderStore::bound).optional();
    }

    public Optional<Bound> of(AccountId account, String issuer) {
        return jdbc.sql("""
                        SELECT account_id, issuer, subject, bound_at, by_claim FROM access.provider_identity
                        WHERE account_id = ? AND issuer = ?
                        """)
                .params(account.value(), issuer)
                .query(ProviderStore::bound)
                .optional();
    }

    /** Binds; false when the identity or the account is bound already. */
    public boolean bind(AccountId account, String issuer, String subject, boolean byClaim, Instant at) {
        return jdbc.sql("""
                                INSERT INTO access.provider_identity (issuer, subject, account_id, bound_at, by_claim, scope_path)
                                SELECT ?, ?, id, ?, ?, scope_path FROM access.account WHERE id = ?
                                ON CONFLICT DO NOTHING
                                """)
                        .params(issuer, subject, AccountStore.utc(at), byClaim, account.value())
                        .update()
                == 1;
    }

    public boolean unbind(AccountId account, String issuer) {
        return jdbc.sql("DELETE FROM access.provider_identity WHERE account_id = ? AND issuer = ?")
                        .params(account.value(), issuer)
                        .update()
                == 1;
    }

    private static Bound bound(ResultSet row, int n) throws SQLException {
        return new Bound(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("issuer"),
                row.getString("subject"),
                row.getObject("bound_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("by_claim"));
    }
}
