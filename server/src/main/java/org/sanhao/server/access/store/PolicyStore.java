package org.sanhao.server.access.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.sanhao.server.access.SecurityPolicy;
import org.sanhao.server.institution.PostKind;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rules of the door, every decision of them. */
@Repository
public class PolicyStore {
    private final JdbcClient jdbc;

    PolicyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A decision about the rules, and whose it was. */
    public record Decided(SecurityPolicy policy, Instant at, String by) {}

    public SecurityPolicy current() {
        return jdbc.sql("SELECT * FROM access.security_policy ORDER BY version DESC LIMIT 1")
                .query((row, n) -> decided(row).policy())
                .single();
    }

    public List<Decided> all() {
        return jdbc.sql("SELECT * FROM access.security_policy ORDER BY version DESC")
                .query((row, n) -> decided(row))
                .list();
    }

    /** Writes the next version; false when somebody else wrote it first. */
    public boolean add(SecurityPolicy policy, Instant at, String by) {
        try {
            jdbc.sql("""
                            INSERT INTO access.security_policy
                                (version, recorded_at, recorded_by, min_length, classes, history, expiry_days, failures,
                                 lock_minutes, idle_minutes, absolute_minutes, stale_days, second_factor)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            policy.version(),
                            at.atOffset(ZoneOffset.UTC),
                            by,
                            policy.minLength(),
                            policy.classes(),
                            policy.history(),
                            policy.expiryDays(),
                            policy.failures(),
                            policy.lockMinutes(),
                            policy.idleMinutes(),
                            policy.absoluteMinutes(),
                            policy.staleDays(),
                            policy.secondFactor().stream()
                                    .map(PostKind::code)
                                    .sorted()
                                    .toArray(String[]::new))
                    .update();
            return true;
        } catch (DuplicateKeyException faster) {
            return false;
        }
    }

    private static Decided decided(ResultSet row) throws SQLException {
        var kinds = Arrays.stream((String[]) row.getArray("second_factor").getArray())
                .map(PostKind::of)
                .collect(Collectors.toSet());
        var policy = new SecurityPolicy(
                row.getInt("version"),
                row.getInt("min_length"),
                row.getInt("classes"),
                row.getInt("history"),
                row.getInt("expiry_days"),
                row.getInt("failures"),
                row.getInt("lock_minutes"),
                row.getInt("idle_minutes"),
                row.getInt("absolute_minutes"),
                row.getInt("stale_days"),
                kinds);
        return new Decided(
                policy, row.getObject("recorded_at", OffsetDateTime.class).toInstant(), row.getString("recorded_by"));
    }
}
