package org.sanhao.proof.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.Ids;
import org.sanhao.proof.CanonicalJson;
import org.sanhao.proof.Digest;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.proof.KeyRing;
import org.sanhao.proof.MerkleTree;
import org.sanhao.proof.SignatureAlgorithm;
import org.sanhao.proof.SigningKey;
import org.sanhao.proof.audit.AuditCheck.Kind;
import org.sanhao.proof.audit.AuditCheck.Result;

class AuditCheckTest {
    private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");
    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.ED25519);
    private static final SigningKey FOREIGN = SigningKey.generate(SignatureAlgorithm.ED25519);

    /** A log in memory: what the attacks change. */
    private static final class Log {
        private final List<AuditHead> heads = new ArrayList<>();
        private final List<List<Digest>> leaves = new ArrayList<>();
        private final List<List<Map<String, ?>>> rows = new ArrayList<>();
        private KeyRing ring = KeyRing.of(KEY.verifying(), DAY);

        void seal(SigningKey key, int count) {
            seal(
                    key,
                    IntStream.range(0, count)
                            .<Map<String, ?>>mapToObj(i -> row().tree())
                            .toList());
        }

        void seal(SigningKey key, List<Map<String, ?>> trees) {
            var hashes = trees.stream()
                    .map(tree -> AuditRow.leaf(HashAlgorithm.SHA_256, tree))
                    .toList();
            var root = MerkleTree.ofLeaves(HashAlgorithm.SHA_256, hashes).root();
            var before = heads.isEmpty() ? null : heads.getLast();
            heads.add(AuditHead.seal("here", before, trees.size(), root, DAY.plusSeconds(heads.size()), key));
            leaves.add(hashes);
            rows.add(new ArrayList<>(trees));
        }

        Result check(List<AuditHead> kept) {
            return check(null, kept, true);
        }

        Result check(@Nullable KeyRing trusted, List<AuditHead> kept, boolean whole) {
            try {
                var out = new StringWriter();
                var writing = new AuditExport.Writing(out, "here", ring, whole, DAY);
                for (int i = 0; i < heads.size(); i++) {
                    writing.batch(heads.get(i), leaves.get(i), rows.get(i));
                }
                writing.unsealed(row().tree());
                return AuditExport.check(
                        new BufferedReader(new StringReader(out.toString())), trusted, kept.iterator());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static AuditRow row() {
        var id = Ids.next();
        return new AuditRow(
                id,
                DAY,
                "PUT /api/things/{id}",
                AuditRow.DONE,
                UUID.randomUUID(),
                null,
                null,
                "things",
                "1",
                "adm/a/",
                id,
                "10.0.0.0/24");
    }

    private static Log log() {
        var log = new Log();
        log.seal(KEY, 5);
        log.seal(KEY, 1);
        log.seal(KEY, 4);
        return log;
    }

    private static void assertBreak(Result result, Kind kind, long batch, long row) {
        var first = result.firstBreak();
        assertThat(first).isNotNull();
        assertThat(first.kind()).isEqualTo(kind);
        assertThat(List.of(first.batch(), first.row())).containsExactly(batch, row);
        assertThat(first.sentence()).contains(Long.toString(batch)).doesNotContain("{");
    }

    @Test
    void an_untouched_log_is_sound_and_says_how_far_it_was_compared() {
        var log = log();

        var result = log.check(List.of(log.heads.get(1)));

        assertThat(result.firstBreak()).isNull();
        assertThat(result.batches()).isEqualTo(3);
        assertThat(result.rows()).isEqualTo(10);
        assertThat(result.keptTo()).isEqualTo(2);
    }

    @Test
    void a_changed_row_is_named() {
        var log = log();
        var forged = new java.util.TreeMap<String, Object>(log.rows.get(2).get(1));
        forged.put("result", "SH-1003");
        log.rows.get(2).set(1, forged);

        assertBreak(log.check(List.of()), Kind.ROW_CHANGED, 3, 2);
    }

    @Test
    void a_deleted_row_is_named_wherever_it_stood() {
        for (int at = 0; at < 5; at++) {
            var log = log();
            log.rows.getFirst().remove(at);

            assertBreak(log.check(List.of()), Kind.ROW_MISSING, 1, at + 1);
        }
    }

    @Test
    void an_added_row_is_named() {
        var log = log();
        log.rows.get(1).add(row().tree());
        assertBreak(log.check(List.of()), Kind.ROW_ADDED, 2, 2);

        var twice = log();
        twice.rows.get(1).add(twice.rows.get(1).getFirst());
        assertBreak(twice.check(List.of()), Kind.ROW_ADDED, 2, 2);
    }

    @Test
    void a_row_changed_together_with_its_stored_hash_is_found_by_the_root() {
        var log = log();
        var forged = row();
        log.rows.getFirst().set(0, forged.tree());
        var hashes = new ArrayList<>(log.leaves.getFirst());
        hashes.set(0, forged.leaf(HashAlgorithm.SHA_256));
        log.leaves.set(0, hashes);

        assertBreak(log.check(List.of()), Kind.LEAVES_WRONG, 1, 0);
    }

    @Test
    void a_batch_signed_anew_with_another_key_is_found_even_when_the_key_was_put_into_the_ring() {
        var log = log();
        var again = new Log();
        again.seal(KEY, log.rows.getFirst());
        again.seal(FOREIGN, List.of(row().tree()));
        again.seal(FOREIGN, 4);

        assertBreak(again.check(List.of()), Kind.KEY_UNKNOWN, 2, 0);
        again.ring = again.ring.restarted(FOREIGN.verifying(), DAY);
        assertBreak(again.check(List.of()), Kind.KEY_NOT_HANDED_OVER, 2, 0);
        assertBreak(again.check(log.ring, List.of(), true), Kind.KEY_UNKNOWN, 2, 0);
    }

    @Test
    void a_key_that_was_handed_over_may_sign() {
        var log = new Log();
        log.seal(KEY, 2);
        log.ring = log.ring.rotated(KEY, FOREIGN.verifying(), DAY.plusSeconds(1));
        log.seal(FOREIGN, 2);

        assertThat(log.check(List.of()).firstBreak()).isNull();
    }

    @Test
    void a_head_under_anothers_name_does_not_verify() {
        var log = log();
        var forged =
                AuditHead.seal("here", log.heads.getFirst(), 1, log.heads.get(1).root(), DAY, FOREIGN);
        log.heads.set(
                1,
                new AuditHead(
                        forged.installation(),
                        forged.number(),
                        forged.rows(),
                        forged.size(),
                        forged.root(),
                        forged.previous(),
                        forged.at(),
                        KEY.keyId(),
                        forged.signature()));

        assertBreak(log.check(List.of()), Kind.SIGNATURE_WRONG, 2, 0);
    }

    @Test
    void swapped_and_dropped_batches_are_found() {
        var dropped = log();
        dropped.heads.remove(1);
        dropped.leaves.remove(1);
        dropped.rows.remove(1);
        assertBreak(dropped.check(List.of()), Kind.BATCH_MISSING, 2, 0);

        var other = log();
        var mixed = log();
        mixed.heads.set(2, other.heads.get(2));
        mixed.leaves.set(2, other.leaves.get(2));
        mixed.rows.set(2, other.rows.get(2));
        assertBreak(mixed.check(List.of()), Kind.PREVIOUS_WRONG, 3, 0);
    }

    /** Whoever holds the key can write a new history; only a head kept outside shows it. */
    @Test
    void a_history_written_anew_with_the_right_key_is_found_by_the_kept_head_only() {
        var log = log();
        var rewritten = log();

        assertThat(rewritten.check(List.of()).firstBreak()).isNull();
        assertBreak(rewritten.check(List.of(log.heads.get(1))), Kind.HEAD_SWAPPED, 2, 0);
    }

    @Test
    void a_cut_tail_is_found_by_the_kept_head_only() {
        var log = log();
        var kept = List.copyOf(log.heads);
        log.heads.removeLast();
        log.leaves.removeLast();
        log.rows.removeLast();

        assertThat(log.check(List.of()).firstBreak()).isNull();
        assertBreak(log.check(kept), Kind.TAIL_CUT, 2, 3);
        assertBreak(new Log().check(kept), Kind.TAIL_CUT, 0, 3);
    }

    @Test
    void an_export_of_a_part_hides_other_rows_without_breaking_and_still_shows_a_changed_one() {
        var log = log();
        log.rows.getFirst().remove(2);
        assertThat(log.check(null, List.of(), false).firstBreak()).isNull();

        var forged = new java.util.TreeMap<String, Object>(log.rows.getFirst().get(1));
        forged.put("act", "other");
        log.rows.getFirst().set(1, forged);
        assertBreak(log.check(null, List.of(), false), Kind.ROW_CHANGED, 1, 2);
    }

    @Test
    void a_batch_of_another_installation_is_named_even_when_it_is_signed_with_the_right_key() {
        var log = log();
        var own = log.heads.getLast();
        log.heads.set(2, AuditHead.seal("there", log.heads.get(1), own.rows(), own.root(), DAY, KEY));

        assertBreak(log.check(List.of()), Kind.OTHER_INSTALLATION, 3, 0);
    }

    /** The right key signs it, so only the sum itself gives it away. */
    @Test
    void a_seal_that_counts_other_rows_than_were_sealed_is_named() {
        for (int batch = 1; batch <= 3; batch++) {
            var log = log();
            var own = log.heads.get(batch - 1);
            var bare = own.tree();
            bare.remove("signature");
            bare.put("size", own.size() + 1);
            bare.put("signature", KEY.sign(CanonicalJson.bytes(bare)).text());
            log.heads.set(batch - 1, AuditHead.parse(CanonicalJson.of(bare)));

            assertBreak(log.check(List.of()), Kind.SIZE_WRONG, batch, 0);
        }
        var log = log();
        var own = log.heads.getFirst();
        log.heads.set(0, AuditHead.seal("here", null, own.rows() + 1, own.root(), own.at(), KEY));
        assertBreak(log.check(List.of()), Kind.LEAVES_WRONG, 1, 0);
    }

    @Test
    void what_was_found_is_said_in_sentences_with_the_finding_first() {
        var log = log();
        var kept = log.heads.get(1);

        assertThat(log.check(List.of(kept)).sentences())
                .containsExactly(
                        "共 3 批封印、10 条记录，全部与封印时相同。",
                        "最后一次封印 " + log.heads.getLast().shortName() + "，时间 2026-01-01T00:00:02Z。",
                        "与另存的封印比对到第 2 批。");
        assertThat(new Log().check(List.of()).sentences())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("没有与另存的封印比对");

        log.rows.getFirst().set(3, row().tree());
        var changed = log.check(List.of());
        assertThat(changed.isSound()).isFalse();
        assertThat(changed.sentences().getFirst())
                .isEqualTo("第一处不符：第 1 批第 4 行被改动。这一行的编号是 "
                        + log.rows.getFirst().get(3).get("id") + "。");
        assertThat(log().check(List.of()).isSound()).isTrue();
    }

    @Test
    void kept_heads_are_read_line_by_line_and_their_short_name_is_number_and_hash() {
        var heads = log().heads;
        var file = heads.get(0).line() + "\n\n" + heads.get(2).line() + "\n";

        assertThat(AuditCheck.heads(new BufferedReader(new StringReader(file))))
                .toIterable()
                .containsExactly(heads.get(0), heads.get(2));
        assertThat(heads.get(2).shortName())
                .isEqualTo("3-"
                        + HashAlgorithm.SHA_256
                                .ofText(heads.get(2).line())
                                .hex()
                                .substring(0, 12));
    }

    @Test
    void every_field_of_a_row_is_under_the_seal() {
        var full = new AuditRow(
                new UUID(0, 1),
                DAY,
                "act",
                "done",
                new UUID(0, 2),
                new UUID(0, 3),
                new UUID(0, 4),
                "kind",
                "subject",
                "adm/a/",
                new UUID(0, 5),
                "10.0.0.0/24");

        assertThat(full.tree())
                .isEqualTo(new java.util.TreeMap<>(Map.ofEntries(
                        Map.entry("id", "00000000-0000-0000-0000-000000000001"),
                        Map.entry("at", "2026-01-01T00:00:00Z"),
                        Map.entry("act", "act"),
                        Map.entry("result", "done"),
                        Map.entry("person", "00000000-0000-0000-0000-000000000002"),
                        Map.entry("post", "00000000-0000-0000-0000-000000000003"),
                        Map.entry("account", "00000000-0000-0000-0000-000000000004"),
                        Map.entry("subjectKind", "kind"),
                        Map.entry("subjectId", "subject"),
                        Map.entry("path", "adm/a/"),
                        Map.entry("request", "00000000-0000-0000-0000-000000000005"),
                        Map.entry("network", "10.0.0.0/24"))));
        assertThat(AuditRow.class.getRecordComponents())
                .hasSameSizeAs(full.tree().entrySet());
        var sealed = full.leaf(HashAlgorithm.SM3);
        for (var name : full.tree().keySet()) {
            var without = full.tree();
            without.remove(name);
            assertThat(AuditRow.leaf(HashAlgorithm.SM3, without)).as(name).isNotEqualTo(sealed);
        }
    }

    /** The naive check trusts the stored hashes and never recomputes the rows. */
    @Test
    void canary_a_check_of_heads_alone_misses_a_changed_row() {
        var log = log();
        log.rows.getFirst().set(0, row().tree());

        assertThat(log.heads).allMatch(head -> head.isSignedBy(KEY.verifying()));
        assertBreak(log.check(log.heads), Kind.ROW_CHANGED, 1, 1);
    }
}
