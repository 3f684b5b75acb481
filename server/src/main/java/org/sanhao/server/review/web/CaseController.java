package org.sanhao.server.review.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.server.access.Acting;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Assessments.Answering;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.http.IfMatch;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.http.StaleVersion;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.web.CaseViews.CaseRow;
import org.sanhao.server.review.web.CaseViews.CaseView;
import org.sanhao.server.review.web.CaseViews.ClauseRow;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Applying, moving cases, judging clauses. */
@RestController
class CaseController {
    private final Reviews reviews;
    private final Assessments assessments;
    private final DeskReader reader;
    private final RequestOnce once;

    CaseController(Reviews reviews, Assessments assessments, DeskReader reader, RequestOnce once) {
        this.reviews = reviews;
        this.assessments = assessments;
        this.reader = reader;
        this.once = once;
    }

    record ApplyBody(@NotBlank(message = "选择等级") String tier) {}

    record MoveBody(
            @NotNull Move move,

            @Nullable @Size(max = 2000, message = "不超过 2000 字")
            String reason,

            @Nullable List<@Size(max = 500) String> items,
            @Nullable String tier,
            @Nullable Map<String, @Size(max = 500) String> reasonsByClause,
            @Nullable String number,
            @Nullable LocalDate on,
            @Nullable LocalDate by) {

        Command command() {
            var why = reason == null ? "" : reason;
            return switch (move) {
                case ASK_SUPPLEMENT -> new Command.AskSupplement(items == null ? List.of() : items, why);
                case GIVE_OPINION -> new Command.GiveOpinion(tier == null || tier.isBlank() ? null : tier, why);
                case REFUSE -> new Command.Refuse(reasonsByClause == null ? Map.of() : reasonsByClause, why);
                case ANNOUNCE -> new Command.Announce(number == null ? "" : number, need(on, "on", "填写发文日期"));
                case ORDER_RECTIFICATION -> new Command.OrderRectification(need(by, "by", "填写整改期限"), why);
                default -> new Command.Plain(move, why);
            };
        }

        private static LocalDate need(@Nullable LocalDate day, String field, String message) {
            if (day == null) {
                throw new RefusedException(
                        Refusal.of(ErrorCode.INVALID_FIELDS, 1).at(field, message));
            }
            return day;
        }
    }

    record JudgeBody(
            @NotNull Map<String, Boolean> judged,

            @NotNull @Size(max = 2000, message = "不超过 2000 字")
            String reason) {}

    record JudgedView(
            String clause,
            int version,
            @CodesOf(Grade.class) String grade) {}

    @PostMapping("/api/enrolments/{id}/cases")
    ResponseEntity<CaseView> apply(
            Acting acting, @PathVariable UUID id, @Valid @RequestBody ApplyBody body, HttpServletRequest request) {
        acting.require(Ability.APPLY);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> reviews.apply(acting.scope(), new EnrolmentId(id), body.tier(), acting.by())
                        .map(review -> answer(acting, review)));
    }

    @GetMapping("/api/enrolments/{id}/cases")
    List<CaseRow> ofEnrolment(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        if (!reader.sees(acting, new EnrolmentId(id))) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_FOUND));
        }
        return reviews.ofEnrolment(acting.scope(), new EnrolmentId(id)).stream()
                .map(reader.rows(acting))
                .toList();
    }

    @GetMapping("/api/cases")
    Page<CaseRow> list(
            Acting acting,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        acting.require(Ability.READ_WORK);
        Level held = mine ? reader.levelOf(acting) : null;
        return reviews.list(acting.scope(), held, cursor, limit).map(reader.rows(acting));
    }

    @GetMapping("/api/cases/{id}")
    ResponseEntity<CaseView> find(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        return answer(acting, caseOf(acting, id));
    }

    @GetMapping("/api/cases/{id}/clauses")
    List<ClauseRow> clauses(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        return reader.clauses(acting, caseOf(acting, id));
    }

    @PostMapping("/api/cases/{id}/moves")
    ResponseEntity<CaseView> move(
            Acting acting,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            @Valid @RequestBody MoveBody body,
            HttpServletRequest request) {
        acting.require(Ability.READ_WORK);
        int seen = IfMatch.version(version);
        var command = body.command();
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> reviews.move(acting.scope(), new CaseId(id), command, reader.who(acting), seen, acting.by())
                        .map(review -> answer(acting, review)));
    }

    @PutMapping("/api/cases/{id}/answers/{clause}")
    ResponseEntity<JudgedView> judge(
            Acting acting,
            @PathVariable UUID id,
            @PathVariable String clause,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            @Valid @RequestBody JudgeBody body) {
        acting.require(Ability.REVIEW);
        int seen = IfMatch.version(version);
        var code = ClauseCode.parse(clause);
        if (code == null) {
            throw new RefusedException(Refusal.of(ErrorCode.CLAUSE_UNKNOWN, clause));
        }
        var review = caseOf(acting, id);
        var look = review.review().state() instanceof CaseState.OnSite ? Look.ON_SITE : Look.DESK;
        Outcome<Answer> outcome = reviews.judge(
                acting.scope(),
                review.id(),
                reader.levelOf(acting),
                code,
                new Answering(lines(body.judged()), body.reason(), null, look),
                seen,
                acting.by());
        return switch (outcome) {
            case Outcome.Done<Answer>(var answer) ->
                ResponseEntity.ok()
                        .eTag(IfMatch.tag(answer.version()))
                        .body(new JudgedView(
                                clause, answer.version(), answer.grade().wire()));
            case Outcome.Refused<Answer>(var no)
            when no.code() == ErrorCode.STALE ->
                throw standing(acting, review, code)
                        .<RuntimeException>map(there -> new StaleVersion(no, there))
                        .orElse(new RefusedException(no));
            case Outcome.Refused<Answer>(var no) -> throw new RefusedException(no);
        };
    }

    /** What a colleague wrote meanwhile, to lay beside what was refused. */
    private Optional<Object> standing(Acting acting, CaseRecord review, ClauseCode code) {
        return reviews.sheet(acting.scope(), review.id(), reader.levelOf(acting))
                .map(sheet -> assessments
                        .answers(acting.scope(), AsOf.NOW, sheet.id())
                        .get(code))
                .map(answer -> reader.cell(acting, review, answer));
    }

    private CaseRecord caseOf(Acting acting, UUID id) {
        return reviews.find(acting.scope(), new CaseId(id))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }

    private ResponseEntity<CaseView> answer(Acting acting, CaseRecord review) {
        return ResponseEntity.ok().eTag(IfMatch.tag(review.version())).body(reader.view(acting, review));
    }

    private static Map<LineId, Boolean> lines(Map<String, Boolean> judged) {
        var lines = new HashMap<LineId, Boolean>();
        judged.forEach((text, met) -> {
            var line = LineId.parse(text);
            if (line == null || met == null) {
                throw new RefusedException(
                        Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("judged." + text, "只能是符合或不符合"));
            }
            lines.put(Objects.requireNonNull(line), met);
        });
        return lines;
    }
}
