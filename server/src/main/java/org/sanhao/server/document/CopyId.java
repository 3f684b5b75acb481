package org.sanhao.server.document;

import java.util.UUID;
import org.sanhao.kernel.Ids;

/** Names a numbered form with all its versions. */
public record CopyId(UUID value) {
    public static CopyId next() {
        return new CopyId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
