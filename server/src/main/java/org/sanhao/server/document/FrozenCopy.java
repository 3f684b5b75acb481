package org.sanhao.server.document;

import java.time.Instant;
import org.sanhao.server.institution.UnitId;

/**
 * A form as it was printed.
 *
 * @param version of the number, from 1
 * @param token of its public page
 * @param series what is printed: one number for one matter of a unit
 * @param content the canonical text the hash is over; names of people stand in it as commitments
 * @param current whether it is the last version
 */
public record FrozenCopy(
        CopyId id,
        int version,
        FormNumber number,
        UnitId unit,
        String form,
        String formName,
        String series,
        String token,
        String content,
        String hash,
        boolean current,
        Instant at,
        String by,
        String scopePath) {

    /** As printed: 2026-000123 第 1 版. */
    public String label() {
        return number + " 第 " + version + " 版";
    }

    /** The first figures of the hash, as the QR code carries them. */
    public String beginning() {
        return hash.substring(hash.indexOf(':') + 1).substring(0, 8);
    }
}
