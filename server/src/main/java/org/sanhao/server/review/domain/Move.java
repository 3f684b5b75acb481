package org.sanhao.server.review.domain;

import java.util.List;
import java.util.Set;
import org.sanhao.server.review.domain.CaseState.Accepted;
import org.sanhao.server.review.domain.CaseState.Announced;
import org.sanhao.server.review.domain.CaseState.DeskReview;
import org.sanhao.server.review.domain.CaseState.Feedback;
import org.sanhao.server.review.domain.CaseState.Forwarded;
import org.sanhao.server.review.domain.CaseState.HeadSigned;
import org.sanhao.server.review.domain.CaseState.InForce;
import org.sanhao.server.review.domain.CaseState.MustRectify;
import org.sanhao.server.review.domain.CaseState.NotPassed;
import org.sanhao.server.review.domain.CaseState.Objected;
import org.sanhao.server.review.domain.CaseState.OnSite;
import org.sanhao.server.review.domain.CaseState.OpinionGiven;
import org.sanhao.server.review.domain.CaseState.OpinionSigned;
import org.sanhao.server.review.domain.CaseState.PanelConcluded;
import org.sanhao.server.review.domain.CaseState.PanelDrawn;
import org.sanhao.server.review.domain.CaseState.Preparing;
import org.sanhao.server.review.domain.CaseState.Proposed;
import org.sanhao.server.review.domain.CaseState.PublicNotice;
import org.sanhao.server.review.domain.CaseState.SelfAssessing;
import org.sanhao.server.review.domain.CaseState.Submitted;
import org.sanhao.server.review.domain.CaseState.SupplementAsked;

/**
 * Every move of a case: who makes it, from which states, whether it must say why, and the event it leaves. The table in
 * the documentation is drawn from here.
 *
 * @basis the sample plan F1 三（二）–（九）; the national chain institution > county > city > province > nation
 */
public enum Move {
    START_SELF_ASSESSMENT("开始自评", Actor.APPLICANT_WORKER, Reason.NONE, "SelfAssessmentStarted", Preparing.class),
    SIGN("签发申报", Actor.APPLICANT_HEAD, Reason.NONE, "ApplicationSigned", SelfAssessing.class),
    TAKE_BACK_SIGNATURE("撤回签发", Actor.APPLICANT_HEAD, Reason.NONE, "SignatureTakenBack", HeadSigned.class),
    SUBMIT("申报", Actor.APPLICANT_WORKER, Reason.NONE, "ApplicationSubmitted", HeadSigned.class),
    WITHDRAW(
            "撤回申报",
            Actor.APPLICANT_HEAD,
            Reason.REQUIRED,
            "ApplicationWithdrawn",
            HeadSigned.class,
            Submitted.class,
            SupplementAsked.class,
            Accepted.class,
            DeskReview.class,
            PanelDrawn.class,
            OnSite.class,
            Feedback.class,
            PanelConcluded.class,
            OpinionGiven.class,
            OpinionSigned.class,
            Forwarded.class,
            Proposed.class,
            PublicNotice.class,
            Objected.class),
    ACCEPT("受理", Actor.HOLDER_WORKER, Reason.NONE, "CaseAccepted", Submitted.class, Forwarded.class),
    ASK_SUPPLEMENT(
            "补正退回",
            Actor.HOLDER_WORKER,
            Reason.REQUIRED,
            "SupplementReturned",
            Submitted.class,
            Accepted.class,
            DeskReview.class),
    RESUBMIT("补正后重报", Actor.APPLICANT_WORKER, Reason.NONE, "SupplementDelivered", SupplementAsked.class),
    OPEN_DESK("开始评审", Actor.HOLDER_WORKER, Reason.NONE, "DeskReviewOpened", Accepted.class),
    DRAW_PANEL("抽取专家", Actor.HOLDER_WORKER, Reason.NONE, "PanelDrawn", DeskReview.class),
    GO_ON_SITE("进入现场", Actor.HOLDER_WORKER, Reason.NONE, "VisitStarted", PanelDrawn.class),
    RECORD_FEEDBACK("现场反馈", Actor.HOLDER_WORKER, Reason.REQUIRED, "FeedbackSigned", OnSite.class),
    CONCLUDE_PANEL("专家组结论", Actor.HOLDER_WORKER, Reason.NONE, "PanelConcluded", Feedback.class),
    GIVE_OPINION("提出意见", Actor.HOLDER_WORKER, Reason.REQUIRED, "OpinionGiven", DeskReview.class, PanelConcluded.class),
    RECONSIDER("退回重议", Actor.HOLDER_HEAD, Reason.REQUIRED, "OpinionReturned", OpinionGiven.class),
    SIGN_OPINION("签批", Actor.HOLDER_HEAD, Reason.NONE, "OpinionSigned", OpinionGiven.class),
    FORWARD("上报", Actor.HOLDER_WORKER, Reason.NONE, "CaseForwarded", OpinionSigned.class),
    PROPOSE("拟认定", Actor.HOLDER_WORKER, Reason.NONE, "RecognitionProposed", OpinionSigned.class),
    REFUSE("不通过", Actor.HOLDER_WORKER, Reason.REQUIRED, "CaseNotPassed", OpinionSigned.class),
    SIGN_RECEIPT("签收", Actor.RECEIVER, Reason.NONE, "NotPassedReceived", NotPassed.class),
    OPEN_NOTICE("公示", Actor.HOLDER_WORKER, Reason.NONE, "PublicNoticeOpened", Proposed.class),
    OBJECT("提出异议", Actor.ANYBODY, Reason.REQUIRED, "ObjectionRaised", PublicNotice.class),
    UPHOLD("异议成立", Actor.HOLDER_HEAD, Reason.REQUIRED, "ObjectionUpheld", Objected.class),
    DISMISS("异议不成立", Actor.HOLDER_HEAD, Reason.REQUIRED, "ObjectionDismissed", Objected.class),
    ANNOUNCE("认定", Actor.HOLDER_HEAD, Reason.NONE, "RecognitionAnnounced", PublicNotice.class),
    FILE("备案", Actor.RECORDER, Reason.NONE, "ResultFiled", Announced.class, InForce.class, MustRectify.class),
    ENTER_FORCE("生效", Actor.PRODUCT, Reason.NONE, "ResultInForce", Announced.class),
    KEEP("复查保持", Actor.HOLDER_HEAD, Reason.REQUIRED, "ReCheckKept", InForce.class, MustRectify.class),
    ORDER_RECTIFICATION("复查限期整改", Actor.HOLDER_HEAD, Reason.REQUIRED, "ReCheckRectify", InForce.class),
    REVOKE("复查撤销", Actor.HOLDER_HEAD, Reason.REQUIRED, "ReCheckRevoked", InForce.class, MustRectify.class),
    STRIKE(
            "核减",
            Actor.LEVEL_ABOVE,
            Reason.REQUIRED,
            "ResultRemoved",
            Forwarded.class,
            Announced.class,
            InForce.class,
            MustRectify.class),
    EXPIRE("到期失效", Actor.PRODUCT, Reason.NONE, "ResultExpired", InForce.class, MustRectify.class);

    /** Who may make a move. */
    public enum Actor {
        APPLICANT_WORKER("机构创建办"),
        APPLICANT_HEAD("机构主要负责人"),
        HOLDER_WORKER("当前层级经办"),
        HOLDER_HEAD("当前层级负责人"),
        RECEIVER("待签收单位"),
        RECORDER("备案层级"),
        LEVEL_ABOVE("上级"),
        ANYBODY("任何人"),
        PRODUCT("系统到期自动");

        private final String title;

        Actor(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Whether a move must say why. */
    public enum Reason {
        REQUIRED,
        NONE
    }

    private final String title;
    private final Actor actor;
    private final Reason reason;
    private final String event;
    private final Set<Class<? extends CaseState>> from;

    @SafeVarargs
    Move(String title, Actor actor, Reason reason, String event, Class<? extends CaseState>... from) {
        this.title = title;
        this.actor = actor;
        this.reason = reason;
        this.event = event;
        this.from = Set.copyOf(List.of(from));
    }

    /** The verb on the button. */
    public String title() {
        return title;
    }

    public Actor actor() {
        return actor;
    }

    public boolean needsReason() {
        return reason == Reason.REQUIRED;
    }

    /** The name of the event, past tense. */
    public String event() {
        return event;
    }

    public boolean leaves(CaseState state) {
        return from.contains(state.getClass());
    }

    /** The states this move starts from. */
    public Set<Class<? extends CaseState>> from() {
        return from;
    }
}
