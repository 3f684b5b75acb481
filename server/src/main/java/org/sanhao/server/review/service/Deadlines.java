package org.sanhao.server.review.service;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.WorkingCalendar;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews.Days;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Reapplication;
import org.sanhao.server.review.store.CaseStore;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/** The days that matter to whoever holds a case. */
@Component
class Deadlines {
    private final CaseStore cases;
    private final CampaignPacks packs;
    private final BusinessClock clock;

    Deadlines(CaseStore cases, CampaignPacks packs, BusinessClock clock) {
        this.cases = cases;
        this.packs = packs;
        this.clock = clock;
    }

    Days of(Scope scope, CaseRecord review) {
        var pack = packs.of(scope, review.campaign());
        var rules = PackRules.of(pack);
        var today = clock.today();
        var reapply = pack.reapply();
        var again = Reapplication.of(
                today,
                today,
                reapply == null ? null : reapply.after(),
                cases.last(review.enrolment(), Move.SUBMIT).orElse(null),
                reapply != null && reapply.onceAYear(),
                PackRules.window(pack, today.getYear()));
        if (!(review.review().state() instanceof CaseState.Held held)) {
            return new Days(null, null, null, rules.supplementWorkingDays(), again);
        }
        boolean used = rules.supplementOncePerLevel()
                && review.review().supplementsAsked().contains(held.at());
        var received = cases.received(review.id()).orElse(null);
        var leg = review.review().route().includes(held.at())
                ? review.review().route().legAt(held.at()).workingDays()
                : null;
        return new Days(
                received,
                received == null || leg == null ? null : counted(received, leg),
                used ? null : counted(today, rules.supplementWorkingDays()),
                rules.supplementWorkingDays(),
                again);
    }

    private static @Nullable LocalDate counted(LocalDate from, int workingDays) {
        try {
            return WorkingCalendar.after(from, workingDays);
        } catch (WorkingCalendar.YearUnknown unknown) {
            return null;
        }
    }
}
