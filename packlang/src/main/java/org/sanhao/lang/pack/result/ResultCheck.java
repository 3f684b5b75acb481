package org.sanhao.lang.pack.result;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.WorkingCalendar;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Language1;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.canonical.CanonicalPack;
import org.sanhao.lang.pack.check.PackCheck;
import org.sanhao.lang.pack.result.ResultDocument.ClauseResult;
import org.sanhao.lang.pack.result.ResultDocument.Judged;
import org.sanhao.lang.pack.result.ResultDocument.TierLine;
import org.sanhao.lang.pack.rule.Facts;
import org.sanhao.lang.pack.rule.Vocabulary;
import org.sanhao.lang.pack.score.Cascade;
import org.sanhao.lang.pack.score.EffectiveGrade;
import org.sanhao.lang.pack.score.Judgement;
import org.sanhao.lang.pack.score.TierRules;
import org.sanhao.lang.pack.source.Finding;
import org.sanhao.lang.pack.source.YamlText;
import org.sanhao.proof.Commitment;
import org.sanhao.proof.Digest;

/**
 * Works a published result out again, from the lines that were judged to the tier, and compares every step with what the
 * file says. Needs nothing but the file. Never throws on a hostile one.
 */
public final class ResultCheck {
    private final List<Fault> faults = new ArrayList<>();

    private ResultCheck() {}

    /**
     * Something that does not fit.
     *
     * @param clause the clause it is about, or null
     */
    public record Fault(Kind kind, @Nullable ClauseCode clause, String zh) {}

    /** What kind of thing does not fit. */
    public enum Kind {
        UNREADABLE,
        NOT_CANONICAL,
        HASH,
        SIGNATURE,
        PACK,
        CLAUSE,
        TIER,
        COURSE,
        OPENING
    }

    /**
     * What came out.
     *
     * @param file null when the bytes are no result file at all
     * @param faults empty when everything fits
     */
    public record Report(@Nullable ResultFile file, List<Fault> faults) {
        public Report {
            faults = List.copyOf(faults);
        }

        /** Whether the file could be read and everything in it fits. */
        public boolean fits() {
            return file != null && faults.isEmpty();
        }
    }

    /** Checks the bytes of a file. */
    public static Report check(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Report(null, List.of(new Fault(Kind.UNREADABLE, null, "不是 UTF-8 文本，文件已损坏或不是结果文件")));
        }
        var reading = YamlText.readCanonical("result.json", text);
        var root = reading.root();
        if (root.isEmpty() || reading.findings().stream().anyMatch(Finding::isError)) {
            return unreadable(reading.findings());
        }
        var bound = Language1.SHAPE.bind(ResultFile.class, root.get());
        if (bound.value() == null) {
            return unreadable(bound.findings());
        }
        var check = new ResultCheck();
        check.file(bound.value(), text);
        return new Report(bound.value(), check.faults);
    }

    private static Report unreadable(List<Finding> findings) {
        var first = findings.isEmpty()
                ? ""
                : "：" + findings.getFirst().at() + " " + findings.getFirst().zh();
        return new Report(null, List.of(new Fault(Kind.UNREADABLE, null, "读不懂这个文件" + first)));
    }

    private void file(ResultFile file, String text) {
        if (!file.kind().equals(ResultFile.KIND)) {
            add(Kind.UNREADABLE, null, "文件种类是 " + file.kind() + "，这里只认 " + ResultFile.KIND);
            return;
        }
        if (!file.json().equals(text)) {
            add(Kind.NOT_CANONICAL, null, "文件的写法不是规范形式，签发后被改写过");
        }
        var document = file.document();
        if (!CanonicalPack.hash(document.json()).equals(file.seal().hash())) {
            add(Kind.HASH, null, "结果的内容与签发时的哈希值不符，签发后被改过");
        }
        if (!Sealing.holds(file.seal())) {
            add(Kind.SIGNATURE, null, "签名与公钥、哈希值不符");
        }
        var packJson = CanonicalPack.json(file.pack());
        if (!CanonicalPack.hash(packJson).equals(document.pack().hash())
                || !file.pack().id().equals(document.pack().id())
                || !file.pack().version().equals(document.pack().version())
                || file.pack().sample() != document.pack().sample()) {
            add(Kind.PACK, null, "所附方案包不是结果所用的版本（哈希值不符）");
        }
        openings(file);
        if (!PackCheck.checkCanonical(packJson).isSound()) {
            add(Kind.PACK, null, "所附方案包有错误，不能据以计算");
            return;
        }
        content(file.pack(), document);
        course(file.pack(), document);
    }

    /** From the lines to the tier. */
    private void content(Pack pack, ResultDocument document) {
        var use = pack.standardFor(document.institution().type()).orElse(null);
        if (use == null) {
            add(Kind.PACK, null, "方案包没有适用于 " + document.institution().type() + " 的标准");
            return;
        }
        var rules = TierRules.of(pack, use);
        var written = new HashMap<ClauseCode, ClauseResult>();
        for (var clause : document.clauses()) {
            if (rules.place(clause.clause()) < 0) {
                add(Kind.CLAUSE, clause.clause(), "标准里没有这一条");
            } else if (written.put(clause.clause(), clause) != null) {
                add(Kind.CLAUSE, clause.clause(), "出现了两次");
            }
        }
        var grades = new HashMap<ClauseCode, Grade>();
        for (var clause : rules.clauses()) {
            var found = written.get(clause.code());
            if (found == null) {
                add(Kind.CLAUSE, clause.code(), "标准有这一条，结果里没有");
            } else {
                grades.put(clause.code(), clause(pack, clause, found));
            }
        }
        var evaluation = rules.evaluate(rules.sheet(grades), facts(document));
        var worked = evaluation.verdicts().stream().map(TierLine::of).toList();
        for (int i = 0; i < worked.size(); i++) {
            if (i >= document.tiers().size()
                    || !worked.get(i).equals(document.tiers().get(i))) {
                add(
                        Kind.TIER,
                        null,
                        "等次 " + worked.get(i).tier() + " 重新计算为："
                                + (worked.get(i).met() ? "达到" : "未达到") + "，" + says(worked.get(i)) + "；与文件所写不同");
            }
        }
        if (document.tiers().size() > worked.size()) {
            add(Kind.TIER, null, "文件写了方案包没有的等次");
        }
        var decided = document.decision().tier();
        if (evaluation.verdict(decided).filter(verdict -> verdict.met()).isEmpty()) {
            add(Kind.TIER, null, "认定为 " + decided + "，重新计算未达到");
        }
    }

    private static String says(TierLine line) {
        return String.join("；", line.rules().stream().map(rule -> rule.says()).toList());
    }

    /** The grade that counts for a clause, worked out again. */
    private Grade clause(Pack pack, Clause clause, ClauseResult written) {
        var judgements = new ArrayList<Judgement>();
        for (int i = 0; i < written.judgements().size(); i++) {
            var judged = written.judgements().get(i);
            evidence(clause, judged);
            var grade = cascade(clause, judged);
            judgements.add(new Judgement(judged.level(), judged.look(), grade, i));
        }
        var counts = EffectiveGrade.of(pack, clause, judgements);
        var origin = counts.origin();
        var level = origin == null ? null : origin.level();
        var look = origin == null ? null : origin.look();
        if (counts.grade() != written.grade() || !Objects.equals(level, written.from()) || look != written.look()) {
            add(
                    Kind.CLAUSE,
                    clause.code(),
                    "计入的等级应为 " + counts.grade().zh() + "（"
                            + (level == null ? "无人评" : "取自" + Vocabulary.ONE.levelName(level)) + "），文件写 "
                            + written.grade().zh());
        }
        return counts.grade();
    }

    /** Each piece once, by a hash that can be compared with a file's. */
    private void evidence(Clause clause, Judged judged) {
        for (int i = 0; i < judged.evidence().size(); i++) {
            var digest = judged.evidence().get(i);
            if (!isDigest(digest) || judged.evidence().indexOf(digest) != i) {
                add(
                        Kind.CLAUSE,
                        clause.code(),
                        Vocabulary.ONE.levelName(judged.level()) + "所列佐证材料的哈希值写法不对或重复：" + digest);
            }
        }
    }

    private static boolean isDigest(String text) {
        try {
            return Digest.parse(text).text().equals(text);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private Grade cascade(Clause clause, Judged judged) {
        if (judged.grade() == Grade.NA) {
            if (!judged.lines().isEmpty()) {
                add(Kind.CLAUSE, clause.code(), Vocabulary.ONE.levelName(judged.level()) + "写不适用，又逐行作了判断");
            }
            return Grade.NA;
        }
        var ids = clause.lines().all().stream().map(line -> line.id()).toList();
        if (!ids.containsAll(judged.lines().keySet())) {
            add(Kind.CLAUSE, clause.code(), Vocabulary.ONE.levelName(judged.level()) + "判断了标准没有的要求行");
        }
        var grade = Cascade.of(clause, judged.lines()).grade();
        if (grade != judged.grade()) {
            add(
                    Kind.CLAUSE,
                    clause.code(),
                    Vocabulary.ONE.levelName(judged.level()) + "的逐行判断得 " + grade.zh() + "，文件写 "
                            + judged.grade().zh());
        }
        return grade;
    }

    private Facts facts(ResultDocument document) {
        var facts = Facts.NONE.with("unit.type", document.institution().type().name());
        for (var fact : document.institution().facts().entrySet()) {
            var more = facts.parse(fact.getKey(), fact.getValue());
            if (more == null) {
                add(Kind.TIER, null, "机构事实 " + fact.getKey() + " 无法识别");
            } else {
                facts = more;
            }
        }
        return facts;
    }

    /** What the pack says of days: the notice, the announcement after it, how long it holds. */
    private void course(Pack pack, ResultDocument document) {
        var notice = document.notice();
        var decision = document.decision();
        var rule = pack.publicNotice();
        if (rule != null) {
            try {
                var last = WorkingCalendar.after(notice.first(), rule.workingDays());
                if (notice.last().isBefore(last)) {
                    add(Kind.COURSE, null, "公示不足 " + rule.workingDays() + " 个工作日，应到 " + last);
                }
            } catch (WorkingCalendar.YearUnknown unknown) {
                add(Kind.COURSE, null, "公示天数不能核对：" + unknown.getMessage());
            }
        }
        if (!decision.on().isAfter(notice.last())) {
            add(Kind.COURSE, null, "认定日期 " + decision.on() + " 不在公示结束之后");
        }
        var years = pack.validity() == null ? 1 : pack.validity().years();
        var until = decision.on().plusYears(years).minusDays(1);
        if (!document.validity().from().equals(decision.on())
                || !document.validity().until().equals(until)) {
            add(Kind.COURSE, null, "有效期应为 " + decision.on() + " 至 " + until);
        }
        LocalDate before = LocalDate.MIN;
        int number = 0;
        for (var step : document.steps()) {
            if (step.number() != number + 1 || step.on().isBefore(before)) {
                add(Kind.COURSE, null, "办理经过第 " + step.number() + " 步的次序或日期颠倒");
            }
            number = step.number();
            before = step.on();
        }
        var tiers = pack.tiers().stream().map(tier -> tier.id()).toList();
        if (tiers.indexOf(decision.tier())
                > tiers.indexOf(document.application().tier())) {
            add(Kind.COURSE, null, "认定的等次高于申报的等次");
        }
    }

    private void openings(ResultFile file) {
        Set<String> committed = committed(file.document());
        for (var opening : file.openings()) {
            if (!committed.contains(opening.commitment())) {
                add(Kind.OPENING, null, "所附内容不属于这份结果：" + opening.commitment());
            } else if (opening.salt() == null || opening.value() == null) {
                if (opening.erased() == null) {
                    add(Kind.OPENING, null, "内容缺失而没有删除日期：" + opening.commitment());
                }
            } else if (!opens(opening.commitment(), opening.salt(), opening.value())) {
                add(Kind.OPENING, null, "所附内容与承诺值不符：" + opening.commitment());
            }
        }
    }

    private static boolean opens(String commitment, String salt, String value) {
        try {
            return Commitment.opens(Digest.parse(commitment), new Commitment.Salt(salt), value);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static Set<String> committed(ResultDocument document) {
        var all = new HashSet<String>();
        document.steps().forEach(step -> put(all, step.reason()));
        document.clauses().forEach(clause -> clause.judgements().forEach(judged -> put(all, judged.reason())));
        return all;
    }

    private static void put(Set<String> all, @Nullable String commitment) {
        if (commitment != null) {
            all.add(commitment);
        }
    }

    private void add(Kind kind, @Nullable ClauseCode clause, String zh) {
        faults.add(new Fault(kind, clause, zh));
    }
}
