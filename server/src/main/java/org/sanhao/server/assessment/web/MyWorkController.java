package org.sanhao.server.assessment.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.server.access.Acting;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Assessments.Assignment;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.web.SheetViews.AnswerView;
import org.sanhao.server.assessment.web.SheetViews.AssignmentView;
import org.sanhao.server.assessment.web.SheetViews.StandingView;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.campaign.Campaign;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.Enrolment;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the acting institution takes part in, with its own sheets and the work on them. */
@RestController
class MyWorkController {
    private static final int RECENT = 8;

    private final Campaigns campaigns;
    private final Packs packs;
    private final Assessments assessments;
    private final SheetReader reader;
    private final Units units;

    MyWorkController(Campaigns campaigns, Packs packs, Assessments assessments, SheetReader reader, Units units) {
        this.campaigns = campaigns;
        this.packs = packs;
        this.assessments = assessments;
        this.reader = reader;
        this.units = units;
    }

    record PartView(
            UUID enrolmentId,
            UUID campaignId,
            String campaign,
            int edition,
            String organiser,
            @CodesOf(Campaign.State.class) String state,
            String mode,
            @Nullable String target,
            @Nullable String liaison,
            UUID sheetId,
            @Nullable LocalDate startedOn) {}

    record PhaseView(
            String id,
            String title,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String basis) {}

    record ClauseName(String clause, String title) {}

    /**
     * A part handed out and how far it has come.
     *
     * @param open clauses of it nobody has graded or asked to leave out
     * @param mine whether it is the acting person's
     */
    record HandedView(AssignmentView part, String title, int all, List<ClauseName> open, boolean mine) {}

    /** A wish to leave a clause out that was refused. */
    record RefusedRequest(String clause, String title, String reason, Instant at) {}

    /**
     * The work on one sheet.
     *
     * @param open clauses nobody has graded
     * @param myOpen of those, the acting person's
     * @param waiting wishes to leave a clause out that wait for the level that rules
     * @param recent the latest answers, the latest first
     */
    record WorkView(
            PartView part,
            List<PhaseView> phases,
            StandingView standing,
            List<HandedView> handed,
            int all,
            List<ClauseName> open,
            List<ClauseName> mine,
            List<ClauseName> myOpen,
            List<ClauseName> waiting,
            List<RefusedRequest> refused,
            List<AnswerView> recent) {}

    @GetMapping("/api/my/enrolments")
    List<PartView> mine(Acting acting) {
        acting.require(Ability.READ_WORK);
        return campaigns.enrolmentsOf(acting.scope(), units.officeOf(acting.scope(), acting.post())).stream()
                .map(enrolment -> part(
                        enrolment,
                        campaign(acting, enrolment),
                        assessments.openOwn(acting.scope(), enrolment.id(), acting.by()),
                        acting))
                .toList();
    }

    @GetMapping("/api/my/work")
    List<WorkView> work(Acting acting) {
        acting.require(Ability.READ_WORK);
        return campaigns.enrolmentsOf(acting.scope(), units.officeOf(acting.scope(), acting.post())).stream()
                .map(enrolment -> work(acting, enrolment))
                .toList();
    }

    private WorkView work(Acting acting, Enrolment enrolment) {
        var campaign = campaign(acting, enrolment);
        var sheet = assessments.openOwn(acting.scope(), enrolment.id(), acting.by());
        var clauses = reader.clauses(acting, sheet);
        var sections = reader.titles(acting, sheet);
        var answers = assessments.answers(acting.scope(), AsOf.NOW, sheet.id());
        var assignments = assessments.assignments(acting.scope(), sheet.id());
        var titles = clauses.values().stream()
                .collect(java.util.stream.Collectors.toMap(
                        clause -> clause.code().code(), Clause::title));
        var open = clauses.values().stream()
                .filter(clause -> isOpen(answers.get(clause.code())))
                .toList();
        var mine = clauses.values().stream()
                .filter(clause -> SheetReader.isMine(acting, assignments, clause.code()))
                .toList();
        var recent = answers.values().stream()
                .sorted(Comparator.comparing(Answer::at).reversed())
                .limit(RECENT)
                .toList();
        return new WorkView(
                part(enrolment, campaign, sheet, acting),
                phases(campaign),
                StandingView.of(assessments.standing(acting.scope(), AsOf.NOW, sheet.id()), titles),
                assignments.stream()
                        .filter(each -> each.department() != null || each.person() != null)
                        .map(each -> handed(acting, each, sections, clauses, answers))
                        .toList(),
                clauses.size(),
                names(open),
                names(mine),
                names(mine.stream().filter(open::contains).toList()),
                names(clauses.values().stream()
                        .filter(clause -> isWaiting(answers.get(clause.code())))
                        .toList()),
                answers.values().stream()
                        .filter(answer -> answer.naReason() != null
                                && answer.ruling() != null
                                && !answer.ruling().approved())
                        .map(answer -> new RefusedRequest(
                                answer.clause().code(),
                                titles.getOrDefault(answer.clause().code(), ""),
                                java.util.Objects.requireNonNull(answer.ruling())
                                        .reason(),
                                answer.ruling().at()))
                        .toList(),
                reader.views(acting, sheet, recent));
    }

    private static boolean isOpen(@Nullable Answer answer) {
        return answer == null || (answer.standing() == Grade.NONE && answer.naReason() == null);
    }

    private static boolean isWaiting(@Nullable Answer answer) {
        return answer != null && answer.naReason() != null && answer.ruling() == null;
    }

    private static List<ClauseName> names(Collection<Clause> clauses) {
        return clauses.stream()
                .map(clause -> new ClauseName(clause.code().code(), clause.title()))
                .toList();
    }

    private HandedView handed(
            Acting acting,
            Assignment assignment,
            Map<ClauseCode, String> titles,
            Map<ClauseCode, Clause> clauses,
            Map<ClauseCode, Answer> answers) {
        var part = new ClauseCode(assignment.part());
        var within = clauses.values().stream()
                .filter(clause -> clause.code().equals(part) || clause.code().isBelow(part))
                .toList();
        return new HandedView(
                AssignmentView.of(assignment),
                titles.getOrDefault(part, ""),
                within.size(),
                names(within.stream()
                        .filter(clause -> isOpen(answers.get(clause.code())))
                        .toList()),
                SheetReader.isFor(acting, assignment));
    }

    private List<PhaseView> phases(Campaign campaign) {
        return packs.get(campaign.pack()).pack().phases().stream()
                .map(phase -> new PhaseView(
                        phase.id().name(),
                        phase.title(),
                        phase.window() == null ? null : phase.window().firstDay(campaign.edition()),
                        phase.window() == null ? null : phase.window().lastDay(campaign.edition()),
                        String.join(
                                "；",
                                phase.basis().stream().map(Object::toString).toList())))
                .toList();
    }

    private Campaign campaign(Acting acting, Enrolment enrolment) {
        return campaigns.find(acting.scope(), AsOf.NOW, enrolment.campaign()).orElseThrow();
    }

    private PartView part(Enrolment enrolment, Campaign campaign, Sheet sheet, Acting acting) {
        return new PartView(
                enrolment.id().value(),
                enrolment.campaign().value(),
                campaign.title(),
                campaign.edition(),
                campaign.organiserName(),
                campaign.state().code(),
                enrolment.mode(),
                enrolment.target(),
                enrolment.liaison(),
                sheet.id().value(),
                assessments.startedOn(acting.scope(), sheet.id()).orElse(null));
    }
}
