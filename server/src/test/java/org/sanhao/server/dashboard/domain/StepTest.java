package org.sanhao.server.dashboard.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanhao.server.institution.Level.CITY;
import static org.sanhao.server.institution.Level.COUNTY;
import static org.sanhao.server.institution.Level.PROVINCE;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.domain.CaseState;

/** Which steps an institution has behind it. */
class StepTest {
    private static final List<Level> ROUTE = List.of(COUNTY, CITY, PROVINCE);

    @Test
    void without_an_application_only_the_sheet_counts() {
        assertThat(Step.behind(false, "Preparing", null, List.of())).containsExactly("enrolled");
        assertThat(Step.behind(true, "SelfAssessing", null, ROUTE)).containsExactly("enrolled", "started");
    }

    @Test
    void a_level_has_passed_it_when_a_higher_one_holds_it() {
        assertThat(Step.behind(true, "DeskReview", COUNTY, ROUTE)).containsExactly("enrolled", "started", "applied");
        assertThat(Step.behind(true, "Forwarded", CITY, ROUTE))
                .containsExactly("enrolled", "started", "applied", "passed-county");
        assertThat(Step.behind(true, "PublicNotice", CITY, List.of(COUNTY, CITY)))
                .containsExactly("enrolled", "started", "applied", "passed-county", "passed-city");
        assertThat(Step.behind(true, "InForce", PROVINCE, ROUTE))
                .containsExactly(
                        "enrolled",
                        "started",
                        "applied",
                        "passed-county",
                        "passed-city",
                        "passed-province",
                        "recognised");
    }

    @Test
    void an_absent_level_passes_nothing() {
        assertThat(Step.behind(true, "Forwarded", PROVINCE, List.of(COUNTY, PROVINCE)))
                .containsExactly("enrolled", "started", "applied", "passed-county");
    }

    @Test
    void a_refused_or_withdrawn_application_is_none() {
        for (var state : List.of("NotPassed", "CoolingDown", "Withdrawn", "Removed", "Expired")) {
            assertThat(Step.behind(true, state, COUNTY, ROUTE)).containsExactly("enrolled", "started");
        }
    }

    @Test
    void every_state_of_the_machine_is_known() {
        for (var state : leaves(CaseState.class)) {
            assertThat(Step.reach(state)).as(state).isNotNull();
            assertThat(WorkItem.of(state)).as(state).isNotNull();
        }
    }

    @Test
    void canary_a_state_nobody_knows_is_found() {
        assertThatThrownBy(() -> Step.reach("Beamed")).hasMessageContaining("no state Beamed");
    }

    private static List<String> leaves(Class<?> type) {
        var names = new ArrayList<String>();
        for (var each : type.getPermittedSubclasses()) {
            if (each.isSealed()) {
                names.addAll(leaves(each));
            } else {
                names.add(each.getSimpleName());
            }
        }
        return names;
    }
}
