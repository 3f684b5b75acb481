package org.sanhao.e2e;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sanhao.kernel.Meets;

/**
 * The main job as people do it in the browser, on the demo province: one story in order, told in {@code docs/demo.md}
 * under the same numbers. What is done in a chapter stands in the classes beside this one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobTest {
    private Demo demo;
    private SheetChapters sheet;
    private ReviewChapters review;
    private PublicationChapters publication;
    private CampaignChapters campaign;
    private AdministratorChapters administrators;

    @RegisterExtension
    final AfterTestExecutionCallback pictures = context -> {
        if (context.getExecutionException().isPresent() && demo != null) {
            demo.picture("failed-" + context.getRequiredTestMethod().getName());
        }
    };

    @BeforeAll
    void a_living_province() {
        demo = Demo.shared();
        sheet = new SheetChapters(demo);
        review = new ReviewChapters(demo);
        publication = new PublicationChapters(demo);
        campaign = new CampaignChapters(demo);
        administrators = new AdministratorChapters(demo);
    }

    @AfterEach
    void everybody_goes_home() {
        demo.closeWindows();
    }

    @Test
    @Order(1)
    void the_quality_officer_sees_what_is_missing_and_grades_by_keyboard() {
        sheet.atTheDesk();
    }

    @Test
    @Order(2)
    void the_same_sheet_on_a_phone_fits_and_can_be_judged() {
        sheet.onThePhone();
    }

    @Test
    @Order(3)
    void a_section_is_handed_to_a_department_whose_head_finds_it_on_the_phone_and_both_see_the_grade() {
        sheet.handedOut();
    }

    @Test
    @Order(4)
    @Meets({"S11-R40", "S13-R28"})
    void the_institution_applies_the_head_signs_and_the_county_receives_it() {
        review.appliedSignedReceived();
    }

    @Test
    @Order(5)
    void a_supplement_return_needs_its_items_and_shows_the_day() {
        review.returnedForOnePaper();
    }

    @Test
    @Order(6)
    @Meets({"S11-R45", "S11-R51"})
    void after_the_supplement_a_case_can_still_fail_and_the_next_application_waits_for_its_day() {
        review.notPassedAndTooEarly();
    }

    @Test
    @Order(7)
    @Meets("S11-R46")
    void the_city_samples_agrees_where_the_county_agrees_and_proposes() {
        review.theCitySamplesAndProposesBasic();
    }

    @Test
    @Order(8)
    @Meets("S11-R47")
    void the_province_samples_finds_the_recommended_standard_reached_and_opens_the_notice() {
        review.theProvinceProposesRecommended();
    }

    @Test
    @Order(9)
    @Meets({"S11-R50", "S11-R51"})
    void one_clause_short_of_the_recommended_standard_is_short_and_goes_down_level_by_level() {
        review.oneClauseShortIsShort();
    }

    @Test
    @Order(10)
    @Meets({"S10-R08", "S13-R03"})
    void anybody_objects_during_the_notice_and_reads_the_answer_by_a_code() {
        publication.objectedToAndAnswered();
    }

    @Test
    @Order(11)
    @Meets("S13-R31")
    void after_the_notice_the_province_announces_and_the_nation_records() {
        publication.announcedInForceRecorded();
    }

    @Test
    @Order(12)
    @Meets({"S10-R08", "S10-R69", "S10-R70", "S13-R39"})
    void anybody_reads_the_result_by_its_code_and_works_it_out_again() {
        publication.anybodyCanCheckIt();
    }

    @Test
    @Order(13)
    @Meets("S10-R74")
    void a_county_opens_the_next_year_and_publishes_it() {
        campaign.opened();
    }

    @Test
    @Order(14)
    void an_institution_sees_the_next_year_and_the_gate_says_from_when_it_may_apply() {
        campaign.seenAndNotYetOpen();
    }

    @Test
    @Order(15)
    void county_city_and_province_see_who_lacks_what_down_to_the_clause() {
        campaign.whoLacksWhat();
    }

    @Test
    @Order(16)
    @Meets({"S10-R71", "S13-R42"})
    void a_county_ends_the_year_before_and_whoever_has_no_result_is_barred_for_a_year() {
        campaign.ended();
    }

    @Test
    @Order(17)
    void the_system_administrator_loads_a_table_whole_or_not_at_all() {
        administrators.wholeOrNotAtAll();
    }

    @Test
    @Order(18)
    void the_security_administrator_asks_for_a_second_factor_and_the_door_asks_for_it() {
        administrators.aSecondFactorForTheSystemAdministrator();
    }

    @Test
    @Order(19)
    void the_auditor_reads_the_sealed_log_and_verifies_it() {
        administrators.theLogIsReadAndVerified();
    }

    @Test
    @Order(20)
    void the_institutions_own_administrator_adds_a_colleague_who_signs_in() {
        administrators.theInstitutionsOwnAdministratorAddsAPerson();
    }
}
