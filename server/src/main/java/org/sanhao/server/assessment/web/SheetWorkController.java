package org.sanhao.server.assessment.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.server.access.Acting;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.assessment.web.SheetViews.AnswerView;
import org.sanhao.server.assessment.web.SheetViews.AssignmentView;
import org.sanhao.server.assessment.web.SheetViews.LiftView;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.campaign.Campaign;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.institution.Level;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people who work on one sheet ask of it beside the sheet itself. */
@RestController
@RequestMapping("/api/sheets/{id}")
class SheetWorkController {
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Assessments assessments;
    private final Campaigns campaigns;
    private final SheetReader reader;
    private final SheetWorkbook workbook;

    SheetWorkController(Assessments assessments, Campaigns campaigns, SheetReader reader, SheetWorkbook workbook) {
        this.assessments = assessments;
        this.campaigns = campaigns;
        this.reader = reader;
        this.workbook = workbook;
    }

    /**
     * What has changed since a moment.
     *
     * @param until pass it as {@code since} of the next question
     */
    record ChangesView(Instant until, List<AnswerView> answers, List<AssignmentView> assignments, List<String> mine) {}

    record OtherWayView(List<LiftView> lifts, long cost) {}

    record FindingView(
            String campaign,
            int edition,
            @CodesOf(Level.class) String level,
            @CodesOf(Look.class) String look,
            @CodesOf(Grade.class) String grade,
            Instant at,
            boolean thisCampaign) {}

    /** Answers and hand-overs written since; a sheet somebody else works on keeps up by asking this. */
    @GetMapping("/changes")
    ChangesView changes(Acting acting, @PathVariable UUID id, @RequestParam Instant since) {
        acting.require(Ability.READ_WORK);
        var sheet = sheetOf(acting, id);
        var answers = assessments.since(acting.scope(), sheet.id(), since);
        var latest = answers.stream()
                .flatMap(answer -> java.util.stream.Stream.of(
                        answer.at(),
                        answer.ruling() == null ? answer.at() : answer.ruling().at()))
                .max(Instant::compareTo)
                .orElse(since);
        return new ChangesView(
                latest,
                reader.views(acting, sheet, answers),
                assessments.assignments(acting.scope(), sheet.id()).stream()
                        .map(AssignmentView::of)
                        .toList(),
                reader.mine(acting, sheet));
    }

    /** The next best way to a tier, for those who cannot take the cheapest. */
    @GetMapping("/standing/{tier}/other-way")
    OtherWayView otherWay(Acting acting, @PathVariable UUID id, @PathVariable String tier) {
        acting.require(Ability.READ_WORK);
        var sheet = sheetOf(acting, id);
        var titles = reader.clauses(acting, sheet).values().stream()
                .collect(Collectors.toMap(clause -> clause.code().code(), Clause::title));
        return assessments
                .otherWay(acting.scope(), sheet.id(), tier)
                .map(way -> new OtherWayView(
                        way.lifts().stream()
                                .map(lift -> LiftView.of(lift, titles))
                                .toList(),
                        way.cost()))
                .orElse(new OtherWayView(List.of(), 0));
    }

    /**
     * Grades this clause had, the latest first: the institution's own of every edition, and of earlier editions those of
     * the levels. What levels find in the running edition is shown where the case is.
     */
    @GetMapping("/clauses/{clause}/findings")
    List<FindingView> findings(Acting acting, @PathVariable UUID id, @PathVariable String clause) {
        acting.require(Ability.READ_WORK);
        var sheet = sheetOf(acting, id);
        var level = reader.levelOf(acting);
        var views = new ArrayList<FindingView>();
        var known = new HashMap<CampaignId, Campaign>();
        for (var finding : assessments.findings(acting.scope(), sheet.id(), code(clause))) {
            var of = finding.sheet();
            boolean now = of.campaign().equals(sheet.campaign());
            if (of.isSelf() || !now || level.compareTo(of.level()) <= 0) {
                var campaign = known.computeIfAbsent(
                        of.campaign(),
                        one -> campaigns.find(acting.scope(), AsOf.NOW, one).orElseThrow());
                views.add(new FindingView(
                        campaign.title(),
                        campaign.edition(),
                        of.level().code(),
                        finding.look().wire(),
                        finding.grade().wire(),
                        finding.at(),
                        now));
            }
        }
        return views;
    }

    /** The sheet as a workbook: every requirement line with what was judged, and what it comes to. */
    @GetMapping("/export")
    ResponseEntity<byte[]> export(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        var sheet = sheetOf(acting, id);
        var view = reader.view(acting, sheet);
        var standing = assessments.standing(acting.scope(), AsOf.NOW, sheet.id());
        var name = ContentDisposition.attachment()
                .filename(view.unit() + "自评表" + view.edition() + ".xlsx", java.nio.charset.StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(XLSX)
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(workbook.of(view, standing));
    }

    private Sheet sheetOf(Acting acting, UUID id) {
        return assessments
                .sheet(acting.scope(), new SheetId(id))
                .filter(sheet -> sheet.isSelf() || reader.levelOf(acting).compareTo(sheet.level()) <= 0)
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }

    private static ClauseCode code(String text) {
        @Nullable ClauseCode code = ClauseCode.parse(text);
        if (code == null) {
            throw new RefusedException(Refusal.of(ErrorCode.CLAUSE_UNKNOWN, text));
        }
        return code;
    }
}
