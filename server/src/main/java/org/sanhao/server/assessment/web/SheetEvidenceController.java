package org.sanhao.server.assessment.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.server.access.Acting;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.evidence.EvidenceFiles;
import org.sanhao.server.evidence.EvidenceId;
import org.sanhao.server.evidence.EvidenceOf;
import org.sanhao.server.evidence.LinkId;
import org.sanhao.server.evidence.Subject;
import org.sanhao.server.http.RequestOnce;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What stands behind the clauses of an institution's own sheet. */
@RestController
@RequestMapping("/api/sheets/{id}/evidence")
class SheetEvidenceController {
    private final Assessments assessments;
    private final EvidenceFiles files;
    private final SheetReader reader;
    private final RequestOnce once;

    SheetEvidenceController(Assessments assessments, EvidenceFiles files, SheetReader reader, RequestOnce once) {
        this.assessments = assessments;
        this.files = files;
        this.reader = reader;
        this.once = once;
    }

    /** @param line absent when it stands for the clause as a whole */
    record UseBody(
            @NotNull UUID evidenceId,
            @NotBlank String clause,
            @Nullable String line) {}

    record OffBody(
            @NotBlank(message = "写明理由") @Size(max = 200, message = "不超过 200 字")
            String reason) {}

    @GetMapping
    EvidenceOf evidence(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        return EvidenceOf.of(
                files, acting.scope(), Subject.SHEET, ownSheet(acting, id).id().value());
    }

    @PostMapping
    ResponseEntity<EvidenceOf.Use> use(
            Acting acting, @PathVariable UUID id, @Valid @RequestBody UseBody body, HttpServletRequest request) {
        acting.require(Ability.FILL_SHEET);
        var sheet = ownSheet(acting, id);
        var line = body.line() == null ? "" : body.line();
        mustBeTheirs(acting, sheet, body.clause(), line);
        var subject = Subject.ofSheet(sheet.id().value(), body.clause(), line);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> files.use(
                                acting.scope(),
                                new EvidenceId(body.evidenceId()),
                                subject,
                                sheet.scopePath(),
                                acting.by())
                        .map(use -> ResponseEntity.ok(EvidenceOf.Use.of(use))));
    }

    @PostMapping("/{link}/removal")
    ResponseEntity<EvidenceOf.Use> takeOff(
            Acting acting,
            @PathVariable UUID id,
            @PathVariable UUID link,
            @Valid @RequestBody OffBody body,
            HttpServletRequest request) {
        acting.require(Ability.FILL_SHEET);
        var sheet = ownSheet(acting, id);
        var use = files.use(acting.scope(), new LinkId(link))
                .filter(each -> each.subject().id().equals(sheet.id().value()))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
        mustBeTheirs(acting, sheet, use.subject().part(), "");
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> files.takeOff(acting.scope(), use.id(), body.reason(), acting.by())
                        .map(off -> ResponseEntity.ok(EvidenceOf.Use.of(off))));
    }

    private void mustBeTheirs(Acting acting, Sheet sheet, String clause, String line) {
        assessments.closed(acting.scope(), sheet).ifPresent(closed -> {
            throw new RefusedException(closed);
        });
        var code = ClauseCode.parse(clause);
        var known = code == null ? null : reader.clauses(acting, sheet).get(code);
        if (code == null || known == null) {
            throw new RefusedException(Refusal.of(ErrorCode.CLAUSE_UNKNOWN, clause));
        }
        if (!line.isEmpty()
                && known.lines().all().stream()
                        .noneMatch(each -> each.id().toString().equals(line))) {
            throw new RefusedException(Refusal.of(ErrorCode.LINE_UNKNOWN, clause));
        }
        if (!reader.mayAnswer(acting, sheet, code)) {
            throw new RefusedException(Refusal.of(ErrorCode.CLAUSE_NOT_YOURS, clause));
        }
    }

    private Sheet ownSheet(Acting acting, UUID id) {
        return assessments
                .sheet(acting.scope(), new SheetId(id))
                .filter(Sheet::isSelf)
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }
}
