package org.sanhao.server.document.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.document.Documents;
import org.sanhao.server.document.Documents.Format;
import org.sanhao.server.document.Receipt;
import org.sanhao.server.document.SignedScans;
import org.sanhao.server.document.web.PaperViews.CopyView;
import org.sanhao.server.document.web.PaperViews.PaperView;
import org.sanhao.server.document.web.PaperViews.ReceiptView;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.http.RequestOnce;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Printing a form, and what was received of it. */
@RestController
class DocumentController {
    private final Documents documents;
    private final SignedScans scans;
    private final PaperViews views;
    private final RequestOnce once;
    private final @Nullable String address;

    DocumentController(
            Documents documents,
            SignedScans scans,
            PaperViews views,
            RequestOnce once,
            @Value("${sanhao.public-address:#{null}}") @Nullable String address) {
        this.documents = documents;
        this.scans = scans;
        this.views = views;
        this.once = once;
        this.address = address;
    }

    record TickBody(
            @NotNull @CodesOf(Receipt.Kind.class) String kind,
            @NotNull(message = "填写收到的日期") LocalDate on) {}

    record UntickBody(
            @NotNull @CodesOf(Receipt.Kind.class) String kind,

            @NotBlank(message = "写明理由") @Size(max = 200, message = "不超过 200 字")
            String why) {}

    @GetMapping("/api/documents/{form}/{subject}")
    PaperView standing(Acting acting, @PathVariable String form, @PathVariable UUID subject) {
        acting.require(Ability.READ_WORK);
        return views.of(acting, documents.standing(acting, form, subject).orThrow());
    }

    @PostMapping("/api/documents/{form}/{subject}/copies")
    ResponseEntity<CopyView> print(
            Acting acting, @PathVariable String form, @PathVariable UUID subject, HttpServletRequest request) {
        acting.require(Ability.READ_WORK);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                null,
                () -> documents.print(acting, form, subject).map(copy -> ResponseEntity.ok(views.of(acting, copy))));
    }

    @GetMapping("/api/documents/{form}/{subject}/copies/{version}.pdf")
    ResponseEntity<byte[]> pdf(
            Acting acting,
            @PathVariable String form,
            @PathVariable UUID subject,
            @PathVariable int version,
            HttpServletRequest request) {
        return file(acting, form, subject, version, Format.PDF, request);
    }

    @GetMapping("/api/documents/{form}/{subject}/copies/{version}.docx")
    ResponseEntity<byte[]> docx(
            Acting acting,
            @PathVariable String form,
            @PathVariable UUID subject,
            @PathVariable int version,
            HttpServletRequest request) {
        return file(acting, form, subject, version, Format.DOCX, request);
    }

    private ResponseEntity<byte[]> file(
            Acting acting, String form, UUID subject, int version, Format format, HttpServletRequest request) {
        acting.require(Ability.READ_WORK);
        var copy = documents.copy(acting, form, subject, version).orThrow();
        var here = address == null
                ? ServletUriComponentsBuilder.fromContextPath(request).build().toUriString()
                : address;
        var name = copy.formName() + " " + copy.label() + "." + format.ending();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(format.media()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body(documents.write(acting.scope(), copy, format, here));
    }

    @PostMapping("/api/documents/{form}/{subject}/receipts")
    ResponseEntity<ReceiptView> tick(
            Acting acting,
            @PathVariable String form,
            @PathVariable UUID subject,
            @Valid @RequestBody TickBody body,
            HttpServletRequest request) {
        acting.require(Ability.READ_WORK);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> scans.tick(acting, form, subject, Receipt.Kind.of(body.kind()), body.on())
                        .map(receipt -> ResponseEntity.ok(views.of(acting, receipt))));
    }

    @PostMapping("/api/documents/{form}/{subject}/receipts/withdraw")
    ResponseEntity<PaperView> untick(
            Acting acting,
            @PathVariable String form,
            @PathVariable UUID subject,
            @Valid @RequestBody UntickBody body,
            HttpServletRequest request) {
        acting.require(Ability.READ_WORK);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> scans.untick(acting, form, subject, Receipt.Kind.of(body.kind()), body.why())
                        .flatMap(done -> documents.standing(acting, form, subject))
                        .map(standing -> ResponseEntity.ok(views.of(acting, standing))));
    }
}
