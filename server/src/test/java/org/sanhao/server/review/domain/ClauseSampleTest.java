package org.sanhao.server.review.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.Share;

class ClauseSampleTest {
    private static final List<String> CLAUSES =
            IntStream.rangeClosed(1, 100).mapToObj(n -> "1." + n).toList();
    private static final Share FIFTH = Share.percent(20);

    @Test
    void the_same_documents_draw_the_same_clauses_in_the_order_of_the_standard() {
        var one = ClauseSample.draw("city", "sha-256:aa", "sha-256:bb", CLAUSES, FIFTH);
        var again = ClauseSample.draw("city", "sha-256:aa", "sha-256:bb", CLAUSES, FIFTH);

        assertThat(one).isEqualTo(again);
        assertThat(one.clauses()).hasSize(20).isSubsetOf(CLAUSES);
        assertThat(one.clauses().stream().map(CLAUSES::indexOf).toList()).isSorted();
    }

    @Test
    void another_level_another_copy_or_another_judgement_below_draw_others() {
        var one = ClauseSample.draw("city", "a", "b", CLAUSES, FIFTH);

        assertThat(ClauseSample.draw("province", "a", "b", CLAUSES, FIFTH).clauses())
                .isNotEqualTo(one.clauses());
        assertThat(ClauseSample.draw("city", "x", "b", CLAUSES, FIFTH).clauses())
                .isNotEqualTo(one.clauses());
        assertThat(ClauseSample.draw("city", "a", "x", CLAUSES, FIFTH).clauses())
                .isNotEqualTo(one.clauses());
    }

    @Test
    void at_least_one_clause_is_drawn_and_a_share_is_rounded_up() {
        assertThat(ClauseSample.draw("city", "a", "b", CLAUSES.subList(0, 1), FIFTH)
                        .clauses())
                .hasSize(1);
        assertThat(ClauseSample.draw("city", "a", "b", CLAUSES.subList(0, 6), FIFTH)
                        .clauses())
                .hasSize(2);
        assertThat(ClauseSample.draw("city", "a", "b", List.of(), FIFTH).clauses())
                .isEmpty();
    }

    /** 4,000 draws of a fifth: each clause 800 times, give or take six standard deviations (25.3). */
    @Test
    void every_clause_has_the_same_chance() {
        var times = new HashMap<String, Integer>();
        for (int i = 0; i < 4_000; i++) {
            ClauseSample.draw("city", "copy " + i, "b", CLAUSES, FIFTH)
                    .clauses()
                    .forEach(clause -> times.merge(clause, 1, Integer::sum));
        }
        assertThat(times).hasSize(100);
        assertThat(times.values()).allSatisfy(n -> assertThat(n).isBetween(648, 952));
    }
}
