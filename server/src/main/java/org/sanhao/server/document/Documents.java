package org.sanhao.server.document;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.access.Acting;
import org.sanhao.server.scope.Scope;

/** What others may ask about printed forms. */
public interface Documents {

    /** As which file a copy is written. */
    enum Format {
        PDF("pdf", "application/pdf"),
        DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

        private final String ending;
        private final String media;

        Format(String ending, String media) {
            this.ending = ending;
            this.media = media;
        }

        public String ending() {
            return ending;
        }

        public String media() {
            return media;
        }
    }

    /**
     * How the paper of a matter stands.
     *
     * @param versions of its number, the latest first; empty while nothing was printed
     * @param bars why it cannot be printed now, null when it can
     * @param differences what the last version says otherwise than the matter now; empty when it holds
     * @param fresh whether printing again would give the same version
     * @param scans the latest first
     * @param handles whether the person may print and bring scans
     * @param receives whether the person may tick what was received
     */
    record Standing(
            String form,
            String formName,
            List<FrozenCopy> versions,
            @Nullable Refusal bars,
            List<String> differences,
            boolean fresh,
            List<SignedScan> scans,
            List<Receipt> receipts,
            boolean handles,
            boolean receives) {}

    /** @return refused as NOT_FOUND for an unknown form or a matter the person may not see */
    Outcome<Standing> standing(Acting acting, String form, UUID subject);

    /**
     * Freezes what the form of a matter says and numbers it; what is the same as before stays the same number and version.
     *
     * @return refused as NOT_FOUND, NOT_ALLOWED, or with why there is nothing to print
     */
    Outcome<FrozenCopy> print(Acting acting, String form, UUID subject);

    /** A copy of a matter by its version. */
    Outcome<FrozenCopy> copy(Acting acting, String form, UUID subject, int version);

    /**
     * Writes a copy as it was printed. Runs outside any transaction.
     *
     * @param address where this installation is reached, for the QR code
     */
    byte[] write(Scope scope, FrozenCopy copy, Format format, String address);

    /** What everybody may know of a copy. */
    Optional<CopyFace> face(String token);
}
