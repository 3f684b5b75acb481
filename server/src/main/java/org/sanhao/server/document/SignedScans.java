package org.sanhao.server.document;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.access.Acting;
import org.sanhao.server.evidence.EvidenceFiles.Received;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.SignOffs.Inked;

/** What others may ask about signed paper that comes back. */
public interface SignedScans {

    /** A number and a version as somebody types them who sees no code. */
    record Typed(String number, int version) {}

    /**
     * Which copy a picture is of.
     *
     * @param byHand whether the number was typed
     */
    record Matched(FrozenCopy copy, boolean byHand) {}

    /** In whose collection a scan is kept, that of whoever brings it; refused when the person may not bring one. */
    Outcome<UnitId> keeper(Acting acting, String form, UUID subject);

    /**
     * Finds the copy a picture is of, by its QR code, else by what was typed. Runs outside any transaction.
     *
     * @return refused as SCAN_KIND, SCAN_NO_CODE, SCAN_FOREIGN_CODE, SCAN_UNKNOWN also for a copy outside the scope,
     *     SCAN_OTHER_FORM, SCAN_OLD with what differs
     */
    Outcome<Matched> match(Acting acting, String form, UUID subject, Received received, @Nullable Typed typed);

    /** Takes a matched picture in; the same picture of the same form is the scan it already is. */
    Outcome<SignedScan> take(Acting acting, String form, UUID subject, Received received, Matched matched);

    /**
     * Somebody else compares a typed number with the picture.
     *
     * @param seen version of the scan
     * @return refused as SCAN_OWN, SCAN_SETTLED
     */
    Outcome<SignedScan> settle(Acting acting, UUID scan, int seen, boolean fits, String why);

    /**
     * Takes over the signatures a scan of an 审批单 carries.
     *
     * @param seen signatures the person saw on the sheet
     * @return refused as SCAN_BY_HAND while nobody has confirmed it, SCAN_SETTLED, SCAN_OLD, and as {@code signOnPaper}
     */
    Outcome<SignOff> sign(Acting acting, UUID scan, int seen, List<Inked> signatures);

    /** Ticks that something was received; ticking twice is once. */
    Outcome<Receipt> tick(Acting acting, String form, UUID subject, Receipt.Kind kind, LocalDate on);

    /** Takes a tick back. */
    Outcome<Boolean> untick(Acting acting, String form, UUID subject, Receipt.Kind kind, String why);
}
