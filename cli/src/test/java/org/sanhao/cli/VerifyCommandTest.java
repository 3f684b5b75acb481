package org.sanhao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.proof.CanonicalJson;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.proof.KeyRing;
import org.sanhao.proof.MerkleTree;
import org.sanhao.proof.SignatureAlgorithm;
import org.sanhao.proof.SigningKey;
import org.sanhao.proof.audit.AuditExport;
import org.sanhao.proof.audit.AuditHead;

class VerifyCommandTest {
    private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path temp;

    private record Ran(int exit, String out) {}

    private static Ran run(Object... words) {
        var out = new StringWriter();
        var commandLine = Sanhao.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        int exit =
                commandLine.execute(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
        return new Ran(exit, out.toString());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text);
    }

    private Path file(String name, KeyRing ring) throws IOException {
        return file(name, CanonicalJson.of(ring.tree()));
    }

    @Test
    void keys_that_were_handed_over_pass_with_their_fingerprints() throws IOException {
        var first = SigningKey.generate(SignatureAlgorithm.ED25519);
        var second = SigningKey.generate(SignatureAlgorithm.ED25519);
        var ring = KeyRing.of(first.verifying(), DAY).rotated(first, second.verifying(), DAY.plusSeconds(1));

        var ran = run("verify", file("keys.json", ring));

        assertThat(ran.exit()).isZero();
        assertThat(ran.out())
                .contains("核验通过")
                .contains(second.verifying().fingerprint().text());
    }

    @Test
    void a_key_nobody_handed_over_fails_unless_a_kept_ring_knows_it() throws IOException {
        var first = SigningKey.generate(SignatureAlgorithm.SM2);
        var foreign = SigningKey.generate(SignatureAlgorithm.SM2);
        var ring = KeyRing.of(first.verifying(), DAY).restarted(foreign.verifying(), DAY.plusSeconds(1));
        var file = file("keys.json", ring);

        assertThat(run("verify", file).exit()).isEqualTo(1);
        assertThat(run("verify", file).out()).contains(foreign.keyId()).contains("没有得到前一把密钥的背书");
        assertThat(run("verify", "--keys", file("kept.json", ring), file).exit())
                .isZero();
        var older = file("older.json", KeyRing.of(first.verifying(), DAY));
        assertThat(run("verify", "--keys", file, older).out()).contains("这份清单里没有");
    }

    @Test
    void what_it_cannot_check_it_says_and_never_passes() throws IOException {
        assertThat(run("verify", temp.resolve("nothing")).exit()).isEqualTo(2);
        var unknown = run("verify", file("a.json", "{\"kind\":\"sanhao-moon/1\"}"));
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.out()).contains("sanhao-moon/1").contains("sanhao-keys/1");
        assertThat(run("verify", file("b.json", "{\n\"kind\":\"sanhao-keys/1\",\n\"keys\":[]}"))
                        .exit())
                .isEqualTo(1);
        assertThat(run("verify", file("c.json", "{\"kind\":1}")).exit()).isEqualTo(1);
        assertThat(run("verify", file("d.json", "")).exit()).isEqualTo(1);
        assertThat(run("verify", file("e.json", "{\"kind\":\"a\",\"kind\":\"sanhao-keys/1\"}"))
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void an_exported_log_passes_and_a_cut_one_is_found_by_the_kept_heads() throws IOException {
        var key = SigningKey.generate(SignatureAlgorithm.ED25519);
        var ring = KeyRing.of(key.verifying(), DAY);
        var none = MerkleTree.ofLeaves(HashAlgorithm.SHA_256, List.of(HashAlgorithm.SHA_256.ofText("row")));
        var first = AuditHead.seal("here", null, 1, none.root(), DAY, key);
        var second = AuditHead.seal("here", first, 1, none.root(), DAY.plusSeconds(1), key);
        var out = new StringWriter();
        new AuditExport.Writing(out, "here", ring, false, DAY).batch(first, none.leaves(), List.of());
        var export = file("log.jsonl", out.toString());
        var kept = file("heads.jsonl", first.line() + "\n" + second.line() + "\n");

        var alone = run("verify", export);
        assertThat(alone.exit()).as(alone.out()).isZero();
        assertThat(alone.out()).contains("核验通过").contains("只有另存的封印能证明");
        var cut = run("verify", "audit", "--export", export, "--kept", kept);
        assertThat(cut.exit()).isEqualTo(1);
        assertThat(cut.out()).contains("第一处不符").contains("在第 1 批之后被截断");
        assertThat(run("verify", "--kept", file("not.jsonl", "{}"), export).exit())
                .isEqualTo(1);
    }
}
