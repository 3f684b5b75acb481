package org.sanhao.server.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanhao.server.support.World.password;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.Meets;
import org.sanhao.server.campaign.Campaign;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.institution.Level;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.UsualCampaign;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** The end of a campaign: when it may come, what it closes, whom it bars and until when. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConclusionHttpTest {
    private static final String BARRED = "等级评审、评先评优和表彰奖励";

    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Publications publications;

    @Autowired
    ScopedTransactions transactions;

    @Autowired
    TestClock clock;

    @Autowired
    ProposedCases cases;

    CaseRecord review;
    Browser county;
    String lastYear;
    String thisYear;

    @BeforeAll
    void two_campaigns_of_a_county() {
        clock.set(2025, 1, 15);
        world.aSmallProvince();
        county = browsers.signedIn("county.handler", password());
        lastYear = UsualCampaign.published(county, world, 2025, "石桥镇卫生院", "青禾镇卫生院");
    }

    private Answer conclude(Browser who, String campaign, int seen) {
        return who.withHeader("If-Match", "\"" + seen + "\"").post("/api/campaigns/" + campaign + "/conclusion", null);
    }

    private String effects(String institution) {
        var answer = county.get("/api/units/" + world.unit(institution) + "/results");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private void make(Command command, Who who) {
        review = cases.make(review.id(), command, who);
    }

    @Test
    @Order(1)
    void it_cannot_end_before_the_last_window_of_the_pack_has_passed() {
        clock.set(2025, 12, 10);

        var refused = conclude(county, lastYear, 2);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("SH-4013").contains("2025").contains("12");
    }

    @Test
    @Order(2)
    @Meets({"S10-R71", "S13-R42"})
    void whoever_ends_it_reads_first_whom_it_bars_and_those_are_barred_for_a_year() {
        clock.set(2025, 12, 20);

        var before = county.get("/api/campaigns/" + lastYear + "/conclusion");
        assertThat(before.text("/0/what")).isEqualTo(BARRED);
        assertThat(before.text("/0/institutions")).isEqualTo("2");
        assertThat(before.text("/0/until")).isEqualTo("2026-12-19");
        assertThat(before.body()).contains("石桥镇卫生院").contains("青禾镇卫生院");
        assertThat(effects("石桥镇卫生院")).doesNotContain(BARRED);

        assertThat(conclude(county, lastYear, 1).status()).isEqualTo(412);
        var concluded = conclude(county, lastYear, 2);
        assertThat(concluded.status()).as(concluded.body()).isEqualTo(200);
        assertThat(concluded.text("/state")).isEqualTo("concluded");

        assertThat(effects("石桥镇卫生院")).contains(BARRED).contains("2025-12-20").contains("2026-12-19");
        assertThat(effects("青禾镇卫生院")).contains(BARRED);
        assertThat(browsers.signedIn("director", password())
                        .get("/api/my/results")
                        .text("/effects/0/what"))
                .isEqualTo(BARRED);
        var again = conclude(county, lastYear, 3);
        assertThat(again.body()).contains("SH-4012").contains("已结束");
    }

    @Test
    @Order(3)
    void what_has_ended_takes_no_answer_no_evidence_no_hand_out_and_no_application() {
        var officer = browsers.signedIn("quality.officer", password());
        var mine = officer.get("/api/my/enrolments");
        var sheet = mine.text("/0/sheetId");

        var answered = officer.withHeader("If-Match", "\"0\"")
                .put("/api/sheets/" + sheet + "/answers/1.1.1", "{\"judged\":{\"C-1\":true},\"remark\":\"\"}");
        var attached = officer.post(
                "/api/sheets/" + sheet + "/evidence",
                "{\"evidenceId\":\"%s\",\"clause\":\"1.1.1\",\"line\":\"C-1\"}".formatted(UUID.randomUUID()));
        var handedOut = officer.withHeader("If-Match", "\"0\"")
                .put(
                        "/api/sheets/" + sheet + "/assignments/1.1",
                        "{\"departmentId\":\"%s\"}".formatted(world.unit("石桥内科")));
        var applied = officer.post("/api/enrolments/" + mine.text("/0/enrolmentId") + "/cases", "{\"tier\":\"basic\"}");

        assertThat(answered.body()).contains("SH-4015");
        assertThat(attached.body()).contains("SH-4015");
        assertThat(handedOut.body()).contains("SH-4015");
        assertThat(applied.body()).contains("SH-4015");
    }

    @Test
    @Order(4)
    void handing_in_and_ending_at_once_cannot_slip_past_each_other() throws Exception {
        review = cases.proposeBeside(List.of("青禾镇卫生院"), "石桥镇卫生院").getFirst();
        thisYear = review.campaign().toString();
        clock.set(2026, 12, 11);
        var late = campaigns.enrolmentsOf(Scope.SYSTEM, world.unit("青禾镇卫生院")).getFirst();
        var heldOpen = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);

        try (var others = Executors.newFixedThreadPool(2)) {
            var handingIn = others.submit(() -> transactions.within(Scope.SYSTEM, () -> {
                campaigns.hold(Scope.SYSTEM, late.campaign());
                heldOpen.countDown();
                await(goOn);
                return campaigns
                        .find(Scope.SYSTEM, AsOf.NOW, late.campaign())
                        .orElseThrow()
                        .state();
            }));
            await(heldOpen);
            var ending = others.submit(() -> conclude(county, thisYear, 2));

            assertThatThrownBy(() -> ending.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            goOn.countDown();

            assertThat(handingIn.get(5, TimeUnit.SECONDS)).isEqualTo(Campaign.State.RUNNING);
            assertThat(ending.get(5, TimeUnit.SECONDS).body()).contains("SH-4014");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Order(5)
    void it_cannot_end_while_an_application_waits_and_only_the_organiser_ends_it() {
        assertThat(conclude(county, thisYear, 2).body()).contains("SH-4014").contains("还有 1 件");
        assertThat(conclude(browsers.signedIn("other.county", password()), thisYear, 2)
                        .status())
                .isEqualTo(404);
        assertThat(conclude(browsers.signedIn("quality.officer", password()), thisYear, 2)
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Order(6)
    void a_result_lifts_the_bar_and_the_next_end_bars_only_whoever_has_none() {
        make(new Command.Plain(Move.OPEN_NOTICE), Who.authority(Level.CITY, false));
        clock.set(2026, 12, 19);
        make(new Command.Announce("安卫〔2026〕7号", clock.today()), Who.authority(Level.CITY, true));
        publications.settle(clock.today());

        assertThat(effects("石桥镇卫生院")).contains("取得基本标准").contains("2026-12-18");
        assertThat(effects("青禾镇卫生院")).doesNotContain("取得");

        clock.set(2026, 12, 21);
        assertThat(conclude(county, thisYear, 2).status()).isEqualTo(200);

        assertThat(effects("石桥镇卫生院")).doesNotContain("2027-12-20");
        assertThat(effects("青禾镇卫生院")).contains("2026-12-21").contains("2027-12-20");
    }
}
