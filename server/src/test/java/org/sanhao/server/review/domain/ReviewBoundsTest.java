package org.sanhao.server.review.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.review.domain.Cases.CITY_HANDLER;
import static org.sanhao.server.review.domain.Cases.CITY_HEAD;
import static org.sanhao.server.review.domain.Cases.COUNTY_HANDLER;
import static org.sanhao.server.review.domain.Cases.COUNTY_HEAD;
import static org.sanhao.server.review.domain.Cases.DIRECTOR;
import static org.sanhao.server.review.domain.Cases.PROVINCE_HEAD;
import static org.sanhao.server.review.domain.Cases.QUALITY_OFFICER;
import static org.sanhao.server.review.domain.Cases.TODAY;
import static org.sanhao.server.review.domain.Cases.basicAtCounty;
import static org.sanhao.server.review.domain.Cases.recommended;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.domain.CaseState.Announced;
import org.sanhao.server.review.domain.CaseState.CoolingDown;
import org.sanhao.server.review.domain.CaseState.DeskReview;
import org.sanhao.server.review.domain.CaseState.Expired;
import org.sanhao.server.review.domain.CaseState.Forwarded;
import org.sanhao.server.review.domain.CaseState.InForce;
import org.sanhao.server.review.domain.CaseState.MustRectify;
import org.sanhao.server.review.domain.CaseState.NotPassed;
import org.sanhao.server.review.domain.CaseState.Objected;
import org.sanhao.server.review.domain.CaseState.OpinionGiven;
import org.sanhao.server.review.domain.CaseState.OpinionSigned;
import org.sanhao.server.review.domain.CaseState.PublicNotice;
import org.sanhao.server.review.domain.CaseState.Removed;
import org.sanhao.server.review.domain.CaseState.Withdrawn;

/** The first and the last day, the first and the last letter, and whose hand it takes. */
class ReviewBoundsTest {
    private static final LocalDate LAST = TODAY.plusDays(5);
    private static final LocalDate UNTIL = TODAY.plusYears(3);
    private static final ReviewCase ON_NOTICE = basicAtCounty(new PublicNotice(Level.CITY, "basic", TODAY, LAST));
    private static final ReviewCase HOLDS = basicAtCounty(new InForce(Level.CITY, "basic", TODAY, UNTIL));
    private static final ReviewCase MENDS =
            basicAtCounty(new MustRectify(Level.CITY, "basic", TODAY, UNTIL, TODAY.plusDays(30)));

    private static CaseState after(ReviewCase review, LocalDate day, Who who, Command command) {
        return Cases.story(review).on(day).then(who, command).review().state();
    }

    private static ErrorCode refusal(ReviewCase review, LocalDate day, Who who, Command command) {
        return Cases.story(review).on(day).refused(who, command);
    }

    @Test
    void a_reason_has_two_thousand_characters_and_not_one_more() {
        var opinion = basicAtCounty(new DeskReview(Level.COUNTY));

        assertThat(after(opinion, TODAY, COUNTY_HANDLER, new Command.GiveOpinion("basic", "由".repeat(2000))))
                .isEqualTo(new OpinionGiven(Level.COUNTY, "basic"));
        assertThat(refusal(opinion, TODAY, COUNTY_HANDLER, new Command.GiveOpinion("basic", "由".repeat(2001))))
                .isEqualTo(ErrorCode.INVALID_FIELDS);
        assertThat(refusal(opinion, TODAY, COUNTY_HANDLER, new Command.GiveOpinion("basic", " \n")))
                .isEqualTo(ErrorCode.REASON_REQUIRED);
    }

    @Test
    void an_opinion_names_a_tier_of_the_pack_up_to_the_one_applied_for() {
        var desk = basicAtCounty(new DeskReview(Level.COUNTY));

        assertThat(after(desk, TODAY, COUNTY_HANDLER, new Command.GiveOpinion("qualified", "低一等")))
                .isEqualTo(new OpinionGiven(Level.COUNTY, "qualified"));
        assertThat(refusal(desk, TODAY, COUNTY_HANDLER, new Command.GiveOpinion("golden", "没有这一等")))
                .isEqualTo(ErrorCode.TIER_ABOVE_APPLIED);
    }

    @Test
    void a_supplement_return_says_what_is_missing() {
        var desk = basicAtCounty(new DeskReview(Level.COUNTY));

        assertThat(refusal(desk, TODAY, COUNTY_HANDLER, new Command.AskSupplement(List.of(), "材料不全")))
                .isEqualTo(ErrorCode.SUPPLEMENT_ITEMS_MISSING);
        assertThat(refusal(desk, TODAY, COUNTY_HANDLER, new Command.AskSupplement(List.of("制度", " "), "材料不全")))
                .isEqualTo(ErrorCode.SUPPLEMENT_ITEMS_MISSING);
    }

    @Test
    void withdrawing_after_a_supplement_return_starts_the_clock_because_something_was_said() {
        var story = Cases.story(basicAtCounty(new DeskReview(Level.COUNTY)))
                .then(COUNTY_HANDLER, new Command.AskSupplement(List.of("制度"), "缺"));

        assertThat(story.then(DIRECTOR, new Command.Plain(Move.WITHDRAW, "先整改"))
                        .review()
                        .state())
                .isEqualTo(new CoolingDown(TODAY.plusMonths(6)));
        assertThat(story.review().supplementsAsked()).containsExactly(Level.COUNTY);
    }

    @Test
    void an_announcement_is_dated_after_the_notice_and_not_after_today_and_has_a_number() {
        var day = LAST.plusDays(3);

        assertThat(after(ON_NOTICE, day, CITY_HEAD, new Command.Announce(" 号 ", LAST.plusDays(1))))
                .isEqualTo(new Announced(Level.CITY, "basic", "号", LAST.plusDays(1)));
        assertThat(after(ON_NOTICE, day, CITY_HEAD, new Command.Announce("号".repeat(60), day)))
                .isEqualTo(new Announced(Level.CITY, "basic", "号".repeat(60), day));
        for (var wrong : List.of(
                new Command.Announce("号", LAST),
                new Command.Announce("号", day.plusDays(1)),
                new Command.Announce(" ", day),
                new Command.Announce("号".repeat(61), day))) {
            assertThat(refusal(ON_NOTICE, day, CITY_HEAD, wrong))
                    .as(wrong.toString())
                    .isEqualTo(ErrorCode.INVALID_FIELDS);
        }
        assertThat(refusal(ON_NOTICE, day, CITY_HANDLER, new Command.Announce("号", day)))
                .isEqualTo(ErrorCode.MOVE_NOT_YOURS);
    }

    @Test
    void anybody_objects_up_to_the_last_day_of_the_notice_but_the_product_has_no_opinion() {
        var objection = new Command.Plain(Move.OBJECT, "数据不实");

        assertThat(after(ON_NOTICE, LAST, Who.PUBLIC, objection))
                .isEqualTo(new Objected(Level.CITY, "basic", TODAY, LAST, LAST.plusDays(10)));
        assertThat(refusal(ON_NOTICE, LAST.plusDays(1), Who.PUBLIC, objection)).isEqualTo(ErrorCode.NOTICE_OVER);
        assertThat(refusal(ON_NOTICE, LAST, Who.PRODUCT, objection)).isEqualTo(ErrorCode.MOVE_NOT_YOURS);
    }

    @Test
    void a_dismissed_objection_leaves_the_days_of_the_notice_as_they_were() {
        var objected = basicAtCounty(new Objected(Level.CITY, "basic", TODAY, LAST, LAST.plusDays(10)));

        assertThat(after(objected, LAST.plusDays(2), CITY_HEAD, new Command.Plain(Move.DISMISS, "查无实据")))
                .isEqualTo(new PublicNotice(Level.CITY, "basic", TODAY, LAST));
    }

    @Test
    void rectification_is_due_after_today_and_while_the_result_still_holds() {
        assertThat(after(HOLDS, TODAY, CITY_HEAD, new Command.OrderRectification(TODAY.plusDays(1), "复查")))
                .isEqualTo(new MustRectify(Level.CITY, "basic", TODAY, UNTIL, TODAY.plusDays(1)));
        assertThat(after(HOLDS, TODAY, CITY_HEAD, new Command.OrderRectification(UNTIL, "复查")))
                .isEqualTo(new MustRectify(Level.CITY, "basic", TODAY, UNTIL, UNTIL));
        for (var by : List.of(TODAY, UNTIL.plusDays(1))) {
            assertThat(refusal(HOLDS, TODAY, CITY_HEAD, new Command.OrderRectification(by, "复查")))
                    .isEqualTo(ErrorCode.INVALID_FIELDS);
        }
    }

    @Test
    void a_result_holds_on_its_last_day_and_has_expired_on_the_next() {
        for (var review : List.of(HOLDS, MENDS)) {
            assertThat(refusal(review, UNTIL, Who.PRODUCT, new Command.Plain(Move.EXPIRE)))
                    .isEqualTo(ErrorCode.STILL_IN_FORCE);
            assertThat(after(review, UNTIL.plusDays(1), Who.PRODUCT, new Command.Plain(Move.EXPIRE)))
                    .isEqualTo(new Expired(UNTIL));
        }
    }

    @Test
    void a_re_check_keeps_or_revokes_a_result_that_was_to_be_mended() {
        assertThat(after(MENDS, TODAY, CITY_HEAD, new Command.Plain(Move.KEEP, "已整改")))
                .isEqualTo(HOLDS.state());
        assertThat(after(HOLDS, TODAY, CITY_HEAD, new Command.Plain(Move.KEEP, "复查合格")))
                .isEqualTo(HOLDS.state());
        assertThat(after(MENDS, TODAY, CITY_HEAD, new Command.Plain(Move.REVOKE, "未整改")))
                .isEqualTo(new Expired(TODAY));
    }

    @Test
    void only_a_head_of_a_level_above_strikes_a_result() {
        var strike = new Command.Plain(Move.STRIKE, "核查不符");

        assertThat(after(HOLDS, TODAY, PROVINCE_HEAD, strike)).isEqualTo(new Removed(Level.CITY, TODAY));
        for (var who : List.of(CITY_HEAD, COUNTY_HEAD, Cases.PROVINCE_HANDLER, DIRECTOR, Who.PUBLIC)) {
            assertThat(refusal(HOLDS, TODAY, who, strike)).as("%s", who).isEqualTo(ErrorCode.MOVE_NOT_YOURS);
        }
    }

    @Test
    void a_result_is_filed_by_the_recording_level_only_and_stays_what_it_is() {
        var filed = new Command.Plain(Move.FILE);
        var announced = new Announced(Level.PROVINCE, "recommended", "号", TODAY);

        assertThat(after(recommended(announced), TODAY, Who.authority(Level.NATION, false), filed))
                .isEqualTo(announced);
        assertThat(refusal(recommended(announced), TODAY, PROVINCE_HEAD, filed)).isEqualTo(ErrorCode.MOVE_NOT_YOURS);
        assertThat(refusal(recommended(announced), TODAY, Who.PRODUCT, filed)).isEqualTo(ErrorCode.MOVE_NOT_YOURS);
        assertThat(refusal(HOLDS, TODAY, Who.authority(Level.NATION, true), filed))
                .as("nobody records a basic result")
                .isEqualTo(ErrorCode.MOVE_NOT_YOURS);
    }

    @Test
    void the_deciding_level_has_nobody_to_forward_to() {
        var signed = basicAtCounty(new OpinionSigned(Level.CITY, "basic"));

        assertThat(refusal(signed, TODAY, CITY_HANDLER, new Command.Plain(Move.FORWARD)))
                .isEqualTo(ErrorCode.DECIDED_HERE);
        assertThat(refusal(
                        basicAtCounty(new OpinionSigned(Level.CITY, null)),
                        TODAY,
                        CITY_HANDLER,
                        new Command.Plain(Move.PROPOSE)))
                .isEqualTo(ErrorCode.OPINION_SAYS_OTHERWISE);
    }

    @Test
    void a_move_that_has_to_say_more_is_malformed_without_it() {
        assertThat(refusal(
                        basicAtCounty(new OpinionSigned(Level.COUNTY, null)),
                        TODAY,
                        COUNTY_HANDLER,
                        new Command.Plain(Move.REFUSE, "不达标")))
                .isEqualTo(ErrorCode.MALFORMED);
    }

    @Test
    void of_the_ways_out_of_a_signed_opinion_only_the_fitting_one_is_open() {
        assertThat(ReviewMachine.open(basicAtCounty(new OpinionSigned(Level.COUNTY, null)), COUNTY_HANDLER))
                .isEqualTo(Set.of(Move.REFUSE));
        assertThat(ReviewMachine.open(basicAtCounty(new OpinionSigned(Level.COUNTY, "basic")), COUNTY_HANDLER))
                .isEqualTo(Set.of(Move.FORWARD));
        assertThat(ReviewMachine.open(basicAtCounty(new OpinionSigned(Level.CITY, "basic")), CITY_HANDLER))
                .isEqualTo(Set.of(Move.PROPOSE));
        assertThat(ReviewMachine.open(basicAtCounty(new OpinionSigned(Level.CITY, "basic")), DIRECTOR))
                .isEqualTo(Set.of(Move.WITHDRAW));
        assertThat(ReviewMachine.open(basicAtCounty(new OpinionSigned(Level.CITY, "basic")), QUALITY_OFFICER))
                .isEmpty();
    }

    @Test
    void the_institution_itself_signs_the_last_receipt_and_nobody_for_it() {
        var refused = basicAtCounty(new NotPassed(Level.COUNTY, TODAY, Level.INSTITUTION));

        assertThat(refusal(refused, TODAY, COUNTY_HANDLER, new Command.Plain(Move.SIGN_RECEIPT)))
                .isEqualTo(ErrorCode.MOVE_NOT_YOURS);
        assertThat(after(refused, TODAY.plusDays(20), QUALITY_OFFICER, new Command.Plain(Move.SIGN_RECEIPT)))
                .isEqualTo(new CoolingDown(TODAY.plusMonths(6)));
        assertThat(refusal(
                        basicAtCounty(new NotPassed(Level.CITY, TODAY, Level.COUNTY)),
                        TODAY,
                        QUALITY_OFFICER,
                        new Command.Plain(Move.SIGN_RECEIPT)))
                .isEqualTo(ErrorCode.MOVE_NOT_YOURS);
    }

    @Test
    void without_an_interval_in_the_pack_one_may_apply_again_at_once() {
        var rules = new CaseRules(List.of("basic"), 10, false, 5, 10, 3, null, LocalDate::plusDays);

        assertThat(rules.coolingUntil(TODAY)).isEqualTo(TODAY);
        var asked = basicAtCounty(new DeskReview(Level.COUNTY)).askedBy(Level.COUNTY, new DeskReview(Level.COUNTY));
        assertThat(ReviewMachine.move(
                                asked, new Command.AskSupplement(List.of("记录"), "缺"), COUNTY_HANDLER, rules, TODAY)
                        .orThrow()
                        .state())
                .as("a pack may let a level ask again")
                .isEqualTo(new CaseState.SupplementAsked(Level.COUNTY, List.of("记录"), TODAY.plusDays(10)));
    }

    @Test
    void a_case_is_closed_in_four_states_and_open_in_every_other() {
        for (var closed : List.of(
                new CoolingDown(TODAY), new Expired(TODAY), new Removed(Level.CITY, TODAY), new Withdrawn(TODAY))) {
            assertThat(closed.isClosed()).as("%s", closed).isTrue();
        }
        for (var open : List.of(
                new CaseState.Preparing(),
                new CaseState.SelfAssessing(),
                new CaseState.HeadSigned(),
                new Forwarded(Level.COUNTY, Level.CITY),
                HOLDS.state())) {
            assertThat(open.isClosed()).as("%s", open).isFalse();
        }
    }
}
