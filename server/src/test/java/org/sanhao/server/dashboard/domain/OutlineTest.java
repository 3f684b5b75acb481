package org.sanhao.server.dashboard.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sanhao.lang.pack.Grade;

/** What is added up, without a database. */
class OutlineTest {
    private static final Outline OUTLINE = new Outline(
            Map.of("3.2", new Outline.Part("3.2", "质量", "3 业务"), "3.10", new Outline.Part("3.10", "药事", "3 业务")),
            Map.of("3.2.1", "3.2", "3.2.2", "3.2", "3.10.1", "3.10"));

    @Test
    void an_institution_that_has_not_begun_is_unknown_and_lacks_nothing() {
        var whole = OUTLINE.tally(Map.of()).get(Outline.WHOLE);

        assertThat(whole).isEqualTo(new Counts(1, 3, 3, 0, 0, 0, 0, 0));
    }

    @Test
    void once_it_has_begun_a_clause_nobody_graded_is_lacking() {
        var tally = OUTLINE.tally(Map.of("3.2.1", Grade.B));

        assertThat(tally.get(Outline.WHOLE)).isEqualTo(new Counts(1, 3, 0, 1, 0, 2, 2, 3));
        assertThat(tally.get("3.2")).isEqualTo(new Counts(1, 2, 0, 1, 0, 1, 1, 2));
        assertThat(tally.get("3.10").lackC()).isEqualTo(1);
    }

    @Test
    void not_applicable_leaves_the_denominator() {
        var whole = OUTLINE.tally(Map.of("3.2.1", Grade.A, "3.2.2", Grade.NA, "3.10.1", Grade.D))
                .get(Outline.WHOLE);

        assertThat(whole.base()).isEqualTo(2);
        assertThat(whole.reachC()).isEqualTo(1);
        assertThat(whole.lackC()).isEqualTo(1);
    }

    @Test
    void the_parts_add_up_to_the_whole() {
        var tally = OUTLINE.tally(Map.of("3.2.1", Grade.C, "3.10.1", Grade.D));
        var parts = tally.get("3.2").plus(tally.get("3.10"));

        assertThat(parts.minus(tally.get(Outline.WHOLE))).isEqualTo(Counts.INSTITUTION);
    }

    @Test
    void a_change_taken_back_leaves_nothing() {
        var before = OUTLINE.tally(Map.of("3.2.1", Grade.C)).get(Outline.WHOLE);
        var after = OUTLINE.tally(Map.of("3.2.1", Grade.A)).get(Outline.WHOLE);

        assertThat(before.plus(after.minus(before)).minus(after).isNone()).isTrue();
        assertThat(after.minus(before).isNone()).isFalse();
    }

    @Test
    void sections_stand_in_the_order_of_their_numbers() {
        assertThat(Outline.union(List.of(OUTLINE)).stream().map(Outline.Part::code))
                .containsExactly("3.2", "3.10");
    }
}
