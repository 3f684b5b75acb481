package org.sanhao.server.review.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.institution.Level;

/**
 * Every state x every move x every kind of person, tried once; the table of what is possible stands in the
 * documentation and is compared with the approved one.
 */
class TransitionTableTest {
    private static final Path PAGE = Path.of("../docs/modules/review-transitions.md");
    private static final LocalDate LATER = Cases.TODAY.plusDays(10);

    @Test
    void the_documented_table_is_the_machine() throws IOException {
        var drawn = draw();

        if (Boolean.parseBoolean(System.getenv("SANHAO_ACCEPT"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, drawn);
        }
        assertThat(Files.readString(PAGE))
                .as("run ./sanhao test --accept after reviewing the change")
                .isEqualTo(drawn);
    }

    @Test
    void a_move_that_its_state_does_not_have_is_refused_for_everybody() {
        for (var state : states()) {
            for (var move : Move.values()) {
                if (!move.leaves(state)) {
                    for (var who : people().values()) {
                        assertThat(outcome(state, move, who)).isEqualTo(ErrorCode.MOVE_NOT_NOW);
                    }
                }
            }
        }
    }

    private static String draw() {
        var page = new StringBuilder("""
                # Moves of a review case

                Generated from the machine by a test: every state, every move, every kind of person, tried once on a case
                whose route is county (full), city (full), province (sample, decides), nation (records).

                | move | verb | from | to | who can | reason | event |
                |---|---|---|---|---|---|---|
                """);
        for (var move : Move.values()) {
            var from = new TreeSet<String>();
            var to = new TreeSet<String>();
            var who = new TreeSet<String>();
            for (var state : states()) {
                for (var person : people().entrySet()) {
                    if (outcome(state, move, person.getValue()) instanceof CaseState next) {
                        from.add(state.getClass().getSimpleName());
                        to.add(next.getClass().getSimpleName());
                        who.add(person.getKey());
                    }
                }
            }
            page.append("| %s | %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            move.name(),
                            move.title(),
                            String.join(", ", from),
                            String.join(", ", to),
                            String.join(", ", who),
                            move.needsReason() ? "required" : "",
                            move.event()));
        }
        return page.toString();
    }

    /** The state after the move, or the code of the refusal. */
    private static Object outcome(CaseState state, Move move, Who who) {
        var command = switch (move) {
            case ASK_SUPPLEMENT -> new Command.AskSupplement(List.of("材料"), "缺");
            case GIVE_OPINION -> new Command.GiveOpinion("basic", "符合");
            case REFUSE -> new Command.Refuse(Map.of("1.1.1", "缺"), "不符");
            case ANNOUNCE -> new Command.Announce("文〔2026〕1号", LATER);
            case ORDER_RECTIFICATION -> new Command.OrderRectification(LATER.plusDays(30), "整改");
            default -> new Command.Plain(move, "理由");
        };
        var day = move == Move.OBJECT ? Cases.TODAY : move == Move.EXPIRE ? LATER.plusYears(9) : LATER;
        return switch (ReviewMachine.move(Cases.recommended(state), command, who, Cases.RULES, day)) {
            case Outcome.Done<ReviewCase>(var review) -> review.state();
            case Outcome.Refused<ReviewCase>(var refusal) -> refusal.code();
        };
    }

    private static Map<String, Who> people() {
        var people = new LinkedHashMap<String, Who>();
        people.put("applicant's head", Cases.DIRECTOR);
        people.put("applicant", Cases.QUALITY_OFFICER);
        for (var level : List.of(Level.COUNTY, Level.CITY, Level.PROVINCE, Level.NATION)) {
            people.put(level.code() + " handler", Who.authority(level, false));
            people.put(level.code() + " head", Who.authority(level, true));
        }
        people.put("anybody", Who.PUBLIC);
        people.put("the product", Who.PRODUCT);
        return people;
    }

    /** Every state at every level it can stand at. */
    private static List<CaseState> states() {
        var day = Cases.TODAY;
        var states = new ArrayList<CaseState>(List.of(
                new CaseState.Preparing(),
                new CaseState.SelfAssessing(),
                new CaseState.HeadSigned(),
                new CaseState.Forwarded(Level.COUNTY, Level.CITY),
                new CaseState.Forwarded(Level.CITY, Level.PROVINCE),
                new CaseState.NotPassed(Level.PROVINCE, day, Level.CITY),
                new CaseState.NotPassed(Level.PROVINCE, day, Level.COUNTY),
                new CaseState.NotPassed(Level.PROVINCE, day, Level.INSTITUTION),
                new CaseState.Proposed(Level.PROVINCE, "basic"),
                new CaseState.PublicNotice(Level.PROVINCE, "basic", day, day.plusDays(5)),
                new CaseState.Objected(Level.PROVINCE, "basic", day, day.plusDays(5), day.plusDays(15)),
                new CaseState.Announced(Level.PROVINCE, "basic", "文〔2026〕1号", day),
                new CaseState.InForce(Level.PROVINCE, "basic", day, day.plusYears(3)),
                new CaseState.MustRectify(Level.PROVINCE, "basic", day, day.plusYears(3), day.plusDays(60)),
                new CaseState.CoolingDown(day),
                new CaseState.Expired(day),
                new CaseState.Removed(Level.NATION, day),
                new CaseState.Withdrawn(day)));
        for (var level : List.of(Level.COUNTY, Level.CITY, Level.PROVINCE)) {
            states.addAll(Arrays.asList(
                    new CaseState.Submitted(level),
                    new CaseState.SupplementAsked(level, List.of("材料"), day.plusDays(10)),
                    new CaseState.Accepted(level),
                    new CaseState.DeskReview(level),
                    new CaseState.PanelDrawn(level),
                    new CaseState.OnSite(level),
                    new CaseState.Feedback(level),
                    new CaseState.PanelConcluded(level),
                    new CaseState.OpinionGiven(level, "basic"),
                    new CaseState.OpinionSigned(level, "basic"),
                    new CaseState.OpinionSigned(level, null)));
        }
        return states;
    }
}
