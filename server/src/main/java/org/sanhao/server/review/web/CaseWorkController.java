package org.sanhao.server.review.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.http.Problem;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.web.CaseViews.TrialView;
import org.sanhao.server.review.web.FrozenReader.FrozenView;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What people ask of a case beside its moves: may we apply, what was sent, what do the grades come to so far. */
@RestController
class CaseWorkController {
    private final Reviews reviews;
    private final Campaigns campaigns;
    private final DeskReader reader;
    private final FrozenReader frozen;
    private final RequestOnce once;

    CaseWorkController(Reviews reviews, Campaigns campaigns, DeskReader reader, FrozenReader frozen, RequestOnce once) {
        this.reviews = reviews;
        this.campaigns = campaigns;
        this.reader = reader;
        this.frozen = frozen;
        this.once = once;
    }

    /**
     * Whether the institution may apply today.
     *
     * @param sentence why not, or null when it may
     * @param running whether what bars it is an application that is still open
     */
    record GateView(
            boolean open,
            boolean running,
            @Nullable String sentence,
            List<String> reasons,
            @Nullable String basis,
            @Nullable LocalDate allowedFrom) {}

    record SubmissionView(int version, Instant at, String by, String hash) {}

    record AgreeBody(
            @NotEmpty(message = "没有选条款") @Size(max = 500) List<String> clauses) {}

    record AgreedView(int taken) {}

    @GetMapping("/api/enrolments/{id}/gate")
    GateView gate(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        var enrolment = campaigns
                .enrolment(acting.scope(), new EnrolmentId(id))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
        return reviews.gate(acting.scope(), enrolment.id())
                .map(bar -> new GateView(
                        false,
                        bar.code() == ErrorCode.CASE_ALREADY_OPEN,
                        Problem.of(bar).title(),
                        bar.reasons(),
                        bar.basis(),
                        bar.allowedFrom()))
                .orElse(new GateView(true, false, null, List.of(), null, null));
    }

    /** What the grades that count come to so far, for the tier applied for. */
    @GetMapping("/api/cases/{id}/trial")
    TrialView trial(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        return reader.trial(acting, caseOf(acting, id));
    }

    @GetMapping("/api/cases/{id}/submissions")
    List<SubmissionView> submissions(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        return reviews.submissions(acting.scope(), caseOf(acting, id).id()).stream()
                .map(each -> new SubmissionView(each.version(), each.at(), each.by(), each.hash()))
                .toList();
    }

    @GetMapping("/api/cases/{id}/submissions/{version}")
    FrozenView submission(Acting acting, @PathVariable UUID id, @PathVariable int version) {
        acting.require(Ability.READ_WORK);
        var review = caseOf(acting, id);
        return reviews.submission(acting.scope(), review.id(), version)
                .map(each -> frozen.view(acting, review, each))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }

    /** Takes over what the level below found, for clauses where it found what the institution claims. */
    @PostMapping("/api/cases/{id}/agreements")
    ResponseEntity<AgreedView> agree(
            Acting acting, @PathVariable UUID id, @Valid @RequestBody AgreeBody body, HttpServletRequest request) {
        acting.require(Ability.REVIEW);
        var review = caseOf(acting, id);
        var clauses = body.clauses().stream().map(CaseWorkController::code).toList();
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> reviews.agree(acting.scope(), review.id(), reader.levelOf(acting), clauses, acting.by())
                        .map(taken -> ResponseEntity.ok(new AgreedView(taken))));
    }

    private CaseRecord caseOf(Acting acting, UUID id) {
        return reviews.find(acting.scope(), new CaseId(id))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }

    private static ClauseCode code(String text) {
        var code = ClauseCode.parse(text);
        if (code == null) {
            throw new RefusedException(Refusal.of(ErrorCode.CLAUSE_UNKNOWN, text));
        }
        return code;
    }
}
