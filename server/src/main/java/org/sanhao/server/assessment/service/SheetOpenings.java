package org.sanhao.server.assessment.service;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.assessment.store.SheetStore;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/** Opens sheets: one of the institution's own per enrolment, one per level that looks at a case. */
@Component
class SheetOpenings {
    private final SheetStore sheets;
    private final Campaigns campaigns;
    private final BusinessClock clock;

    SheetOpenings(SheetStore sheets, Campaigns campaigns, BusinessClock clock) {
        this.sheets = sheets;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    Sheet own(Scope scope, EnrolmentId enrolment, String by) {
        return sheets.own(enrolment).orElseGet(() -> {
            sheets.open(blank(scope, enrolment, Level.INSTITUTION, null), by);
            return sheets.own(enrolment).orElseThrow();
        });
    }

    Sheet ofCase(Scope scope, EnrolmentId enrolment, Level level, UUID caseId, String by) {
        return sheets.ofCase(caseId, level).orElseGet(() -> {
            sheets.open(blank(scope, enrolment, level, caseId), by);
            return sheets.ofCase(caseId, level).orElseThrow();
        });
    }

    private Sheet blank(Scope scope, EnrolmentId id, Level level, @Nullable UUID caseId) {
        var enrolment = campaigns
                .enrolment(scope, id)
                .orElseThrow(() -> new IllegalArgumentException("no enrolment " + id + " in this scope"));
        return new Sheet(
                SheetId.next(),
                id,
                enrolment.campaign(),
                enrolment.unit(),
                level,
                caseId,
                clock.now(),
                enrolment.scopePath());
    }
}
