package org.sanhao.server.campaign.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.lang.pack.Citation;
import org.sanhao.lang.pack.Phase;
import org.sanhao.lang.pack.tell.Explanation;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.Campaigns.Candidate;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.pack.PublishedPack;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a pack would mean for a year and for the units of the scope, before anything is opened. */
@RestController
class PackController {
    private final Packs packs;
    private final Campaigns campaigns;
    private final BusinessClock clock;

    PackController(Packs packs, Campaigns campaigns, BusinessClock clock) {
        this.packs = packs;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /**
     * A phase in a year.
     *
     * @param gate what must hold before it begins, in words, or null
     * @param over whether it has ended before today
     */
    record DatedPhase(
            String id,
            String title,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String gate,
            String basis,
            boolean over) {}

    record GroupView(String id, String title) {}

    /**
     * A pack for a year.
     *
     * @param explanation what it asks and gives, in plain Chinese
     * @param burden what it costs one institution
     * @param warnings what will not work out in that year, each a sentence
     * @param liaisons how many liaison officers each institution names; 0 where the pack asks for none
     */
    record PreviewView(
            String explanation,
            String burden,
            List<DatedPhase> phases,
            List<GroupView> groups,
            List<String> warnings,
            int liaisons) {}

    record CandidateView(
            UUID id,
            String name,
            String type,
            String mode,
            boolean bound,
            @Nullable String priority,
            boolean hasStandard,
            Map<String, Object> attributes) {
        static CandidateView of(Candidate candidate) {
            return new CandidateView(
                    candidate.unit().id().value(),
                    candidate.unit().name(),
                    candidate.unit().type(),
                    candidate.mode(),
                    candidate.bound(),
                    candidate.priority(),
                    candidate.hasStandard(),
                    new TreeMap<>(candidate.unit().attributes()));
        }
    }

    @GetMapping("/api/packs/{id}/{version}/preview")
    PreviewView preview(
            Acting acting,
            @PathVariable String id,
            @PathVariable String version,
            @RequestParam @Min(2000) @Max(2100) int edition) {
        acting.require(Ability.RUN_CAMPAIGN);
        var pack = pack(id, version).pack();
        var today = clock.today();
        var phases = pack.phases().stream()
                .map(phase -> phase(phase, edition, today))
                .toList();
        var organisation = pack.organisation();
        var liaison = organisation == null ? null : organisation.liaison();
        return new PreviewView(
                Explanation.zh(pack),
                Explanation.burdenZh(pack),
                phases,
                pack.priorityTiers().stream()
                        .map(group -> new GroupView(group.id().name(), group.title()))
                        .toList(),
                warnings(pack(id, version), phases, edition, today),
                liaison == null ? 0 : liaison.count());
    }

    @GetMapping("/api/packs/{id}/{version}/candidates")
    Page<CandidateView> candidates(
            Acting acting,
            @PathVariable String id,
            @PathVariable String version,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        acting.require(Ability.RUN_CAMPAIGN);
        return campaigns
                .candidates(acting.scope(), pack(id, version).ref(), cursor, limit)
                .map(CandidateView::of);
    }

    record StaffView(UUID id, String name, String department) {}

    /** Whom an institution could name as its liaison officer. */
    @GetMapping("/api/campaigns/staff")
    List<StaffView> staff(
            Acting acting, @RequestParam UUID institution, @RequestParam(defaultValue = "") @Size(max = 50) String q) {
        acting.require(Ability.RUN_CAMPAIGN);
        var staff = campaigns
                .staff(acting.scope(), new UnitId(institution), q.strip())
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
        return staff.stream()
                .map(each -> new StaffView(each.id().value(), each.name(), each.department()))
                .toList();
    }

    private static DatedPhase phase(Phase phase, int edition, LocalDate today) {
        var window = phase.window();
        var to = window == null ? null : window.lastDay(edition);
        return new DatedPhase(
                phase.id().name(),
                phase.title(),
                window == null ? null : window.firstDay(edition),
                to,
                phase.gate() == null ? null : phase.gate().title(),
                words(phase.basis()),
                to != null && to.isBefore(today));
    }

    /** Clocks that cannot run as the pack means them when the campaign begins today. */
    private static List<String> warnings(PublishedPack pack, List<DatedPhase> phases, int edition, LocalDate today) {
        var warnings = new ArrayList<String>();
        var over =
                phases.stream().filter(DatedPhase::over).map(DatedPhase::title).toList();
        if (!over.isEmpty()) {
            warnings.add(edition + " 年度的" + String.join("、", over) + "已经过去，机构不能再按这个时间做");
        }
        var months = pack.pack().selfAssessment();
        var window =
                pack.pack().reapply() == null ? null : pack.pack().reapply().window();
        var last = window == null ? null : window.lastDay(edition);
        if (months != null && last != null && today.plusMonths(months.months()).isAfter(last)) {
            warnings.add("今天开始自评的机构，" + chinese(today.plusMonths(months.months())) + "才满 " + months.months()
                    + " 个月，晚于本年度申报截止的" + chinese(last) + "，本年度不能申报");
        }
        if (pack.pack().tiers().stream().anyMatch(tier -> tier.provisional())) {
            warnings.add("部分等级的比例为示例参数，正式使用前由主管部门设定");
        }
        if (pack.pack().sample()) {
            warnings.add("标准为样例重构，非官方文本，正式使用前由主管部门替换");
        }
        return warnings;
    }

    private static String chinese(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    private PublishedPack pack(String id, String version) {
        return packs.find(new PackRef(id, version))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }

    private static String words(List<Citation> basis) {
        return String.join("；", basis.stream().map(Object::toString).toList());
    }
}
