package org.sanhao.server.review.domain;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.domain.Route.Extent;
import org.sanhao.server.review.domain.Route.Leg;

/** Cases to test with, and the people who move them. Working days are plain days here. */
final class Cases {
    static final LocalDate TODAY = LocalDate.of(2026, 9, 10);
    static final CaseRules RULES = new CaseRules(
            List.of("qualified", "basic", "recommended"), 10, true, 5, 10, 3, Period.ofMonths(6), LocalDate::plusDays);

    static final Who DIRECTOR = Who.applicant(true);
    static final Who QUALITY_OFFICER = Who.applicant(false);
    static final Who COUNTY_HANDLER = Who.authority(Level.COUNTY, false);
    static final Who COUNTY_HEAD = Who.authority(Level.COUNTY, true);
    static final Who CITY_HANDLER = Who.authority(Level.CITY, false);
    static final Who CITY_HEAD = Who.authority(Level.CITY, true);
    static final Who PROVINCE_HANDLER = Who.authority(Level.PROVINCE, false);
    static final Who PROVINCE_HEAD = Who.authority(Level.PROVINCE, true);

    private Cases() {}

    /** Basic: the county looks at everything, the city samples and decides. */
    static ReviewCase basicAtCounty(CaseState state) {
        var route = new Route(
                List.of(new Leg(Level.COUNTY, Extent.FULL, 20), new Leg(Level.CITY, Extent.SAMPLE, 20)),
                Level.CITY,
                null);
        return new ReviewCase(state, route, "basic", Set.of(), false);
    }

    /** Recommended: county, city, province decides, the nation records. */
    static ReviewCase recommended(CaseState state) {
        var route = new Route(
                List.of(
                        new Leg(Level.COUNTY, Extent.FULL, 20),
                        new Leg(Level.CITY, Extent.FULL, 20),
                        new Leg(Level.PROVINCE, Extent.SAMPLE, 20)),
                Level.PROVINCE,
                Level.NATION);
        return new ReviewCase(state, route, "recommended", Set.of(), false);
    }

    static Story story(ReviewCase review) {
        return new Story(review, TODAY);
    }

    /** A case on its way, move after move. */
    record Story(ReviewCase review, LocalDate today) {

        Story on(LocalDate day) {
            return new Story(review, day);
        }

        Story then(Who who, Move move) {
            return then(who, new Command.Plain(move));
        }

        Story then(Who who, Command command) {
            return new Story(
                    ReviewMachine.move(review, command, who, RULES, today).orThrow(), today);
        }

        /** Taken in, judged and signed with one result. */
        Story pass(Who handler, Who head, String tier) {
            return then(handler, Move.ACCEPT)
                    .then(handler, Move.OPEN_DESK)
                    .then(handler, new Command.GiveOpinion(tier, "符合"))
                    .then(head, Move.SIGN_OPINION);
        }

        ErrorCode refused(Who who, Command command) {
            return switch (ReviewMachine.move(review, command, who, RULES, today)) {
                case Outcome.Refused<ReviewCase>(var refusal) -> refusal.code();
                case Outcome.Done<ReviewCase>(var done) ->
                    throw new AssertionError("not refused, but moved to " + done.state());
            };
        }
    }
}
