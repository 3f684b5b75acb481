package org.sanhao.lang.pack.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Level;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.ReviewRoute.Extent;
import org.sanhao.lang.pack.canonical.CanonicalPack;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.load.PackLoader;
import org.sanhao.lang.pack.result.ResultCheck.Kind;
import org.sanhao.lang.pack.result.ResultDocument.ClauseResult;
import org.sanhao.lang.pack.result.ResultDocument.Judged;
import org.sanhao.lang.pack.result.ResultDocument.TierLine;
import org.sanhao.lang.pack.rule.Facts;
import org.sanhao.lang.pack.score.Cascade;
import org.sanhao.lang.pack.score.EffectiveGrade;
import org.sanhao.lang.pack.score.Judgement;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.lang.pack.score.TierRules;
import org.sanhao.proof.Commitment;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.proof.SignatureAlgorithm;
import org.sanhao.proof.SigningKey;

class ResultCheckTest {
    private static final Level INSTITUTION = new Level("institution");
    private static final Level COUNTY = new Level("county");
    private static final Level CITY = new Level("city");
    private static final Id BASIC = new Id("basic");
    private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 1);

    private static @Nullable Pack pack;
    private static @Nullable SigningKey key;
    private static final Commitment WORDS = Commitment.to(HashAlgorithm.SHA_256, "未见记录");

    @BeforeAll
    @BeforeContainer
    static void the_shipped_pack() {
        pack = PackLoader.load(PackFiles.in(Path.of("..", "packs", "primary-care-quality", "2023.1")))
                .pack();
        key = SigningKey.generate(SignatureAlgorithm.ED25519);
    }

    /** A result as a server would write it, of lines judged at random; {@code quality} of 100 are met. */
    private static ResultFile aResult(Random random, int quality) {
        var use = pack.standardFor(new Id("township-hospital")).orElseThrow();
        var rules = TierRules.of(pack, use);
        var clauses = new ArrayList<ClauseResult>();
        var grades = new HashMap<ClauseCode, Grade>();
        for (var clause : rules.clauses()) {
            var judgements = new ArrayList<Judgement>();
            var judged = new ArrayList<Judged>();
            for (var level : List.of(INSTITUTION, COUNTY, CITY)) {
                if (level.equals(CITY) && random.nextInt(3) > 0) {
                    continue;
                }
                var look = level.equals(INSTITUTION) ? Look.SELF : Look.DESK;
                Map<LineId, Boolean> lines = new HashMap<>();
                boolean leftOut = clause.mayBeNotApplicable() && level.equals(COUNTY) && random.nextInt(4) == 0;
                if (!leftOut) {
                    clause.lines().all().forEach(line -> lines.put(line.id(), random.nextInt(100) < quality));
                }
                var grade = leftOut ? Grade.NA : Cascade.of(clause, lines).grade();
                judgements.add(new Judgement(level, look, grade, judgements.size()));
                judged.add(new Judged(
                        level,
                        look,
                        grade,
                        SEPTEMBER,
                        "P1",
                        lines,
                        WORDS.digest().text(),
                        List.of()));
            }
            var counts = EffectiveGrade.of(pack, clause, judgements);
            grades.put(clause.code(), counts.grade());
            var origin = counts.origin();
            clauses.add(new ClauseResult(
                    clause.code(),
                    counts.grade(),
                    origin == null ? null : origin.level(),
                    origin == null ? null : origin.look(),
                    judged));
        }
        var verdicts = rules.evaluate(rules.sheet(grades), Facts.NONE.with("unit.type", "township-hospital"))
                .verdicts();
        var document = new ResultDocument(
                "7K3M9QXD42FT",
                new ResultDocument.Campaign("优质服务基层行", 2026, "望溪县卫生健康局"),
                new ResultDocument.PackUsed(
                        pack.id(), pack.version(), CanonicalPack.hash(CanonicalPack.json(pack)), pack.sample()),
                new ResultDocument.Institution("石桥镇卫生院", new Id("township-hospital"), "澄原省安澜市望溪县", Map.of()),
                new ResultDocument.Application(BASIC, SEPTEMBER, "sha-256:00"),
                List.of(new ResultDocument.Leg(COUNTY, Extent.FULL), new ResultDocument.Leg(CITY, Extent.SAMPLE)),
                CITY,
                null,
                List.of(new ResultDocument.Step(1, "APPLY", SEPTEMBER, INSTITUTION, "P1", null)),
                clauses,
                verdicts.stream().map(TierLine::of).toList(),
                new ResultDocument.Notice(LocalDate.of(2026, 9, 3), LocalDate.of(2026, 9, 10), 0, 0),
                new ResultDocument.Decision(BASIC, "安澜市卫生健康委员会", "安卫基层函〔2026〕3号", LocalDate.of(2026, 9, 11)),
                new ResultDocument.Validity(LocalDate.of(2026, 9, 11), LocalDate.of(2029, 9, 10)));
        return sealed(document);
    }

    private static ResultFile sealed(ResultDocument document) {
        var seal = Sealing.seal(document, key);
        return new ResultFile(
                ResultFile.KIND,
                document,
                pack,
                seal,
                List.of(new ResultFile.Opening(
                        WORDS.digest().text(), WORDS.salt().hex(), "未见记录", null)));
    }

    private static byte[] bytes(ResultFile file) {
        return file.json().getBytes(StandardCharsets.UTF_8);
    }

    @Property(tries = 12)
    void a_result_of_any_sheet_is_worked_out_as_it_was_written(@ForAll int seed) {
        var file = aResult(new Random(seed), 97);

        var report = ResultCheck.check(bytes(file));

        assertThat(report.file()).isEqualTo(file);
        assertThat(report.faults()).noneMatch(fault -> fault.kind() != Kind.TIER);
        var met = file.document().tiers().get(1).met();
        assertThat(report.fits()).as(report.faults().toString()).isEqualTo(met);
    }

    @Test
    void a_byte_changed_anywhere_is_caught() {
        var sound = bytes(aResult(new Random(7), 99));
        assertThat(ResultCheck.check(sound).faults()).isEmpty();
        var random = new Random(11);
        for (int i = 0; i < 60; i++) {
            var broken = sound.clone();
            int at = i < 20 ? i * (sound.length / 20) : random.nextInt(sound.length);
            broken[at] ^= (byte) (1 << random.nextInt(8));

            assertThat(ResultCheck.check(broken).fits()).as("byte " + at).isFalse();
        }
    }

    @Test
    void the_clause_that_does_not_fit_is_named_even_when_the_signature_is_made_anew() {
        var file = aResult(new Random(7), 99);
        var forged = new ArrayList<>(file.document().clauses());
        var clause = forged.get(40);
        var better = clause.grade() == Grade.A ? Grade.B : Grade.A;
        forged.set(40, new ClauseResult(clause.clause(), better, clause.from(), clause.look(), clause.judgements()));

        var report = ResultCheck.check(bytes(sealed(with(file.document(), forged))));

        assertThat(report.faults())
                .anyMatch(
                        fault -> fault.kind() == Kind.CLAUSE && clause.clause().equals(fault.clause()));
        assertThat(report.faults()).noneMatch(fault -> fault.kind() == Kind.SIGNATURE);
    }

    @Test
    void a_judgement_better_than_its_lines_is_named() {
        var file = aResult(new Random(7), 99);
        var forged = new ArrayList<>(file.document().clauses());
        var clause = forged.get(3);
        var judged = clause.judgements().getFirst();
        var other = judged.grade() == Grade.B ? Grade.C : Grade.B;
        var lifted = new ArrayList<>(clause.judgements());
        lifted.set(
                0,
                new Judged(
                        judged.level(),
                        judged.look(),
                        other,
                        judged.on(),
                        judged.by(),
                        judged.lines(),
                        null,
                        List.of()));
        forged.set(3, new ClauseResult(clause.clause(), clause.grade(), clause.from(), clause.look(), lifted));

        var report = ResultCheck.check(bytes(sealed(with(file.document(), forged))));

        assertThat(report.faults()).anyMatch(fault -> clause.clause().equals(fault.clause()));
    }

    @Test
    void a_clause_left_out_is_named() {
        var file = aResult(new Random(7), 99);
        var fewer = new ArrayList<>(file.document().clauses());
        var gone = fewer.remove(12);

        var report = ResultCheck.check(bytes(sealed(with(file.document(), fewer))));

        assertThat(report.faults()).anyMatch(fault -> gone.clause().equals(fault.clause()));
    }

    @Test
    void another_pack_beside_the_document_is_caught() {
        var file = aResult(new Random(7), 99);
        var tree = file.json().replace("\"90%\"", "\"10%\"");

        var report = ResultCheck.check(tree.getBytes(StandardCharsets.UTF_8));

        assertThat(report.faults()).anyMatch(fault -> fault.kind() == Kind.PACK);
    }

    @Test
    void words_that_were_never_committed_to_are_caught_and_erased_ones_are_not() {
        var file = aResult(new Random(7), 99);
        var commitment = file.openings().getFirst().commitment();

        assertThat(opened(file, new ResultFile.Opening(commitment, WORDS.salt().hex(), "另写一句", null)))
                .anyMatch(fault -> fault.kind() == Kind.OPENING);
        assertThat(opened(file, new ResultFile.Opening(commitment, null, null, null)))
                .anyMatch(fault -> fault.kind() == Kind.OPENING);
        assertThat(opened(file, new ResultFile.Opening(commitment, null, null, LocalDate.of(2027, 1, 1))))
                .isEmpty();
    }

    private static List<ResultCheck.Fault> opened(ResultFile file, ResultFile.Opening opening) {
        return ResultCheck.check(
                        bytes(new ResultFile(file.kind(), file.document(), file.pack(), file.seal(), List.of(opening))))
                .faults();
    }

    @Test
    void what_is_no_result_is_refused_without_a_fall() {
        for (var text : List.of("", "{}", "[1,2", "{\"kind\":\"sanhao-result/9\"}", "\u0000\u0001", "a: &x [*x]")) {
            assertThat(ResultCheck.check(text.getBytes(StandardCharsets.UTF_8)).fits())
                    .isFalse();
        }
        assertThat(ResultCheck.check(new byte[] {(byte) 0xff, (byte) 0xfe}).fits())
                .isFalse();
    }

    private static ResultDocument with(ResultDocument document, List<ClauseResult> clauses) {
        return new ResultDocument(
                document.code(),
                document.campaign(),
                document.pack(),
                document.institution(),
                document.application(),
                document.route(),
                document.decidedAt(),
                document.record(),
                document.steps(),
                clauses,
                document.tiers(),
                document.notice(),
                document.decision(),
                document.validity());
    }
}
