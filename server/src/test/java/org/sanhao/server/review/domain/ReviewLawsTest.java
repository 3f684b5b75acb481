package org.sanhao.server.review.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.domain.CaseState.Announced;
import org.sanhao.server.review.domain.CaseState.CoolingDown;
import org.sanhao.server.review.domain.CaseState.Forwarded;
import org.sanhao.server.review.domain.CaseState.Held;
import org.sanhao.server.review.domain.CaseState.InForce;
import org.sanhao.server.review.domain.CaseState.NotPassed;
import org.sanhao.server.review.domain.CaseState.Preparing;
import org.sanhao.server.review.domain.CaseState.PublicNotice;
import org.sanhao.server.review.domain.CaseState.SupplementAsked;

/** Laws that hold on every walk through the machine, whoever asks for whatever in whatever order. */
class ReviewLawsTest {
    private static final List<String> TIERS = List.of("qualified", "basic", "recommended");

    private record Step(ReviewCase before, Move move, Who who, ReviewCase after, LocalDate day) {}

    @Property(tries = 300)
    void nothing_is_announced_without_a_finished_public_notice(@ForAll long seed) {
        for (var step : walk(seed)) {
            if (step.after().state() instanceof Announced) {
                assertThat(step.before().state())
                        .isInstanceOfSatisfying(
                                PublicNotice.class,
                                notice -> assertThat(step.day()).isAfter(notice.last()));
            }
            if (step.after().state() instanceof InForce && step.move() == Move.ENTER_FORCE) {
                assertThat(step.before().state()).isInstanceOf(Announced.class);
            }
        }
    }

    @Property(tries = 300)
    void a_supplement_return_never_starts_a_clock_and_a_refusal_always_does(@ForAll long seed) {
        for (var step : walk(seed)) {
            if (step.before().state() instanceof SupplementAsked && step.move() != Move.WITHDRAW) {
                assertThat(step.after().state()).isNotInstanceOf(CoolingDown.class);
            }
            if (step.before().state() instanceof NotPassed refused && refused.at() == Level.INSTITUTION) {
                assertThat(step.after().state())
                        .isEqualTo(new CoolingDown(refused.decidedOn().plusMonths(6)));
            }
        }
    }

    @Property(tries = 300)
    void a_case_goes_up_and_down_one_present_level_at_a_time(@ForAll long seed) {
        for (var step : walk(seed)) {
            if (step.after().state() instanceof Forwarded forwarded) {
                assertThat(step.after().route().after(forwarded.from())).contains(forwarded.at());
            }
            if (step.move() == Move.SIGN_RECEIPT && step.after().state() instanceof NotPassed refused) {
                var before = (NotPassed) step.before().state();
                assertThat(refused.at()).isEqualTo(step.after().route().below(before.at()));
            }
        }
    }

    @Property(tries = 300)
    void no_result_is_higher_than_what_was_applied_for(@ForAll long seed) {
        for (var step : walk(seed)) {
            if (step.after().state() instanceof InForce inForce) {
                assertThat(TIERS.indexOf(inForce.tier()))
                        .isLessThanOrEqualTo(TIERS.indexOf(step.after().appliedTier()));
            }
        }
    }

    @Property(tries = 300)
    void only_the_level_that_holds_a_case_works_on_it(@ForAll long seed) {
        for (var step : walk(seed)) {
            if (step.who().side() == Who.Side.AUTHORITY
                    && step.move() != Move.STRIKE
                    && step.move() != Move.FILE
                    && step.move() != Move.OBJECT) {
                assertThat(((Held) step.before().state()).at())
                        .isEqualTo(step.who().level());
            }
        }
    }

    @Property(tries = 300)
    void no_level_asks_for_supplement_twice_between_two_starts(@ForAll long seed) {
        var asked = new EnumMap<Level, Integer>(Level.class);
        for (var step : walk(seed)) {
            if (step.move() == Move.ASK_SUPPLEMENT) {
                asked.merge(((Held) step.before().state()).at(), 1, Integer::sum);
            }
        }
        assertThat(asked.values()).allMatch(count -> count == 1);
    }

    @Property(tries = 300)
    void nothing_happens_to_a_case_that_was_withdrawn_removed_or_has_run_out(@ForAll long seed) {
        for (var step : walk(seed)) {
            assertThat(step.before().state())
                    .isNotInstanceOfAny(CaseState.Withdrawn.class, CaseState.Removed.class, CaseState.Expired.class);
        }
    }

    @Property(tries = 300)
    void receipts_are_signed_strictly_downwards_until_the_institution_has_signed(@ForAll long seed) {
        Level last = null;
        for (var step : walk(seed)) {
            if (step.move() == Move.REFUSE) {
                last = ((Held) step.before().state()).at();
            }
            if (step.move() == Move.SIGN_RECEIPT) {
                var signed = ((NotPassed) step.before().state()).at();
                assertThat(signed).isGreaterThan(last);
                last = signed;
            }
        }
    }

    @Property(tries = 300)
    void what_is_offered_can_be_done_and_what_is_not_offered_cannot(@ForAll long seed) {
        for (var step : walk(seed)) {
            assertThat(ReviewMachine.open(step.before(), step.who())).contains(step.move());
        }
    }

    /** A random walk: random people ask for random things on days that go on; what is refused changes nothing. */
    private static List<Step> walk(long seed) {
        var random = new Random(seed);
        var people = new ArrayList<Who>(List.of(Who.PUBLIC, Who.PRODUCT, Cases.DIRECTOR, Cases.QUALITY_OFFICER));
        for (var level : Level.values()) {
            people.add(Who.authority(level, true));
            people.add(Who.authority(level, false));
        }
        var review = random.nextBoolean() ? Cases.basicAtCounty(new Preparing()) : Cases.recommended(new Preparing());
        var day = Cases.TODAY;
        var steps = new ArrayList<Step>();
        for (int i = 0; i < 400; i++) {
            if (random.nextInt(8) == 0) {
                day = day.plusDays(random.nextInt(40));
            }
            var who = people.get(random.nextInt(people.size()));
            // Mostly somebody who can do something, so that walks get far; sometimes anybody.
            var offered = new ArrayList<>(ReviewMachine.open(review, who));
            var move = offered.isEmpty() || random.nextInt(6) == 0
                    ? Move.values()[random.nextInt(Move.values().length)]
                    : offered.get(random.nextInt(offered.size()));
            if (move == Move.WITHDRAW && random.nextInt(10) > 0) {
                continue;
            }
            var command = command(move, random, day);
            if (ReviewMachine.move(review, command, who, Cases.RULES, day)
                    instanceof Outcome.Done<ReviewCase>(var next)) {
                steps.add(new Step(review, move, who, next, day));
                review = next;
                if (review.state() instanceof Preparing) {
                    break;
                }
            }
        }
        return steps;
    }

    private static Command command(Move move, Random random, LocalDate day) {
        var reason = random.nextInt(12) == 0 ? "" : "理由";
        return switch (move) {
            case ASK_SUPPLEMENT ->
                new Command.AskSupplement(random.nextInt(8) == 0 ? List.of() : List.of("材料"), reason);
            case GIVE_OPINION ->
                new Command.GiveOpinion(
                        random.nextInt(5) == 0 ? null : TIERS.get(random.nextInt(TIERS.size())), reason);
            case REFUSE -> new Command.Refuse(random.nextInt(8) == 0 ? Map.of() : Map.of("1.1.1", "缺"), reason);
            case ANNOUNCE -> new Command.Announce("文〔2026〕1号", day);
            case ORDER_RECTIFICATION -> new Command.OrderRectification(day.plusDays(random.nextInt(60)), reason);
            default -> new Command.Plain(move, reason);
        };
    }
}
