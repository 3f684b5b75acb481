package org.sanhao.server.signoff.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.signoff.Delegation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Signatures lent to colleagues. */
@Repository
public class DelegationStore {
    private static final String DELEGATION = """
            SELECT d.id, d.version, d.office_id, d.post, d.post_title, d.from_person, coalesce(f.name, '') AS from_name,
                   d.to_person, coalesce(t.name, '') AS to_name, d.since, d.until, d.why, d.scope_path
            FROM signoff.delegation d
            LEFT JOIN institution.pub_person f ON f.id = d.from_person
            LEFT JOIN institution.pub_person t ON t.id = d.to_person
            """;

    private final JdbcClient jdbc;

    DelegationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Delegation> delegations(UnitId office, Instant notOverBy) {
        return jdbc.sql(DELEGATION
                        + " WHERE d.office_id = ? AND d.current AND d.until > ? ORDER BY d.until, d.id LIMIT 200")
                .params(office.value(), utc(notOverBy))
                .query(DelegationStore::delegation)
                .list();
    }

    /** What was lent to a person in an office, the latest to end first. */
    public List<Delegation> lentTo(UnitId office, PersonId person) {
        return jdbc.sql(
                        DELEGATION
                                + " WHERE d.office_id = ? AND d.to_person = ? AND d.current ORDER BY d.until DESC, d.id LIMIT 200")
                .params(office.value(), person.value())
                .query(DelegationStore::delegation)
                .list();
    }

    public Optional<Delegation> delegation(UUID id) {
        return jdbc.sql(DELEGATION + " WHERE d.id = ? AND d.current")
                .param(id)
                .query(DelegationStore::delegation)
                .optional();
    }

    /** Writes a version; false when another one came first. */
    public boolean write(Delegation delegation, Instant at, String by) {
        return jdbc.sql("""
                                WITH before AS (
                                    UPDATE signoff.delegation SET current = false
                                    WHERE id = ? AND current AND version = ? RETURNING 1)
                                INSERT INTO signoff.delegation
                                    (id, version, current, recorded_at, recorded_by, office_id, post, post_title,
                                     from_person, to_person, since, until, why, scope_path)
                                SELECT ?, ?, true, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                                WHERE ? = 1 OR EXISTS (SELECT 1 FROM before)
                                ON CONFLICT DO NOTHING
                                """)
                        .params(
                                delegation.id(),
                                delegation.version() - 1,
                                delegation.id(),
                                delegation.version(),
                                utc(at),
                                by,
                                delegation.office().value(),
                                delegation.post().code(),
                                delegation.postTitle(),
                                delegation.from().value(),
                                delegation.to().value(),
                                utc(delegation.since()),
                                utc(delegation.until()),
                                delegation.why(),
                                delegation.scopePath(),
                                delegation.version())
                        .update()
                == 1;
    }

    private static Delegation delegation(ResultSet row, int n) throws SQLException {
        return new Delegation(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                new UnitId(row.getObject("office_id", UUID.class)),
                PostKind.of(row.getString("post")),
                row.getString("post_title"),
                new PersonId(row.getObject("from_person", UUID.class)),
                row.getString("from_name"),
                new PersonId(row.getObject("to_person", UUID.class)),
                row.getString("to_name"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                row.getString("why"),
                row.getString("scope_path"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
