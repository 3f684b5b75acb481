package org.sanhao.server.publication;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An objection as the deciding body sees it.
 *
 * @param mode whether the name may be seen at once or only by opening it with a reason
 * @param name null while sealed, and once erased
 * @param words what is objected, null once erased
 * @param erasedOn when name, contact and words were erased, null while they are kept
 * @param answeredOn null while it waits
 */
public record Objection(
        ObjectionId id,
        NoticeId notice,
        Mode mode,
        LocalDate receivedOn,
        @Nullable String name,
        @Nullable String contact,
        @Nullable String words,
        @Nullable LocalDate erasedOn,
        @Nullable String erasedWhy,
        @Nullable LocalDate answeredOn,
        @Nullable Boolean upheld,
        @Nullable String reason) {

    /** Whose eyes the name is for. */
    public enum Mode {
        REAL_NAME("real-name"),
        SEALED("sealed");

        private final String code;

        Mode(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        public static Mode of(String code) {
            return code.equals(SEALED.code) ? SEALED : REAL_NAME;
        }
    }

    /** Who objects and what they say; personal, never written anywhere in the clear. */
    public record Said(String name, String contact, String words) {}

    /** What the person who objected may learn with their code. */
    public record Followed(
            String unitName,
            String bodyName,
            LocalDate receivedOn,
            @Nullable LocalDate answeredOn,
            @Nullable Boolean upheld,
            @Nullable String reason,
            @Nullable LocalDate erasedOn) {}
}
