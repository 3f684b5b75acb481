package org.sanhao.server.review.web;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Acting;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.FrozenSheet;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.evidence.EvidenceFiles;
import org.sanhao.server.evidence.EvidenceUse;
import org.sanhao.server.evidence.EvidenceView;
import org.sanhao.server.evidence.Subject;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.Reviews;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What stands behind the clauses of a case, as far as the frozen copy and today's sheet tell. */
@RestController
class CaseEvidenceController {
    private final Reviews reviews;
    private final Assessments assessments;
    private final EvidenceFiles files;

    CaseEvidenceController(Reviews reviews, Assessments assessments, EvidenceFiles files) {
        this.reviews = reviews;
        this.assessments = assessments;
        this.files = files;
    }

    /**
     * @param sent whether the frozen copy names it; what does not came after the application
     * @param takenOff why the institution has taken it off since; shown only of what was sent
     */
    record CaseUse(
            UUID id,
            UUID evidenceId,
            String clause,
            String line,
            Instant since,
            @Nullable String takenOff,
            boolean sent) {}

    record CaseEvidence(List<EvidenceView> pieces, List<CaseUse> uses) {}

    @GetMapping("/api/cases/{id}/evidence")
    CaseEvidence evidence(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        var scope = acting.scope();
        var review = reviews.find(scope, new CaseId(id))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
        var sheet = assessments.sheetsOf(scope, review.enrolment()).stream()
                .filter(Sheet::isSelf)
                .findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
        var sent = sent(reviews.submission(scope, review.id()).orElse(null));
        var shown = new HashSet<String>();
        var uses = files.usesOf(scope, Subject.SHEET, sheet.id().value(), true).stream()
                .map(use -> shown(use, sent.contains(key(use))))
                .filter(use -> use.takenOff() == null || use.sent())
                // Taken off and put back is there.
                .sorted(java.util.Comparator.comparing(use -> use.takenOff() != null))
                .filter(use -> shown.add(use.clause() + "|" + use.line() + "|" + use.evidenceId()))
                .toList();
        var named = new HashSet<UUID>();
        uses.forEach(use -> named.add(use.evidenceId()));
        var pieces = files.behind(scope, Subject.SHEET, sheet.id().value()).values().stream()
                .filter(piece -> named.contains(piece.id().value()))
                .map(EvidenceView::of)
                .toList();
        return new CaseEvidence(pieces, uses);
    }

    private static CaseUse shown(EvidenceUse use, boolean sent) {
        return new CaseUse(
                use.id().value(),
                use.evidence().value(),
                use.subject().part(),
                use.subject().line(),
                use.since(),
                use.takenOff() == null ? null : use.takenOff().why(),
                sent);
    }

    private static String key(EvidenceUse use) {
        return use.subject().part() + "|" + use.subject().line() + "|" + use.evidence();
    }

    /** The uses the frozen copy names. */
    private Set<String> sent(@Nullable FrozenSheet frozen) {
        return frozen == null
                ? Set.of()
                : assessments.evidenceIn(frozen).stream()
                        .map(piece -> piece.clause() + "|" + piece.line() + "|" + piece.id())
                        .collect(Collectors.toSet());
    }
}
