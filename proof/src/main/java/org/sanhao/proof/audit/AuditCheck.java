package org.sanhao.proof.audit;

import java.io.BufferedReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.proof.Digest;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.proof.KeyRing;
import org.sanhao.proof.MerkleTree;

/**
 * Goes through a log once, rows to roots to heads to kept heads, and remembers the first break. Feed the batches in their
 * order, then {@link #finish}. Needs memory for one batch and the kept heads.
 */
public final class AuditCheck {

    /** What can be wrong, and how it is said. */
    public enum Kind {
        OTHER_INSTALLATION("第 {0} 批属于另一个系统"),
        BATCH_MISSING("第 {0} 批缺失"),
        KEY_UNKNOWN("第 {0} 批由不在公钥清单里的密钥签名"),
        KEY_NOT_HANDED_OVER("第 {0} 批由没有得到前一把密钥背书的密钥签名"),
        SIGNATURE_WRONG("第 {0} 批的签名与内容不符"),
        PREVIOUS_WRONG("第 {0} 批没有接在前一批之后：前一批被改动或替换"),
        SIZE_WRONG("第 {0} 批的累计行数不对"),
        LEAVES_WRONG("第 {0} 批的逐行哈希与签名的树根不符"),
        ROW_CHANGED("第 {0} 批第 {1} 行被改动"),
        ROW_MISSING("第 {0} 批第 {1} 行被删除"),
        ROW_ADDED("第 {0} 批第 {1} 行是后加的"),
        HEAD_SWAPPED("第 {0} 批与另存的封印不同：日志被整体替换"),
        TAIL_CUT("日志在第 {0} 批之后被截断：另存的封印到第 {1} 批");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    /**
     * The first place where the log is not what was sealed.
     *
     * @param batch number of the batch
     * @param row position in the batch, from 1; for a cut tail the number of the last kept head; else 0
     * @param rowId id of the row as it stands now, where there is one
     */
    public record Break(
            Kind kind, long batch, long row, @Nullable String rowId) {
        /** In Chinese. */
        public String sentence() {
            return kind.sentence.replace("{0}", Long.toString(batch)).replace("{1}", Long.toString(row)) + "。";
        }
    }

    /**
     * What was found.
     *
     * @param sealedTo time of the last seal
     * @param keptTo number of the last kept head that was compared, 0 for none
     */
    public record Result(
            long batches,
            long rows,
            @Nullable Instant sealedTo,
            @Nullable String lastHead,
            long keptTo,
            @Nullable Break firstBreak) {
        public boolean isSound() {
            return firstBreak == null;
        }

        /** What was found, in Chinese, the finding first. */
        public List<String> sentences() {
            var said = new ArrayList<String>();
            said.add(
                    firstBreak != null
                            ? "第一处不符：" + firstBreak.sentence()
                                    + (firstBreak.rowId() == null ? "" : "这一行的编号是 " + firstBreak.rowId() + "。")
                            : "共 " + batches + " 批封印、" + rows + " 条记录，全部与封印时相同。");
            if (lastHead != null) {
                said.add("最后一次封印 " + lastHead + "，时间 " + sealedTo + "。");
            }
            said.add(keptTo == 0 ? "没有与另存的封印比对：末尾是否被截断、全部是否被替换，只有另存的封印能证明。" : "与另存的封印比对到第 " + keptTo + " 批。");
            return said;
        }
    }

    private final KeyRing ring;
    private final Set<String> doubtful;
    private final boolean whole;
    private final Iterator<AuditHead> kept;
    private @Nullable String installation;
    private @Nullable AuditHead before;
    private @Nullable Break first;
    private long rows;
    private @Nullable AuditHead nextKept;
    private long keptTo;

    /**
     * @param ring the keys of the installation
     * @param trusted a ring got by another way, whose keys need no endorsement and which must not be contradicted
     * @param kept heads kept outside, any selection, in the order of their numbers
     * @param whole whether every row is handed in; else missing rows are no break
     */
    public AuditCheck(KeyRing ring, @Nullable KeyRing trusted, Iterator<AuditHead> kept, boolean whole) {
        this.ring = trusted == null ? ring : trusted;
        this.doubtful = trusted == null ? new HashSet<>(ring.unendorsed()) : Set.of();
        this.whole = whole;
        this.kept = kept;
        this.nextKept = next();
    }

    /**
     * Takes the next batch. After the first break nothing more is looked at.
     *
     * @param leaves the leaf hashes stored with the batch, in order
     * @param trees the rows as they stand now, in order
     */
    public void batch(AuditHead head, List<Digest> leaves, List<Map<String, ?>> trees) {
        if (first != null) {
            return;
        }
        long expected = before == null ? 1 : before.number() + 1;
        if (head.number() != expected) {
            fail(Kind.BATCH_MISSING, expected, 0, null);
            return;
        }
        if (installation != null && !installation.equals(head.installation())) {
            fail(Kind.OTHER_INSTALLATION, expected, 0, null);
            return;
        }
        installation = head.installation();
        seal(head);
        if (first == null) {
            rows(head, leaves, trees);
        }
        before = head;
        rows += trees.size();
    }

    private void seal(AuditHead head) {
        long number = head.number();
        var key = ring.find(head.keyId());
        if (key.isEmpty()) {
            fail(Kind.KEY_UNKNOWN, number, 0, null);
        } else if (!head.isSignedBy(key.get())) {
            fail(Kind.SIGNATURE_WRONG, number, 0, null);
        } else if (doubtful.contains(head.keyId())) {
            fail(Kind.KEY_NOT_HANDED_OVER, number, 0, null);
        } else if (!head.previous().equals(AuditHead.previous(head.installation(), before, head.root()))) {
            fail(Kind.PREVIOUS_WRONG, number, 0, null);
        } else if (head.size() != (before == null ? 0 : before.size()) + head.rows()) {
            fail(Kind.SIZE_WRONG, number, 0, null);
        }
        while (nextKept != null && nextKept.number() <= number) {
            if (nextKept.number() == number) {
                keptTo = number;
                if (first == null && !nextKept.equals(head)) {
                    fail(Kind.HEAD_SWAPPED, number, 0, null);
                }
            }
            nextKept = next();
        }
    }

    private @Nullable AuditHead next() {
        return kept.hasNext() ? kept.next() : null;
    }

    private void rows(AuditHead head, List<Digest> leaves, List<Map<String, ?>> trees) {
        long number = head.number();
        HashAlgorithm algorithm = head.root().algorithm();
        if (leaves.size() != head.rows()
                || leaves.stream().anyMatch(leaf -> leaf.algorithm() != algorithm)
                || !MerkleTree.ofLeaves(algorithm, leaves).root().equals(head.root())) {
            fail(Kind.LEAVES_WRONG, number, 0, null);
            return;
        }
        var positions = new HashMap<Digest, Integer>();
        for (int i = 0; i < leaves.size(); i++) {
            positions.put(leaves.get(i), i);
        }
        int next = 0;
        for (int i = 0; i < trees.size(); i++) {
            var tree = trees.get(i);
            var at = positions.get(AuditRow.leaf(algorithm, tree));
            var id = String.valueOf(tree.get("id"));
            if (at == null) {
                boolean stillExpected = trees.size() <= leaves.size() || !whole;
                fail(stillExpected ? Kind.ROW_CHANGED : Kind.ROW_ADDED, number, i + 1L, id);
                return;
            }
            if (at < next) {
                fail(Kind.ROW_ADDED, number, i + 1L, id);
                return;
            }
            if (whole && at > next) {
                fail(Kind.ROW_MISSING, number, next + 1L, null);
                return;
            }
            next = at + 1;
        }
        if (whole && next < leaves.size()) {
            fail(Kind.ROW_MISSING, number, next + 1L, null);
        }
    }

    /** Compares the end with the kept heads and says what was found. */
    public Result finish() {
        var last = before;
        long end = last == null ? 0 : last.number();
        if (first == null && nextKept != null) {
            long lastKept = nextKept.number();
            while (kept.hasNext()) {
                lastKept = kept.next().number();
            }
            fail(Kind.TAIL_CUT, end, lastKept, null);
        }
        return new Result(
                end, rows, last == null ? null : last.at(), last == null ? null : last.shortName(), keptTo, first);
    }

    private void fail(Kind kind, long batch, long row, @Nullable String rowId) {
        if (first == null) {
            first = new Break(kind, batch, row, rowId);
        }
    }

    /** Reads a file of kept heads line by line; empty lines are skipped. */
    public static Iterator<AuditHead> heads(BufferedReader lines) {
        return lines.lines()
                .filter(line -> !line.isBlank())
                .map(AuditHead::parse)
                .iterator();
    }
}
