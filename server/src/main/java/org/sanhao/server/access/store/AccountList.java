package org.sanhao.server.access.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.access.AccountId;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.scope.ReadingOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Accounts in lists: who they belong to and in which state their doors are. */
@Repository
public class AccountList {
    private final JdbcClient jdbc;
    private final ReadingOrder order;

    AccountList(JdbcClient jdbc, ReadingOrder order) {
        this.jdbc = jdbc;
        this.order = order;
    }

    /** Which accounts to list. */
    public enum Which {
        ALL,
        /** Not signed in since the given moment. */
        STALE,
        LOCKED,
        DISABLED,
        /** Of the three administrators. */
        ADMINISTRATORS
    }

    /** An account in a list. */
    public record Listed(
            AccountId id,
            String login,
            PersonId person,
            String personName,
            String unitName,
            List<String> kinds,
            Instant createdAt,
            @Nullable Instant lastSeenAt,
            @Nullable Instant lockedUntil,
            @Nullable Instant disabledAt,
            @Nullable String disabledWhy,
            boolean mustChange,
            boolean secondFactor) {}

    /**
     * How many accounts are in which state; one may be in several.
     *
     * @param staleDays after how many days without sign-in an account counts as stale
     */
    public record Counts(
            int all, int stale, int locked, int disabled, int neverSeen, int secondFactor, int staleDays) {}

    /** Counts of the running transaction's scope. */
    public Counts counts(Instant now, Instant silentSince, int staleDays) {
        return jdbc.sql("""
                        SELECT count(*),
                               count(*) FILTER (WHERE disabled_at IS NULL AND coalesce(last_seen_at, created_at) < ?),
                               count(*) FILTER (WHERE locked_until > ?),
                               count(*) FILTER (WHERE disabled_at IS NOT NULL),
                               count(*) FILTER (WHERE disabled_at IS NULL AND last_seen_at IS NULL),
                               count(*) FILTER (WHERE totp_secret IS NOT NULL)
                        FROM access.account
                        """)
                .params(silentSince.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Counts(
                        row.getInt(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getInt(6),
                        staleDays))
                .single();
    }

    private static final String SELECT = """
            SELECT a.id, a.login, a.person_id, p.name AS person_name, u.name AS unit_name, a.created_at, a.last_seen_at,
                   a.locked_until, a.disabled_at, a.disabled_why, a.must_change, a.totp_secret IS NOT NULL AS factor,
                   ARRAY(SELECT o.kind FROM institution.pub_post o
                         WHERE o.person_id = a.person_id AND o.valid @> current_date ORDER BY lower(o.valid), o.id) AS kinds
            FROM access.account a
            LEFT JOIN institution.pub_person p ON p.id = a.person_id
            LEFT JOIN institution.pub_unit u ON u.id = p.unit_id
            WHERE TRUE
            """;

    /**
     * Accounts of the running transaction's scope, by login.
     *
     * @param part part of the name, or the beginning of the login
     * @param now the moment locks are compared with
     * @param silentSince for STALE: the moment since which nobody signed in
     */
    public Page<Listed> list(
            Which which, @Nullable String part, Instant now, Instant silentSince, Optional<Cursor> after, int limit) {
        var narrowed = new StringBuilder();
        var params = new ArrayList<Object>();
        switch (which) {
            case ALL -> {}
            case STALE -> {
                narrowed.append(" AND a.disabled_at IS NULL AND coalesce(a.last_seen_at, a.created_at) < ?");
                params.add(silentSince.atOffset(ZoneOffset.UTC));
            }
            case LOCKED -> {
                narrowed.append(" AND a.locked_until > ?");
                params.add(now.atOffset(ZoneOffset.UTC));
            }
            case DISABLED -> narrowed.append(" AND a.disabled_at IS NOT NULL");
            case ADMINISTRATORS -> narrowed.append("""
                     AND a.person_id = ANY (ARRAY(SELECT o.person_id FROM institution.pub_post o
                        WHERE o.kind IN ('system-administrator', 'security-administrator', 'audit-administrator')))""");
        }
        // Logins are unique: the login alone tells where a page begins.
        after.ifPresent(position -> {
            narrowed.append(" AND a.login > ?");
            params.add(position.values().getFirst());
        });
        boolean few = which == Which.ADMINISTRATORS;
        var logins = part == null || part.isBlank()
                ? page(few, narrowed.toString(), params, limit)
                : search(few, part.strip(), narrowed.toString(), params, limit);
        var rows = jdbc.sql(SELECT + " AND a.login = ANY (?) ORDER BY a.login")
                .param(logins.toArray(String[]::new))
                .query(AccountList::listed)
                .list();
        return Page.of(rows, limit, row -> Cursor.at(row.login, row.id));
    }

    /** Logins in their order, one more than the limit. */
    private List<String> page(boolean few, String narrowed, List<Object> params, int limit) {
        return order.keys(
                "SELECT a.login FROM access.account a WHERE TRUE " + narrowed,
                params,
                few,
                "login",
                limit + 1,
                AccountList::login);
    }

    /** Those whose login begins with the text and those whose owner's name holds it. */
    private List<String> search(boolean few, String part, String narrowed, List<Object> params, int limit) {
        var beginning = new ArrayList<Object>(List.of(part, part));
        beginning.addAll(params);
        var logins = new TreeSet<>(page(
                few, " AND a.login >= lower(?) AND a.login < lower(?) || chr(1114109)" + narrowed, beginning, limit));
        var owned = new ArrayList<Object>(List.of(part));
        owned.addAll(params);
        owned.add(limit + 1);
        logins.addAll(jdbc.sql("""
                        SELECT a.login FROM access.account a
                        WHERE a.person_id = ANY (ARRAY(
                            SELECT s.id FROM institution.search_names('person', scope.low(), scope.high(), ?, NULL, NULL,
                                                                      NULL, NULL, 1000) AS s))
                        """ + narrowed + " ORDER BY a.login LIMIT ?")
                .params(owned)
                .query(AccountList::login)
                .list());
        return logins.stream().limit(limit + 1L).toList();
    }

    private static String login(ResultSet row, int n) throws SQLException {
        return String.valueOf(row.getString(1));
    }

    public Optional<Listed> find(AccountId id) {
        return jdbc.sql(SELECT + " AND a.id = ?")
                .param(id.value())
                .query(AccountList::listed)
                .optional();
    }

    private static Listed listed(ResultSet row, int n) throws SQLException {
        return new Listed(
                new AccountId(row.getObject("id", UUID.class)),
                row.getString("login"),
                new PersonId(row.getObject("person_id", UUID.class)),
                orDash(row.getString("person_name")),
                orDash(row.getString("unit_name")),
                Arrays.asList((String[]) row.getArray("kinds").getArray()),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                AccountStore.moment(row, "last_seen_at"),
                AccountStore.moment(row, "locked_until"),
                AccountStore.moment(row, "disabled_at"),
                row.getString("disabled_why"),
                row.getBoolean("must_change"),
                row.getBoolean("factor"));
    }

    private static String orDash(@Nullable String name) {
        return name == null ? "—" : name;
    }
}
