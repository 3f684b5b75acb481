package org.sanhao.lang.pack.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.load.PackLoader;
import org.sanhao.lang.pack.missing.Missing;
import org.sanhao.lang.pack.missing.MissingSolver;
import org.sanhao.lang.pack.rule.Facts;

/** Guards against a slip of an order of magnitude; the figures themselves are taken by the bench. */
class SpeedTest {
    private static final TierRules TOWNSHIP = rules();

    private static TierRules rules() {
        var pack = PackLoader.load(PackFiles.in(Path.of("..", "packs", "primary-care-quality", "2023.1")))
                .pack();
        return TierRules.of(pack, pack.standards().getFirst());
    }

    private static GradeSheet sheet(Random random) {
        var grades = new Grade[TOWNSHIP.clauses().size()];
        for (int i = 0; i < grades.length; i++) {
            grades[i] = Grade.values()[2 + Math.min(3, random.nextInt(5))];
        }
        return GradeSheet.of(grades);
    }

    @Test
    void the_tiers_of_45_000_institutions_take_a_fraction_of_a_second() {
        var random = new Random(7);
        var sheets = new ArrayList<GradeSheet>();
        var facts = new ArrayList<Facts>();
        for (int i = 0; i < 45_000; i++) {
            sheets.add(sheet(random));
            facts.add(Facts.NONE
                    .with("unit.medicalStaff", random.nextInt(20))
                    .with("unit.population", random.nextInt(20_000)));
        }
        long best = Long.MAX_VALUE;
        Map<Id, Integer> tiers = Map.of();
        for (int round = 0; round < 8; round++) {
            tiers = new HashMap<>();
            long start = System.nanoTime();
            for (int i = 0; i < sheets.size(); i++) {
                var evaluation = TOWNSHIP.evaluate(sheets.get(i), facts.get(i));
                var reached = evaluation.reached();
                if (reached.isPresent()) {
                    tiers.merge(reached.get().id(), 1, Integer::sum);
                }
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf("45,000 sheets x 100 clauses: %d ms, %s%n", best / 1_000_000, tiers);
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(600));
    }

    @Test
    void what_is_missing_is_answered_at_once_even_from_nothing() {
        var random = new Random(7);
        var times = new ArrayList<Long>();
        var alternatives = new ArrayList<Long>();
        var ungraded = new Grade[TOWNSHIP.clauses().size()];
        Arrays.fill(ungraded, Grade.NONE);
        for (int round = 0; round < 24; round++) {
            var sheet = round % 3 == 0 ? GradeSheet.of(ungraded) : sheet(random);
            long start = System.nanoTime();
            var missing = MissingSolver.missing(TOWNSHIP, new Id("recommended"), sheet, Facts.NONE, Map.of());
            times.add(System.nanoTime() - start);
            if (missing instanceof Missing.Steps steps) {
                start = System.nanoTime();
                steps.alternative().get();
                alternatives.add(System.nanoTime() - start);
            }
        }
        print("what is missing", times);
        print("with alternative", alternatives);
        assertThat(Duration.ofNanos(times.subList(6, 24).stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0)))
                .isLessThan(Duration.ofMillis(50));
    }

    private static void print(String what, List<Long> nanos) {
        System.out.println(what + ", ms: "
                + nanos.stream().map(nano -> Long.toString(nano / 1_000_000)).toList());
    }
}
