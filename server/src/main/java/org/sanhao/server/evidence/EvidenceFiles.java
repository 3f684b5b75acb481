package org.sanhao.server.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.scope.Scope;

/** What others may ask about evidence. */
public interface EvidenceFiles {

    /**
     * A file on its way in.
     *
     * @param length bytes as announced, -1 when unknown
     */
    record Arriving(String name, long length) {}

    /** Whose a piece of evidence becomes. */
    record Owner(UnitId unit, @Nullable UnitId department) {}

    /** A file that has arrived, was looked into and lies sealed beside the others, not yet one of them. Close it always. */
    interface Received extends AutoCloseable {
        String digest();

        @Override
        void close();
    }

    /**
     * Takes a file in without ever holding it in memory. Runs outside any transaction.
     *
     * @return refused when it is too large, not what its name says, holds what must not be in it, or there is no room
     */
    Outcome<Received> receive(Scope scope, UnitId unit, Arriving arriving, InputStream bytes);

    /**
     * Makes an arrived file a piece of evidence. The same content of the same institution is the piece it already is.
     *
     * @return refused as QUOTA_FULL, or NOT_FOUND when the unit lies outside the scope
     */
    Outcome<Evidence> keep(Scope scope, Owner owner, Received received, @Nullable LocalDate expiresOn, String by);

    /** Names a record that stays where it is, by number and place. */
    Outcome<Evidence> name(Scope scope, Owner owner, String title, String number, String place, String by);

    Optional<Evidence> find(Scope scope, EvidenceId id);

    /**
     * What to list.
     *
     * @param words part of a name, null for all
     * @param kind a {@link FileKind}, {@code photo} or {@code record}, null for all
     * @param unused only what serves nothing
     * @param expiringUntil only what expires on or before this day
     */
    record Query(
            @Nullable UnitId unit,
            @Nullable String words,
            @Nullable String kind,
            boolean unused,
            @Nullable LocalDate expiringUntil) {
        public static final Query ALL = new Query(null, null, null, false, null);
    }

    /** Pieces of evidence within the scope that have not been taken out, the latest first. */
    Page<Evidence> list(Scope scope, Query query, @Nullable String cursor, int limit);

    /** How many there are in all. */
    int count(Scope scope, Query query);

    /** Says until when it proves anything; null takes that back. Refused as STALE when another version stands. */
    Outcome<Evidence> expire(Scope scope, EvidenceId id, int seen, @Nullable LocalDate expiresOn, String by);

    /** Takes a piece out of the collection; what it serves or served stays in the record. */
    Outcome<Evidence> takeOut(Scope scope, EvidenceId id, int seen, String why, String by);

    /** Destroys what a piece holds of people: the bytes, the name, the number. Digests and uses stay. */
    Outcome<Evidence> erase(Scope scope, EvidenceId id, int seen, String why, String by);

    /**
     * Lets a piece of evidence serve something. Asking twice is one use.
     *
     * @param scopePath where the thing stands; must be where the evidence stands
     * @return refused as NOT_FOUND or EVIDENCE_GONE, CLAUSE_FULL when the part has as many as it may
     */
    Outcome<EvidenceUse> use(Scope scope, EvidenceId id, Subject subject, String scopePath, String by);

    /** Takes it off again; taking off twice is once. */
    Outcome<EvidenceUse> takeOff(Scope scope, LinkId link, String why, String by);

    Optional<EvidenceUse> use(Scope scope, LinkId link);

    /** What serves a thing, in the order of its parts; {@code past} adds what was taken off again. One statement. */
    List<EvidenceUse> usesOf(Scope scope, String kind, UUID subject, boolean past);

    /** The pieces behind those uses. One statement. */
    Map<EvidenceId, Evidence> behind(Scope scope, String kind, UUID subject);

    /** What a piece serves, and served. */
    List<EvidenceUse> usesOf(Scope scope, EvidenceId id);

    /** The bytes in the clear, as they came in. Close it always. */
    record Original(String name, FileKind kind, long bytes, SeekableByteChannel channel) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Opens the file behind a piece of evidence; refused as NOT_FOUND, or EVIDENCE_ERASED. */
    Outcome<Original> open(Scope scope, EvidenceId id);

    /** How large a picture is drawn. */
    enum Size {
        THUMB(320),
        VIEW(1600),
        /** For what is printed small: codes, numbers. */
        FINE(3000);

        private final int edge;

        Size(int edge) {
            this.edge = edge;
        }

        /** The longer side, in pixels. */
        public int edge() {
            return edge;
        }
    }

    /**
     * A picture of the file, drawn by the product: a JPEG without anything else in it.
     *
     * @param page from 0
     * @return refused as NO_PREVIEW when it cannot be drawn
     */
    Outcome<byte[]> picture(Scope scope, EvidenceId id, int page, Size size);

    /**
     * A picture of what has arrived, before it is decided whether it is kept. Runs outside any transaction.
     *
     * @param page from 0
     * @return refused as NO_PREVIEW when it cannot be drawn or has no such page
     */
    Outcome<byte[]> picture(Received received, int page, Size size);

    /** Brings files that the product itself made; for the demo. */
    default Outcome<Evidence> bring(Scope scope, Owner owner, String name, byte[] content, String by) {
        return receive(
                        scope,
                        owner.unit(),
                        new Arriving(name, content.length),
                        new java.io.ByteArrayInputStream(content))
                .flatMap(received -> {
                    try (received) {
                        return keep(scope, owner, received, null, by);
                    }
                });
    }
}
