package org.sanhao.lang.pack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.Share;
import org.sanhao.lang.pack.Cel;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Level;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.canonical.CanonicalPack;
import org.sanhao.lang.pack.check.PackCheck;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.load.PackLoader;
import org.sanhao.lang.pack.missing.Missing;
import org.sanhao.lang.pack.missing.MissingSolver;
import org.sanhao.lang.pack.rule.Conditions;
import org.sanhao.lang.pack.rule.Facts;
import org.sanhao.lang.pack.rule.Place;
import org.sanhao.lang.pack.score.Cascade;
import org.sanhao.lang.pack.score.EffectiveGrade;
import org.sanhao.lang.pack.score.GradeSheet;
import org.sanhao.lang.pack.score.Judgement;
import org.sanhao.lang.pack.score.RuleVerdict;
import org.sanhao.lang.pack.score.TierRules;

/**
 * What language 1 means, frozen. A dossier sealed years ago is judged again by these rules, so the files under {@code
 * golden/language-1} are never edited: a change of meaning is a new language with vectors of its own.
 */
class GoldenVectorsTest {
    static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "language-1");

    @Test
    void the_golden_files_themselves_have_never_been_edited() throws IOException {
        for (var line : Files.readAllLines(GOLDEN.resolve("SHA256SUMS"))) {
            var parts = line.split(" {2}");
            assertThat(sha256(Files.readAllBytes(GOLDEN.resolve(parts[1]))))
                    .as(parts[1])
                    .isEqualTo(parts[0]);
        }
        assertThat(sha256(Files.readAllBytes(GOLDEN.resolve("SHA256SUMS"))))
                .isEqualTo("b0caa9b9d877d78d8aecc779fdbcb868f406d2b612ff27709327831ba98ef7d0");
    }

    @Test
    void the_yaml_and_the_canonical_form_are_the_same_pack() throws IOException {
        var canonical = Files.readString(GOLDEN.resolve("pack.canonical.json"));
        var report = PackCheck.check(PackFiles.in(GOLDEN.resolve("pack")));

        assertThat(report.findings())
                .allMatch(
                        finding -> !finding.isError() || finding.fault().code().equals("PACK-140"));
        assertThat(CanonicalPack.json(yaml())).isEqualTo(canonical);
        assertThat(PackLoader.loadCanonical(canonical).pack()).isEqualTo(yaml());
    }

    @Test
    void every_vector_comes_out_as_it_did_when_the_language_was_released() throws IOException {
        var vectors = Files.readAllLines(GOLDEN.resolve("vectors.txt"));
        var pack = PackLoader.loadCanonical(Files.readString(GOLDEN.resolve("pack.canonical.json")))
                .pack();
        var judge = new Judge(pack);

        assertThat(vectors).hasSizeGreaterThan(500);
        for (var vector : vectors) {
            int arrow = vector.indexOf(" => ");
            assertThat(judge.answer(vector.substring(0, arrow))).as(vector).isEqualTo(vector.substring(arrow + 4));
        }
    }

    static Pack yaml() {
        return PackLoader.load(PackFiles.in(GOLDEN.resolve("pack"))).pack();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers the left side of a vector. */
    static final class Judge {
        private final Pack pack;
        private final TierRules rules;

        Judge(Pack pack) {
            this.pack = pack;
            this.rules = TierRules.of(pack, pack.standards().getFirst());
        }

        String answer(String question) {
            var words = question.split(" ", -1);
            return switch (words[0]) {
                case "sheet" -> sheet(words[1], facts(words));
                case "cascade" -> cascade(words[1], words[2]);
                case "effective" -> effective(words);
                case "share" -> share(words[1], Integer.parseInt(words[2]));
                case "window" -> window(words[1], Integer.parseInt(words[2]));
                case "condition" ->
                    condition(question.substring(question.indexOf('{') + 1, question.indexOf('}')), facts(words));
                default -> throw new IllegalArgumentException(question);
            };
        }

        private static Facts facts(String[] words) {
            var facts = Facts.NONE;
            for (var word : words) {
                int is = word.indexOf('=');
                if (word.startsWith("/") && is > 0) {
                    var more = facts.parse(word.substring(1, is), word.substring(is + 1));
                    assertThat(more).as(word).isNotNull();
                    facts = more;
                }
            }
            return facts;
        }

        private String sheet(String letters, Facts facts) {
            var grades = new Grade[letters.length()];
            for (int i = 0; i < grades.length; i++) {
                grades[i] = switch (letters.charAt(i)) {
                    case '-' -> Grade.NONE;
                    case 'n' -> Grade.NA;
                    default -> Grade.valueOf(letters.substring(i, i + 1));
                };
            }
            var sheet = GradeSheet.of(grades);
            var evaluation = rules.evaluate(sheet, facts);
            var answer = new StringBuilder(
                    evaluation.reached().map(tier -> tier.id().name()).orElse("none"));
            for (var verdict : evaluation.verdicts()) {
                answer.append(" | ").append(verdict.tier().id());
                verdict.rules()
                        .forEach(rule -> answer.append(' ')
                                .append(
                                        switch (rule) {
                                            case RuleVerdict.OfShare share ->
                                                share.count() + "/" + share.need() + "/" + share.of();
                                            case RuleVerdict.OfCondition condition ->
                                                condition.truth().toString();
                                        }));
                answer.append(" ; ").append(missing(verdict.tier().id(), sheet, facts));
            }
            return answer.toString();
        }

        private String missing(Id tier, GradeSheet sheet, Facts facts) {
            return switch (MissingSolver.missing(rules, tier, sheet, facts, Map.of())) {
                case Missing.Nothing nothing -> "nothing " + nothing.blockers().size();
                case Missing.OutOfReach out -> "out of reach " + out.rules().size();
                case Missing.Steps steps ->
                    way(steps.way()) + " or "
                            + steps.alternative().get().map(Judge::way).orElse("nothing else");
            };
        }

        private static String way(Missing.Way way) {
            return way.cost() + ":"
                    + String.join(
                            ",",
                            way.lifts().stream()
                                    .map(lift -> lift.code() + lift.to().name())
                                    .toList());
        }

        private String cascade(String code, String lines) {
            var judged = new HashMap<LineId, Boolean>();
            for (var line : lines.split(",")) {
                if (!line.isEmpty()) {
                    judged.put(LineId.parse(line.substring(1)), line.startsWith("+"));
                }
            }
            var clause = rules.clauses().stream()
                    .filter(candidate -> candidate.code().code().equals(code))
                    .findFirst();
            var cascade = Cascade.of(clause.orElseThrow(), judged);
            return cascade.grade().wire() + " " + cascade.stoppedAt() + " " + cascade.notMet() + " " + cascade.open()
                    + " " + cascade.notCounting();
        }

        private String effective(String[] words) {
            var clause = rules.clauses().get(Integer.parseInt(words[1]));
            List<Judgement> judgements = new ArrayList<>();
            for (int i = 2; i < words.length; i++) {
                var parts = words[i].split(":");
                judgements.add(
                        new Judgement(new Level(parts[0]), Judgement.Look.valueOf(parts[1]), Grade.parse(parts[2]), i));
            }
            var grade = EffectiveGrade.of(pack, clause, judgements);
            return grade.grade().wire() + " "
                    + (grade.origin() == null ? "-" : grade.origin().level()) + " " + grade.decides();
        }

        private static String share(String spelling, int of) {
            var share = Share.parse(spelling);
            return share == null ? "no share" : share + " " + share.need(of) + " " + share.isMetBy(share.need(of), of);
        }

        private String window(String phase, int year) {
            var window = pack.phases().stream()
                    .filter(candidate -> candidate.id().name().equals(phase))
                    .findFirst()
                    .orElseThrow()
                    .window();
            return window.firstDay(year) + " " + window.lastDay(year) + " " + window.zh();
        }

        private static String condition(String source, Facts facts) {
            for (var place : Place.values()) {
                var compiled = Conditions.compile(new Cel(source), place).condition();
                if (compiled != null) {
                    return compiled.test(facts).toString();
                }
            }
            return "does not compile";
        }
    }
}
