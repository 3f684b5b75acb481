package org.sanhao.server.dashboard.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Page;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.dashboard.domain.Applied;
import org.sanhao.server.dashboard.service.AppliedPages;
import org.sanhao.server.dashboard.store.ApplicationReads.HandedIn;
import org.sanhao.server.http.CodesOf;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What institutions of the scope have applied for over the years, to be laid beside a plan. */
@RestController
class ApplicationsController {
    private final AppliedPages pages;

    ApplicationsController(AppliedPages pages) {
        this.pages = pages;
    }

    /** @param tier what it has come to; what was applied for while it has come to nothing */
    record ApplicationRow(
            UUID caseId,
            UUID unitId,
            int edition,
            String tier,
            @CodesOf(Applied.class) String outcome,
            String stateTitle) {
        static ApplicationRow of(HandedIn application) {
            var outcome = Applied.of(application.state());
            var decided = application.decided();
            return new ApplicationRow(
                    application.caseId(),
                    application.unit(),
                    application.edition(),
                    outcome == Applied.PASSED && decided != null ? decided : application.tier(),
                    outcome.code(),
                    StateWords.of(application.state()));
        }
    }

    @GetMapping("/api/progress/applications")
    Page<ApplicationRow> applications(
            Acting acting,
            @RequestParam @Size(max = 60) String packId,
            @RequestParam @Min(2000) @Max(2100) int from,
            @RequestParam @Min(2000) @Max(2100) int to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") @Min(1) @Max(Page.LIMIT) int limit) {
        acting.require(Ability.READ_WORK);
        return pages.list(acting.scope(), packId, from, to, cursor, limit).map(ApplicationRow::of);
    }
}
