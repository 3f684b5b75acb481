package org.sanhao.lang.pack.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Level;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.Standard;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.load.PackLoader;
import org.sanhao.lang.pack.score.Judgement.Look;

class EffectiveGradeTest {
    private static final Pack PACK = PackLoader.load(
                    PackFiles.in(Path.of("src", "test", "resources", "canary", "sound")))
            .pack();
    private static final Clause MAY_BE_LEFT_OUT = clause("1.1.2");
    private static final Clause MUST_COUNT = clause("1.1.1");

    private static Clause clause(String code) {
        return ((Standard) PACK.standards().getFirst().scheme())
                .clause(new ClauseCode(code))
                .orElseThrow();
    }

    private static Judgement by(String level, Look look, Grade grade, long order) {
        return new Judgement(new Level(level), look, grade, order);
    }

    private static EffectiveGrade of(Clause clause, Judgement... judgements) {
        return EffectiveGrade.of(PACK, clause, List.of(judgements));
    }

    @Test
    void the_highest_level_that_looked_decides_whatever_the_others_found() {
        var grade = of(
                MUST_COUNT,
                by("institution", Look.SELF, Grade.A, 9),
                by("city", Look.DESK, Grade.C, 1),
                by("county", Look.ON_SITE, Grade.B, 5));

        assertThat(grade.grade()).isEqualTo(Grade.C);
        assertThat(grade.origin().level()).isEqualTo(new Level("city"));
        assertThat(grade.decides()).isTrue();
    }

    @Test
    void at_one_level_on_site_weighs_more_than_a_later_look_at_the_desk() {
        var grade = of(MUST_COUNT, by("county", Look.ON_SITE, Grade.D, 1), by("county", Look.DESK, Grade.A, 2));

        assertThat(grade.grade()).isEqualTo(Grade.D);
    }

    @Test
    void a_level_that_did_not_look_leaves_the_grade_below_standing() {
        var grade = of(MUST_COUNT, by("county", Look.DESK, Grade.B, 1), by("city", Look.ON_SITE, Grade.NONE, 2));

        assertThat(grade.grade()).isEqualTo(Grade.B);
    }

    @Test
    void a_self_grade_alone_never_decides() {
        assertThat(of(MUST_COUNT, by("institution", Look.SELF, Grade.A, 1)).decides())
                .isFalse();
        assertThat(of(MUST_COUNT).grade()).isEqualTo(Grade.NONE);
    }

    @Test
    void leaving_a_clause_out_takes_its_own_leave_and_the_level_that_may_grant_it() {
        assertThat(of(MAY_BE_LEFT_OUT, by("institution", Look.SELF, Grade.NA, 1))
                        .grade())
                .isEqualTo(Grade.NONE);
        assertThat(of(MAY_BE_LEFT_OUT, by("county", Look.DESK, Grade.NA, 1)).grade())
                .isEqualTo(Grade.NA);
        assertThat(of(MUST_COUNT, by("county", Look.DESK, Grade.NA, 1)).grade()).isEqualTo(Grade.NONE);
        assertThat(of(MAY_BE_LEFT_OUT, by("county", Look.DESK, Grade.NA, 1), by("city", Look.DESK, Grade.D, 2))
                        .grade())
                .isEqualTo(Grade.D);
    }

    @Test
    void a_level_that_is_not_on_the_ladder_has_no_say() {
        assertThat(of(MUST_COUNT, by("nation", Look.ON_SITE, Grade.A, 1)).origin())
                .isNull();
        assertThat(of(MUST_COUNT, by("institution", Look.SELF, Grade.B, 1), by("township", Look.DESK, Grade.A, 2))
                        .grade())
                .isEqualTo(Grade.B);
    }

    @Property
    void the_order_in_which_judgements_are_told_does_not_matter(@ForAll long seed) {
        var random = new Random(seed);
        var judgements = new ArrayList<Judgement>();
        for (int i = 0; i < 6; i++) {
            judgements.add(by(
                    List.of("institution", "county", "city", "province", "elsewhere")
                            .get(random.nextInt(5)),
                    Look.values()[random.nextInt(3)],
                    Grade.values()[random.nextInt(6)],
                    i));
        }
        var first = EffectiveGrade.of(PACK, MAY_BE_LEFT_OUT, judgements);
        Collections.shuffle(judgements, random);

        assertThat(EffectiveGrade.of(PACK, MAY_BE_LEFT_OUT, judgements)).isEqualTo(first);
    }
}
