package org.sanhao.server.review.service;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.WorkingCalendar;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.Units;
import org.sanhao.server.notify.DueDates;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.store.CaseStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Component;

/** The days on which a case has to have gone on, and whose task that is. */
@Component
class CaseDueDates implements DueDates {
    private static final int PAGE = 200;

    private final ScopedTransactions transactions;
    private final CaseStore cases;
    private final Units units;

    CaseDueDates(ScopedTransactions transactions, CaseStore cases, Units units) {
        this.transactions = transactions;
        this.cases = cases;
        this.units = units;
    }

    /** Something to be done by a level, or by the applicant at {@link Level#INSTITUTION}. */
    private record Task(String what, Level who, Set<PostKind> posts, LocalDate due) {}

    @Override
    public void each(LocalDate upTo, Consumer<Due> to) {
        for (CaseStore.@Nullable Held last = null; ; ) {
            var after = last;
            var page = transactions.reading(Scope.SYSTEM, () -> cases.heldOnes(after, PAGE));
            for (var held : page) {
                var task = task(held);
                if (task != null && !task.due.isAfter(upTo)) {
                    tell(held.review(), task, to);
                }
            }
            if (page.size() < PAGE) {
                return;
            }
            last = page.getLast();
        }
    }

    private void tell(CaseRecord review, Task task, Consumer<Due> to) {
        var office = task.who == Level.INSTITUTION
                ? Optional.of(review.unit())
                : units.above(Scope.SYSTEM, review.unit()).stream()
                        .filter(unit -> unit.level() == task.who)
                        .map(unit -> unit.id())
                        .findFirst();
        office.ifPresent(unit -> to.accept(
                new Due(CaseNews.about(review), review.unitName() + task.what, unit, task.posts, Set.of(), task.due)));
    }

    private static @Nullable Task task(CaseStore.Held held) {
        var review = held.review();
        return switch (review.review().state()) {
            case CaseState.SupplementAsked asked ->
                new Task("补正材料", Level.INSTITUTION, CaseNews.APPLICANTS, asked.due());
            case CaseState.MustRectify faults -> new Task("复查整改", Level.INSTITUTION, CaseNews.APPLICANTS, faults.by());
            case CaseState.Objected raised -> new Task("公示异议的答复", raised.at(), CaseNews.HEADS, raised.answerDue());
            case CaseState.Proposed p -> null;
            case CaseState.PublicNotice n -> null;
            case CaseState.Announced a -> null;
            case CaseState.InForce f -> null;
            case CaseState.NotPassed n -> null;
            case CaseState.Held at -> leg(held, at.at());
            default -> null;
        };
    }

    /** A level that judges has the working days its pack gives it, from the day the case reached it. */
    private static @Nullable Task leg(CaseStore.Held held, Level level) {
        var route = held.review().review().route();
        var received = held.received();
        var days = route.includes(level) ? route.legAt(level).workingDays() : null;
        if (received == null || days == null) {
            return null;
        }
        try {
            return new Task(
                    "的" + level.title() + "级评审", level, CaseNews.HANDLERS, WorkingCalendar.after(received, days));
        } catch (WorkingCalendar.YearUnknown unknown) {
            return null; // The page of the case says so to whoever opens it.
        }
    }
}
