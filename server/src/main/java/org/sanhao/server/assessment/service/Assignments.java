package org.sanhao.server.assessment.service;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.server.assessment.Assessments.Assignment;
import org.sanhao.server.assessment.PartAssigned;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.assessment.store.AssignmentStore;
import org.sanhao.server.assessment.store.SheetStore;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.scope.Scope;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Hands parts of a sheet to departments and people of the institution. */
@Component
class Assignments {
    private final SheetStore sheets;
    private final AssignmentStore assignments;
    private final Standards standards;
    private final Units units;
    private final People people;
    private final BusinessClock clock;
    private final ApplicationEventPublisher events;

    Assignments(
            SheetStore sheets,
            AssignmentStore assignments,
            Standards standards,
            Units units,
            People people,
            BusinessClock clock,
            ApplicationEventPublisher events) {
        this.sheets = sheets;
        this.assignments = assignments;
        this.standards = standards;
        this.units = units;
        this.people = people;
        this.clock = clock;
        this.events = events;
    }

    Outcome<Assignment> assign(
            Scope scope,
            SheetId id,
            String part,
            @Nullable UnitId department,
            @Nullable PersonId person,
            @Nullable LocalDate due,
            int seen,
            String by) {
        var sheet = sheets.find(id).orElse(null);
        if (sheet == null) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        var closed = standards.closed(scope, sheet);
        if (closed.isPresent()) {
            return closed.get().asOutcome();
        }
        if (!isPart(scope, sheet, ClauseCode.parse(part))) {
            return Refusal.of(ErrorCode.CLAUSE_UNKNOWN, part).asOutcome();
        }
        if (department != null && !belongs(scope, sheet, department)) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        if (person != null
                && people.find(scope, person)
                        .filter(found -> belongs(scope, sheet, found.unit()))
                        .isEmpty()) {
            return Refusal.of(ErrorCode.PERSON_ELSEWHERE)
                    .at("personId", "选择本机构的人员")
                    .asOutcome();
        }
        if (due != null && due.isBefore(clock.today())) {
            return Refusal.of(ErrorCode.INVALID_FIELDS, 1)
                    .at("due", "完成期限不能早于今天")
                    .asOutcome();
        }
        var assignment = new Assignment(part, seen + 1, department, null, person, null, due);
        var now = clock.now();
        if (!assignments.assign(sheet, assignment, now, by)) {
            return Refusal.of(ErrorCode.STALE).asOutcome();
        }
        if (department != null || person != null) {
            events.publishEvent(new PartAssigned(id, part, assignment.version(), now));
        }
        return Outcome.done(assignments.of(id).stream()
                .filter(each -> each.part().equals(part))
                .findFirst()
                .orElse(assignment));
    }

    private boolean isPart(Scope scope, Sheet sheet, @Nullable ClauseCode part) {
        return part != null
                && standards.of(scope, sheet).rules().clauses().stream()
                        .anyMatch(clause ->
                                clause.code().equals(part) || clause.code().isBelow(part));
    }

    private boolean belongs(Scope scope, Sheet sheet, UnitId unit) {
        return units.find(scope, AsOf.NOW, unit)
                .filter(found -> found.scopePath().startsWith(sheet.scopePath()))
                .isPresent();
    }
}
