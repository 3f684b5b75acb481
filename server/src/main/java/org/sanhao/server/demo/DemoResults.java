package org.sanhao.server.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Assessments.Answering;
import org.sanhao.server.campaign.Campaign;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.Enrolment;
import org.sanhao.server.clock.DemoClock;
import org.sanhao.server.institution.Level;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.publication.Objection;
import org.sanhao.server.publication.Publications;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.scope.Scope;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** The results of the year before, reached through the same moves, and an objection to a notice of this year. */
@Component
@ConditionalOnBooleanProperty("sanhao.demo")
class DemoResults {
    private static final PackRef PACK = new PackRef("primary-care-quality", "2023.1");
    private static final int EDITION = 2025;
    private static final int LEFT_OUT = 2;
    private static final List<Earlier> TOLD = List.of(
            new Earlier("i003", "basic", LocalDate.of(2025, 12, 29), LocalDate.of(2026, 1, 9), "安卫基层函〔2026〕3号"),
            new Earlier(
                    "i042", "recommended", LocalDate.of(2025, 11, 27), LocalDate.of(2025, 12, 18), "澄卫基层函〔2025〕41号"),
            new Earlier(
                    "i057", "recommended", LocalDate.of(2025, 11, 27), LocalDate.of(2025, 12, 18), "澄卫基层函〔2025〕42号"));

    private static final LocalDate ENDED = LocalDate.of(2026, 1, 16);
    /** Who took part beside whom without applying. */
    private static final Map<String, List<String>> BESIDES = Map.of("i003", List.of("i013"));

    private final DemoClock clock;
    private final DemoRegister register;
    private final Campaigns campaigns;
    private final Assessments assessments;
    private final Reviews reviews;
    private final Packs packs;
    private final Publications publications;

    DemoResults(
            DemoClock clock,
            DemoRegister register,
            Campaigns campaigns,
            Assessments assessments,
            Reviews reviews,
            Packs packs,
            Publications publications) {
        this.clock = clock;
        this.register = register;
        this.campaigns = campaigns;
        this.assessments = assessments;
        this.reviews = reviews;
        this.packs = packs;
        this.publications = publications;
    }

    /** A result of the year before: what, shown when, announced when, by which document. */
    private record Earlier(String institution, String tier, LocalDate noticed, LocalDate announced, String number) {}

    /** Tells the year before, from the campaign to the results in force and to its end. */
    void load() {
        var stories = TOLD.stream().map(Story::new).toList();
        stories.forEach(Story::tell);
        // Where somebody took part without applying, the county still has to end it.
        stories.stream().filter(story -> story.besides().isEmpty()).forEach(Story::end);
    }

    /** Somebody objects to a notice that runs when the story begins. */
    void object(String institution, LocalDate on) {
        var unit = register.unit(institution);
        clock.telling(on.atTime(20, 15).atZone(BusinessZone.ZONE).toInstant(), () -> {
            var notice = publications.running(Publications.EVERYBODY, null, 200).items().stream()
                    .filter(each -> each.unit().equals(unit))
                    .findFirst()
                    .orElseThrow();
            publications
                    .object(
                            notice.code(),
                            "DEMO0000000000000000000001",
                            Objection.Mode.SEALED,
                            new Objection.Said(
                                    "乔知秋", "来信地址：本地某街道", "公示说预约接种每周五天都开。我 6 月和 7 月去过两次周三下午，接种门诊都没有开，门上也没有通知。请核查后再认定。"))
                    .orThrow();
        });
    }

    /** One institution's year. */
    private final class Story {
        private final Earlier told;
        private final String manager;
        private final Enrolment enrolment;
        private CaseRecord review;

        Story(Earlier told) {
            this.told = told;
            this.manager = DemoOffices.parentOf("institutions", told.institution());
            this.enrolment = enrol();
            grade();
            this.review = apply();
        }

        private Enrolment enrol() {
            var by = by(DemoOffices.login(manager, Level.COUNTY, "handler"));
            var unit = register.unit(told.institution());
            var opening = new Campaigns.Opening(
                    PACK,
                    EDITION,
                    "优质服务基层行（" + EDITION + "年）",
                    new Campaign.Organisation("主要领导", List.of("分管领导"), List.of(), "基层卫生健康股", "股室负责人", List.of(), null),
                    Stream.concat(
                                    Stream.of(new Campaigns.Entry(unit, "must", "central", told.tier(), null)),
                                    besides().stream()
                                            .map(code -> new Campaigns.Entry(
                                                    register.unit(code), "must", "ordinary", "basic", null)))
                            .toList());
            clock.telling(at(LocalDate.of(EDITION, 1, 15), 10), () -> {
                var draft = campaigns
                        .open(Scope.SYSTEM, register.unit(manager), opening, by)
                        .orThrow();
                campaigns.publish(Scope.SYSTEM, draft.id(), draft.version(), by).orThrow();
            });
            return campaigns.enrolmentsOf(Scope.SYSTEM, unit).getFirst();
        }

        private void grade() {
            var random = new Random(told.institution().hashCode());
            var answers = new HashMap<ClauseCode, Answering>();
            var leftOut = new java.util.ArrayList<ClauseCode>();
            for (var clause :
                    packs.get(PACK).rulesFor(enrolment.unitType()).orElseThrow().clauses()) {
                if (clause.mayBeNotApplicable() && leftOut.size() < LEFT_OUT) {
                    leftOut.add(clause.code());
                    answers.put(clause.code(), new Answering(Map.of(), "", "未设相应科室，不开展该项业务", Look.SELF));
                } else {
                    answers.put(clause.code(), reaching(clause, drawn(random), "", Look.SELF));
                }
            }
            var officer = by(told.institution() + ".quality");
            clock.telling(at(LocalDate.of(EDITION, 3, 3), 15), () -> {
                var sheet = assessments.openOwn(Scope.SYSTEM, enrolment.id(), officer);
                assessments.bring(Scope.SYSTEM, sheet.id(), answers, officer).orThrow();
            });
            var ruler = by(DemoOffices.login(manager, Level.COUNTY, "handler"));
            clock.telling(at(LocalDate.of(EDITION, 8, 20), 16), () -> {
                var sheet = assessments.openOwn(Scope.SYSTEM, enrolment.id(), officer);
                leftOut.forEach(code -> assessments
                        .rule(Scope.SYSTEM, sheet.id(), code, 1, true, Level.COUNTY, "经核，机构未设该项业务", ruler)
                        .orThrow());
            });
        }

        private Grade drawn(Random random) {
            int roll = random.nextInt(100);
            if (told.tier().equals("recommended")) {
                return roll < 34 ? Grade.A : roll < 94 ? Grade.B : Grade.C;
            }
            return roll < 22 ? Grade.A : roll < 76 ? Grade.B : roll < 98 ? Grade.C : Grade.D;
        }

        /** Lines judged so that the cascade gives the grade. */
        private static Answering reaching(Clause clause, Grade grade, String remark, Look look) {
            var judged = new HashMap<LineId, Boolean>();
            for (var step : List.of(Grade.C, Grade.B, Grade.A)) {
                int lines = clause.lines().of(step).size();
                boolean reached = grade.reaches(step);
                for (int number = 1; number <= lines; number++) {
                    judged.put(new LineId(step, number), reached || number < lines);
                }
                if (!reached) {
                    break;
                }
            }
            return new Answering(judged, remark, null, look);
        }

        private CaseRecord apply() {
            var opened = new CaseRecord[1];
            clock.telling(
                    at(LocalDate.of(EDITION, 9, 4), 9),
                    () -> opened[0] = reviews.apply(
                                    Scope.SYSTEM, enrolment.id(), told.tier(), by(told.institution() + ".quality"))
                            .orThrow());
            return opened[0];
        }

        void tell() {
            var sent = LocalDate.of(EDITION, 9, 4);
            move(sent, 10, new Command.Plain(Move.SIGN), Who.applicant(true), told.institution() + ".head");
            move(sent, 11, new Command.Plain(Move.SUBMIT), Who.applicant(false), told.institution() + ".quality");
            var day = LocalDate.of(EDITION, 9, 22);
            for (var leg : review.review().route().legs()) {
                judge(leg.level(), day);
                day = day.plusWeeks(4);
            }
            var decides = review.review().route().decidedAt();
            var handler = DemoOffices.login(manager, decides, "handler");
            move(told.noticed(), 9, new Command.Plain(Move.PROPOSE), Who.authority(decides, false), handler);
            move(told.noticed(), 10, new Command.Plain(Move.OPEN_NOTICE), Who.authority(decides, false), handler);
            move(
                    told.announced(),
                    15,
                    new Command.Announce(told.number(), told.announced()),
                    Who.authority(decides, true),
                    DemoOffices.login(manager, decides, "division"));
            clock.telling(at(told.announced(), 16), () -> publications.settle(told.announced()));
        }

        List<String> besides() {
            return BESIDES.getOrDefault(told.institution(), List.of());
        }

        void end() {
            var campaign =
                    campaigns.find(Scope.SYSTEM, AsOf.NOW, enrolment.campaign()).orElseThrow();
            clock.telling(
                    at(ENDED, 10),
                    () -> campaigns
                            .conclude(
                                    Scope.SYSTEM,
                                    campaign.id(),
                                    campaign.version(),
                                    by(DemoOffices.login(manager, Level.COUNTY, "handler")))
                            .orThrow());
        }

        private void judge(Level level, LocalDate day) {
            var handler = DemoOffices.login(manager, level, "handler");
            var worker = Who.authority(level, false);
            move(day, 9, new Command.Plain(Move.ACCEPT), worker, handler);
            move(day, 10, new Command.Plain(Move.OPEN_DESK), worker, handler);
            clock.telling(at(day, 14), () -> look(level, by(handler)));
            move(day, 16, new Command.GiveOpinion(told.tier(), "达到申报等级"), worker, handler);
            move(
                    day.plusDays(1),
                    9,
                    new Command.Plain(Move.SIGN_OPINION),
                    Who.authority(level, true),
                    DemoOffices.login(manager, level, "division"));
            if (level != review.review().route().decidedAt()) {
                move(day.plusDays(1), 10, new Command.Plain(Move.FORWARD), worker, handler);
            }
        }

        /** As much as the route asks of the level; a level above the first finds two clauses one grade lower. */
        private void look(Level level, String by) {
            var sheet = reviews.sheet(Scope.SYSTEM, review.id(), level).orElseThrow();
            var effective = reviews.grades(Scope.SYSTEM, review).effective();
            boolean first = level == review.review().route().first();
            var drawn = reviews.sample(Scope.SYSTEM, review.id(), level);
            var found = new HashMap<ClauseCode, Answering>();
            int lowered = 0;
            for (var clause :
                    packs.get(PACK).rulesFor(enrolment.unitType()).orElseThrow().clauses()) {
                var grade = Objects.requireNonNull(effective.get(clause.code())).grade();
                if (grade == Grade.NA
                        || drawn.filter(sample ->
                                        !sample.clauses().contains(clause.code().code()))
                                .isPresent()) {
                    continue;
                }
                boolean lower = !first && grade == Grade.A && lowered < 2;
                lowered += lower ? 1 : 0;
                found.put(
                        clause.code(), reaching(clause, lower ? Grade.B : grade, lower ? "改进措施没有效果记录" : "", Look.DESK));
            }
            assessments.bring(Scope.SYSTEM, sheet.id(), found, by).orThrow();
        }

        private void move(LocalDate day, int hour, Command command, Who who, String login) {
            clock.telling(
                    at(day, hour),
                    () -> review = reviews.move(Scope.SYSTEM, review.id(), command, who, review.version(), by(login))
                            .orThrow());
        }

        private String by(String login) {
            return register.person(login).toString();
        }
    }

    private static java.time.Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 20).atZone(BusinessZone.ZONE).toInstant();
    }
}
