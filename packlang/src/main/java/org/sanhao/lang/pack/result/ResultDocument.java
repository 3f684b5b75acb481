package org.sanhao.lang.pack.result;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Language1;
import org.sanhao.lang.pack.Level;
import org.sanhao.lang.pack.PackVersion;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.ReviewRoute.Extent;
import org.sanhao.lang.pack.canonical.CanonicalPack;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.lang.pack.score.RuleVerdict;
import org.sanhao.lang.pack.score.TierVerdict;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.NotEmpty;
import org.sanhao.lang.pack.shape.Says;

/**
 * What was decided of one institution and everything it was decided from. No person is named: who judged or moved is a
 * number inside this document only, and what somebody wrote in their own words is a commitment.
 *
 * @param code the code under which the public page shows the result
 * @param decidedAt the level that decided
 * @param record the level that files the result, or null
 */
public record ResultDocument(
        @Says("验证码") String code,
        @Says("活动") Campaign campaign,
        @Says("方案包") PackUsed pack,
        @Says("机构") Institution institution,
        @Says("申报") Application application,
        @Says("审核路线") @NotEmpty List<Leg> route,
        @Says("认定层级") Level decidedAt,
        @Says("备案层级") @Nullable Level record,
        @Says("办理经过") @NotEmpty List<Step> steps,
        @Says("逐条结果") @NotEmpty List<ClauseResult> clauses,
        @Says("各等次的计算") @NotEmpty List<TierLine> tiers,
        @Says("公示") Notice notice,
        @Says("认定") Decision decision,
        @Says("有效期") Validity validity) {

    /** Which campaign, of which year, by whom. */
    public record Campaign(
            @Says("名称") String title,
            @Says("年度") int edition,
            @Says("组织单位") String organiser) {}

    /** The pack that was applied; its full text stands beside the document. */
    public record PackUsed(
            @Says("编号") Id id,
            @Says("版本") PackVersion version,
            @Says("哈希值") String hash,
            @Says("样例重构，非官方文本") @Default("false") boolean sample) {}

    /** The institution and those of its facts that the tiers ask for, as text. */
    public record Institution(
            @Says("名称") String name,
            @Says("类型") Id type,
            @Says("所在地") String region,
            @Says("事实") Map<String, String> facts) {}

    /** What was applied for and the hash of the sheet that was frozen with it. */
    public record Application(
            @Says("申报等次") Id tier,
            @Says("申报日期") LocalDate on,
            @Says("冻结副本的哈希值") String frozen) {}

    /** A level's part of the route. */
    public record Leg(@Says("层级") Level level, @Says("审核范围") Extent extent) {}

    /**
     * One move of the case.
     *
     * @param by who made it, a number of this document
     * @param reason commitment to the words, or null where none were given
     */
    public record Step(
            @Says("序号") int number,
            @Says("动作") String move,
            @Says("日期") LocalDate on,
            @Says("层级") @Nullable Level level,
            @Says("谁") String by,
            @Says("理由的承诺值") @Nullable String reason) {}

    /**
     * A clause with every level's judgement, earlier ones first.
     *
     * @param grade the one that counts
     * @param from the level it comes from, null when nobody has looked
     */
    public record ClauseResult(
            @Says("条款") ClauseCode clause,
            @Says("计入的等级") Grade grade,
            @Says("取自哪一级") @Nullable Level from,
            @Says("以何种方式评") @Nullable Look look,
            @Says("各级的评判") List<Judged> judgements) {}

    /**
     * What one level found of a clause.
     *
     * @param lines judged met or not; empty when the clause was left out
     * @param reason commitment to the words, or null where none were given
     * @param evidence digests of the files the judgement rests on
     */
    public record Judged(
            @Says("层级") Level level,
            @Says("方式") Look look,
            @Says("等级") Grade grade,
            @Says("日期") LocalDate on,
            @Says("谁") String by,
            @Says("逐行判断") Map<LineId, Boolean> lines,
            @Says("理由的承诺值") @Nullable String reason,
            @Says("佐证材料的哈希值") List<String> evidence) {}

    /** A tier and what each of its rules came to. */
    public record TierLine(
            @Says("等次") Id tier,
            @Says("是否达到") boolean met,
            @Says("逐项计算") List<RuleLine> rules) {

        /** The verdict, written down. */
        public static TierLine of(TierVerdict verdict) {
            return new TierLine(
                    verdict.tier().id(),
                    verdict.met(),
                    verdict.rules().stream().map(RuleLine::of).toList());
        }
    }

    /**
     * One rule of a tier.
     *
     * @param says the rule with its whole numbers, in one sentence
     * @param count clauses that reach the grade; null for a condition, as are the other numbers
     */
    public record RuleLine(
            @Says("说明") String says,
            @Says("是否满足") boolean met,
            @Says("达到条数") @Nullable Integer count,
            @Says("需要条数") @Nullable Integer need,
            @Says("应计条数") @Nullable Integer of,
            @Says("不适用条数") @Nullable Integer notApplicable,
            @Says("未评条数") @Nullable Integer notGraded) {

        static RuleLine of(RuleVerdict verdict) {
            return switch (verdict) {
                case RuleVerdict.OfShare share ->
                    new RuleLine(
                            share.zh(),
                            share.met(),
                            share.count(),
                            share.need(),
                            share.of(),
                            share.notApplicable(),
                            share.notGraded());
                case RuleVerdict.OfCondition condition ->
                    new RuleLine(condition.zh(), condition.met(), null, null, null, null, null);
            };
        }
    }

    /** How long it was shown and what came of the objections; both days are included. */
    public record Notice(
            @Says("第一天") LocalDate first,
            @Says("最后一天") LocalDate last,
            @Says("收到异议") int objections,
            @Says("成立") int upheld) {}

    /** The document that announced it. */
    public record Decision(
            @Says("认定等次") Id tier,
            @Says("认定单位") String body,
            @Says("文号") String number,
            @Says("日期") LocalDate on) {}

    /** Both days are included. */
    public record Validity(
            @Says("自") LocalDate from, @Says("至") LocalDate until) {}

    /** The canonical form, which is what the seal covers. */
    public String json() {
        return CanonicalPack.jsonOf(Language1.SHAPE.tree(this));
    }
}
