package org.sanhao.server.review.domain;

import static org.sanhao.kernel.Outcome.done;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.domain.CaseState.Accepted;
import org.sanhao.server.review.domain.CaseState.Announced;
import org.sanhao.server.review.domain.CaseState.CoolingDown;
import org.sanhao.server.review.domain.CaseState.DeskReview;
import org.sanhao.server.review.domain.CaseState.Expired;
import org.sanhao.server.review.domain.CaseState.Feedback;
import org.sanhao.server.review.domain.CaseState.Forwarded;
import org.sanhao.server.review.domain.CaseState.HeadSigned;
import org.sanhao.server.review.domain.CaseState.Held;
import org.sanhao.server.review.domain.CaseState.InForce;
import org.sanhao.server.review.domain.CaseState.MustRectify;
import org.sanhao.server.review.domain.CaseState.NotPassed;
import org.sanhao.server.review.domain.CaseState.Objected;
import org.sanhao.server.review.domain.CaseState.OnSite;
import org.sanhao.server.review.domain.CaseState.OpinionGiven;
import org.sanhao.server.review.domain.CaseState.OpinionSigned;
import org.sanhao.server.review.domain.CaseState.PanelConcluded;
import org.sanhao.server.review.domain.CaseState.PanelDrawn;
import org.sanhao.server.review.domain.CaseState.Proposed;
import org.sanhao.server.review.domain.CaseState.PublicNotice;
import org.sanhao.server.review.domain.CaseState.Removed;
import org.sanhao.server.review.domain.CaseState.SelfAssessing;
import org.sanhao.server.review.domain.CaseState.Submitted;
import org.sanhao.server.review.domain.CaseState.SupplementAsked;
import org.sanhao.server.review.domain.CaseState.Withdrawn;

/**
 * The one place where a case moves. Checks, in this order: that the state has such a move, that this person makes it,
 * that a reason is given, that the guard holds.
 *
 * @basis design of the review chain: two returns never mixed, no clock on a supplement, a clock from the decision on a
 *     refusal, handed down level by level
 */
public final class ReviewMachine {
    private static final int REASON_LIMIT = 2_000;

    private ReviewMachine() {}

    /**
     * Makes a move.
     *
     * @param today the business day
     * @return the case after the move; refused with the rule that stands against it
     */
    public static Outcome<ReviewCase> move(
            ReviewCase review, Command command, Who who, CaseRules rules, LocalDate today) {
        var move = command.move();
        if (!move.leaves(review.state())) {
            return Refusal.of(ErrorCode.MOVE_NOT_NOW, move.title()).asOutcome();
        }
        if (!mayMake(move, review, who)) {
            return Refusal.of(
                            ErrorCode.MOVE_NOT_YOURS, move.title(), move.actor().title())
                    .asOutcome();
        }
        var reason = command.reason().strip();
        if (move.needsReason() && reason.isEmpty()) {
            return Refusal.of(ErrorCode.REASON_REQUIRED, move.title())
                    .at("reason", "写明理由")
                    .asOutcome();
        }
        if (reason.length() > REASON_LIMIT) {
            return Refusal.of(ErrorCode.INVALID_FIELDS, 1)
                    .at("reason", "不超过 " + REASON_LIMIT + " 字")
                    .asOutcome();
        }
        return make(review, command, rules, today);
    }

    /** The moves this person could ask for now; guards that depend on what is asked are left out. */
    public static Set<Move> open(ReviewCase review, Who who) {
        var open = EnumSet.noneOf(Move.class);
        Arrays.stream(Move.values())
                .filter(move -> move.leaves(review.state()) && mayMake(move, review, who))
                .filter(move -> fits(move, review))
                .forEach(open::add);
        return open;
    }

    private static boolean mayMake(Move move, ReviewCase review, Who who) {
        return switch (move.actor()) {
            case APPLICANT_WORKER -> who.side() == Who.Side.APPLICANT;
            case APPLICANT_HEAD -> who.side() == Who.Side.APPLICANT && who.head();
            case HOLDER_WORKER -> holds(review, who);
            case HOLDER_HEAD -> holds(review, who) && who.head();
            case RECEIVER ->
                review.state() instanceof NotPassed refused && refused.at() == Level.INSTITUTION
                        ? who.side() == Who.Side.APPLICANT
                        : holds(review, who);
            case RECORDER ->
                who.side() == Who.Side.AUTHORITY
                        && review.route().record() != null
                        && who.level() == review.route().record();
            case LEVEL_ABOVE -> who.side() == Who.Side.AUTHORITY && who.head() && isAbove(who.level(), review.state());
            case ANYBODY -> who.side() != Who.Side.PRODUCT;
            case PRODUCT -> who.side() == Who.Side.PRODUCT;
        };
    }

    private static boolean holds(ReviewCase review, Who who) {
        return who.side() == Who.Side.AUTHORITY && review.state() instanceof Held held && held.at() == who.level();
    }

    private static boolean isAbove(@Nullable Level level, CaseState state) {
        var below = state instanceof Forwarded forwarded ? forwarded.from() : ((Held) state).at();
        return level != null && level.compareTo(below) < 0;
    }

    /** Of the three ways out of a signed opinion only those that fit it are shown. */
    private static boolean fits(Move move, ReviewCase review) {
        if (!(review.state() instanceof OpinionSigned signed)) {
            return true;
        }
        return switch (move) {
            case REFUSE -> signed.tier() == null;
            case FORWARD ->
                signed.tier() != null && signed.at() != review.route().decidedAt();
            case PROPOSE ->
                signed.tier() != null && signed.at() == review.route().decidedAt();
            default -> true;
        };
    }

    private static Outcome<ReviewCase> make(ReviewCase review, Command command, CaseRules rules, LocalDate today) {
        return switch (command) {
            case Command.AskSupplement asked -> askSupplement(review, asked, rules, today);
            case Command.GiveOpinion opinion -> giveOpinion(review, opinion, rules);
            case Command.Refuse refuse -> refuse(review, refuse, today);
            case Command.Announce announce -> announce(review, announce, today);
            case Command.OrderRectification order -> orderRectification(review, order, today);
            case Command.Plain plain -> plain(review, plain.move(), rules, today);
        };
    }

    private static Outcome<ReviewCase> askSupplement(
            ReviewCase review, Command.AskSupplement asked, CaseRules rules, LocalDate today) {
        var at = ((Held) review.state()).at();
        if (rules.supplementOncePerLevel() && review.supplementsAsked().contains(at)) {
            return Refusal.of(ErrorCode.SUPPLEMENT_ONCE, at.title()).asOutcome();
        }
        if (asked.items().isEmpty() || asked.items().stream().anyMatch(String::isBlank)) {
            return Refusal.of(ErrorCode.SUPPLEMENT_ITEMS_MISSING)
                    .at("items", "逐项列出要补的材料")
                    .asOutcome();
        }
        var due = rules.workingDays().after(today, rules.supplementWorkingDays());
        return done(review.askedBy(at, new SupplementAsked(at, asked.items(), due)));
    }

    private static Outcome<ReviewCase> giveOpinion(ReviewCase review, Command.GiveOpinion opinion, CaseRules rules) {
        if (opinion.tier() != null && !rules.atMost(opinion.tier(), review.appliedTier())) {
            return Refusal.of(ErrorCode.TIER_ABOVE_APPLIED)
                    .at("tier", "不高于申报的等级")
                    .asOutcome();
        }
        return done(review.to(new OpinionGiven(((Held) review.state()).at(), opinion.tier())));
    }

    private static Outcome<ReviewCase> refuse(ReviewCase review, Command.Refuse refuse, LocalDate today) {
        var signed = (OpinionSigned) review.state();
        if (signed.tier() != null) {
            return Refusal.of(ErrorCode.OPINION_SAYS_OTHERWISE, "通过").asOutcome();
        }
        if (refuse.reasonsByClause().isEmpty()
                || refuse.reasonsByClause().values().stream().anyMatch(String::isBlank)) {
            return Refusal.of(ErrorCode.CLAUSE_REASONS_MISSING)
                    .at("reasonsByClause", "逐条写明不通过的理由")
                    .asOutcome();
        }
        return done(review.told(new NotPassed(signed.at(), today, review.route().below(signed.at()))));
    }

    private static Outcome<ReviewCase> announce(ReviewCase review, Command.Announce announce, LocalDate today) {
        var notice = (PublicNotice) review.state();
        if (!today.isAfter(notice.last())) {
            return Refusal.of(ErrorCode.NOTICE_STILL_RUNS, notice.last())
                    .allowedFrom(notice.last().plusDays(1))
                    .asOutcome();
        }
        if (announce.number().isBlank() || announce.number().length() > 60) {
            return Refusal.of(ErrorCode.INVALID_FIELDS, 1)
                    .at("number", "填写认定文件的文号")
                    .asOutcome();
        }
        if (announce.on().isAfter(today) || !announce.on().isAfter(notice.last())) {
            return Refusal.of(ErrorCode.INVALID_FIELDS, 1)
                    .at("on", "发文日期在公示结束之后，不晚于今天")
                    .asOutcome();
        }
        return done(review.to(
                new Announced(notice.at(), notice.tier(), announce.number().strip(), announce.on())));
    }

    private static Outcome<ReviewCase> orderRectification(
            ReviewCase review, Command.OrderRectification order, LocalDate today) {
        var inForce = (InForce) review.state();
        if (!order.by().isAfter(today) || order.by().isAfter(inForce.until())) {
            return Refusal.of(ErrorCode.INVALID_FIELDS, 1)
                    .at("by", "整改期限在今天之后，不超过有效期")
                    .asOutcome();
        }
        return done(
                review.to(new MustRectify(inForce.at(), inForce.tier(), inForce.from(), inForce.until(), order.by())));
    }

    private static Outcome<ReviewCase> plain(ReviewCase review, Move move, CaseRules rules, LocalDate today) {
        var state = review.state();
        return switch (move) {
            case START_SELF_ASSESSMENT, TAKE_BACK_SIGNATURE -> done(review.to(new SelfAssessing()));
            case SIGN -> done(review.to(new HeadSigned()));
            case SUBMIT -> done(review.to(new Submitted(review.route().first())));
            case WITHDRAW ->
                done(review.to(
                        review.feedbackGiven() ? new CoolingDown(rules.coolingUntil(today)) : new Withdrawn(today)));
            case ACCEPT -> done(review.to(new Accepted(((Held) state).at())));
            case RESUBMIT -> done(review.to(new Submitted(((SupplementAsked) state).at())));
            case OPEN_DESK -> done(review.to(new DeskReview(((Accepted) state).at())));
            case DRAW_PANEL -> done(review.to(new PanelDrawn(((DeskReview) state).at())));
            case GO_ON_SITE -> done(review.to(new OnSite(((PanelDrawn) state).at())));
            case RECORD_FEEDBACK -> done(review.told(new Feedback(((OnSite) state).at())));
            case CONCLUDE_PANEL -> done(review.to(new PanelConcluded(((Feedback) state).at())));
            case RECONSIDER -> done(review.to(new DeskReview(((OpinionGiven) state).at())));
            case SIGN_OPINION -> {
                var opinion = (OpinionGiven) state;
                yield done(review.to(new OpinionSigned(opinion.at(), opinion.tier())));
            }
            case FORWARD -> forward(review, (OpinionSigned) state);
            case PROPOSE -> propose(review, (OpinionSigned) state);
            case SIGN_RECEIPT -> receive(review, (NotPassed) state, rules);
            case OPEN_NOTICE -> {
                var proposed = (Proposed) state;
                // The first day does not count: five working days are five whole days on the notice board.
                var last = rules.workingDays().after(today, rules.noticeWorkingDays());
                yield done(review.to(new PublicNotice(proposed.at(), proposed.tier(), today, last)));
            }
            case OBJECT -> object(review, (PublicNotice) state, rules, today);
            case UPHOLD -> done(review.to(new DeskReview(((Objected) state).at())));
            case DISMISS -> {
                var objected = (Objected) state;
                yield done(
                        review.to(new PublicNotice(objected.at(), objected.tier(), objected.first(), objected.last())));
            }
            case FILE -> done(review);
            case ENTER_FORCE -> {
                var announced = (Announced) state;
                var until = announced.on().plusYears(rules.validYears()).minusDays(1);
                yield done(review.to(new InForce(announced.at(), announced.tier(), announced.on(), until)));
            }
            case KEEP -> keep(review);
            case REVOKE -> done(review.to(new Expired(today)));
            case STRIKE -> done(review.to(new Removed(review.route().decidedAt(), today)));
            case EXPIRE -> expire(review, today);
            case ASK_SUPPLEMENT, GIVE_OPINION, REFUSE, ANNOUNCE, ORDER_RECTIFICATION ->
                Refusal.of(ErrorCode.MALFORMED).asOutcome();
        };
    }

    private static Outcome<ReviewCase> forward(ReviewCase review, OpinionSigned signed) {
        var next = review.route().after(signed.at());
        if (signed.tier() == null) {
            return Refusal.of(ErrorCode.OPINION_SAYS_OTHERWISE, "不通过").asOutcome();
        }
        return next.isPresent()
                ? done(review.to(new Forwarded(signed.at(), next.get())))
                : Refusal.of(ErrorCode.DECIDED_HERE, signed.at().title()).asOutcome();
    }

    private static Outcome<ReviewCase> propose(ReviewCase review, OpinionSigned signed) {
        if (signed.tier() == null) {
            return Refusal.of(ErrorCode.OPINION_SAYS_OTHERWISE, "不通过").asOutcome();
        }
        return signed.at() == review.route().decidedAt()
                ? done(review.to(new Proposed(signed.at(), signed.tier())))
                : Refusal.of(ErrorCode.DECIDED_ABOVE, review.route().decidedAt().title())
                        .asOutcome();
    }

    private static Outcome<ReviewCase> receive(ReviewCase review, NotPassed refused, CaseRules rules) {
        return done(review.to(
                refused.at() == Level.INSTITUTION
                        ? new CoolingDown(rules.coolingUntil(refused.decidedOn()))
                        : new NotPassed(
                                refused.decidedAt(),
                                refused.decidedOn(),
                                review.route().below(refused.at()))));
    }

    private static Outcome<ReviewCase> object(
            ReviewCase review, PublicNotice notice, CaseRules rules, LocalDate today) {
        if (today.isAfter(notice.last())) {
            return Refusal.of(ErrorCode.NOTICE_OVER, notice.last()).asOutcome();
        }
        var due = rules.workingDays().after(today, rules.answerWorkingDays());
        return done(review.to(new Objected(notice.at(), notice.tier(), notice.first(), notice.last(), due)));
    }

    private static Outcome<ReviewCase> keep(ReviewCase review) {
        return done(review.to(
                review.state() instanceof MustRectify r
                        ? new InForce(r.at(), r.tier(), r.from(), r.until())
                        : review.state()));
    }

    private static Outcome<ReviewCase> expire(ReviewCase review, LocalDate today) {
        var until = review.state() instanceof MustRectify r ? r.until() : ((InForce) review.state()).until();
        return today.isAfter(until)
                ? done(review.to(new Expired(until)))
                : Refusal.of(ErrorCode.STILL_IN_FORCE, until).asOutcome();
    }
}
