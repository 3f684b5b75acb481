package org.sanhao.server.evidence.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.evidence.Evidence;
import org.sanhao.server.evidence.EvidenceFiles;
import org.sanhao.server.evidence.EvidenceFiles.Arriving;
import org.sanhao.server.evidence.EvidenceFiles.Owner;
import org.sanhao.server.evidence.EvidenceFiles.Query;
import org.sanhao.server.evidence.EvidenceId;
import org.sanhao.server.evidence.EvidenceUse;
import org.sanhao.server.evidence.EvidenceView;
import org.sanhao.server.http.IfMatch;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An institution's collection of evidence: bringing, naming, listing, letting go. */
@RestController
@RequestMapping("/api/evidence")
class EvidenceController {
    private final EvidenceFiles files;
    private final Units units;
    private final RequestOnce once;

    EvidenceController(EvidenceFiles files, Units units, RequestOnce once) {
        this.files = files;
        this.units = units;
        this.once = once;
    }

    record Listed(List<EvidenceView> items, @Nullable String next, int total) {}

    record UsedFor(
            UUID id,
            String kind,
            UUID subjectId,
            String part,
            String line,
            java.time.Instant since,
            @Nullable String takenOff) {
        static UsedFor of(EvidenceUse use) {
            var subject = use.subject();
            return new UsedFor(
                    use.id().value(),
                    subject.kind(),
                    subject.id(),
                    subject.part(),
                    subject.line(),
                    use.since(),
                    use.takenOff() == null ? null : use.takenOff().why());
        }
    }

    record Detail(EvidenceView evidence, List<UsedFor> uses) {}

    /** The request as it is compared when it comes again: the content by its digest. */
    record Upload(String name, String digest, @Nullable LocalDate expiresOn) {}

    record RecordBody(
            @NotBlank(message = "写明是什么记录") @Size(max = 120, message = "不超过 120 字")
            String title,

            @NotBlank(message = "填写编号") @Size(max = 80, message = "不超过 80 字")
            String number,

            @NotBlank(message = "写明存放在哪里") @Size(max = 120, message = "不超过 120 字")
            String place) {}

    record ExpiryBody(@Nullable LocalDate expiresOn) {}

    record ReasonBody(
            @NotBlank(message = "写明理由") @Size(max = 200, message = "不超过 200 字")
            String reason) {}

    @GetMapping
    Listed list(
            Acting acting,
            @RequestParam(required = false) @Nullable UUID unit,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "false") boolean unused,
            @RequestParam(required = false) @Nullable LocalDate expiringUntil,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        acting.require(Ability.READ_WORK);
        var query = new Query(
                unit == null ? null : new UnitId(unit),
                q == null || q.isBlank() ? null : q.strip(),
                kind == null || kind.isBlank() ? null : kind,
                unused,
                expiringUntil);
        var page = files.list(acting.scope(), query, cursor, limit);
        return new Listed(
                page.items().stream().map(EvidenceView::of).toList(), page.next(), files.count(acting.scope(), query));
    }

    @GetMapping("/{id}")
    ResponseEntity<Detail> one(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        var found = files.find(acting.scope(), new EvidenceId(id))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
        var uses = files.usesOf(acting.scope(), found.id()).stream()
                .map(UsedFor::of)
                .toList();
        return ResponseEntity.ok().eTag(IfMatch.tag(found.version())).body(new Detail(EvidenceView.of(found), uses));
    }

    /** Takes one file; the body is its bytes, so that nothing unpacks them on the way. */
    @PostMapping(path = "/files", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<EvidenceView> upload(
            Acting acting,
            @RequestParam String name,
            @RequestParam(required = false) @Nullable LocalDate expiresOn,
            HttpServletRequest request)
            throws IOException {
        acting.require(Ability.FILL_SHEET);
        if (request.getHeader(RequestOnce.HEADER) == null) {
            throw new RefusedException(Refusal.of(ErrorCode.KEY_REQUIRED));
        }
        var owner = owner(acting);
        var arriving = new Arriving(name, request.getContentLengthLong());
        try (var received = files.receive(acting.scope(), owner.unit(), arriving, request.getInputStream())
                .orThrow()) {
            return once.act(
                    request,
                    acting.scope(),
                    acting.by(),
                    new Upload(name, received.digest(), expiresOn),
                    () -> files.keep(acting.scope(), owner, received, expiresOn, acting.by())
                            .map(EvidenceController::answer));
        }
    }

    @PostMapping("/records")
    ResponseEntity<EvidenceView> name(Acting acting, @Valid @RequestBody RecordBody body, HttpServletRequest request) {
        acting.require(Ability.FILL_SHEET);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> files.name(acting.scope(), owner(acting), body.title(), body.number(), body.place(), acting.by())
                        .map(EvidenceController::answer));
    }

    @PutMapping("/{id}/expiry")
    ResponseEntity<EvidenceView> expire(
            Acting acting,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            @Valid @RequestBody ExpiryBody body) {
        acting.require(Ability.FILL_SHEET);
        return answer(files.expire(
                        acting.scope(), new EvidenceId(id), IfMatch.version(version), body.expiresOn(), acting.by())
                .orThrow());
    }

    @PostMapping("/{id}/removal")
    ResponseEntity<EvidenceView> takeOut(
            Acting acting,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            @Valid @RequestBody ReasonBody body,
            HttpServletRequest request) {
        acting.require(Ability.LEAD_SHEET);
        int seen = IfMatch.version(version);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> files.takeOut(acting.scope(), new EvidenceId(id), seen, body.reason(), acting.by())
                        .map(EvidenceController::answer));
    }

    /** Destroys the content for good: for what should never have been uploaded. */
    @PostMapping("/{id}/erasure")
    ResponseEntity<EvidenceView> erase(
            Acting acting,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            @Valid @RequestBody ReasonBody body,
            HttpServletRequest request) {
        acting.require(Ability.LEAD_SHEET);
        int seen = IfMatch.version(version);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> files.erase(acting.scope(), new EvidenceId(id), seen, body.reason(), acting.by())
                        .map(EvidenceController::answer));
    }

    private static ResponseEntity<EvidenceView> answer(Evidence evidence) {
        return ResponseEntity.ok().eTag(IfMatch.tag(evidence.version())).body(EvidenceView.of(evidence));
    }

    /** The institution of the acting post, and the department when it sits in one. */
    private Owner owner(Acting acting) {
        var post = acting.post();
        return new Owner(units.officeOf(acting.scope(), post), post.level() == Level.DEPARTMENT ? post.unit() : null);
    }
}
