package org.sanhao.server.document.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.access.Acting;
import org.sanhao.server.document.Documents.Standing;
import org.sanhao.server.document.FrozenCopy;
import org.sanhao.server.document.Receipt;
import org.sanhao.server.document.SignedScan;
import org.sanhao.server.evidence.EvidenceFiles;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.http.Problem;
import org.sanhao.server.institution.People;
import org.springframework.stereotype.Component;

/** Printed forms and scans as screens receive them. */
@Component
class PaperViews {
    private final People people;
    private final EvidenceFiles files;

    PaperViews(People people, EvidenceFiles files) {
        this.people = people;
        this.files = files;
    }

    /**
     * A version of a printed form.
     *
     * @param page address of its public page, without the host
     */
    record CopyView(
            int version,
            String number,
            String label,
            String hash,
            String page,
            boolean current,
            Instant printedAt,
            String by) {}

    /**
     * A scan.
     *
     * @param copyVersion the version of the form it is of
     * @param evidence where its picture is shown from; null when another office keeps it
     * @param mine whether the acting person brought it
     */
    record ScanView(
            UUID id,
            int version,
            @CodesOf(SignedScan.State.class) String state,
            String stateTitle,
            boolean holds,
            int copyVersion,
            @Nullable UUID evidence,
            boolean byHand,
            String why,
            Instant at,
            String by,
            @Nullable String settledBy,
            boolean mine) {}

    record ReceiptView(@CodesOf(Receipt.Kind.class) String kind, String title, LocalDate on, String by, Instant at) {}

    /**
     * How the paper of a matter stands.
     *
     * @param copies versions, the latest first
     * @param bars why it cannot be printed now, null when it can
     * @param wayOut what to do about that
     * @param differences what the last version says otherwise than the matter now
     * @param fresh whether printing again would give the same version
     */
    record PaperView(
            String form,
            String formName,
            List<CopyView> copies,
            @Nullable String bars,
            @Nullable String wayOut,
            List<String> differences,
            boolean fresh,
            List<ScanView> scans,
            List<ReceiptView> receipts,
            boolean handles,
            boolean receives) {}

    PaperView of(Acting acting, Standing standing) {
        var ids = new ArrayList<String>();
        standing.versions().forEach(copy -> ids.add(copy.by()));
        standing.receipts().forEach(receipt -> ids.add(receipt.by()));
        standing.scans().forEach(scan -> {
            ids.add(scan.by());
            if (scan.settledBy() != null) {
                ids.add(scan.settledBy());
            }
        });
        var names = people.namesOf(acting.scope(), ids.stream().distinct().toList());
        var problem = standing.bars() == null ? null : Problem.of(standing.bars());
        return new PaperView(
                standing.form(),
                standing.formName(),
                standing.versions().stream().map(copy -> view(copy, names)).toList(),
                problem == null ? null : problem.title(),
                problem == null ? null : problem.wayOut(),
                standing.differences(),
                standing.fresh(),
                standing.scans().stream().map(scan -> view(acting, scan, names)).toList(),
                standing.receipts().stream().map(each -> view(each, names)).toList(),
                standing.handles(),
                standing.receives());
    }

    CopyView of(Acting acting, FrozenCopy copy) {
        return view(copy, people.namesOf(acting.scope(), List.of(copy.by())));
    }

    ReceiptView of(Acting acting, Receipt receipt) {
        return view(receipt, people.namesOf(acting.scope(), List.of(receipt.by())));
    }

    ScanView of(Acting acting, SignedScan scan) {
        var ids = scan.settledBy() == null ? List.of(scan.by()) : List.of(scan.by(), scan.settledBy());
        return view(acting, scan, people.namesOf(acting.scope(), ids));
    }

    private static CopyView view(FrozenCopy copy, Map<String, String> names) {
        return new CopyView(
                copy.version(),
                copy.number().toString(),
                copy.label(),
                copy.hash(),
                "/d/" + copy.token() + "/" + copy.beginning(),
                copy.current(),
                copy.at(),
                names.getOrDefault(copy.by(), ""));
    }

    private static ReceiptView view(Receipt receipt, Map<String, String> names) {
        return new ReceiptView(
                receipt.kind().code(),
                receipt.kind().title(),
                receipt.on(),
                names.getOrDefault(receipt.by(), ""),
                receipt.at());
    }

    private ScanView view(Acting acting, SignedScan scan, Map<String, String> names) {
        return new ScanView(
                scan.id(),
                scan.version(),
                scan.state().code(),
                scan.state().title(),
                scan.state().holds(),
                scan.copyVersion(),
                files.find(acting.scope(), scan.evidence())
                        .map(piece -> piece.id().value())
                        .orElse(null),
                scan.byHand(),
                scan.why(),
                scan.at(),
                names.getOrDefault(scan.by(), ""),
                scan.settledBy() == null ? null : names.getOrDefault(scan.settledBy(), ""),
                scan.by().equals(acting.by()));
    }
}
