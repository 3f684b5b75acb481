package org.sanhao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.lang.pack.Clause;
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
import org.sanhao.lang.pack.result.ResultDocument;
import org.sanhao.lang.pack.result.ResultDocument.ClauseResult;
import org.sanhao.lang.pack.result.ResultDocument.Judged;
import org.sanhao.lang.pack.result.ResultDocument.TierLine;
import org.sanhao.lang.pack.result.ResultFile;
import org.sanhao.lang.pack.result.Sealing;
import org.sanhao.lang.pack.rule.Facts;
import org.sanhao.lang.pack.score.Cascade;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.lang.pack.score.TierRules;
import org.sanhao.proof.CanonicalJson;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.proof.KeyRing;
import org.sanhao.proof.SignatureAlgorithm;
import org.sanhao.proof.SigningKey;

/** {@code sanhao verify result.json}: what a stranger reads, and how the tool ends. */
class VerifyResultTest {
    private static final Level COUNTY = new Level("county");
    private static final Id TYPE = new Id("township-hospital");
    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.ED25519);
    private static final Pack PACK = pack();
    private static final byte[] PHOTO = "一张照片".getBytes(StandardCharsets.UTF_8);
    private static final byte[] RECORD = "一份记录".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, List<String>> EVIDENCE = Map.of(
            "1.1.1", List.of(HashAlgorithm.SHA_256.of(PHOTO).text()),
            "2.1.1", List.of(HashAlgorithm.SHA_256.of(RECORD).text()));

    @TempDir
    private Path temp;

    private record Ran(int exit, String out) {}

    private static Pack pack() {
        var loaded = PackLoader.load(PackFiles.in(Path.of("..", "packs", "primary-care-quality", "2023.1")))
                .pack();
        return java.util.Objects.requireNonNull(loaded);
    }

    private static Ran run(Object... words) {
        var out = new StringWriter();
        var commandLine = Sanhao.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        int exit =
                commandLine.execute(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
        return new Ran(exit, out.toString());
    }

    /** Everything met, as the county judged it, but for one clause whose grade the file claims higher than its lines. */
    private static ResultFile aResult(String overclaimed) {
        var rules = TierRules.of(PACK, PACK.standardFor(TYPE).orElseThrow());
        var grades = new HashMap<ClauseCode, Grade>();
        rules.clauses().forEach(clause -> grades.put(clause.code(), best(clause)));
        var verdicts = rules.evaluate(rules.sheet(grades), Facts.NONE.with("unit.type", TYPE.name()))
                .verdicts();
        var document = new ResultDocument(
                "7K3M9QXD42FT",
                new ResultDocument.Campaign("优质服务基层行", 2026, "望溪县卫生健康局"),
                new ResultDocument.PackUsed(
                        PACK.id(), PACK.version(), CanonicalPack.hash(CanonicalPack.json(PACK)), PACK.sample()),
                new ResultDocument.Institution("石桥镇卫生院", TYPE, "澄原省安澜市望溪县", Map.of()),
                new ResultDocument.Application(new Id("basic"), DAY, "sha-256:00"),
                List.of(new ResultDocument.Leg(COUNTY, Extent.FULL)),
                COUNTY,
                null,
                List.of(new ResultDocument.Step(1, "APPLY", DAY, null, "P1", null)),
                rules.clauses().stream()
                        .map(clause -> judged(clause, overclaimed))
                        .toList(),
                verdicts.stream().map(TierLine::of).toList(),
                new ResultDocument.Notice(LocalDate.of(2026, 9, 3), LocalDate.of(2026, 9, 10), 0, 0),
                new ResultDocument.Decision(new Id("basic"), "安澜市卫生健康委员会", "安卫基层函〔2026〕3号", LocalDate.of(2026, 9, 11)),
                new ResultDocument.Validity(LocalDate.of(2026, 9, 11), LocalDate.of(2029, 9, 10)));
        return new ResultFile(ResultFile.KIND, document, PACK, Sealing.seal(document, KEY), List.of());
    }

    private static ClauseResult judged(Clause clause, String overclaimed) {
        var lines = new HashMap<LineId, Boolean>();
        var best = best(clause);
        boolean met = !clause.code().code().equals(overclaimed);
        clause.lines()
                .all()
                .forEach(line -> lines.put(line.id(), met || line.id().grade() != best));
        return new ClauseResult(
                clause.code(),
                best,
                COUNTY,
                Look.DESK,
                List.of(new Judged(
                        COUNTY,
                        Look.DESK,
                        best,
                        DAY,
                        "P2",
                        lines,
                        null,
                        EVIDENCE.getOrDefault(clause.code().code(), List.of()))));
    }

    private static Grade best(Clause clause) {
        var lines = new HashMap<LineId, Boolean>();
        clause.lines().all().forEach(line -> lines.put(line.id(), true));
        return Cascade.of(clause, lines).grade();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text);
    }

    @Test
    void a_sound_result_passes_and_says_what_was_worked_out() throws IOException {
        var ran = run("verify", file("result.json", aResult("").json()));

        assertThat(ran.exit()).as(ran.out()).isZero();
        assertThat(ran.out())
                .contains("核验通过")
                .contains("石桥镇卫生院")
                .contains("基本标准")
                .contains("需 ")
                .contains(KEY.keyId())
                .contains("样例重构，非官方文本");
    }

    @Test
    void the_clause_that_does_not_fit_is_named_though_the_signature_holds() throws IOException {
        var ran = run("verify", file("result.json", aResult("1.1.1").json()));

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("核验不通过").contains("条款 1.1.1：").doesNotContain("签名与公钥");
    }

    @Test
    void evidence_is_compared_with_what_was_sent_and_a_changed_byte_is_named_with_its_clause() throws IOException {
        var result = file("result.json", aResult("").json());
        var folder = Files.createDirectories(temp.resolve("evidence/photos"));
        Files.write(folder.resolve("照片.jpg"), PHOTO);

        var some = run("verify", result, "--evidence", folder.getParent());
        assertThat(some.exit()).as(some.out()).isZero();
        assertThat(some.out())
                .contains("结果列 2 份，所给的文件对上 1 份")
                .contains("条款 2.1.1：所列佐证材料 " + EVIDENCE.get("2.1.1").getFirst());

        var changed = RECORD.clone();
        changed[3] ^= 1;
        Files.write(folder.resolve("记录.pdf"), changed);
        var broken = run("verify", result, "--evidence", folder.getParent());
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.out()).contains("记录.pdf").contains("内容被改过").contains("条款 2.1.1：");

        Files.write(folder.resolve("记录.pdf"), RECORD);
        var whole = run("verify", result, "--evidence", folder.getParent());
        assertThat(whole.exit()).as(whole.out()).isZero();
        assertThat(whole.out()).contains("对上 2 份").doesNotContain("不在所给的文件里");
        assertThat(run("verify", result, "--evidence", temp.resolve("nowhere")).exit())
                .isEqualTo(2);
    }

    @Test
    void a_byte_changed_and_a_key_nobody_knows_fail() throws IOException {
        var bytes = aResult("").json().getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length / 2] ^= 1;
        var broken = Files.write(temp.resolve("broken.json"), bytes);
        var ring = KeyRing.of(SigningKey.generate(SignatureAlgorithm.ED25519).verifying(), Instant.EPOCH);
        var keys = file("keys.json", CanonicalJson.of(ring.tree()));

        assertThat(run("verify", broken).exit()).isEqualTo(1);
        var foreign = run("verify", file("result.json", aResult("").json()), "--keys", keys);
        assertThat(foreign.exit()).isEqualTo(1);
        assertThat(foreign.out()).contains("不在所给的公钥清单里");
        assertThat(run("verify", temp.resolve("nothing.json")).exit()).isEqualTo(2);
    }
}
