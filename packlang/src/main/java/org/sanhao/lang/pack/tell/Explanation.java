package org.sanhao.lang.pack.tell;

import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Cel;
import org.sanhao.lang.pack.Citation;
import org.sanhao.lang.pack.ClauseKind;
import org.sanhao.lang.pack.ClauseSet;
import org.sanhao.lang.pack.Consequence;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Level;
import org.sanhao.lang.pack.Modality;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.Phase;
import org.sanhao.lang.pack.ReviewRoute;
import org.sanhao.lang.pack.Standard;
import org.sanhao.lang.pack.rule.ConditionWords;
import org.sanhao.lang.pack.rule.Vocabulary;

/** A pack on one page, in the words of a notice: {@code sanhao pack explain}. */
public final class Explanation {
    private final Pack pack;
    private final StringBuilder page = new StringBuilder();
    private final Map<String, String> tierTitles = new LinkedHashMap<>();

    private Explanation(Pack pack) {
        this.pack = pack;
        pack.tiers()
                .forEach(tier -> tierTitles.put(tier.id().name(), tier.title().zh()));
    }

    /** The page, lines separated by line feeds. */
    public static String zh(Pack pack) {
        var explanation = new Explanation(pack);
        explanation.head();
        explanation.audience();
        explanation.phases();
        explanation.standards();
        explanation.tiers();
        explanation.review();
        explanation.clocks();
        explanation.consequences();
        explanation.work();
        explanation.departures();
        explanation.burden();
        return explanation.page.toString();
    }

    /** What the campaign costs one institution of each type and where it departs, for the end of a check. */
    public static String burdenZh(Pack pack) {
        var explanation = new Explanation(pack);
        explanation.departures();
        explanation.burden();
        return explanation.page.toString().strip();
    }

    private void head() {
        line("《" + pack.title().zh() + "》方案包 " + pack.id() + " " + pack.version());
        if (pack.sample()) {
            line("样例重构，非官方文本。");
        }
        heading("依据");
        for (var basis : pack.basis()) {
            line("  " + basis.id() + "  " + basis.name() + (basis.number() == null ? "" : "（" + basis.number() + "）"));
        }
    }

    private void audience() {
        heading("参加对象");
        for (var audience : pack.audience()) {
            line("  " + typeName(audience.type()) + "：" + modality(audience.modality()) + where(audience.where())
                    + by(audience.basis()));
        }
        line("  层级："
                + String.join(
                        "、", pack.ladder().stream().map(Explanation::levelName).toList()));
    }

    private void phases() {
        heading("阶段");
        for (var phase : pack.phases()) {
            line("  " + phase.title()
                    + (phase.window() == null ? "" : "（" + phase.window().zh() + "）") + by(phase.basis()));
            var gate = phase.gate();
            if (gate != null) {
                var words = gate.title() != null ? gate.title() : words(gate.when());
                line("    进入条件：" + words + (gate.strictness() == Phase.Strictness.MUST ? "" : "（只提醒）"));
            }
        }
    }

    private void standards() {
        heading("标准");
        for (var use : pack.standards()) {
            switch (use.scheme()) {
                case Standard standard -> {
                    var clauses = standard.clauses();
                    var counts = new ArrayList<String>();
                    for (var kind : ClauseKind.values()) {
                        long count = clauses.stream()
                                .filter(clause -> clause.isIn(new ClauseSet(kind)))
                                .count();
                        if (count > 0) {
                            counts.add(kind.zh() + " " + count + " 条");
                        }
                    }
                    long may = clauses.stream()
                            .filter(clause -> clause.mayBeNotApplicable())
                            .count();
                    line("  " + standard.title().zh() + "（" + typeName(use.type()) + "）：共 " + clauses.size() + " 条，其中"
                            + String.join("、", counts) + "；可以申请不适用 " + may + " 条"
                            + (standard.sample() ? "；样例重构" : ""));
                }
            }
        }
        var rule = pack.notApplicable();
        if (rule != null) {
            line("  不适用由" + levelName(rule.approve()) + "批准，须写理由，批准后不计入分母" + by(rule.basis()));
        }
    }

    private void tiers() {
        heading("等次（由低到高）");
        for (var tier : pack.tiers()) {
            line("  " + tier.title().zh() + (tier.provisional() ? "（比例为示例参数，由主管部门设定）" : "") + by(tier.basis()));
            var eligible = tier.eligible();
            if (eligible != null) {
                line("    适用：" + (eligible.title() != null ? eligible.title() : words(eligible.when())));
            }
            tier.require().forEach(rule -> line("    " + rule.zh()));
            tier.veto().forEach(veto -> line("    一票否决：" + (veto.title() != null ? veto.title() : words(veto.when()))));
        }
    }

    private void review() {
        heading("审核");
        for (var tier : pack.tiers()) {
            var route = pack.review().get(tier.id());
            if (route != null) {
                line("  " + tier.title().zh() + "：" + stages(route) + "，由" + levelName(route.decidedAt()) + "认定"
                        + (route.record() == null ? "" : "，报" + levelName(route.record()) + "备案") + by(route.basis()));
            }
        }
        var supplement = pack.supplement();
        if (supplement != null) {
            line("  补正：" + supplement.limitWorkingDays() + " 个工作日内" + (supplement.oncePerLevel() ? "，每一级只退回一次" : "")
                    + "，不计间隔" + by(supplement.basis()));
        }
        var panel = pack.panel();
        if (panel != null) {
            line("  专家组：不少于 " + panel.size() + " 人" + (panel.odd() ? "，且为单数" : "") + by(panel.basis()));
        }
    }

    private static String stages(ReviewRoute route) {
        var words = new ArrayList<String>();
        for (var stage : route.stages()) {
            words.add(levelName(stage.level())
                    + switch (stage.extent()) {
                        case FULL -> "逐家逐条审核";
                        case SAMPLE -> "抽查" + (stage.share() == null ? "" : " " + stage.share());
                        case RECORD -> "备案";
                    });
        }
        return String.join("，", words);
    }

    private void clocks() {
        heading("时限");
        var self = pack.selfAssessment();
        if (self != null) {
            line("  自评不少于 " + self.months() + " 个月" + by(self.basis()));
        }
        var reapply = pack.reapply();
        if (reapply != null) {
            var parts = new ArrayList<String>();
            if (reapply.after() != null) {
                parts.add("不通过后间隔 " + period(reapply.after()));
            }
            if (reapply.onceAYear()) {
                parts.add("每年申报一次");
            }
            if (reapply.window() != null) {
                parts.add("申报时间 " + reapply.window().zh());
            }
            line("  再次申报：" + String.join("，", parts) + by(reapply.basis()));
        }
        var notice = pack.publicNotice();
        if (notice != null) {
            line("  公示不少于 " + notice.workingDays() + " 个工作日" + by(notice.basis()));
        }
        var validity = pack.validity();
        if (validity != null) {
            line("  认定有效 " + validity.years() + " 年"
                    + (validity.recheck() == null ? "" : "，每 " + period(validity.recheck()) + "复查一次")
                    + by(validity.basis()));
        }
    }

    private void consequences() {
        if (pack.consequences().isEmpty()) {
            return;
        }
        heading("结果运用");
        for (var consequence : pack.consequences()) {
            line("  " + words(consequence.when()) + "：" + effect(consequence)
                    + (consequence.lasting() == null ? "" : "，期限 " + period(consequence.lasting()))
                    + by(consequence.basis()));
        }
    }

    private static String effect(Consequence consequence) {
        var parts = new ArrayList<String>();
        if (consequence.opens() != null) {
            parts.add("可以" + consequence.opens());
        }
        if (consequence.bars() != null) {
            parts.add("不得参加" + consequence.bars());
        }
        if (consequence.tilts() != null) {
            parts.add("倾斜：" + consequence.tilts());
        }
        return String.join("；", parts);
    }

    private void work() {
        if (!pack.duties().isEmpty() || !pack.targets().isEmpty()) {
            heading("任务和目标");
        }
        for (var duty : pack.duties()) {
            line("  " + levelName(duty.who()) + "：" + duty.title()
                    + (duty.deliver().isEmpty() ? "" : "（" + String.join("、", duty.deliver()) + "）")
                    + by(duty.basis()));
        }
        for (var target : pack.targets()) {
            line("  目标：" + target.title()
                    + (target.atLeast() == null ? "" : "不低于 " + target.atLeast())
                    + (target.atMost() == null ? "" : "不高于 " + target.atMost())
                    + "（" + modality(target.modality()) + "）" + by(target.basis()));
        }
    }

    private void departures() {
        if (!pack.departs().isEmpty()) {
            heading("例外");
            pack.departs()
                    .forEach(
                            departure -> line("  " + departure.what() + "：" + departure.why() + by(departure.basis())));
        }
    }

    /** What the campaign costs one institution, counted from the pack. */
    private void burden() {
        heading("每个机构的负担");
        int visits = pack.review().values().stream()
                .mapToInt(route -> (int) route.stages().stream()
                        .filter(stage -> stage.extent() != ReviewRoute.Extent.RECORD)
                        .count())
                .max()
                .orElse(0);
        long duties = pack.duties().stream()
                .filter(duty -> pack.rung(duty.who()) == 0)
                .count();
        for (var use : pack.standards()) {
            switch (use.scheme()) {
                case Standard standard -> {
                    int lines = standard.clauses().stream()
                            .mapToInt(clause -> clause.lines().all().size())
                            .sum();
                    line("  " + typeName(use.type()) + "：自评 "
                            + standard.clauses().size() + " 条、" + lines + " 项要求，最多接受 " + visits + " 级审核，本级任务 " + duties
                            + " 项");
                }
            }
        }
    }

    private void heading(String title) {
        page.append('\n').append(title).append('\n');
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private String words(Cel condition) {
        return ConditionWords.zh(condition, tierTitles);
    }

    private String where(@Nullable Cel condition) {
        return condition == null ? "" : "（" + words(condition) + "）";
    }

    private static String by(List<Citation> basis) {
        return basis.isEmpty()
                ? ""
                : " 〔据 "
                        + String.join(
                                "；", basis.stream().map(Citation::toString).toList()) + "〕";
    }

    private static String levelName(Level level) {
        return Vocabulary.ONE.levelName(level);
    }

    private static String typeName(Id type) {
        var name = Vocabulary.ONE.typeName(type.name());
        return name.isEmpty() ? type.name() : name;
    }

    private static String modality(Modality modality) {
        return switch (modality) {
            case MUST -> "必须";
            case BY_REFERENCE -> "参照执行";
            case ENCOURAGED -> "鼓励";
            case PILOT -> "探索";
            case STRIVE -> "力争";
            case IN_PRINCIPLE -> "原则上";
        };
    }

    private static String period(Period period) {
        var parts = new StringBuilder();
        if (period.getYears() > 0) {
            parts.append(period.getYears()).append(" 年");
        }
        if (period.getMonths() > 0) {
            parts.append(period.getMonths()).append(" 个月");
        }
        if (period.getDays() > 0) {
            parts.append(period.getDays()).append(" 天");
        }
        return parts.toString();
    }
}
