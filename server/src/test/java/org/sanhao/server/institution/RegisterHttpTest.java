package org.sanhao.server.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.util.ArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** The register as people in different posts see it. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisterHttpTest {
    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @BeforeAll
    void a_province() {
        world.aSmallProvince();
    }

    @Test
    void nobody_reads_the_register_without_signing_in() {
        var answer = browsers.fresh().get("/api/units");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("/code")).isEqualTo("SH-1002");
    }

    @Test
    void a_wrong_password_and_an_unknown_account_are_answered_alike() {
        var wrong = browsers.fresh().signIn("county.handler", "not the password");
        var unknown = browsers.fresh().signIn("nobody.at.all", "not the password");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(unknown.body());
    }

    @Test
    void a_county_officer_lists_the_institutions_of_the_county_and_no_others() {
        var county = browsers.signedIn("county.handler", password());

        var answer = county.get("/api/units?level=institution");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.texts("/items", "name")).containsExactly("青禾镇卫生院", "石桥镇卫生院");
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        var province = browsers.signedIn("province.handler", password());
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            var page = province.get("/api/units?limit=3&cursor=" + cursor);
            seen.addAll(page.texts("/items", "id"));
            cursor = page.text("/next");
        } while (cursor != null);

        assertThat(seen).doesNotHaveDuplicates().hasSize(world.unitsBelowProvince());
    }

    @Test
    void a_unit_of_another_county_is_not_found() {
        var county = browsers.signedIn("county.handler", password());

        var answer = county.get("/api/units/" + world.unit("远山镇卫生院"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/wayOut")).isNotBlank();
    }

    @Test
    void a_cursor_of_somebody_elses_making_is_refused() {
        var county = browsers.signedIn("county.handler", password());

        assertThat(county.get("/api/units?cursor=AAAA").text("/code")).isEqualTo("SH-1015");
        assertThat(county.get("/api/units?limit=100000").text("/code")).isEqualTo("SH-1001");
        assertThat(county.get("/api/units?level=galaxy").text("/fields/0/field"))
                .isEqualTo("level");
        assertThat(county.get("/api/units/not-an-id").text("/code")).isEqualTo("SH-1000");
    }

    @Test
    void a_post_is_chosen_among_ones_own_and_the_page_that_still_shows_another_is_told() {
        var person = browsers.signedIn("two.posts", password());
        var posts = person.get("/api/session").texts("/posts", "id");

        var switched = person.put("/api/session/post", "{\"postId\":\"" + posts.get(1) + "\"}");
        var stale = person.withHeader("Sanhao-Post", posts.get(0)).get("/api/units");
        var foreign = person.put("/api/session/post", "{\"postId\":\"" + world.postOf("county.handler") + "\"}");

        assertThat(switched.text("/currentPost")).isEqualTo(posts.get(1));
        assertThat(stale.text("/code")).isEqualTo("SH-1012");
        assertThat(foreign.status()).isEqualTo(404);
    }
}
