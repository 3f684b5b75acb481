package org.sanhao.server.evidence;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.UnitId;

/**
 * A piece of evidence as it stands.
 *
 * @param digest of the content, or the commitment to a record's number; algorithm in front
 * @param file what lies sealed; null for a record that is only named
 * @param record number and place; null for a file
 * @param expiresOn last day on which it proves anything; null when it does not age
 * @param uses how many clauses it serves
 * @param by name of whoever brought it, empty outside the reader's scope
 * @param gone why it was taken out; null while it is there
 */
public record Evidence(
        EvidenceId id,
        int version,
        UnitId unit,
        String name,
        String digest,
        @Nullable SealedFile file,
        @Nullable KeptRecord record,
        @Nullable LocalDate expiresOn,
        int uses,
        Instant addedAt,
        String by,
        @Nullable String department,
        @Nullable String gone,
        String scopePath) {

    /**
     * The file.
     *
     * @param pages of a pdf; null where the kind has none
     * @param takenOn what the camera wrote; null is "unknown", as for photos that came through a chat
     * @param erasedAt since when the bytes are gone for good; null while they are there
     */
    public record SealedFile(
            FileKind kind,
            long bytes,
            @Nullable Integer pages,
            @Nullable LocalDate takenOn,
            @Nullable Instant erasedAt) {}

    /** A record that stays where it is. {@code number} is null once erased. */
    public record KeptRecord(@Nullable String number, String place) {}
}
