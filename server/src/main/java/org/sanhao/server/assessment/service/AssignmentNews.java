package org.sanhao.server.assessment.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.server.assessment.Assessments.Assignment;
import org.sanhao.server.assessment.PartAssigned;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.assessment.store.AnswerStore;
import org.sanhao.server.assessment.store.AssignmentStore;
import org.sanhao.server.assessment.store.SheetStore;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.People.Holder;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.notify.About;
import org.sanhao.server.notify.DueDates;
import org.sanhao.server.notify.Messages;
import org.sanhao.server.notify.Telling;
import org.sanhao.server.notify.Topic;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Tells people which parts of a sheet were handed to them, and reminds them of those that are not done. */
@Component
class AssignmentNews implements DueDates {
    private static final Set<PostKind> OF_DEPARTMENT = EnumSet.of(PostKind.DEPARTMENT_HEAD, PostKind.HEAD_NURSE);
    private static final int PAGE = 200;

    private final ScopedTransactions transactions;
    private final SheetStore sheets;
    private final AssignmentStore assignments;
    private final AnswerStore answers;
    private final Standards standards;
    private final Campaigns campaigns;
    private final People people;
    private final Messages messages;
    private final BusinessClock clock;

    AssignmentNews(
            ScopedTransactions transactions,
            SheetStore sheets,
            AssignmentStore assignments,
            AnswerStore answers,
            Standards standards,
            Campaigns campaigns,
            People people,
            Messages messages,
            BusinessClock clock) {
        this.transactions = transactions;
        this.sheets = sheets;
        this.assignments = assignments;
        this.answers = answers;
        this.standards = standards;
        this.campaigns = campaigns;
        this.people = people;
        this.messages = messages;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(PartAssigned assigned) {
        transactions.within(Scope.SYSTEM, () -> {
            sheets.find(assigned.sheet()).ifPresent(sheet -> {
                var all = assignments.of(sheet.id());
                all.stream()
                        .filter(each -> each.part().equals(assigned.part()) && each.version() == assigned.version())
                        .forEach(each -> tell(sheet, each, all, assigned.at()));
            });
            return true;
        });
    }

    private void tell(Sheet sheet, Assignment fresh, List<Assignment> all, Instant at) {
        var byPerson = parts(all);
        var tellings = new ArrayList<Telling>();
        for (var person : reached(fresh)) {
            var theirs = byPerson.getOrDefault(person, List.of());
            var due = theirs.stream()
                    .map(Assignment::due)
                    .filter(Objects::nonNull)
                    .min(LocalDate::compareTo)
                    .map(day -> "，最近的 " + day.getMonthValue() + " 月 " + day.getDayOfMonth() + " 日前完成")
                    .orElse("");
            tellings.add(Telling.of(
                            Topic.ASSIGNMENT,
                            about(sheet),
                            "assigned " + fresh.part() + " " + fresh.version(),
                            title(sheet) + "：分给你 " + theirs.size() + " 部分" + due,
                            sheet.unit(),
                            Set.of(),
                            at)
                    .alsoTo(Set.of(person)));
        }
        messages.tell(tellings);
    }

    @Override
    public void each(LocalDate upTo, Consumer<Due> to) {
        for (Optional<SheetId> last = Optional.empty(); ; ) {
            var after = last;
            var page = transactions.reading(Scope.SYSTEM, () -> assignments.sheetsDue(upTo, after, PAGE));
            for (var id : page) {
                transactions.reading(Scope.SYSTEM, () -> sheets.find(id)).ifPresent(sheet -> remind(sheet, upTo, to));
            }
            if (page.size() < PAGE) {
                return;
            }
            last = Optional.of(page.getLast());
        }
    }

    private void remind(Sheet sheet, LocalDate upTo, Consumer<Due> to) {
        record Late(Map<PersonId, List<Assignment>> byPerson, String title) {}
        var late = transactions.reading(Scope.SYSTEM, () -> {
            if (standards.closed(Scope.SYSTEM, sheet).isPresent()) {
                return new Late(Map.of(), "");
            }
            var open = open(sheet);
            return new Late(
                    parts(assignments.of(sheet.id()).stream()
                            .filter(each -> each.due() != null && !each.due().isAfter(upTo))
                            .filter(each -> open.stream().anyMatch(clause -> isPartOf(clause, each.part())))
                            .toList()),
                    title(sheet));
        });
        late.byPerson.forEach((person, theirs) -> to.accept(new Due(
                about(sheet),
                late.title + "：分给你的 " + theirs.size() + " 部分自评",
                sheet.unit(),
                Set.of(),
                Set.of(person),
                theirs.stream()
                        .map(each -> Objects.requireNonNull(each.due()))
                        .min(LocalDate::compareTo)
                        .orElseThrow())));
    }

    /** Clauses nobody has judged or asked to leave out. */
    private Set<ClauseCode> open(Sheet sheet) {
        var judged = answers.of(sheet.id(), AsOf.NOW);
        return standards.of(Scope.SYSTEM, sheet).rules().clauses().stream()
                .map(clause -> clause.code())
                .filter(code -> {
                    var answer = judged.get(code);
                    return answer == null || (answer.standing() == Grade.NONE && answer.naReason() == null);
                })
                .collect(Collectors.toSet());
    }

    private static boolean isPartOf(ClauseCode clause, String part) {
        var whole = new ClauseCode(part);
        return clause.equals(whole) || clause.isBelow(whole);
    }

    private Map<PersonId, List<Assignment>> parts(List<Assignment> all) {
        var byPerson = new HashMap<PersonId, List<Assignment>>();
        for (var each : all) {
            for (var person : reached(each)) {
                byPerson.computeIfAbsent(person, nobody -> new ArrayList<>()).add(each);
            }
        }
        return byPerson;
    }

    /** The person it was handed to, or the heads of the department. */
    private Set<PersonId> reached(Assignment assignment) {
        if (assignment.person() != null) {
            return Set.of(assignment.person());
        }
        UnitId department = assignment.department();
        return department == null
                ? Set.of()
                : new HashSet<>(people.holders(Scope.SYSTEM, List.of(department), OF_DEPARTMENT, clock.today()).stream()
                        .map(Holder::person)
                        .toList());
    }

    private String title(Sheet sheet) {
        return "「"
                + campaigns
                        .find(Scope.SYSTEM, AsOf.NOW, sheet.campaign())
                        .orElseThrow()
                        .title() + "」自评";
    }

    private static About about(Sheet sheet) {
        return new About(About.Kind.SHEET, sheet.id().value());
    }
}
