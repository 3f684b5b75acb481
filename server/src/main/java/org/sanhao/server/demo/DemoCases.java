package org.sanhao.server.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.RefusedException;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Assessments.Answering;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.clock.DemoClock;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.scope.Scope;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Brings the applications of September to where the story finds them, through the same moves a person makes. Results of
 * the year before are told by {@link DemoResults}.
 */
@Component
@ConditionalOnBooleanProperty("sanhao.demo")
class DemoCases {
    /** How far a case goes, in order; each state includes those before it. */
    private static final List<String> WAY =
            List.of("submitted", "county-review", "county-passed", "city-review", "at-province", "public-notice");

    private static final int YEAR = 2026;

    /** What a level finds of a clause the institution has not graded. */
    private static final Answering NOTHING_SHOWN =
            new Answering(Map.of(new LineId(Grade.C, 1), false), "机构未自评，未见材料", null, Look.DESK);

    private final DemoClock clock;
    private final DemoRegister register;
    private final Campaigns campaigns;
    private final Assessments assessments;
    private final Reviews reviews;

    DemoCases(DemoClock clock, DemoRegister register, Campaigns campaigns, Assessments assessments, Reviews reviews) {
        this.clock = clock;
        this.register = register;
        this.campaigns = campaigns;
        this.assessments = assessments;
        this.reviews = reviews;
    }

    void load() {
        for (var row : DemoTable.read("sheets")) {
            var state = row.text("state");
            // Whoever completes the six months only after the story begins has not applied yet.
            if ((WAY.contains(state) || state.equals("supplement")) && late(row.text("started")) <= 6) {
                try {
                    new Story(row.text("institution"), row.text("target"), state, late(row.text("started"))).tell();
                } catch (RefusedException no) {
                    throw new IllegalStateException("the story of " + row.text("institution") + " breaks", no);
                }
            }
        }
    }

    /** Days after 1 September on which six months of self-assessment are complete; never negative. */
    private static int late(String started) {
        var complete = LocalDate.parse(started).plusMonths(6);
        var first = LocalDate.of(YEAR, 9, 1);
        return complete.isAfter(first) ? (int) java.time.temporal.ChronoUnit.DAYS.between(first, complete) : 0;
    }

    private static Instant september(int day, int hour) {
        return LocalDate.of(YEAR, 9, day)
                .atTime(hour, 10)
                .atZone(BusinessZone.ZONE)
                .toInstant();
    }

    /** One application on its way. */
    private final class Story {
        private final String institution;
        private final String tier;
        private final String until;
        private final int late;
        private final String manager;
        private CaseRecord review;

        Story(String institution, String tier, String until, int late) {
            this.institution = institution;
            this.tier = tier;
            this.until = until;
            this.late = late;
            this.manager = DemoOffices.parentOf("institutions", institution);
            this.review = apply();
        }

        private CaseRecord apply() {
            var enrolment = campaigns
                    .enrolmentsOf(Scope.SYSTEM, register.unit(institution))
                    .getFirst();
            var opened = new CaseRecord[1];
            clock.telling(
                    september(1 + late, 9),
                    () -> opened[0] = reviews.apply(Scope.SYSTEM, enrolment.id(), tier, by(institution + ".quality"))
                            .orThrow());
            return opened[0];
        }

        void tell() {
            move(1, 10, new Command.Plain(Move.SIGN), Who.applicant(true), institution + ".head");
            move(1, 11, new Command.Plain(Move.SUBMIT), Who.applicant(false), institution + ".quality");
            if (until.equals("supplement")) {
                var county = Level.COUNTY;
                move(2, 9, new Command.Plain(Move.ACCEPT), Who.authority(county, false), handler(county));
                move(
                        3,
                        15,
                        new Command.AskSupplement(List.of("3.2.3 2026年度培训考核成绩单", "3.8.3 7月处方点评通报"), "两项材料缺页，补齐后再评"),
                        Who.authority(county, false),
                        handler(county));
                return;
            }
            int stop = WAY.indexOf(until);
            var legs = review.review().route().legs();
            for (int leg = 0; leg < legs.size(); leg++) {
                var level = legs.get(leg).level();
                int day = 2 + 2 * leg;
                if (stop < 1 + 2 * leg && !(leg == 2 && stop >= 4)) {
                    return;
                }
                move(day, 9, new Command.Plain(Move.ACCEPT), Who.authority(level, false), handler(level));
                move(day, 10, new Command.Plain(Move.OPEN_DESK), Who.authority(level, false), handler(level));
                boolean passes = leg == 0 ? stop >= 2 : leg == 1 ? stop >= 4 : false;
                look(level, day, passes);
                if (!passes) {
                    return;
                }
                move(
                        day,
                        16,
                        new Command.GiveOpinion(tier, "逐条看过，达到申报等级"),
                        Who.authority(level, false),
                        handler(level));
                move(day + 1, 9, new Command.Plain(Move.SIGN_OPINION), Who.authority(level, true), head(level));
                if (level == review.review().route().decidedAt()) {
                    move(day + 1, 10, new Command.Plain(Move.PROPOSE), Who.authority(level, false), handler(level));
                    move(day + 1, 11, new Command.Plain(Move.OPEN_NOTICE), Who.authority(level, false), handler(level));
                    return;
                }
                move(day + 1, 10, new Command.Plain(Move.FORWARD), Who.authority(level, false), handler(level));
            }
        }

        /** A level's judgement: mostly the claim, some of it lower; a level still at work has not seen the end. */
        private void look(Level level, int day, boolean whole) {
            clock.telling(september(day + late, 14), () -> {
                var sheet = reviews.sheet(Scope.SYSTEM, review.id(), level).orElseThrow();
                var found = new HashMap<ClauseCode, Answering>();
                var grades = reviews.grades(Scope.SYSTEM, review);
                var claimed = grades.claimed();
                var order = reviews.sample(Scope.SYSTEM, review.id(), level)
                        .map(sample ->
                                sample.clauses().stream().map(ClauseCode::new).toList())
                        .orElseGet(() -> List.copyOf(grades.effective().keySet()));
                int many = whole ? order.size() : order.size() * 2 / 3;
                for (var code : order.subList(0, many)) {
                    var claim = claimed.get(code);
                    if (claim != null && claim.standing() == Grade.NA) {
                        continue;
                    }
                    if (claim == null || claim.grade() == Grade.NONE) {
                        found.put(code, NOTHING_SHOWN);
                        continue;
                    }
                    found.put(code, lowered(code, level, claim.judged(), claim.grade()));
                }
                assessments
                        .bring(Scope.SYSTEM, sheet.id(), found, by(handler(level)))
                        .orThrow();
            });
        }

        private Answering lowered(ClauseCode code, Level level, Map<LineId, Boolean> claim, Grade grade) {
            // What the province has on its desk was found below as claimed: it is the sample that speaks.
            boolean lower = level == Level.COUNTY
                    && !until.equals("at-province")
                    && grade == Grade.B
                    && Math.floorMod((institution + code.code()).hashCode(), 17) == 0;
            if (!lower) {
                return new Answering(claim, "", null, Look.DESK);
            }
            var judged = new HashMap<>(claim);
            judged.replaceAll((line, met) -> line.grade() == Grade.B ? Boolean.FALSE : met);
            return new Answering(judged, "检查结果未见整改责任人和复查记录，B 级要求不满足", null, Look.DESK);
        }

        private void move(int day, int hour, Command command, Who who, String login) {
            clock.telling(
                    september(day + late, hour),
                    () -> review = reviews.move(Scope.SYSTEM, review.id(), command, who, review.version(), by(login))
                            .orThrow());
        }

        private String handler(Level level) {
            return office(level, "handler");
        }

        private String head(Level level) {
            return office(level, "division");
        }

        private String office(Level level, String post) {
            return DemoOffices.login(manager, level, post);
        }

        private String by(String login) {
            return register.person(login).toString();
        }
    }
}
