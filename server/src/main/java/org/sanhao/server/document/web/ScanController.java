package org.sanhao.server.document.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.document.SignedScan;
import org.sanhao.server.document.SignedScans;
import org.sanhao.server.document.SignedScans.Typed;
import org.sanhao.server.document.read.WithoutPlace;
import org.sanhao.server.document.web.PaperViews.ScanView;
import org.sanhao.server.evidence.EvidenceFiles;
import org.sanhao.server.evidence.EvidenceFiles.Arriving;
import org.sanhao.server.evidence.FileKind;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.http.IfMatch;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.SignOffs.Inked;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Signed paper that comes back: brought, compared by a second person, its signatures taken over. */
@RestController
class ScanController {
    private static final Set<FileKind> KINDS = EnumSet.of(FileKind.JPEG, FileKind.PNG, FileKind.PDF);

    private final SignedScans scans;
    private final EvidenceFiles files;
    private final PaperViews views;
    private final RequestOnce once;

    ScanController(SignedScans scans, EvidenceFiles files, PaperViews views, RequestOnce once) {
        this.scans = scans;
        this.files = files;
        this.views = views;
        this.once = once;
    }

    /** The request as it is compared when it comes again: the picture by its digest. */
    record Upload(
            String form,
            UUID subject,
            String name,
            String digest,
            @Nullable Typed typed) {}

    record SettleBody(
            @NotNull(message = "选择相符或不符") Boolean fits,

            @NotNull @Size(max = 200, message = "不超过 200 字") String why) {}

    record MinutesBody(
            @NotBlank(message = "填写会议纪要编号") @Size(max = 60, message = "不超过 60 字")
            String number,

            @NotNull(message = "填写会议日期") LocalDate heldOn,
            @NotNull @Size(max = 99) List<@NotBlank @Size(max = 50) String> present) {}

    /** One signature as it stands on the paper, from the next step on. */
    record InkBody(
            @NotNull(message = "选择签字的人") UUID signer,
            @NotNull(message = "选择同意或退回") Boolean agreed,

            @NotNull @Size(max = 2000, message = "不超过 2000 字")
            String opinion,

            @NotNull(message = "填写签字日期") LocalDate on,
            @Nullable @Valid MinutesBody minutes) {
        Inked inked() {
            return new Inked(
                    new PersonId(signer),
                    agreed,
                    opinion,
                    on,
                    minutes == null
                            ? null
                            : new SignOff.Minutes(minutes.number().strip(), minutes.heldOn(), minutes.present()));
        }
    }

    record SignaturesBody(@NotNull @Size(max = 6) List<@Valid InkBody> signatures) {}

    /** How the sheet stands after the signatures. */
    record SignedView(
            int version, @CodesOf(SignOff.State.class) String state, String stateTitle) {}

    /** Takes one picture of signed paper; the body is its bytes. */
    @PostMapping(path = "/api/documents/{form}/{subject}/scans", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<ScanView> bring(
            Acting acting,
            @PathVariable String form,
            @PathVariable UUID subject,
            @RequestParam String name,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(defaultValue = "1") int version,
            HttpServletRequest request)
            throws IOException {
        acting.require(Ability.READ_WORK);
        if (request.getHeader(RequestOnce.HEADER) == null) {
            throw new RefusedException(Refusal.of(ErrorCode.KEY_REQUIRED));
        }
        var unit = scans.keeper(acting, form, subject).orThrow();
        if (FileKind.claimedBy(name).filter(KINDS::contains).isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.SCAN_KIND));
        }
        var typed = number == null || number.isBlank() ? null : new Typed(number, version);
        var arriving = new Arriving(name, request.getContentLengthLong());
        try (var received = files.receive(acting.scope(), unit, arriving, new WithoutPlace(request.getInputStream()))
                .orThrow()) {
            return once.actAfter(
                    request,
                    acting.scope(),
                    acting.by(),
                    new Upload(form, subject, name, received.digest(), typed),
                    () -> scans.match(acting, form, subject, received, typed).orThrow(),
                    matched ->
                            scans.take(acting, form, subject, received, matched).map(scan -> answer(acting, scan)));
        }
    }

    @PostMapping("/api/documents/scans/{id}/settle")
    ResponseEntity<ScanView> settle(
            Acting acting,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            @Valid @RequestBody SettleBody body,
            HttpServletRequest request) {
        acting.require(Ability.READ_WORK);
        int seen = IfMatch.version(version);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> scans.settle(acting, id, seen, body.fits(), body.why()).map(scan -> answer(acting, scan)));
    }

    /** If-Match is the version of the sheet: how many signatures the person saw. */
    @PostMapping("/api/documents/scans/{id}/signatures")
    ResponseEntity<SignedView> sign(
            Acting acting,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            @Valid @RequestBody SignaturesBody body,
            HttpServletRequest request) {
        acting.require(Ability.READ_WORK);
        int seen = IfMatch.version(version);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> scans.sign(
                                acting,
                                id,
                                seen,
                                body.signatures().stream().map(InkBody::inked).toList())
                        .map(sheet -> ResponseEntity.ok()
                                .eTag(IfMatch.tag(sheet.marks().size()))
                                .body(new SignedView(
                                        sheet.marks().size(),
                                        sheet.state().code(),
                                        sheet.state().title()))));
    }

    private ResponseEntity<ScanView> answer(Acting acting, SignedScan scan) {
        return ResponseEntity.ok().eTag(IfMatch.tag(scan.version())).body(views.of(acting, scan));
    }
}
