package org.sanhao.server.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of evidence as screens of every module receive it.
 *
 * @param kind ending of the file ({@code jpg}), or {@code record}
 * @param takenOn the day on a photo; absent for a photo means unknown
 * @param pictures how many pictures of it can be asked for: pages of a pdf, 1 for a photo, 0 when it is not drawn
 */
public record EvidenceView(
        UUID id,
        int version,
        UUID unitId,
        String name,
        String kind,
        boolean photo,
        String digest,
        @Nullable Long bytes,
        @Nullable Integer pages,
        @Nullable LocalDate takenOn,
        int pictures,
        @Nullable String number,
        @Nullable String place,
        @Nullable LocalDate expiresOn,
        int uses,
        Instant addedAt,
        String by,
        @Nullable String department,
        @Nullable String gone,
        boolean erased) {

    public static EvidenceView of(Evidence evidence) {
        var file = evidence.file();
        var record = evidence.record();
        return new EvidenceView(
                evidence.id().value(),
                evidence.version(),
                evidence.unit().value(),
                evidence.name(),
                file == null ? "record" : file.kind().ending(),
                file != null && file.kind().isPhoto(),
                evidence.digest(),
                file == null ? null : file.bytes(),
                file == null ? null : file.pages(),
                file == null ? null : file.takenOn(),
                file == null ? 0 : pictures(file),
                record == null ? null : record.number(),
                record == null ? null : record.place(),
                evidence.expiresOn(),
                evidence.uses(),
                evidence.addedAt(),
                evidence.by(),
                evidence.department(),
                evidence.gone(),
                file == null ? record != null && record.number() == null : file.erasedAt() != null);
    }

    private static int pictures(Evidence.SealedFile file) {
        if (!file.kind().canBeShown() || file.erasedAt() != null) {
            return 0;
        }
        return file.pages() == null ? 1 : file.pages();
    }
}
