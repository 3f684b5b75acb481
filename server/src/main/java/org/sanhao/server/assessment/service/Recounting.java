package org.sanhao.server.assessment.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Level;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.rule.Facts;
import org.sanhao.lang.pack.score.EffectiveGrade;
import org.sanhao.lang.pack.score.GradeSheet;
import org.sanhao.lang.pack.score.Judgement;
import org.sanhao.lang.pack.score.TierRules;
import org.sanhao.server.assessment.Recount;
import org.sanhao.server.assessment.store.GradeRows;
import org.sanhao.server.assessment.store.GradeRows.SheetGrades;
import org.sanhao.server.campaign.EnrolmentId;
import org.sanhao.server.institution.UnitFacts;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Works out tiers of many institutions while their sheets pass by; of each only its grades are held. */
@Service
class Recounting implements Recount {
    private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() {};
    private static final Level INSTITUTION = new Level("institution");

    private final ScopedTransactions transactions;
    private final GradeRows rows;
    private final Packs packs;
    private final JsonMapper json;

    Recounting(ScopedTransactions transactions, GradeRows rows, Packs packs, JsonMapper json) {
        this.transactions = transactions;
        this.rows = rows;
        this.packs = packs;
        this.json = json;
    }

    @Override
    public void tiers(Scope scope, Consumer<Recounted> each) {
        transactions.reading(scope, () -> {
            var pass = new Pass(each);
            rows.each(pass::take);
            pass.finish();
            return null;
        });
    }

    /** The rules for one pack and type of institution, and where the clauses of a list of codes stand in them. */
    private record Ground(Pack pack, TierRules rules, Map<String, int[]> layouts) {
        int[] places(String clauses) {
            return layouts.computeIfAbsent(
                    clauses,
                    codes -> Arrays.stream(codes.split(" ", -1))
                            .mapToInt(code -> rules.place(new ClauseCode(code)))
                            .toArray());
        }
    }

    /** One enrolment after the other: the sheets of one come together. */
    private final class Pass {
        private final Consumer<Recounted> each;
        private final Map<PackRef, Map<String, @Nullable Ground>> grounds = new HashMap<>();
        private final List<SheetGrades> held = new ArrayList<>();

        Pass(Consumer<Recounted> each) {
            this.each = each;
        }

        void take(SheetGrades sheet) {
            if (!held.isEmpty() && !held.getFirst().enrolment().equals(sheet.enrolment())) {
                finish();
            }
            held.add(sheet);
        }

        void finish() {
            if (held.isEmpty()) {
                return;
            }
            var first = held.getFirst();
            var ground = ground(first);
            if (ground != null) {
                var evaluation = ground.rules().evaluate(effective(ground), facts(first));
                each.accept(new Recounted(new EnrolmentId(first.enrolment()), evaluation));
            }
            held.clear();
        }

        private @Nullable Ground ground(SheetGrades sheet) {
            return grounds.computeIfAbsent(sheet.pack(), ref -> new HashMap<>())
                    .computeIfAbsent(sheet.unitType(), type -> {
                        var pack = packs.get(sheet.pack());
                        return pack.rulesFor(type)
                                .map(rules -> new Ground(pack.pack(), rules, new HashMap<>()))
                                .orElse(null);
                    });
        }

        private Facts facts(SheetGrades sheet) {
            return UnitFacts.of(sheet.unitType(), json.readValue(sheet.attributes(), ATTRIBUTES));
        }

        /** Where nobody but the institution has spoken its grade counts; elsewhere all words on the clause are weighed. */
        private GradeSheet effective(Ground ground) {
            var grades = new Grade[ground.rules().clauses().size()];
            Arrays.fill(grades, Grade.NONE);
            var weighed = new HashMap<Integer, List<Judgement>>();
            held.stream()
                    .filter(sheet -> sheet.looks() == null)
                    .forEach(sheet -> ownWords(ground, sheet, grades, weighed));
            held.stream().filter(sheet -> sheet.looks() != null).forEach(sheet -> words(ground, sheet, weighed));
            weighed.forEach((place, judgements) -> {
                if (grades[place] != Grade.NONE) {
                    judgements.add(new Judgement(INSTITUTION, Judgement.Look.SELF, grades[place], 0));
                }
                var clause = ground.rules().clauses().get(place);
                grades[place] =
                        EffectiveGrade.of(ground.pack(), clause, judgements).grade();
            });
            return GradeSheet.of(grades);
        }

        private void ownWords(Ground ground, SheetGrades sheet, Grade[] grades, Map<Integer, List<Judgement>> weighed) {
            if (sheet.clauses() == null || sheet.grades() == null) {
                return;
            }
            int at = 0;
            for (int place : ground.places(sheet.clauses())) {
                int end = end(sheet.grades(), at);
                if (place >= 0) {
                    grades[place] = grade(sheet.grades(), at, end);
                }
                at = end + 1;
            }
            approved(ground, sheet).forEach((place, word) -> {
                grades[place] = Grade.NONE;
                weighed.computeIfAbsent(place, key -> new ArrayList<>()).add(word);
            });
        }

        private void words(Ground ground, SheetGrades sheet, Map<Integer, List<Judgement>> weighed) {
            if (sheet.clauses() == null || sheet.grades() == null || sheet.looks() == null) {
                return;
            }
            var level = new Level(sheet.level());
            var places = ground.places(sheet.clauses());
            var found = sheet.grades().split(" ", -1);
            var looks = sheet.looks().split(" ", -1);
            var at = Objects.requireNonNull(sheet.recordedAt()).split(" ", -1);
            var approved = approved(ground, sheet);
            for (int i = 0; i < places.length; i++) {
                if (places[i] >= 0) {
                    var word = new Judgement(
                            level,
                            Judgement.Look.of(looks[i]),
                            grade(found[i], 0, found[i].length()),
                            Long.parseLong(at[i]));
                    weighed.computeIfAbsent(places[i], key -> new ArrayList<>())
                            .add(approved.getOrDefault(places[i], word));
                }
            }
        }

        /** An approved "not applicable" is the word of the level that approved it, in place of the answer it is about. */
        private Map<Integer, Judgement> approved(Ground ground, SheetGrades sheet) {
            if (sheet.rulings() == null) {
                return Map.of();
            }
            var approved = new HashMap<Integer, Judgement>();
            var words = sheet.rulings().split(" ", -1);
            for (int i = 0; i + 2 < words.length; i += 3) {
                int place = ground.rules().place(new ClauseCode(words[i]));
                if (place >= 0) {
                    var at = Long.parseLong(words[i + 2]);
                    approved.put(place, new Judgement(new Level(words[i + 1]), Judgement.Look.DESK, Grade.NA, at));
                }
            }
            return approved;
        }
    }

    private static int end(String words, int from) {
        int space = words.indexOf(' ', from);
        return space < 0 ? words.length() : space;
    }

    private static Grade grade(String words, int from, int end) {
        return switch (end - from == 1 ? words.charAt(from) : '-') {
            case 'A' -> Grade.A;
            case 'B' -> Grade.B;
            case 'C' -> Grade.C;
            case 'D' -> Grade.D;
            default -> Grade.NONE;
        };
    }
}
