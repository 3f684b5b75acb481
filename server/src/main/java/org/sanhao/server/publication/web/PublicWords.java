package org.sanhao.server.publication.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.ReviewRoute.Extent;
import org.sanhao.lang.pack.Section;
import org.sanhao.lang.pack.Standard;
import org.sanhao.lang.pack.result.ResultDocument;
import org.sanhao.lang.pack.result.ResultDocument.ClauseResult;
import org.sanhao.lang.pack.result.ResultDocument.Leg;
import org.sanhao.lang.pack.result.ResultDocument.RuleLine;
import org.sanhao.lang.pack.rule.Vocabulary;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.server.publication.PublicNotice;
import org.sanhao.server.publication.PublishedResult;

/** The sentences and figures of the public pages. */
final class PublicWords {
    private static final List<Grade> COLUMNS = List.of(Grade.A, Grade.B, Grade.C, Grade.D, Grade.NA);
    private static final int GROUP = 4;
    private static final int WHOLE = 100;

    /** A rule as the ruler draws it; width and tick are hundredths, for the eye only. */
    record Line(String title, int count, int need, int width, int tick) {}

    /** A chapter with clauses by grade and in all. */
    record Chapter(String title, List<Integer> counts) {}

    /** A level and how it looked. */
    record Looked(String who, String what) {}

    /** 2026年9月10日. */
    public String day(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    /** A code in groups of four. */
    static String grouped(String code) {
        var text = new StringBuilder();
        for (int i = 0; i < code.length(); i++) {
            text.append(i > 0 && i % GROUP == 0 ? "-" : "").append(code.charAt(i));
        }
        return text.toString();
    }

    String standing(PublishedResult result) {
        return switch (result.state()) {
            case ANNOUNCED -> "已认定，自" + day(result.from()) + "生效";
            case IN_FORCE -> "有效，至" + day(result.until());
            case MUST_RECTIFY -> "有效，复查发现问题，正在限期整改";
            case EXPIRED -> "已于" + day(result.until()) + "到期";
            case REVOKED -> "已于" + day(result.stateOn()) + "复查撤销";
            case REMOVED -> "已于" + day(result.stateOn()) + "由上级核减";
        };
    }

    String standing(PublicNotice notice, LocalDate today) {
        if ("withdrawn".equals(notice.ended())) {
            return "申报已撤回，公示终止";
        }
        if ("upheld".equals(notice.ended())) {
            return "异议成立，退回重新评审，公示终止";
        }
        if ("announced".equals(notice.ended())) {
            return "公示期满，已认定";
        }
        return notice.takesObjections(today) ? "正在公示，至" + day(notice.last()) : "公示期满，等待认定";
    }

    String objections(PublicNotice notice) {
        if (notice.objections() == 0) {
            return "没有收到";
        }
        int open = notice.objections() - notice.upheld() - notice.dismissed();
        var parts = new ArrayList<String>();
        if (open > 0) {
            parts.add(open + " 件正在核查");
        }
        if (notice.dismissed() > 0) {
            parts.add(notice.dismissed() + " 件经核查不成立");
        }
        if (notice.upheld() > 0) {
            parts.add(notice.upheld() + " 件成立");
        }
        return "收到 " + notice.objections() + " 件，其中 " + String.join("，", parts);
    }

    String notice(ResultDocument document) {
        var notice = document.notice();
        var days = day(notice.first()) + "至" + day(notice.last());
        return notice.objections() == 0
                ? days + "，没有收到异议"
                : days + "，收到异议 " + notice.objections() + " 件，经核查"
                        + (notice.upheld() == 0 ? "不成立" : "成立 " + notice.upheld() + " 件");
    }

    /** The share rules of the decided tier. */
    List<Line> lines(ResultDocument document) {
        var lines = new ArrayList<Line>();
        for (var rule : decided(document)) {
            var count = rule.count();
            var need = rule.need();
            var of = rule.of();
            if (count != null && need != null && of != null && of > 0) {
                lines.add(new Line(
                        rule.says().substring(0, Math.max(0, rule.says().indexOf("不低于"))),
                        count,
                        need,
                        count * WHOLE / of,
                        Math.min(WHOLE, need * WHOLE / of)));
            }
        }
        return lines;
    }

    /** How many clauses count, after those left out. */
    String counted(ResultDocument document) {
        long left = document.clauses().stream()
                .filter(clause -> clause.grade() == Grade.NA)
                .count();
        int all = document.clauses().size();
        return left == 0
                ? "标准共 " + all + " 条，全部计算。"
                : "标准共 " + all + " 条，其中 " + left + " 条依法不适用，按 " + (all - left) + " 条计算。";
    }

    private static List<RuleLine> decided(ResultDocument document) {
        return document.tiers().stream()
                .filter(tier -> tier.tier().equals(document.decision().tier()))
                .findFirst()
                .orElseThrow()
                .rules();
    }

    /** The grades that count, by chapter. */
    List<Chapter> chapters(Pack pack, ResultDocument document) {
        var grades = new HashMap<ClauseCode, Grade>();
        document.clauses().forEach(clause -> grades.put(clause.clause(), clause.grade()));
        var use = pack.standardFor(document.institution().type()).orElseThrow();
        return switch (use.scheme()) {
            case Standard standard ->
                standard.sections().stream()
                        .map(section -> chapter(section, grades))
                        .toList();
        };
    }

    private static Chapter chapter(Section section, Map<ClauseCode, Grade> grades) {
        var counts = new EnumMap<Grade, Integer>(Grade.class);
        count(section, grades, counts);
        var row = new ArrayList<Integer>();
        COLUMNS.forEach(grade -> row.add(counts.getOrDefault(grade, 0)));
        row.add(counts.values().stream().mapToInt(Integer::intValue).sum());
        return new Chapter(section.code() + " " + section.title(), row);
    }

    private static void count(Section section, Map<ClauseCode, Grade> grades, Map<Grade, Integer> counts) {
        section.clauses()
                .forEach(clause -> counts.merge(grades.getOrDefault(clause.code(), Grade.NONE), 1, Integer::sum));
        section.sections().forEach(below -> count(below, grades, counts));
    }

    /** Each level from the lowest that judged, and how it looked; the institution's own word last. */
    List<Looked> looked(ResultDocument document) {
        var looked = new ArrayList<Looked>();
        for (var leg : document.route()) {
            looked.add(new Looked(Vocabulary.ONE.levelName(leg.level()), how(document, leg)));
        }
        looked.add(new Looked("自评", "只作参考，不决定结果"));
        return looked;
    }

    /** What a level did; what it only sampled it took over from the level below where it did not look. */
    private static String how(ResultDocument document, Leg leg) {
        var level = leg.level();
        int seen = 0;
        int kept = 0;
        int onSite = 0;
        int lowered = 0;
        int raised = 0;
        for (ClauseResult clause : document.clauses()) {
            Grade below = null;
            boolean looked = clause.judgements().stream()
                    .anyMatch(judged ->
                            judged.level().equals(level) && judged.grade().isLetter());
            kept += leg.extent() == Extent.SAMPLE && !looked && clause.grade().isLetter() ? 1 : 0;
            for (var judged : clause.judgements()) {
                if (judged.level().equals(level) && judged.grade().isLetter()) {
                    seen++;
                    onSite += judged.look() == Look.ON_SITE ? 1 : 0;
                    lowered += below != null && judged.grade().compareTo(below) < 0 ? 1 : 0;
                    raised += below != null && judged.grade().compareTo(below) > 0 ? 1 : 0;
                }
                below = judged.grade().isLetter() ? judged.grade() : below;
            }
        }
        if (seen == 0) {
            return "没有抽到条款，沿用下级等级";
        }
        return "看过 " + seen + " 条" + (onSite > 0 ? "，其中现场 " + onSite + " 条" : "")
                + (lowered > 0 ? "，改低 " + lowered + " 条" : "") + (raised > 0 ? "，改高 " + raised + " 条" : "")
                + (kept > 0 ? "，其余 " + kept + " 条沿用下级等级" : "");
    }
}
