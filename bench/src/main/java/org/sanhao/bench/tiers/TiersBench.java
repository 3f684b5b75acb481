package org.sanhao.bench.tiers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.sanhao.bench.Ground;
import org.sanhao.bench.Measure;
import org.sanhao.bench.Nation;
import org.sanhao.bench.Result;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.rule.Facts;
import org.sanhao.lang.pack.score.GradeSheet;
import org.sanhao.lang.pack.score.TierRules;
import org.sanhao.server.assessment.Recount;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.scope.Scope;

/**
 * The tiers of 45,000 institutions with 100 clauses each, from current answers of institutions and counties and from
 * rulings, under row-level security. Reach: 3 s, the median of three; and 0.15 s for the computation alone, conditions and
 * reasons included.
 */
public final class TiersBench implements Measure {
    private static final double REACH_SECONDS = 3;
    private static final double PURE_REACH_SECONDS = 0.15;
    private static final int ROUNDS = 3;
    private static final int PURE_ROUNDS = 9;

    @Override
    public Result run() throws Exception {
        int enrolled = Integer.getInteger("bench.enrolled", 45_000);
        try (var ground = Ground.make()) {
            var pack = ground.bean(Packs.class).get(new PackRef(Nation.PACK, Nation.PACK_VERSION));
            var rules = pack.rulesFor(Nation.TYPE).orElseThrow();
            var nation = Nation.of(enrolled + 1 + 31 + 341 + 2_800, 2_800, enrolled, 1);
            var root = Scope.of(nation.nodes().getFirst().path());
            try (var superuser = ground.superuser()) {
                nation.writeUnits(superuser);
                nation.writeEnrolments(superuser, pack.hash());
                nation.writeAnswers(
                        superuser,
                        rules.clauses().stream()
                                .map(clause -> clause.code().code())
                                .toList());
                writeOthersWords(superuser);
                Nation.execute(superuser, "VACUUM ANALYZE");
                Nation.execute(superuser, "CHECKPOINT");
            }
            System.err.printf(
                    "tiers: %,d institutions, %d clauses%n",
                    enrolled, rules.clauses().size());
            var recount = ground.bean(Recount.class);
            var tiers = new TreeMap<String, Integer>();
            double seconds = median(ROUNDS, () -> count(recount, root, tiers));
            double pure = median(PURE_ROUNDS, pure(rules, enrolled));
            System.err.printf(
                    Locale.ROOT, "  from current answers %.2f s, computation alone %.3f s: %s%n", seconds, pure, tiers);
            if (total(tiers) != enrolled) {
                throw new IllegalStateException("not every institution was counted");
            }
            // Its work grows with the rows: one province is enough to know it, and to see that both come to the same.
            var province = Scope.of(nation.of("province").getFirst().path());
            count(recount, province, tiers);
            double rival = median(1, () -> Rival.tiers(ground, province, pack, rules, tiers)) * enrolled / total(tiers);
            System.err.printf(Locale.ROOT, "  rival, row by row: %.2f s%n", rival);
            var result = Result.atMost("tiers", seconds, "s", REACH_SECONDS, rival);
            return pure <= PURE_REACH_SECONDS
                    ? result
                    : new Result("tiers", seconds, "s", REACH_SECONDS, false, rival, result.ratio());
        }
    }

    private static void count(Recount recount, Scope scope, Map<String, Integer> tiers) {
        tiers.clear();
        recount.tiers(
                scope,
                each -> tiers.merge(
                        each.evaluation()
                                .reached()
                                .map(tier -> tier.id().name())
                                .orElse("none"),
                        1,
                        Integer::sum));
    }

    private static int total(Map<String, Integer> tiers) {
        return tiers.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Every twentieth institution has been looked at by its county, every tenth may leave two clauses out. */
    private static void writeOthersWords(Connection superuser) throws SQLException {
        Nation.execute(superuser, """
                INSERT INTO assessment.sheet
                    (id, enrolment_id, campaign_id, unit_id, level, case_id, opened_at, opened_by, scope_path)
                SELECT gen_random_uuid(), enrolment_id, campaign_id, unit_id, 'county', gen_random_uuid(), '2026-06-01',
                       'bench', scope_path
                FROM assessment.sheet WHERE hashtext(id::text) % 20 = 0
                """);
        Nation.execute(superuser, """
                INSERT INTO assessment.answer
                    (sheet_id, clause, version, recorded_at, recorded_by, current, judged, grade, remark, look, scope_path)
                SELECT s.id, a.clause, 1, '2026-06-01', 'bench', true, '{}',
                       CASE WHEN hashtext(a.clause || s.id) % 3 = 0 THEN 'C' ELSE a.grade END, '', 'on-site', s.scope_path
                FROM assessment.sheet s
                JOIN assessment.sheet own ON own.enrolment_id = s.enrolment_id AND own.level = 'institution'
                JOIN assessment.answer a ON a.sheet_id = own.id AND a.current
                WHERE s.level = 'county'
                """);
        Nation.execute(superuser, """
                UPDATE assessment.answer a SET na_reason = '没有这项服务'
                FROM assessment.sheet s
                WHERE s.id = a.sheet_id AND s.level = 'institution' AND hashtext(s.id::text) % 10 = 1
                  AND hashtext(a.clause) % 50 = 0
                """);
        Nation.execute(superuser, """
                INSERT INTO assessment.ruling
                    (sheet_id, clause, answer_version, recorded_at, recorded_by, level, approved, reason, scope_path)
                SELECT sheet_id, clause, version, '2026-06-02', 'bench', 'county', true, '属实', scope_path
                FROM assessment.answer WHERE na_reason IS NOT NULL
                """);
    }

    /** What a sheet comes to and why, without the database. */
    private static Runnable pure(TierRules rules, int enrolled) {
        var random = new Random(7);
        var letters = List.of(Grade.A, Grade.B, Grade.C, Grade.D);
        var sheets = new ArrayList<GradeSheet>();
        var facts = new ArrayList<Facts>();
        for (int i = 0; i < enrolled; i++) {
            var grades = new Grade[rules.clauses().size()];
            Arrays.setAll(grades, place -> letters.get(random.nextInt(4)));
            sheets.add(GradeSheet.of(grades));
            facts.add(Facts.NONE
                    .with("unit.medicalStaff", random.nextInt(20))
                    .with("unit.population", random.nextInt(20_000)));
        }
        return () -> {
            Map<Boolean, Integer> reasons = new HashMap<>();
            for (int i = 0; i < sheets.size(); i++) {
                for (var verdict : rules.evaluate(sheets.get(i), facts.get(i)).verdicts()) {
                    reasons.merge(verdict.met(), verdict.rules().size(), Integer::sum);
                }
            }
            if (reasons.isEmpty()) {
                throw new IllegalStateException("no reason given");
            }
        };
    }

    private static double median(int rounds, Runnable work) {
        var seconds = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            work.run();
            seconds[round] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[rounds / 2];
    }
}
