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
import org.junit.jupiter.api.Tag;
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
    @Tag("brute-force")
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
    void evidence_named_by_no_hash_or_twice_is_caught_with_its_clause() {
        var sound = HashAlgorithm.SHA_256.ofText("照片").text();

        assertThat(evidence(List.of(sound))).isEmpty();
        for (var broken :
                List.of(List.of(sound, sound), List.of("照片.jpg"), List.of(sound.substring(1)), List.of(sound + "0"))) {
            assertThat(evidence(broken))
                    .as(broken.toString())
                    .anyMatch(fault -> fault.kind() == Kind.CLAUSE && new ClauseCode("1.1.1").equals(fault.clause()));
        }
    }

    private static List<ResultCheck.Fault> evidence(List<String> digests) {
        var file = aResult(new Random(7), 99);
        var clauses = new ArrayList<>(file.document().clauses());
        var clause = clauses.getFirst();
        var judged = new ArrayList<>(clause.judgements());
        var own = judged.getFirst();
        judged.set(
                0,
                new Judged(
                        own.level(), own.look(), own.grade(), own.on(), own.by(), own.lines(), own.reason(), digests));
        clauses.set(0, new ClauseResult(clause.clause(), clause.grade(), clause.from(), clause.look(), judged));
        return ResultCheck.check(bytes(sealed(with(file.document(), clauses)))).faults();
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

    /** A sound document with parts exchanged by somebody who can sign. */
    private static final class Draft {
        private final ResultDocument sound = aResult(new Random(7), 99).document();
        private Id type = sound.institution().type();
        private Map<String, String> facts = sound.institution().facts();
        private Id applied = sound.application().tier();
        private List<ResultDocument.Step> steps = sound.steps();
        private final List<ClauseResult> clauses = new ArrayList<>(sound.clauses());
        private final List<TierLine> tiers = new ArrayList<>(sound.tiers());
        private ResultDocument.Notice notice = sound.notice();
        private Id decided = sound.decision().tier();
        private LocalDate on = sound.decision().on();
        private ResultDocument.Validity validity = sound.validity();

        Draft notice(String first, String last) {
            notice = new ResultDocument.Notice(LocalDate.parse(first), LocalDate.parse(last), 0, 0);
            return this;
        }

        Draft decidedOn(String day) {
            on = LocalDate.parse(day);
            validity = new ResultDocument.Validity(on, on.plusYears(3).minusDays(1));
            return this;
        }

        Draft valid(String from, String until) {
            validity = new ResultDocument.Validity(LocalDate.parse(from), LocalDate.parse(until));
            return this;
        }

        /** Number and date of each step. */
        Draft steps(Object... numberAndDay) {
            steps = new ArrayList<>();
            for (int i = 0; i < numberAndDay.length; i += 2) {
                steps.add(new ResultDocument.Step(
                        (int) numberAndDay[i],
                        "APPLY",
                        LocalDate.parse((String) numberAndDay[i + 1]),
                        INSTITUTION,
                        "P1",
                        null));
            }
            return this;
        }

        /** The first judgement of a clause, with other lines. */
        Draft judged(int at, Grade grade, Map<LineId, Boolean> lines) {
            var clause = clauses.get(at);
            var judgements = new ArrayList<>(clause.judgements());
            var first = judgements.getFirst();
            judgements.set(0, new Judged(first.level(), first.look(), grade, first.on(), "P1", lines, null, List.of()));
            clauses.set(
                    at, new ClauseResult(clause.clause(), clause.grade(), clause.from(), clause.look(), judgements));
            return this;
        }

        ResultDocument document() {
            return new ResultDocument(
                    sound.code(),
                    sound.campaign(),
                    sound.pack(),
                    new ResultDocument.Institution("石桥镇卫生院", type, "望溪县", facts),
                    new ResultDocument.Application(applied, SEPTEMBER, "sha-256:00"),
                    sound.route(),
                    sound.decidedAt(),
                    sound.record(),
                    steps,
                    clauses,
                    tiers,
                    notice,
                    new ResultDocument.Decision(decided, "安澜市卫生健康委员会", "安卫基层函〔2026〕3号", on),
                    validity);
        }

        List<ResultCheck.Fault> faults() {
            return ResultCheck.check(bytes(sealed(document()))).faults();
        }

        void isFaulted(Kind kind, String says) {
            assertThat(faults()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(kind);
                assertThat(fault.zh()).contains(says);
            });
        }
    }

    @Test
    void a_notice_shorter_than_the_pack_says_is_named_with_the_day_it_should_have_lasted_to() {
        new Draft().notice("2026-09-03", "2026-09-09").isFaulted(Kind.COURSE, "公示不足 5 个工作日，应到 2026-09-10");
        assertThat(new Draft().notice("2026-09-02", "2026-09-10").faults()).isEmpty();
    }

    @Test
    void working_days_of_a_year_without_a_calendar_are_said_not_to_be_checked() {
        new Draft().notice("2099-09-03", "2099-09-20").decidedOn("2099-09-21").isFaulted(Kind.COURSE, "公示天数不能核对");
    }

    @Test
    void a_decision_on_the_last_day_of_the_notice_comes_too_early() {
        new Draft().decidedOn("2026-09-10").isFaulted(Kind.COURSE, "不在公示结束之后");
        assertThat(new Draft().decidedOn("2026-09-11").faults()).isEmpty();
    }

    @Test
    void a_result_holds_for_the_years_of_the_pack_to_the_day() {
        for (var wrong : List.of(
                new Draft().valid("2026-09-11", "2029-09-11"),
                new Draft().valid("2026-09-11", "2029-09-09"),
                new Draft().valid("2026-09-12", "2029-09-10"))) {
            wrong.isFaulted(Kind.COURSE, "有效期应为 2026-09-11 至 2029-09-10");
        }
    }

    @Test
    void the_course_has_every_step_in_its_order() {
        new Draft().steps(1, "2026-09-01", 3, "2026-09-02").isFaulted(Kind.COURSE, "第 3 步");
        new Draft().steps(2, "2026-09-01").isFaulted(Kind.COURSE, "第 2 步");
        new Draft().steps(1, "2026-09-02", 2, "2026-09-01").isFaulted(Kind.COURSE, "第 2 步");
        assertThat(new Draft().steps(1, "2026-09-02", 2, "2026-09-02").faults()).isEmpty();
    }

    @Test
    void nobody_gets_a_higher_tier_than_applied_for() {
        var draft = new Draft();
        draft.applied = new Id("qualified");
        draft.isFaulted(Kind.COURSE, "认定的等次高于申报的等次");
    }

    @Test
    void tiers_left_out_added_or_told_otherwise_are_named() {
        var fewer = new Draft();
        fewer.tiers.removeLast();
        fewer.isFaulted(Kind.TIER, "等次 recommended 重新计算为");

        var more = new Draft();
        more.tiers.add(more.tiers.getFirst());
        more.isFaulted(Kind.TIER, "文件写了方案包没有的等次");

        var told = new Draft();
        var basic = told.tiers.get(1);
        told.tiers.set(1, new TierLine(basic.tier(), !basic.met(), basic.rules()));
        told.isFaulted(Kind.TIER, "等次 basic 重新计算为：达到");
    }

    @Test
    void a_tier_the_clauses_do_not_carry_is_not_decided() {
        var draft = new Draft();
        draft.decided = new Id("qualified");

        draft.isFaulted(Kind.TIER, "认定为 qualified，重新计算未达到");
    }

    @Test
    void a_clause_written_twice_or_unknown_to_the_standard_is_named() {
        var twice = new Draft();
        twice.clauses.add(twice.clauses.get(5));
        twice.isFaulted(Kind.CLAUSE, "出现了两次");

        var unknown = new Draft();
        var own = unknown.clauses.get(5);
        unknown.clauses.add(
                new ClauseResult(new ClauseCode("99.1.1"), own.grade(), own.from(), own.look(), own.judgements()));
        unknown.isFaulted(Kind.CLAUSE, "标准里没有这一条");
    }

    @Test
    void lines_the_standard_does_not_have_and_lines_beside_not_applicable_are_named() {
        var clause = new Draft().sound.clauses().get(8);
        var first = clause.judgements().getFirst();
        var foreign = new HashMap<>(first.lines());
        foreign.put(new LineId(Grade.A, 99), true);

        new Draft().judged(8, first.grade(), foreign).isFaulted(Kind.CLAUSE, "判断了标准没有的要求行");
        new Draft().judged(8, Grade.NA, first.lines()).isFaulted(Kind.CLAUSE, "写不适用，又逐行作了判断");
    }

    @Test
    void a_type_without_a_standard_and_a_fact_nobody_knows_are_named() {
        var other = new Draft();
        other.type = new Id("tertiary-hospital");
        other.isFaulted(Kind.PACK, "没有适用于 tertiary-hospital 的标准");

        var fact = new Draft();
        fact.facts = Map.of("unit.colour", "red");
        fact.isFaulted(Kind.TIER, "机构事实 unit.colour 无法识别");
    }

    @Test
    void what_was_written_anew_after_signing_says_how() {
        var file = aResult(new Random(7), 99);
        var text = file.json();
        var other = SigningKey.generate(SignatureAlgorithm.ED25519);
        var seal = file.seal();

        assertThat(kinds(text.replaceFirst(",", ", "))).containsExactly(Kind.NOT_CANONICAL);
        assertThat(kinds(text.replace("石桥镇卫生院", "石桥镇中心卫生院"))).containsExactly(Kind.HASH);
        assertThat(kinds(text.replace(seal.publicKey(), other.verifying().publicKey())))
                .containsExactly(Kind.SIGNATURE);
        assertThat(kinds(text.replace(seal.signature(), "ed25519:AAAA"))).containsExactly(Kind.SIGNATURE);
        assertThat(kinds(text.replace(ResultFile.KIND, "sanhao-result/9"))).containsExactly(Kind.UNREADABLE);
        assertThat(kinds(text.replace(WORDS.digest().text() + "\",\"salt", "sha-256:" + "0".repeat(64) + "\",\"salt")))
                .containsExactly(Kind.OPENING);
    }

    @Test
    void a_pack_that_is_another_one_and_a_pack_nobody_can_compute_with_are_told_apart() {
        var text = aResult(new Random(7), 99).json();

        assertThat(kinds(text.replace("分级负责", "分级尽责"))).containsExactly(Kind.PACK);
        assertThat(kinds(text.replace("\"at-least\":\"95%\"", "\"at-least\":\"195%\"")))
                .containsExactly(Kind.PACK, Kind.PACK);
    }

    @Test
    void words_of_a_step_are_opened_like_those_of_a_judgement() {
        var words = Commitment.to(HashAlgorithm.SHA_256, "材料齐全");
        var draft = new Draft();
        draft.steps = List.of(new ResultDocument.Step(
                1, "ACCEPT", SEPTEMBER, COUNTY, "P1", words.digest().text()));
        var document = draft.document();

        var own = new ResultFile.Opening(words.digest().text(), words.salt().hex(), "材料齐全", null);
        assertThat(opened(sealed(document), own)).isEmpty();
        for (var salt : List.of("zz", "00")) {
            assertThat(opened(sealed(document), new ResultFile.Opening(own.commitment(), salt, "材料齐全", null)))
                    .extracting(ResultCheck.Fault::kind)
                    .containsExactly(Kind.OPENING);
        }
    }

    @Test
    void the_sentence_on_a_tier_repeats_every_rule_with_its_numbers() {
        var told = new Draft();
        var basic = told.tiers.get(1);
        told.tiers.set(1, new TierLine(basic.tier(), false, basic.rules()));

        assertThat(told.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.zh())
                        .contains(basic.rules().stream()
                                .map(ResultDocument.RuleLine::says)
                                .toArray(String[]::new)));
    }

    private static List<Kind> kinds(String text) {
        return ResultCheck.check(text.getBytes(StandardCharsets.UTF_8)).faults().stream()
                .map(ResultCheck.Fault::kind)
                .toList();
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
