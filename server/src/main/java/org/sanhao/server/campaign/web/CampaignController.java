package org.sanhao.server.campaign.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.lang.pack.Tier;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.campaign.Campaign;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.Campaigns.Entry;
import org.sanhao.server.campaign.Campaigns.Opening;
import org.sanhao.server.campaign.Enrolment;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.http.IfMatch;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.pack.PublishedPack;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Opening, publishing and reading campaigns. */
@RestController
class CampaignController {
    private final Campaigns campaigns;
    private final Packs packs;
    private final Units units;
    private final RequestOnce once;

    CampaignController(Campaigns campaigns, Packs packs, Units units, RequestOnce once) {
        this.campaigns = campaigns;
        this.packs = packs;
        this.units = units;
        this.once = once;
    }

    record TierView(String id, String title, boolean provisional) {
        static TierView of(Tier tier) {
            return new TierView(tier.id().name(), tier.title().zh(), tier.provisional());
        }
    }

    record PackView(
            String id,
            String version,
            String hash,
            String title,
            boolean sample,
            List<TierView> tiers,
            List<String> types) {
        static PackView of(PublishedPack pack) {
            return new PackView(
                    pack.ref().id(),
                    pack.ref().version(),
                    pack.hash(),
                    pack.pack().title().zh(),
                    pack.pack().sample(),
                    pack.pack().tiers().stream().map(TierView::of).toList(),
                    pack.rules().keySet().stream().map(id -> id.name()).sorted().toList());
        }
    }

    record PhaseView(
            String id,
            String title,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String basis) {}

    record OrganisationBody(
            @NotBlank(message = "填写组长") @Size(max = 50, message = "不超过 50 字")
            String head,

            @NotNull List<@NotBlank @Size(max = 50) String> deputies,
            @NotNull List<@NotBlank @Size(max = 50) String> members,

            @NotBlank(message = "填写办公室设在哪里") @Size(max = 50, message = "不超过 50 字")
            String officeAt,

            @NotBlank(message = "填写办公室主任") @Size(max = 50, message = "不超过 50 字")
            String officeDirector,

            @NotNull List<@NotBlank @Size(max = 50) String> officeMembers,

            @Nullable @Size(max = 100, message = "不超过 100 字")
            String contact) {
        Campaign.Organisation organisation() {
            return new Campaign.Organisation(head, deputies, members, officeAt, officeDirector, officeMembers, contact);
        }
    }

    record EntryBody(
            @NotNull UUID unitId,
            @NotBlank String mode,
            @Nullable String priority,
            @Nullable String target,
            @Nullable UUID liaisonId) {}

    record OpeningBody(
            @NotBlank String packId,
            @NotBlank String packVersion,

            @Min(value = 2000, message = "填写四位年份") @Max(value = 2100, message = "填写四位年份")
            int edition,

            @NotBlank(message = "填写活动名称") @Size(max = 100, message = "不超过 100 字")
            String title,

            @NotNull @Valid OrganisationBody organisation,
            @NotEmpty(message = "至少选一家机构") @Size(max = 5000) List<@Valid EntryBody> institutions) {
        Opening opening() {
            return new Opening(
                    new PackRef(packId, packVersion),
                    edition,
                    title.strip(),
                    organisation.organisation(),
                    institutions.stream()
                            .map(each -> new Entry(
                                    new UnitId(each.unitId()),
                                    each.mode(),
                                    each.priority(),
                                    each.target(),
                                    each.liaisonId() == null ? null : new PersonId(each.liaisonId())))
                            .toList());
        }
    }

    record CampaignView(
            UUID id,
            int version,
            PackView pack,
            UUID organiserId,
            String organiser,
            int edition,
            String title,
            @CodesOf(Campaign.State.class) String state,
            String stateTitle,
            Campaign.Organisation organisation,
            List<PhaseView> phases,
            @Nullable LocalDate lastDay,
            boolean mine) {}

    record EnrolmentView(
            UUID id,
            UUID campaignId,
            UUID unitId,
            String unit,
            String unitType,
            String mode,
            @Nullable String priority,
            @Nullable String target,
            @Nullable UUID liaisonId,
            @Nullable String liaison) {
        static EnrolmentView of(Enrolment enrolment) {
            return new EnrolmentView(
                    enrolment.id().value(),
                    enrolment.campaign().value(),
                    enrolment.unit().value(),
                    enrolment.unitName(),
                    enrolment.unitType(),
                    enrolment.mode(),
                    enrolment.priority(),
                    enrolment.target(),
                    enrolment.liaisonId() == null ? null : enrolment.liaisonId().value(),
                    enrolment.liaison());
        }
    }

    @GetMapping("/api/packs")
    List<PackView> packs(Acting acting) {
        acting.require(Ability.READ_WORK);
        return packs.list().stream().map(PackView::of).toList();
    }

    @GetMapping("/api/campaigns")
    List<CampaignView> list(Acting acting) {
        acting.require(Ability.READ_WORK);
        return campaigns.list(acting.scope()).stream()
                .map(campaign -> view(acting, campaign))
                .toList();
    }

    @GetMapping("/api/campaigns/{id}")
    ResponseEntity<CampaignView> find(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        return campaigns
                .find(acting.scope(), AsOf.NOW, new CampaignId(id))
                .map(campaign -> answer(acting, campaign))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }

    @PostMapping("/api/campaigns")
    ResponseEntity<CampaignView> open(Acting acting, @Valid @RequestBody OpeningBody body, HttpServletRequest request) {
        acting.require(Ability.RUN_CAMPAIGN);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> campaigns
                        .open(
                                acting.scope(),
                                units.officeOf(acting.scope(), acting.post()),
                                body.opening(),
                                acting.by())
                        .map(campaign -> answer(acting, campaign)));
    }

    @PutMapping("/api/campaigns/{id}")
    ResponseEntity<CampaignView> redraft(
            Acting acting,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            @Valid @RequestBody OpeningBody body) {
        acting.require(Ability.RUN_CAMPAIGN);
        var campaign = campaigns
                .redraft(acting.scope(), new CampaignId(id), IfMatch.version(version), body.opening(), acting.by())
                .orThrow();
        return answer(acting, campaign);
    }

    @PostMapping("/api/campaigns/{id}/publish")
    ResponseEntity<CampaignView> publish(
            Acting acting,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            HttpServletRequest request) {
        acting.require(Ability.RUN_CAMPAIGN);
        int seen = IfMatch.version(version);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                seen,
                () -> campaigns
                        .publish(acting.scope(), new CampaignId(id), seen, acting.by())
                        .map(campaign -> answer(acting, campaign)));
    }

    @PostMapping("/api/campaigns/{id}/conclusion")
    ResponseEntity<CampaignView> conclude(
            Acting acting,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            HttpServletRequest request) {
        acting.require(Ability.RUN_CAMPAIGN);
        int seen = IfMatch.version(version);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                seen,
                () -> campaigns
                        .conclude(acting.scope(), new CampaignId(id), seen, acting.by())
                        .map(campaign -> answer(acting, campaign)));
    }

    @GetMapping("/api/campaigns/{id}/enrolments")
    Page<EnrolmentView> enrolments(
            Acting acting,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        acting.require(Ability.READ_WORK);
        if (campaigns.find(acting.scope(), AsOf.NOW, new CampaignId(id)).isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_FOUND));
        }
        return campaigns
                .enrolments(acting.scope(), new CampaignId(id), cursor, limit)
                .map(EnrolmentView::of);
    }

    private ResponseEntity<CampaignView> answer(Acting acting, Campaign campaign) {
        return ResponseEntity.ok().eTag(IfMatch.tag(campaign.version())).body(view(acting, campaign));
    }

    private CampaignView view(Acting acting, Campaign campaign) {
        var pack = packs.get(campaign.pack());
        var phases = pack.pack().phases().stream()
                .map(phase -> new PhaseView(
                        phase.id().name(),
                        phase.title(),
                        phase.window() == null ? null : phase.window().firstDay(campaign.edition()),
                        phase.window() == null ? null : phase.window().lastDay(campaign.edition()),
                        String.join(
                                "；",
                                phase.basis().stream().map(Object::toString).toList())))
                .toList();
        return new CampaignView(
                campaign.id().value(),
                campaign.version(),
                PackView.of(pack),
                campaign.organiser().value(),
                campaign.organiserName(),
                campaign.edition(),
                campaign.title(),
                campaign.state().code(),
                campaign.state().title(),
                campaign.organisation(),
                phases,
                pack.lastDay(campaign.edition()).orElse(null),
                acting.can(Ability.RUN_CAMPAIGN) && acting.scope().covers(campaign.scopePath()));
    }
}
