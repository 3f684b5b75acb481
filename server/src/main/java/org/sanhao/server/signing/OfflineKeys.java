package org.sanhao.server.signing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.sanhao.proof.KeyRing;
import org.sanhao.server.postgres.KeyFolder;
import org.sanhao.server.postgres.StartRefused;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Hands over to a new key while the product stands still. Two steps: the second only after the first was committed. */
public final class OfflineKeys {
    private final JdbcClient jdbc;
    private final KeyFolder keys;

    public OfflineKeys(JdbcClient jdbc, KeyFolder keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /** Adds a new key to the ring, endorsed by the one in use, in the running transaction. */
    public KeyRing handOver() {
        var ring = StoredKeys.ring(jdbc).orElseThrow(() -> new StartRefused("还没有签名密钥：这个数据目录没有启动过服务，首次启动时自动生成。"));
        var inUse = Handover.finish(keys, StoredKeys.ring(jdbc))
                .filter(key -> key.verifying().equals(ring.current().key()))
                .orElseThrow(() -> new StartRefused(
                        "密钥目录里没有现用的签名密钥 " + ring.current().key().keyId() + "，新密钥无人背书。先用备份的密钥文件恢复 keys 目录。"));
        return Handover.begin(jdbc, keys, inUse, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** After the commit: the new key takes its place. */
    public void takeEffect() {
        Handover.finish(keys, StoredKeys.ring(jdbc));
    }
}
