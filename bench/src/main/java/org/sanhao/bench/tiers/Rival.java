package org.sanhao.bench.tiers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sanhao.bench.Ground;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Level;
import org.sanhao.lang.pack.score.EffectiveGrade;
import org.sanhao.lang.pack.score.Judgement;
import org.sanhao.lang.pack.score.TierRules;
import org.sanhao.server.institution.UnitFacts;
import org.sanhao.server.pack.PublishedPack;
import org.sanhao.server.scope.Scope;

/** The obvious way: every answer is a row on the wire, gathered by institution and clause as it comes. */
final class Rival {
    private Rival() {}

    /** @throws IllegalStateException when it comes to other tiers than {@code expected} */
    static void tiers(Ground ground, Scope scope, PublishedPack pack, TierRules rules, Map<String, Integer> expected) {
        try (var connection = ground.app()) {
            connection.setAutoCommit(false);
            try (var set = connection.prepareStatement("SELECT set_config('sanhao.scope', ?, true)")) {
                set.setString(1, scope.setting());
                set.execute();
            }
            var found = new HashMap<String, Integer>();
            try (var statement = connection.prepareStatement("""
                    SELECT j.enrolment_id, j.level, j.clause, j.grade, j.look, j.recorded_at, j.na_asked, j.na_approved,
                           j.ruled_at_level, j.ruled_at
                    FROM assessment.pub_judgement j WHERE j.current ORDER BY j.enrolment_id
                    """)) {
                statement.setFetchSize(5_000);
                try (var row = statement.executeQuery()) {
                    gather(row, pack, rules, found);
                }
            }
            if (!found.equals(expected)) {
                throw new IllegalStateException(found + " instead of " + expected);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void gather(ResultSet row, PublishedPack pack, TierRules rules, Map<String, Integer> found)
            throws SQLException {
        UUID before = null;
        var judgements = new HashMap<ClauseCode, List<Judgement>>();
        while (row.next()) {
            var enrolment = row.getObject(1, UUID.class);
            if (before != null && !before.equals(enrolment)) {
                count(pack, rules, judgements, found);
                judgements.clear();
            }
            before = enrolment;
            judgements
                    .computeIfAbsent(new ClauseCode(row.getString(3)), key -> new ArrayList<>())
                    .add(judgement(row));
        }
        count(pack, rules, judgements, found);
    }

    private static Judgement judgement(ResultSet row) throws SQLException {
        if (row.getBoolean(7) && row.getBoolean(8)) {
            return new Judgement(
                    new Level(row.getString(9)),
                    Judgement.Look.DESK,
                    Grade.NA,
                    row.getTimestamp(10).getTime());
        }
        return new Judgement(
                new Level(row.getString(2)),
                Judgement.Look.of(row.getString(5)),
                java.util.Objects.requireNonNull(Grade.parse(row.getString(4))),
                row.getTimestamp(6).getTime());
    }

    private static void count(
            PublishedPack pack,
            TierRules rules,
            Map<ClauseCode, List<Judgement>> judgements,
            Map<String, Integer> found) {
        var grades = new HashMap<ClauseCode, Grade>();
        for (var clause : rules.clauses()) {
            grades.put(
                    clause.code(),
                    EffectiveGrade.of(pack.pack(), clause, judgements.getOrDefault(clause.code(), List.of()))
                            .grade());
        }
        var facts = UnitFacts.of(org.sanhao.bench.Nation.TYPE, org.sanhao.bench.Nation.ATTRIBUTES);
        var tier = rules.evaluate(rules.sheet(grades), facts)
                .reached()
                .map(reached -> reached.id().name())
                .orElse("none");
        found.merge(tier, 1, Integer::sum);
    }
}
