package org.sanhao.server.review.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Section;
import org.sanhao.lang.pack.Standard;
import org.sanhao.server.access.Acting;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.FrozenAnswer;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews.Submission;
import org.springframework.stereotype.Component;

/** Reads a frozen copy back: what was sent clause by clause, and how the sheet has moved on since. */
@Component
class FrozenReader {
    private final Assessments assessments;
    private final Campaigns campaigns;
    private final Packs packs;
    private final Units units;

    FrozenReader(Assessments assessments, Campaigns campaigns, Packs packs, Units units) {
        this.assessments = assessments;
        this.campaigns = campaigns;
        this.packs = packs;
        this.units = units;
    }

    /**
     * One clause as sent.
     *
     * @param now the grade the sheet shows today
     * @param changed whether anything of the clause has been written since
     */
    record FrozenClause(
            String code,
            String title,
            List<String> kinds,
            @CodesOf(Grade.class) String grade,
            String remark,
            @CodesOf(Grade.class) String now,
            boolean changed) {}

    record FrozenChapter(String code, String title, Map<String, Integer> counts, int all, List<FrozenClause> clauses) {}

    /**
     * A frozen copy.
     *
     * @param text the canonical text the hash was made of
     * @param attributes what the register says of the institution: staff, population and the like
     */
    record FrozenView(
            int version,
            Instant at,
            String by,
            String hash,
            String text,
            String campaign,
            int edition,
            String organiser,
            String unit,
            String unitType,
            Map<String, Object> attributes,
            boolean sample,
            String pack,
            String packHash,
            String tier,
            @Nullable LocalDate startedOn,
            List<FrozenChapter> chapters,
            int changed) {}

    FrozenView view(Acting acting, CaseRecord review, Submission submission) {
        var scope = acting.scope();
        var campaign = campaigns.find(scope, AsOf.NOW, review.campaign()).orElseThrow();
        var pack = packs.get(campaign.pack());
        var unit = units.find(scope, AsOf.NOW, review.unit()).orElseThrow();
        var standard = pack.rulesFor(unit.type()).orElseThrow().standard();
        var own = assessments.sheetsOf(scope, review.enrolment()).stream()
                .filter(Sheet::isSelf)
                .findFirst()
                .orElseThrow();
        var now = assessments.answers(scope, AsOf.NOW, own.id());
        var sent = assessments.answersIn(submission.frozen());
        var chapters = chapters(standard, sent, now);
        return new FrozenView(
                submission.version(),
                submission.at(),
                submission.by(),
                submission.frozen().hash(),
                submission.frozen().json(),
                campaign.title(),
                campaign.edition(),
                campaign.organiserName(),
                review.unitName(),
                unit.type(),
                new TreeMap<>(unit.attributes()),
                pack.pack().sample(),
                pack.ref().version(),
                pack.hash(),
                pack.pack().tiers().stream()
                        .filter(tier -> tier.id().name().equals(review.review().appliedTier()))
                        .map(tier -> tier.title().zh())
                        .findFirst()
                        .orElse(""),
                assessments.startedOn(scope, own.id()).orElse(null),
                chapters,
                (int) chapters.stream()
                        .flatMap(chapter -> chapter.clauses().stream())
                        .filter(FrozenClause::changed)
                        .count());
    }

    private static List<FrozenChapter> chapters(
            Standard standard, Map<ClauseCode, FrozenAnswer> sent, Map<ClauseCode, Answer> now) {
        var chapters = new ArrayList<FrozenChapter>();
        for (var section : standard.sections()) {
            var clauses = within(section).stream()
                    .map(clause -> clause(clause, sent.get(clause.code()), now.get(clause.code())))
                    .toList();
            var counts = new LinkedHashMap<String, Integer>();
            for (var grade : List.of("A", "B", "C", "D", "NA", "none")) {
                counts.put(grade, (int) clauses.stream()
                        .filter(clause -> clause.grade().equals(grade))
                        .count());
            }
            chapters.add(new FrozenChapter(section.code().code(), section.title(), counts, clauses.size(), clauses));
        }
        return chapters;
    }

    private static List<Clause> within(Section section) {
        var all = new ArrayList<Clause>();
        section.sections().forEach(below -> all.addAll(within(below)));
        all.addAll(section.clauses());
        return all;
    }

    private static FrozenClause clause(Clause clause, @Nullable FrozenAnswer sent, @Nullable Answer now) {
        var grade = sent == null ? Grade.NONE : sent.grade();
        int version = sent == null ? 0 : sent.version();
        var current = now == null ? Grade.NONE : now.standing();
        return new FrozenClause(
                clause.code().code(),
                clause.title(),
                clause.kinds().stream().map(kind -> kind.zh()).sorted().toList(),
                grade.wire(),
                sent == null ? "" : sent.remark(),
                current.wire(),
                version != (now == null ? 0 : now.version()) || grade != current);
    }
}
