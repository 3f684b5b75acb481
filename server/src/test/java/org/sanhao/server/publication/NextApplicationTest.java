package org.sanhao.server.publication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.institution.Level;
import org.sanhao.server.publication.domain.ResultState;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever holds a result may apply for the next higher one; the one in force stays. */
@ServerTest
class NextApplicationTest {
    @Autowired
    ProposedCases cases;

    @Autowired
    Reviews reviews;

    @Autowired
    Publications publications;

    @Autowired
    TestClock clock;

    @Test
    void a_result_in_force_leaves_room_for_one_more_application_and_stays() {
        var first = cases.propose("石桥镇卫生院").getFirst();
        cases.make(first.id(), new Command.Plain(Move.OPEN_NOTICE), Who.authority(Level.CITY, false));
        assertThat(reviews.apply(Scope.SYSTEM, first.enrolment(), "recommended", "quality.officer"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.refusal()).asString().contains(ErrorCode.CASE_ALREADY_OPEN.name()));
        clock.set(2026, 9, 18);
        cases.make(first.id(), new Command.Announce("安卫〔2026〕7号", clock.today()), Who.authority(Level.CITY, true));
        publications.settle(clock.today());

        clock.set(2027, 9, 6);
        assertThat(reviews.gate(Scope.SYSTEM, first.enrolment())).isEmpty();
        reviews.apply(Scope.SYSTEM, first.enrolment(), "recommended", "quality.officer")
                .orThrow();

        assertThat(publications.resultOf(Scope.SYSTEM, first.id()).orElseThrow().state())
                .isEqualTo(ResultState.IN_FORCE);
        assertThat(reviews.apply(Scope.SYSTEM, first.enrolment(), "recommended", "quality.officer"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.refusal()).asString().contains(ErrorCode.CASE_ALREADY_OPEN.name()));
    }
}
