package org.sanhao.server.review.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Id;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.notify.About;
import org.sanhao.server.notify.Messages;
import org.sanhao.server.notify.Telling;
import org.sanhao.server.notify.Topic;
import org.sanhao.server.review.CaseMoved;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.CaseState.Announced;
import org.sanhao.server.review.domain.CaseState.CoolingDown;
import org.sanhao.server.review.domain.CaseState.Expired;
import org.sanhao.server.review.domain.CaseState.Forwarded;
import org.sanhao.server.review.domain.CaseState.InForce;
import org.sanhao.server.review.domain.CaseState.MustRectify;
import org.sanhao.server.review.domain.CaseState.NotPassed;
import org.sanhao.server.review.domain.CaseState.Objected;
import org.sanhao.server.review.domain.CaseState.OpinionGiven;
import org.sanhao.server.review.domain.CaseState.OpinionSigned;
import org.sanhao.server.review.domain.CaseState.Proposed;
import org.sanhao.server.review.domain.CaseState.PublicNotice;
import org.sanhao.server.review.domain.CaseState.Removed;
import org.sanhao.server.review.domain.CaseState.Submitted;
import org.sanhao.server.review.domain.CaseState.SupplementAsked;
import org.sanhao.server.review.domain.CaseState.Withdrawn;
import org.sanhao.server.review.store.CaseStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.signoff.MatterKind;
import org.sanhao.server.signoff.SignOffs;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Tells people where a case has come to: whoever has to act now, and the applicant where it matters. A state the case has
 * left again meanwhile is told by the move that left it.
 */
@Component
class CaseNews {
    static final Set<PostKind> APPLICANTS = EnumSet.of(PostKind.DIRECTOR, PostKind.QUALITY_OFFICER);
    static final Set<PostKind> HANDLERS = EnumSet.of(PostKind.HANDLER, PostKind.DIVISION_HEAD);
    static final Set<PostKind> HEADS = EnumSet.of(PostKind.DIVISION_HEAD, PostKind.LEADER_IN_CHARGE);

    private final ScopedTransactions transactions;
    private final CaseStore cases;
    private final CampaignPacks packs;
    private final SignOffs signOffs;
    private final Units units;
    private final Messages messages;

    CaseNews(
            ScopedTransactions transactions,
            CaseStore cases,
            CampaignPacks packs,
            SignOffs signOffs,
            Units units,
            Messages messages) {
        this.transactions = transactions;
        this.cases = cases;
        this.packs = packs;
        this.signOffs = signOffs;
        this.units = units;
        this.messages = messages;
    }

    @ApplicationModuleListener
    void on(CaseMoved moved) {
        transactions.within(Scope.SYSTEM, () -> {
            cases.find(moved.reviewCase())
                    .filter(review -> review.version() == moved.version())
                    .ifPresent(review -> {
                        messages.settle(about(review), review.movedAt(), said(review));
                        messages.tell(tellings(review));
                    });
            return true;
        });
    }

    private List<Telling> tellings(CaseRecord review) {
        var who = review.unitName();
        var tier = tier(review, review.review().appliedTier());
        var all = new ArrayList<Telling>();
        switch (review.review().state()) {
            case Submitted at -> office(all, review, at.at(), HANDLERS, who + "申报" + tier + "，等你单位受理");
            case Forwarded up -> office(all, review, up.at(), HANDLERS, who + "申报" + tier + "，已上报到你单位");
            case SupplementAsked asked ->
                asked(all, review, "补正退回：%d 项材料，%s前补齐".formatted(asked.items().size(), day(asked.due())));
            case CaseState.Accepted taken -> applicant(all, review, taken.at().title() + "级已受理" + tier + "申报");
            case OpinionGiven given -> opinion(all, review, given.at(), who + "的评审意见等你签批");
            case OpinionSigned signed -> office(all, review, signed.at(), HANDLERS, who + "的评审意见已签批，可以办理下一步");
            case Proposed proposed -> applicant(all, review, "拟认定为" + tier(review, proposed.tier()));
            case PublicNotice shown ->
                applicant(all, review, "拟认定" + tier(review, shown.tier()) + "正在公示，到" + day(shown.last()) + "为止");
            case Objected raised ->
                office(all, review, raised.at(), HEADS, who + "的公示收到异议，" + day(raised.answerDue()) + "前答复");
            case Announced announced -> announced(all, review, announced);
            case InForce holds ->
                applicant(
                        all,
                        review,
                        tier(review, holds.tier()) + "自" + day(holds.from()) + "起生效，到" + day(holds.until()) + "为止");
            case MustRectify faults -> asked(all, review, "复查要求限期整改，" + day(faults.by()) + "前完成");
            case NotPassed refused -> {
                if (refused.at() == Level.INSTITUTION) {
                    asked(all, review, tier + "申报不通过，理由和最早再报日期已送达，等你单位签收");
                } else {
                    office(all, review, refused.at(), HANDLERS, who + "申报" + tier + "不通过，等你单位签收后逐级下达");
                }
            }
            case CoolingDown rests -> applicant(all, review, day(rests.until()) + "起可以再次申报" + tier);
            case Removed struck -> struck(all, review, tier + "被" + struck.by().title() + "级核减");
            case Expired over -> struck(all, review, tier + "已失效");
            case Withdrawn gone -> informed(all, review, who + "撤回了" + tier + "申报");
            // The institution's own work, and what follows at once by the same hands.
            case CaseState.Preparing own -> {}
            case CaseState.SelfAssessing own -> {}
            case CaseState.HeadSigned own -> {}
            case CaseState.DeskReview own -> {}
            case CaseState.PanelDrawn own -> {}
            case CaseState.OnSite own -> {}
            case CaseState.Feedback own -> {}
            case CaseState.PanelConcluded own -> {}
        }
        return all;
    }

    /** Along a chain whoever signs next is told by the chain itself. */
    private void opinion(List<Telling> all, CaseRecord review, Level level, String title) {
        at(review, level).ifPresent(office -> {
            var chain = signOffs.chain(Scope.SYSTEM, office.id(), MatterKind.OPINION);
            if (chain.isUsual()) {
                var signers = chain.steps().getFirst().posts();
                all.add(telling(review, Topic.SIGN_OFF, title, office.id(), signers)
                        .asking());
            }
        });
    }

    private void announced(List<Telling> all, CaseRecord review, Announced announced) {
        applicant(all, review, "认定为" + tier(review, announced.tier()) + "，文号 " + announced.number());
        var record = review.review().route().record();
        if (record != null) {
            office(
                    all,
                    review,
                    record,
                    HANDLERS,
                    review.unitName() + "认定为" + tier(review, announced.tier()) + "，等你单位备案");
        }
    }

    private void struck(List<Telling> all, CaseRecord review, String title) {
        applicant(all, review, title);
        informed(all, review, review.unitName() + "：" + title);
    }

    private void applicant(List<Telling> all, CaseRecord review, String title) {
        all.add(telling(review, Topic.CASE, title, review.unit(), APPLICANTS));
    }

    /** The applicant has to act. */
    private void asked(List<Telling> all, CaseRecord review, String title) {
        all.add(telling(review, Topic.CASE, title, review.unit(), APPLICANTS).asking());
    }

    /** An office has to act. */
    private void office(List<Telling> all, CaseRecord review, Level level, Set<PostKind> posts, String title) {
        at(review, level)
                .ifPresent(office -> all.add(
                        telling(review, Topic.CASE, title, office.id(), posts).asking()));
    }

    /** The first level, which has the institution in its care, hears of it. */
    private void informed(List<Telling> all, CaseRecord review, String title) {
        at(review, review.review().route().first())
                .ifPresent(office -> all.add(telling(review, Topic.CASE, title, office.id(), HANDLERS)));
    }

    private Optional<Unit> at(CaseRecord review, Level level) {
        return units.above(Scope.SYSTEM, review.unit()).stream()
                .filter(unit -> unit.level() == level)
                .findFirst();
    }

    private static Telling telling(CaseRecord review, Topic topic, String title, UnitId office, Set<PostKind> posts) {
        return Telling.of(topic, about(review), said(review), title, office, posts, review.movedAt());
    }

    private static String said(CaseRecord review) {
        return "case " + review.version();
    }

    static About about(CaseRecord review) {
        return new About(About.Kind.CASE, review.id().value());
    }

    private String tier(CaseRecord review, @Nullable String tier) {
        var id = tier == null ? null : Id.parse(tier);
        return id == null
                ? ""
                : packs.of(Scope.SYSTEM, review.campaign())
                        .tier(id)
                        .map(found -> found.title().zh())
                        .orElse("");
    }

    private static String day(LocalDate day) {
        return day.getMonthValue() + " 月 " + day.getDayOfMonth() + " 日";
    }
}
