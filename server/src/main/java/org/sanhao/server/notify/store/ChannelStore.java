package org.sanhao.server.notify.store;

import static org.sanhao.server.notify.store.MessageStore.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.notify.Channel;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Channels of offices; addresses as they are sealed. */
@Repository
public class ChannelStore {
    private static final String CHANNEL = """
            SELECT id, version, office_id, name, shape, host, address, pace, state, scope_path FROM notify.channel
            WHERE current
            """;

    private final JdbcClient jdbc;

    ChannelStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A channel with its sealed address. */
    public record Sealed(Channel channel, byte[] address) {}

    /** Those of an office that are not gone, in the order of their making. */
    public List<Sealed> of(UnitId office) {
        return jdbc.sql(CHANNEL + " AND state <> 'gone' AND office_id = ? ORDER BY id")
                .param(office.value())
                .query(ChannelStore::channel)
                .list();
    }

    public Optional<Sealed> find(UUID id) {
        return jdbc.sql(CHANNEL + " AND id = ?")
                .param(id)
                .query(ChannelStore::channel)
                .optional();
    }

    /** Channels that are on and go by a pace, by id, after one. */
    public List<Sealed> on(Channel.Pace pace, UUID after, int limit) {
        return jdbc.sql(CHANNEL + " AND state = 'on' AND pace = ? AND id > ? ORDER BY id LIMIT ?")
                .params(pace.code(), after, limit)
                .query(ChannelStore::channel)
                .list();
    }

    /** Writes a version; false when another one came first. */
    public boolean write(Sealed sealed, Instant at, String by) {
        var channel = sealed.channel;
        return jdbc.sql("""
                                WITH before AS (
                                    UPDATE notify.channel SET current = false
                                    WHERE id = ? AND current AND version = ? RETURNING 1)
                                INSERT INTO notify.channel
                                    (id, version, current, recorded_at, recorded_by, office_id, name, shape, host, address,
                                     pace, state, scope_path)
                                SELECT ?, ?, true, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                                WHERE ? = 1 OR EXISTS (SELECT 1 FROM before)
                                ON CONFLICT DO NOTHING
                                """)
                        .params(
                                channel.id(),
                                channel.version() - 1,
                                channel.id(),
                                channel.version(),
                                utc(at),
                                by,
                                channel.office().value(),
                                channel.name(),
                                channel.shape().code(),
                                channel.host(),
                                sealed.address,
                                channel.pace().code(),
                                channel.state().code(),
                                channel.scopePath(),
                                channel.version())
                        .update()
                == 1;
    }

    private static Sealed channel(ResultSet row, int n) throws SQLException {
        return new Sealed(
                new Channel(
                        row.getObject("id", UUID.class),
                        row.getInt("version"),
                        new UnitId(row.getObject("office_id", UUID.class)),
                        row.getString("name"),
                        Channel.Shape.of(row.getString("shape")),
                        row.getString("host"),
                        Channel.Pace.of(row.getString("pace")),
                        Channel.State.of(row.getString("state")),
                        row.getString("scope_path")),
                row.getBytes("address"));
    }
}
