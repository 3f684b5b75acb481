package org.sanhao.server.review.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.domain.Route.Extent;
import org.sanhao.server.review.domain.Route.Leg;

class RouteTest {
    private static final Leg COUNTY = new Leg(Level.COUNTY, Extent.FULL, 20);
    private static final Leg CITY = new Leg(Level.CITY, Extent.SAMPLE, 15);
    private static final Leg PROVINCE = new Leg(Level.PROVINCE, Extent.SAMPLE, null);
    private static final List<Level> ALL = List.of(Level.COUNTY, Level.CITY, Level.PROVINCE, Level.NATION);

    private static Route toProvince(List<Level> present) {
        return Route.over(List.of(COUNTY, CITY, PROVINCE), Level.PROVINCE, Level.NATION, present);
    }

    @Test
    void with_every_level_above_the_route_is_as_the_pack_writes_it() {
        assertThat(toProvince(ALL)).isEqualTo(new Route(List.of(COUNTY, CITY, PROVINCE), Level.PROVINCE, Level.NATION));
    }

    @Test
    void a_level_that_does_not_stand_above_the_institution_is_left_out() {
        var direct = toProvince(List.of(Level.COUNTY, Level.PROVINCE));

        assertThat(direct).isEqualTo(new Route(List.of(COUNTY, PROVINCE), Level.PROVINCE, null));
        assertThat(direct.after(Level.COUNTY)).contains(Level.PROVINCE);
        assertThat(direct.below(Level.PROVINCE)).isEqualTo(Level.COUNTY);
    }

    @Test
    void what_an_absent_level_would_decide_falls_to_the_nearest_level_above() {
        var route = Route.over(
                List.of(COUNTY, CITY), Level.CITY, null, List.of(Level.COUNTY, Level.PROVINCE, Level.NATION));

        assertThat(route.decidedAt()).isEqualTo(Level.PROVINCE);
        assertThat(route.legs()).containsExactly(COUNTY, new Leg(Level.PROVINCE, Extent.FULL, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Route.over(List.of(COUNTY, CITY), Level.CITY, null, List.of(Level.COUNTY)));
    }

    @Test
    void whoever_looks_first_looks_at_everything_and_keeps_its_time() {
        var route = toProvince(List.of(Level.CITY, Level.PROVINCE));

        assertThat(route.legs()).containsExactly(new Leg(Level.CITY, Extent.FULL, 15), PROVINCE);
        assertThat(route.first()).isEqualTo(Level.CITY);
    }

    @Test
    void a_case_goes_up_and_comes_back_one_level_at_a_time() {
        var route = toProvince(ALL);

        assertThat(route.first()).isEqualTo(Level.COUNTY);
        assertThat(route.after(Level.COUNTY)).contains(Level.CITY);
        assertThat(route.after(Level.CITY)).contains(Level.PROVINCE);
        assertThat(route.after(Level.PROVINCE)).isEmpty();
        assertThat(route.below(Level.PROVINCE)).isEqualTo(Level.CITY);
        assertThat(route.below(Level.CITY)).isEqualTo(Level.COUNTY);
        assertThat(route.below(Level.COUNTY)).isEqualTo(Level.INSTITUTION);
        assertThat(route.legAt(Level.CITY)).isEqualTo(CITY);
        assertThat(route.includes(Level.CITY)).isTrue();
        assertThat(route.includes(Level.NATION)).as("filing is no judging").isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> route.legAt(Level.NATION));
    }

    @Test
    void a_route_that_goes_down_stands_still_or_ends_elsewhere_is_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Route(List.of(), Level.CITY, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Route(List.of(COUNTY), Level.CITY, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Route(List.of(PROVINCE, CITY), Level.CITY, null))
                .withMessageContaining("upward");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Route(List.of(CITY, CITY), Level.CITY, null))
                .withMessageContaining("upward");
    }

    @Test
    void months_of_self_assessment_are_whole_ones_and_end_on_the_last_day_of_a_shorter_month() {
        var started = LocalDate.of(2026, 8, 31);

        assertThat(SelfAssessmentMonths.completeOn(started, 6)).isEqualTo("2027-02-28");
        assertThat(SelfAssessmentMonths.complete(started, LocalDate.of(2027, 2, 27)))
                .isEqualTo(5);
        assertThat(SelfAssessmentMonths.complete(started, LocalDate.of(2027, 2, 28)))
                .isEqualTo(6);
        assertThat(SelfAssessmentMonths.complete(started, LocalDate.of(2026, 9, 29)))
                .isZero();
        assertThat(SelfAssessmentMonths.complete(started, LocalDate.of(2026, 1, 1)))
                .isZero();
    }
}
