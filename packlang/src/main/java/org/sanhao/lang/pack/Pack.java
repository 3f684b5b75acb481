package org.sanhao.lang.pack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Default;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.NotEmpty;
import org.sanhao.lang.pack.shape.Refers;
import org.sanhao.lang.pack.shape.Says;

/**
 * A campaign as data: who takes part, by which standard, in which phases, who judges, what a result means.
 *
 * @param id never changes over the versions of a campaign
 * @param language the language the pack is written in; its evaluator stays in the product for ever
 * @param line the line of institutions whose levels the ladder names
 * @param ladder levels from the lowest, which is assessed, to the highest
 * @param tiers in ascending order
 * @param review the route of an application, by tier
 */
public record Pack(
        @Says("方案包编号，各版本不变") @Key("pack") Id id,
        @Says("版本，例如 2023.1") PackVersion version,
        @Says("语言版本") int language,
        @Says("活动名称") Bilingual title,
        @Says("活动性质") Nature nature,
        @Says("样例重构，非官方文本") @Default("false") boolean sample,

        @Says("管理线") @Default("administrative") @Refers(Refs.LINE)
        Id line,

        @Says("依据文件") @NotEmpty List<Basis> basis,
        @Says("层级，由低到高") @NotEmpty List<Level> ladder,
        @Says("参加对象") @NotEmpty List<Audience> audience,
        @Says("重点机构分组") List<PriorityGroup> priorityTiers,
        @Says("原则") List<String> principles,
        @Says("各档名称和含义") @Nullable GradeWords grades,
        @Says("不适用的批准") @Nullable NotApplicableRule notApplicable,
        @Says("阶段，按先后") @NotEmpty List<Phase> phases,
        @Says("标准") @NotEmpty List<StandardUse> standards,
        @Says("等次，由低到高") @NotEmpty List<Tier> tiers,
        @Says("自评时间") @Nullable SelfAssessment selfAssessment,
        @Says("再次申报") @Nullable Reapply reapply,
        @Says("补正") @Nullable Supplement supplement,
        @Says("各等次的审核路线") @NotEmpty @Refers(Refs.TIER) Map<Id, ReviewRoute> review,
        @Says("专家组") @Nullable Panel panel,
        @Says("公示") @Nullable PublicNotice publicNotice,
        @Says("有效期") @Nullable Validity validity,
        @Says("结果运用") List<Consequence> consequences,
        @Says("组织") @Nullable Organisation organisation,
        @Says("工作任务") List<Duty> duties,
        @Says("工作目标") List<Target> targets,
        @Says("例外") List<Departure> departs) {

    /** The year partial dates are counted from, unless the organiser opens the campaign for another. */
    public int edition() {
        return version.year();
    }

    /** The standard for a type of institution, if there is one. */
    public Optional<StandardUse> standardFor(Id type) {
        return standards.stream().filter(use -> use.type().equals(type)).findFirst();
    }

    /** The tier of an id, if there is one. */
    public Optional<Tier> tier(Id tier) {
        return tiers.stream().filter(candidate -> candidate.id().equals(tier)).findFirst();
    }

    /** How high a level stands on the ladder, 0 the lowest; -1 when it is not on it. */
    public int rung(Level level) {
        return ladder.indexOf(level);
    }
}
