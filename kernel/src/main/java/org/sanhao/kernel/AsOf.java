package org.sanhao.kernel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Up to which moment facts are read. Stands beside the scope in every read of facts.
 *
 * @param moment facts recorded later are left out; null reads what is current
 */
public record AsOf(@Nullable Instant moment) {
    /** What holds now. */
    public static final AsOf NOW = new AsOf(null);

    public static AsOf at(Instant moment) {
        return new AsOf(moment);
    }

    public boolean isNow() {
        return moment == null;
    }
}
