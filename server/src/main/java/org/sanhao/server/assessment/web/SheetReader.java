package org.sanhao.server.assessment.web;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sanhao.kernel.AsOf;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Section;
import org.sanhao.lang.pack.Standard;
import org.sanhao.server.access.Acting;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Assessments.Assignment;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.web.SheetViews.AnswerView;
import org.sanhao.server.assessment.web.SheetViews.AssignmentView;
import org.sanhao.server.assessment.web.SheetViews.SectionView;
import org.sanhao.server.assessment.web.SheetViews.SheetView;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.pack.PublishedPack;
import org.springframework.stereotype.Component;

/** Puts a sheet, its standard and its answers together for the screen. */
@Component
class SheetReader {
    private final Assessments assessments;
    private final Campaigns campaigns;
    private final Packs packs;
    private final Units units;
    private final People people;

    SheetReader(Assessments assessments, Campaigns campaigns, Packs packs, Units units, People people) {
        this.assessments = assessments;
        this.campaigns = campaigns;
        this.packs = packs;
        this.units = units;
        this.people = people;
    }

    SheetView view(Acting acting, Sheet sheet) {
        var scope = acting.scope();
        var campaign = campaigns.find(scope, AsOf.NOW, sheet.campaign()).orElseThrow();
        var enrolment = campaigns.enrolment(scope, sheet.enrolment()).orElseThrow();
        var pack = packs.get(campaign.pack());
        var standard = standard(acting, sheet, pack);
        var clauses = clauses(acting, sheet);
        var answers = assessments.answers(scope, AsOf.NOW, sheet.id()).values();
        var names = names(acting, answers);
        var assignments = assessments.assignments(scope, sheet.id());
        boolean closed = assessments.closed(scope, sheet).isPresent();
        return new SheetView(
                sheet.id().value(),
                sheet.enrolment().value(),
                sheet.campaign().value(),
                campaign.title(),
                campaign.edition(),
                standard.sample(),
                pack.ref().version(),
                pack.hash(),
                sheet.unit().value(),
                enrolment.unitName(),
                sheet.level().code(),
                enrolment.target(),
                standard.title().zh(),
                assessments.startedOn(scope, sheet.id()).orElse(null),
                standard.sections().stream().map(SectionView::of).toList(),
                answers.stream()
                        .map(answer ->
                                AnswerView.of(Objects.requireNonNull(clauses.get(answer.clause())), answer, names))
                        .toList(),
                assignments.stream().map(AssignmentView::of).toList(),
                clauses.keySet().stream()
                        .filter(code -> !closed && isMine(acting, assignments, code))
                        .map(ClauseCode::code)
                        .toList(),
                !closed && acting.can(Ability.LEAD_SHEET),
                closed);
    }

    /** What was handed to the acting person or to the department of the post. */
    List<String> mine(Acting acting, Sheet sheet) {
        var assignments = assessments.assignments(acting.scope(), sheet.id());
        return clauses(acting, sheet).keySet().stream()
                .filter(code -> isMine(acting, assignments, code))
                .map(ClauseCode::code)
                .toList();
    }

    List<AnswerView> views(Acting acting, Sheet sheet, List<Answer> answers) {
        var clauses = clauses(acting, sheet);
        var names = names(acting, answers);
        return answers.stream()
                .map(answer -> AnswerView.of(Objects.requireNonNull(clauses.get(answer.clause())), answer, names))
                .toList();
    }

    AnswerView view(Acting acting, Sheet sheet, Answer answer) {
        var clause = Objects.requireNonNull(clauses(acting, sheet).get(answer.clause()));
        return AnswerView.of(clause, answer, names(acting, List.of(answer)));
    }

    /** The clauses of the sheet's standard, in its order. */
    Map<ClauseCode, Clause> clauses(Acting acting, Sheet sheet) {
        var campaign =
                campaigns.find(acting.scope(), AsOf.NOW, sheet.campaign()).orElseThrow();
        var clauses = new LinkedHashMap<ClauseCode, Clause>();
        for (var clause : standard(acting, sheet, packs.get(campaign.pack())).clauses()) {
            clauses.put(clause.code(), clause);
        }
        return clauses;
    }

    private Standard standard(Acting acting, Sheet sheet, PublishedPack pack) {
        var type =
                units.find(acting.scope(), AsOf.NOW, sheet.unit()).orElseThrow().type();
        return pack.rulesFor(type).orElseThrow().standard();
    }

    private Map<String, String> names(Acting acting, Collection<Answer> answers) {
        return people.namesOf(
                acting.scope(), answers.stream().map(Answer::by).distinct().toList());
    }

    /** Whoever leads the sheet answers everything; others what was handed to them or their department. */
    boolean mayAnswer(Acting acting, Sheet sheet, ClauseCode clause) {
        return acting.can(Ability.LEAD_SHEET)
                || isMine(acting, assessments.assignments(acting.scope(), sheet.id()), clause);
    }

    /** The nearest assignment counts: of the clause itself, else of the section that holds it. */
    static boolean isMine(Acting acting, List<Assignment> assignments, ClauseCode clause) {
        return assignments.stream()
                .filter(each -> each.department() != null || each.person() != null)
                .filter(each -> {
                    var part = new ClauseCode(each.part());
                    return part.equals(clause) || clause.isBelow(part);
                })
                .max(java.util.Comparator.comparingInt(each -> each.part().length()))
                .filter(each -> isFor(acting, each))
                .isPresent();
    }

    /** Whether it was handed to this person, or to the department as a whole of the post they act in. */
    static boolean isFor(Acting acting, Assignment assignment) {
        return acting.person().equals(assignment.person())
                || (assignment.person() == null && acting.post().unit().equals(assignment.department()));
    }

    /** The titles of every section and clause of the sheet's standard. */
    Map<ClauseCode, String> titles(Acting acting, Sheet sheet) {
        var campaign =
                campaigns.find(acting.scope(), AsOf.NOW, sheet.campaign()).orElseThrow();
        var titles = new HashMap<ClauseCode, String>();
        standard(acting, sheet, packs.get(campaign.pack())).sections().forEach(section -> collect(section, titles));
        return titles;
    }

    private static void collect(Section section, Map<ClauseCode, String> titles) {
        titles.put(section.code(), section.title());
        section.sections().forEach(inside -> collect(inside, titles));
        section.clauses().forEach(clause -> titles.put(clause.code(), clause.title()));
    }

    /** The level in which the acting post judges: of its unit, or of the authority a division belongs to. */
    Level levelOf(Acting acting) {
        return units.levelOf(acting.scope(), acting.post());
    }
}
