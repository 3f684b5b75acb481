package org.sanhao.server.review.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.review.domain.Cases.CITY_HANDLER;
import static org.sanhao.server.review.domain.Cases.CITY_HEAD;
import static org.sanhao.server.review.domain.Cases.COUNTY_HANDLER;
import static org.sanhao.server.review.domain.Cases.COUNTY_HEAD;
import static org.sanhao.server.review.domain.Cases.DIRECTOR;
import static org.sanhao.server.review.domain.Cases.PROVINCE_HANDLER;
import static org.sanhao.server.review.domain.Cases.PROVINCE_HEAD;
import static org.sanhao.server.review.domain.Cases.QUALITY_OFFICER;
import static org.sanhao.server.review.domain.Cases.TODAY;
import static org.sanhao.server.review.domain.Cases.basicAtCounty;
import static org.sanhao.server.review.domain.Cases.recommended;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Meets;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.domain.CaseState.CoolingDown;
import org.sanhao.server.review.domain.CaseState.DeskReview;
import org.sanhao.server.review.domain.CaseState.InForce;
import org.sanhao.server.review.domain.CaseState.NotPassed;
import org.sanhao.server.review.domain.CaseState.PublicNotice;
import org.sanhao.server.review.domain.CaseState.Submitted;
import org.sanhao.server.review.domain.CaseState.SupplementAsked;
import org.sanhao.server.review.domain.CaseState.Withdrawn;

class ReviewMachineTest {

    @Test
    @Meets({"S11-R47", "S13-R29", "S13-R30", "S13-R31"})
    void a_recommended_case_climbs_from_county_over_city_to_province_and_is_recorded_by_the_nation() {
        var story = Cases.story(recommended(new Submitted(Level.COUNTY)))
                .pass(COUNTY_HANDLER, COUNTY_HEAD, "recommended")
                .then(COUNTY_HANDLER, Move.FORWARD)
                .pass(CITY_HANDLER, CITY_HEAD, "recommended")
                .then(CITY_HANDLER, Move.FORWARD)
                .pass(PROVINCE_HANDLER, PROVINCE_HEAD, "recommended")
                .then(PROVINCE_HANDLER, Move.PROPOSE)
                .then(PROVINCE_HANDLER, Move.OPEN_NOTICE)
                .on(TODAY.plusDays(30))
                .then(PROVINCE_HEAD, new Command.Announce("澄卫基层函〔2026〕9号", TODAY.plusDays(29)))
                .then(Who.authority(Level.NATION, false), Move.FILE)
                .then(Who.PRODUCT, Move.ENTER_FORCE);

        assertThat(story.review().state())
                .isEqualTo(new InForce(
                        Level.PROVINCE,
                        "recommended",
                        TODAY.plusDays(29),
                        TODAY.plusDays(29).plusYears(3).minusDays(1)));
    }

    @Test
    void an_application_for_recommended_may_end_as_basic_but_never_higher_than_applied() {
        var lower = Cases.story(recommended(new DeskReview(Level.PROVINCE)))
                .then(PROVINCE_HANDLER, new Command.GiveOpinion("basic", "推荐条款未达比例"));
        var higher = Cases.story(basicAtCounty(new DeskReview(Level.COUNTY)))
                .refused(COUNTY_HANDLER, new Command.GiveOpinion("recommended", "很好"));

        assertThat(lower.review().state()).isEqualTo(new CaseState.OpinionGiven(Level.PROVINCE, "basic"));
        assertThat(higher).isEqualTo(ErrorCode.TIER_ABOVE_APPLIED);
    }

    @Test
    void a_supplement_return_lists_items_sets_a_limit_and_comes_back_to_the_level_that_asked() {
        var story = Cases.story(basicAtCounty(new DeskReview(Level.CITY)))
                .then(CITY_HANDLER, new Command.AskSupplement(List.of("3.3.2 内科接报处置记录"), "材料不全"));

        assertThat(story.review().state())
                .isEqualTo(new SupplementAsked(Level.CITY, List.of("3.3.2 内科接报处置记录"), TODAY.plusDays(10)));
        assertThat(story.then(QUALITY_OFFICER, Move.RESUBMIT).review().state()).isEqualTo(new Submitted(Level.CITY));
    }

    @Test
    void a_level_returns_for_supplement_once_and_the_next_level_once_again() {
        var story = Cases.story(basicAtCounty(new DeskReview(Level.COUNTY)))
                .then(COUNTY_HANDLER, new Command.AskSupplement(List.of("制度"), "缺"))
                .then(QUALITY_OFFICER, Move.RESUBMIT);

        assertThat(story.refused(COUNTY_HANDLER, new Command.AskSupplement(List.of("记录"), "缺")))
                .isEqualTo(ErrorCode.SUPPLEMENT_ONCE);

        var above = story.pass(COUNTY_HANDLER, COUNTY_HEAD, "basic")
                .then(COUNTY_HANDLER, Move.FORWARD)
                .then(CITY_HANDLER, Move.ACCEPT)
                .then(CITY_HANDLER, new Command.AskSupplement(List.of("记录"), "缺"));
        assertThat(above.review().state()).isInstanceOf(SupplementAsked.class);
    }

    @Test
    @Meets("S11-R50")
    void a_case_the_province_refuses_is_handed_down_level_by_level_and_each_signs_receipt() {
        var story = Cases.story(recommended(new DeskReview(Level.PROVINCE)))
                .then(PROVINCE_HANDLER, new Command.GiveOpinion(null, "不达标"))
                .then(PROVINCE_HEAD, Move.SIGN_OPINION)
                .then(PROVINCE_HANDLER, new Command.Refuse(Map.of("3.2.5", "未见复查"), "三条不符"));

        assertThat(story.review().state()).isEqualTo(new NotPassed(Level.PROVINCE, TODAY, Level.CITY));
        assertThat(story.refused(COUNTY_HANDLER, new Command.Plain(Move.SIGN_RECEIPT)))
                .isEqualTo(ErrorCode.MOVE_NOT_YOURS);

        story = story.then(CITY_HANDLER, Move.SIGN_RECEIPT)
                .on(TODAY.plusDays(3))
                .then(COUNTY_HANDLER, Move.SIGN_RECEIPT)
                .then(QUALITY_OFFICER, Move.SIGN_RECEIPT);
        assertThat(story.review().state())
                .as("the clock runs from the decision, not from the receipt")
                .isEqualTo(new CoolingDown(TODAY.plusMonths(6)));
    }

    @Test
    void a_refusal_without_a_reason_for_each_clause_is_not_accepted() {
        var story = Cases.story(basicAtCounty(new DeskReview(Level.COUNTY)))
                .then(COUNTY_HANDLER, new Command.GiveOpinion(null, "不达标"))
                .then(COUNTY_HEAD, Move.SIGN_OPINION);

        assertThat(story.refused(COUNTY_HANDLER, new Command.Refuse(Map.of(), "不达标")))
                .isEqualTo(ErrorCode.CLAUSE_REASONS_MISSING);
        assertThat(story.refused(COUNTY_HANDLER, new Command.Refuse(Map.of("1.1.1", " "), "不达标")))
                .isEqualTo(ErrorCode.CLAUSE_REASONS_MISSING);
        assertThat(story.refused(COUNTY_HANDLER, new Command.Refuse(Map.of("1.1.1", "缺"), "  ")))
                .isEqualTo(ErrorCode.REASON_REQUIRED);
    }

    @Test
    void what_was_signed_is_what_is_done() {
        var passed = Cases.story(basicAtCounty(new CaseState.OpinionSigned(Level.COUNTY, "basic")));
        var failed = Cases.story(basicAtCounty(new CaseState.OpinionSigned(Level.COUNTY, null)));

        assertThat(passed.refused(COUNTY_HANDLER, new Command.Refuse(Map.of("1.1.1", "缺"), "改主意")))
                .isEqualTo(ErrorCode.OPINION_SAYS_OTHERWISE);
        assertThat(failed.refused(COUNTY_HANDLER, new Command.Plain(Move.FORWARD)))
                .isEqualTo(ErrorCode.OPINION_SAYS_OTHERWISE);
        assertThat(passed.refused(COUNTY_HANDLER, new Command.Plain(Move.PROPOSE)))
                .isEqualTo(ErrorCode.DECIDED_ABOVE);
    }

    @Test
    void one_officer_never_decides_the_handler_cannot_sign_the_opinion() {
        var story = Cases.story(basicAtCounty(new CaseState.OpinionGiven(Level.COUNTY, "basic")));

        assertThat(story.refused(COUNTY_HANDLER, new Command.Plain(Move.SIGN_OPINION)))
                .isEqualTo(ErrorCode.MOVE_NOT_YOURS);
    }

    @Test
    void withdrawing_before_anybody_has_spoken_starts_no_clock() {
        var story = Cases.story(basicAtCounty(new Submitted(Level.COUNTY)))
                .then(DIRECTOR, new Command.Plain(Move.WITHDRAW, "另择时间"));

        assertThat(story.review().state()).isEqualTo(new Withdrawn(TODAY));
    }

    @Test
    void withdrawing_after_the_first_feedback_starts_the_same_clock_as_a_refusal() {
        var story = Cases.story(basicAtCounty(new CaseState.OnSite(Level.COUNTY)))
                .then(COUNTY_HANDLER, new Command.Plain(Move.RECORD_FEEDBACK, "反馈 6 条"))
                .then(DIRECTOR, new Command.Plain(Move.WITHDRAW, "先整改"));

        assertThat(story.review().state()).isEqualTo(new CoolingDown(TODAY.plusMonths(6)));
    }

    @Test
    void nothing_is_announced_while_the_public_notice_runs_or_an_objection_is_open() {
        var last = TODAY.plusDays(5);
        var notice = basicAtCounty(new PublicNotice(Level.CITY, "basic", TODAY, last));
        var announce = new Command.Announce("安卫基层函〔2026〕3号", last);

        assertThat(Cases.story(notice).on(last).refused(CITY_HEAD, announce)).isEqualTo(ErrorCode.NOTICE_STILL_RUNS);
        var objected = Cases.story(notice).then(Who.PUBLIC, new Command.Plain(Move.OBJECT, "数据不实"));
        assertThat(objected.on(last.plusDays(9)).refused(CITY_HEAD, announce)).isEqualTo(ErrorCode.MOVE_NOT_NOW);
    }

    @Test
    void an_upheld_objection_brings_the_case_back_to_the_desk_of_the_deciding_level() {
        var story = Cases.story(basicAtCounty(new PublicNotice(Level.CITY, "basic", TODAY, TODAY.plusDays(5))))
                .then(Who.PUBLIC, new Command.Plain(Move.OBJECT, "数据不实"))
                .then(CITY_HEAD, new Command.Plain(Move.UPHOLD, "经查属实"));

        assertThat(story.review().state()).isEqualTo(new DeskReview(Level.CITY));
    }

    @Test
    void the_upper_level_strikes_a_forwarded_case_but_the_forwarding_level_cannot() {
        var forwarded = basicAtCounty(new CaseState.Forwarded(Level.COUNTY, Level.CITY));

        assertThat(Cases.story(forwarded).refused(COUNTY_HEAD, new Command.Plain(Move.STRIKE, "不符")))
                .isEqualTo(ErrorCode.MOVE_NOT_YOURS);
        assertThat(Cases.story(forwarded)
                        .then(CITY_HEAD, new Command.Plain(Move.STRIKE, "一致性核查不符"))
                        .review()
                        .state())
                .isInstanceOf(CaseState.Removed.class);
    }
}
