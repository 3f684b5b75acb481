package org.sanhao.server.assessment.web;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.server.access.Acting;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.Enrolment;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the acting institution takes part in, with its own sheets. */
@RestController
class MyWorkController {
    private final Campaigns campaigns;
    private final Assessments assessments;
    private final Units units;

    MyWorkController(Campaigns campaigns, Assessments assessments, Units units) {
        this.campaigns = campaigns;
        this.assessments = assessments;
        this.units = units;
    }

    record PartView(
            UUID enrolmentId,
            UUID campaignId,
            String campaign,
            int edition,
            String organiser,
            String state,
            String mode,
            @Nullable String target,
            @Nullable String liaison,
            UUID sheetId,
            @Nullable LocalDate startedOn) {}

    @GetMapping("/api/my/enrolments")
    List<PartView> mine(Acting acting) {
        acting.require(Ability.READ_WORK);
        return campaigns.enrolmentsOf(acting.scope(), institution(acting)).stream()
                .map(enrolment -> part(acting, enrolment))
                .toList();
    }

    private PartView part(Acting acting, Enrolment enrolment) {
        var campaign =
                campaigns.find(acting.scope(), AsOf.NOW, enrolment.campaign()).orElseThrow();
        var sheet = assessments.openOwn(acting.scope(), enrolment.id(), acting.by());
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

    private UnitId institution(Acting acting) {
        return acting.post().level() == Level.DEPARTMENT
                ? units.above(acting.scope(), acting.post().unit()).getFirst().id()
                : acting.post().unit();
    }
}
