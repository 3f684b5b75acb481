package org.sanhao.server.assessment.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.server.access.Acting;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Assessments.Answering;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.assessment.web.SheetViews.AnswerView;
import org.sanhao.server.assessment.web.SheetViews.AssignmentView;
import org.sanhao.server.assessment.web.SheetViews.SheetView;
import org.sanhao.server.assessment.web.SheetViews.StandingView;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.http.IfMatch;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.http.StaleVersion;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.UnitId;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An institution's own sheet: reading it, grading it, handing parts out. */
@RestController
@RequestMapping("/api/sheets/{id}")
class SheetController {
    private final Assessments assessments;
    private final SheetReader reader;
    private final RequestOnce once;

    SheetController(Assessments assessments, SheetReader reader, RequestOnce once) {
        this.assessments = assessments;
        this.reader = reader;
        this.once = once;
    }

    record AnswerBody(
            @NotNull Map<String, Boolean> judged,

            @NotNull @Size(max = 2000, message = "不超过 2000 字")
            String remark,

            @Nullable String naReason) {}

    record AssignmentBody(
            @Nullable UUID departmentId,
            @Nullable UUID personId,
            @Nullable LocalDate due) {}

    record RulingBody(
            int answerVersion,
            boolean approved,

            @NotBlank(message = "写明理由") @Size(max = 500, message = "不超过 500 字")
            String reason) {}

    @GetMapping
    SheetView sheet(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        return reader.view(acting, sheetOf(acting, id));
    }

    @GetMapping("/standing")
    StandingView standing(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        var sheet = sheetOf(acting, id);
        var titles = reader.clauses(acting, sheet).values().stream()
                .collect(Collectors.toMap(clause -> clause.code().code(), Clause::title));
        return StandingView.of(assessments.standing(acting.scope(), AsOf.NOW, sheet.id()), titles);
    }

    @PutMapping("/answers/{clause}")
    ResponseEntity<AnswerView> answer(
            Acting acting,
            @PathVariable UUID id,
            @PathVariable String clause,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            @Valid @RequestBody AnswerBody body) {
        acting.require(Ability.FILL_SHEET);
        int seen = IfMatch.version(version);
        var sheet = sheetOf(acting, id);
        if (!sheet.isSelf()) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_ALLOWED));
        }
        var code = code(clause);
        if (!reader.mayAnswer(acting, sheet, code)) {
            throw new RefusedException(Refusal.of(ErrorCode.CLAUSE_NOT_YOURS, clause));
        }
        var answering = new Answering(lines(body.judged()), body.remark(), body.naReason(), Look.SELF);
        var outcome = assessments.answer(acting.scope(), sheet.id(), code, answering, seen, acting.by());
        return respond(acting, sheet, code, outcome);
    }

    /** 200 with the new version, or 412 with the version that stands beside the problem. */
    private ResponseEntity<AnswerView> respond(Acting acting, Sheet sheet, ClauseCode code, Outcome<Answer> outcome) {
        return switch (outcome) {
            case Outcome.Done<Answer>(var answer) ->
                ResponseEntity.ok().eTag(IfMatch.tag(answer.version())).body(reader.view(acting, sheet, answer));
            case Outcome.Refused<Answer>(var no)
            when no.code() == ErrorCode.STALE -> {
                var current = assessments
                        .answers(acting.scope(), AsOf.NOW, sheet.id())
                        .get(code);
                throw current == null
                        ? new RefusedException(no)
                        : new StaleVersion(no, reader.view(acting, sheet, current));
            }
            case Outcome.Refused<Answer>(var no) -> throw new RefusedException(no);
        };
    }

    @GetMapping("/answers/{clause}/history")
    List<AnswerView> history(Acting acting, @PathVariable UUID id, @PathVariable String clause) {
        acting.require(Ability.READ_WORK);
        var sheet = sheetOf(acting, id);
        return reader.views(acting, sheet, assessments.history(acting.scope(), sheet.id(), code(clause)));
    }

    @PostMapping("/answers/{clause}/ruling")
    ResponseEntity<AnswerView> rule(
            Acting acting,
            @PathVariable UUID id,
            @PathVariable String clause,
            @Valid @RequestBody RulingBody body,
            HttpServletRequest request) {
        acting.require(Ability.DECIDE);
        var sheet = sheetOf(acting, id);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> assessments
                        .rule(
                                acting.scope(),
                                sheet.id(),
                                code(clause),
                                body.answerVersion(),
                                body.approved(),
                                reader.levelOf(acting),
                                body.reason(),
                                acting.by())
                        .map(answer -> ResponseEntity.ok(reader.view(acting, sheet, answer))));
    }

    @PutMapping("/assignments/{part}")
    ResponseEntity<AssignmentView> assign(
            Acting acting,
            @PathVariable UUID id,
            @PathVariable String part,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            @Valid @RequestBody AssignmentBody body) {
        acting.require(Ability.LEAD_SHEET);
        int seen = IfMatch.version(version);
        var assignment = assessments
                .assign(
                        acting.scope(),
                        sheetOf(acting, id).id(),
                        part,
                        body.departmentId() == null ? null : new UnitId(body.departmentId()),
                        body.personId() == null ? null : new PersonId(body.personId()),
                        body.due(),
                        seen,
                        acting.by())
                .orThrow();
        return ResponseEntity.ok().eTag(IfMatch.tag(assignment.version())).body(AssignmentView.of(assignment));
    }

    /** The sheet if this person may see it: a level's sheet is not shown below that level before it has spoken. */
    private Sheet sheetOf(Acting acting, UUID id) {
        return assessments
                .sheet(acting.scope(), new SheetId(id))
                .filter(sheet -> sheet.isSelf() || reader.levelOf(acting).compareTo(sheet.level()) <= 0)
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }

    private static ClauseCode code(String text) {
        var code = ClauseCode.parse(text);
        if (code == null) {
            throw new RefusedException(Refusal.of(ErrorCode.CLAUSE_UNKNOWN, text));
        }
        return code;
    }

    private static Map<LineId, Boolean> lines(Map<String, Boolean> judged) {
        var lines = new HashMap<LineId, Boolean>();
        judged.forEach((text, met) -> {
            var line = LineId.parse(text);
            if (line == null || met == null) {
                throw new RefusedException(
                        Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("judged." + text, "只能是符合或不符合"));
            }
            lines.put(line, met);
        });
        return lines;
    }
}
