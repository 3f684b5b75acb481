package org.sanhao.server.publication;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.campaign.Campaign;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.UsualCampaign;
import org.sanhao.server.support.World;
import org.springframework.stereotype.Component;

/** Institutions of one county whose basic standard the city proposes on 2 September 2026. */
@Component
final class ProposedCases {
    private static final int NEARLY_ALL = 99;

    private final World world;
    private final Campaigns campaigns;
    private final Assessments assessments;
    private final Reviews reviews;
    private final Packs packs;
    private final TestClock clock;

    ProposedCases(
            World world, Campaigns campaigns, Assessments assessments, Reviews reviews, Packs packs, TestClock clock) {
        this.world = world;
        this.campaigns = campaigns;
        this.assessments = assessments;
        this.reviews = reviews;
        this.packs = packs;
        this.clock = clock;
    }

    /** Makes the world and brings the institutions to the city's proposal; answers in their order. */
    List<CaseRecord> propose(String... institutions) {
        return proposeBeside(List.of(), institutions);
    }

    /** The same, beside others that take part and never apply. */
    List<CaseRecord> proposeBeside(List<String> others, String... institutions) {
        clock.set(2026, 1, 15);
        world.aSmallProvince();
        world.anOfficeIn("安澜市", "city");
        world.anOfficeIn("望溪县", "county");
        var opening = new Campaigns.Opening(
                UsualCampaign.PACK,
                2026,
                "优质服务基层行",
                new Campaign.Organisation("甲", List.of(), List.of(), "基层股", "乙", List.of(), null),
                Stream.concat(others.stream(), Arrays.stream(institutions))
                        .map(name -> new Campaigns.Entry(world.unit(name), "must", null, "basic", null))
                        .toList());
        var draft =
                campaigns.open(Scope.SYSTEM, world.unit("望溪县"), opening, "test").orThrow();
        campaigns.publish(Scope.SYSTEM, draft.id(), draft.version(), "test").orThrow();
        var enrolments = Arrays.stream(institutions)
                .map(name -> campaigns
                        .enrolmentsOf(Scope.SYSTEM, world.unit(name))
                        .getFirst()
                        .id())
                .toList();
        clock.set(2026, 3, 1);
        for (var enrolment : enrolments) {
            judge(
                    assessments
                            .openOwn(Scope.SYSTEM, enrolment, "quality.officer")
                            .id(),
                    Look.SELF,
                    "quality.officer");
        }
        clock.set(2026, 9, 2);
        return enrolments.stream().map(this::apply).toList();
    }

    private CaseRecord apply(EnrolmentId enrolment) {
        var id = reviews.apply(Scope.SYSTEM, enrolment, "basic", "quality.officer")
                .orThrow()
                .id();
        move(id, Move.SIGN, Who.applicant(true));
        move(id, Move.SUBMIT, Who.applicant(false));
        look(id, Level.COUNTY, "county");
        move(id, Move.FORWARD, Who.authority(Level.COUNTY, false));
        look(id, Level.CITY, "city");
        return move(id, Move.PROPOSE, Who.authority(Level.CITY, false));
    }

    private void look(CaseId id, Level level, String by) {
        move(id, Move.ACCEPT, Who.authority(level, false));
        move(id, Move.OPEN_DESK, Who.authority(level, false));
        judge(reviews.sheet(Scope.SYSTEM, id, level).orElseThrow().id(), Look.DESK, by);
        make(id, new Command.GiveOpinion("basic", "达到"), Who.authority(level, false));
        move(id, Move.SIGN_OPINION, Who.authority(level, true));
    }

    private void judge(SheetId sheet, Look look, String by) {
        var random = new Random(NEARLY_ALL);
        var answers = UsualCampaign.answers(packs, look, by + "写的评语", line -> random.nextInt(100) < NEARLY_ALL);
        assessments.bring(Scope.SYSTEM, sheet, answers, by).orThrow();
    }

    private CaseRecord move(CaseId id, Move move, Who who) {
        return make(id, new Command.Plain(move, "按规定办理"), who);
    }

    CaseRecord make(CaseId id, Command command, Who who) {
        var seen = reviews.find(Scope.SYSTEM, id).orElseThrow();
        return reviews.move(Scope.SYSTEM, id, command, who, seen.version(), "person-" + who.level())
                .orThrow();
    }
}
