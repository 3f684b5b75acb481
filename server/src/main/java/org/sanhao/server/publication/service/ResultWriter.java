package org.sanhao.server.publication.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.ReviewRoute.Extent;
import org.sanhao.lang.pack.result.ResultDocument;
import org.sanhao.lang.pack.result.ResultDocument.ClauseResult;
import org.sanhao.lang.pack.result.ResultDocument.Judged;
import org.sanhao.lang.pack.result.ResultDocument.Step;
import org.sanhao.lang.pack.result.ResultDocument.TierLine;
import org.sanhao.lang.pack.rule.Facts;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.lang.pack.score.RuleVerdict;
import org.sanhao.lang.pack.score.TierEvaluation;
import org.sanhao.proof.Commitment;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.server.assessment.Answer;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.CaseGrades;
import org.sanhao.server.assessment.FrozenEvidence;
import org.sanhao.server.assessment.FrozenSheet;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.publication.PublicNotice;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.CaseState.Announced;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/** Puts a result together from what the modules before hold: names nobody, commits to what people wrote. */
@Component
class ResultWriter {
    private final Assessments assessments;
    private final Campaigns campaigns;
    private final Packs packs;
    private final Units units;
    private final Reviews reviews;

    ResultWriter(Assessments assessments, Campaigns campaigns, Packs packs, Units units, Reviews reviews) {
        this.assessments = assessments;
        this.campaigns = campaigns;
        this.packs = packs;
        this.units = units;
        this.reviews = reviews;
    }

    /**
     * A document and the words behind its commitments.
     *
     * @param withheld salt in hexadecimal, a space and the words, by commitment
     */
    record Written(ResultDocument document, Map<String, String> withheld) {}

    /**
     * Writes down an announced case.
     *
     * @throws RefusedException RESULT_NOT_REACHED when the grades that count do not reach the tier
     */
    Written write(
            Scope scope, CaseRecord review, Announced announced, PublicNotice notice, String code, LocalDate until) {
        return new Writing(scope, review).write(announced, notice, code, until);
    }

    /** The facts of an institution that the tiers of its pack ask for, as text. */
    static Map<String, String> facts(Unit unit, TierEvaluation evaluation) {
        var facts = new TreeMap<String, String>();
        for (var verdict : evaluation.verdicts()) {
            for (var rule : verdict.rules()) {
                if (rule instanceof RuleVerdict.OfCondition condition) {
                    condition.facts().forEach(fact -> {
                        var value = fact.name().startsWith("unit.")
                                ? unit.attributes().get(fact.name().substring("unit.".length()))
                                : null;
                        var known = value == null ? null : String.valueOf(value);
                        if (known != null && Facts.NONE.parse(fact.name(), known) != null) {
                            facts.put(fact.name(), known);
                        }
                    });
                }
            }
        }
        return facts;
    }

    /** One document on its way. */
    private final class Writing {
        private final Scope scope;
        private final CaseRecord review;
        private final Map<String, String> withheld = new LinkedHashMap<>();
        private final Map<String, String> numbers = new HashMap<>();

        Writing(Scope scope, CaseRecord review) {
            this.scope = scope;
            this.review = review;
        }

        Written write(Announced announced, PublicNotice notice, String code, LocalDate until) {
            var campaign = campaigns.find(scope, AsOf.NOW, review.campaign()).orElseThrow();
            var pack = packs.get(campaign.pack());
            var unit = units.find(scope, AsOf.NOW, review.unit()).orElseThrow();
            var sent = reviews.submission(scope, review.id()).orElseThrow();
            var grades = reviews.grades(scope, review);
            var evaluation = grades.evaluation();
            var tier = new Id(announced.tier());
            var verdict = evaluation.verdict(tier).orElseThrow();
            if (!verdict.met()) {
                throw new RefusedException(Refusal.of(ErrorCode.RESULT_NOT_REACHED, notice.tierTitle())
                        .because(verdict.obstacles().stream()
                                .map(RuleVerdict::zh)
                                .toList()));
            }
            var route = review.review().route();
            var steps = steps();
            var document = new ResultDocument(
                    code,
                    new ResultDocument.Campaign(campaign.title(), campaign.edition(), campaign.organiserName()),
                    new ResultDocument.PackUsed(
                            pack.pack().id(),
                            pack.pack().version(),
                            pack.hash(),
                            pack.pack().sample()),
                    new ResultDocument.Institution(
                            review.unitName(), new Id(unit.type()), notice.region(), facts(unit, evaluation)),
                    new ResultDocument.Application(
                            new Id(review.review().appliedTier()), submittedOn(steps), sent.hash()),
                    route.legs().stream()
                            .map(leg -> new ResultDocument.Leg(
                                    level(leg.level().code()),
                                    Extent.valueOf(leg.extent().name())))
                            .toList(),
                    level(route.decidedAt().code()),
                    route.record() == null
                            ? null
                            : level(Objects.requireNonNull(route.record()).code()),
                    steps,
                    clauses(grades, evidence(sent)),
                    evaluation.verdicts().stream().map(TierLine::of).toList(),
                    new ResultDocument.Notice(notice.first(), notice.last(), notice.objections(), notice.upheld()),
                    new ResultDocument.Decision(tier, notice.bodyName(), announced.number(), announced.on()),
                    new ResultDocument.Validity(announced.on(), until));
            return new Written(document, withheld);
        }

        private List<Step> steps() {
            var steps = new ArrayList<Step>();
            for (var step : reviews.steps(scope, review.id()).reversed()) {
                var level = step.level();
                steps.add(new Step(
                        steps.size() + 1,
                        step.move(),
                        BusinessZone.dayOf(step.at()),
                        level == null ? null : level(level),
                        number(step.actor()),
                        commit(step.reason())));
            }
            return steps;
        }

        private static LocalDate submittedOn(List<Step> steps) {
            return steps.stream()
                    .filter(step -> step.move().equals("SUBMIT"))
                    .map(Step::on)
                    .findFirst()
                    .orElse(steps.getFirst().on());
        }

        /** Digests of what the institution's answers rest on, by clause, as the copy names them; each once, in order. */
        private Map<ClauseCode, List<String>> evidence(FrozenSheet sent) {
            return assessments.evidenceIn(sent).stream()
                    .collect(Collectors.groupingBy(
                            FrozenEvidence::clause,
                            Collectors.mapping(
                                    FrozenEvidence::digest,
                                    Collectors.collectingAndThen(
                                            Collectors.toCollection(TreeSet::new), List::copyOf))));
        }

        private List<ClauseResult> clauses(CaseGrades grades, Map<ClauseCode, List<String>> evidence) {
            var results = new ArrayList<ClauseResult>();
            grades.effective().forEach((clause, counts) -> {
                var all = new ArrayList<Found>();
                add(all, Level.INSTITUTION, grades.claimed().get(clause), evidence.getOrDefault(clause, List.of()));
                grades.found().forEach((level, answers) -> add(all, level, answers.get(clause), List.of()));
                all.sort(Comparator.comparingLong(Found::order));
                var origin = counts.origin();
                results.add(new ClauseResult(
                        clause,
                        counts.grade(),
                        origin == null ? null : origin.level(),
                        origin == null ? null : origin.look(),
                        all.stream().map(Found::judged).toList()));
            });
            return results;
        }

        private void add(List<Found> all, Level level, @Nullable Answer answer, List<String> evidence) {
            if (answer != null) {
                all.add(found(level, answer, evidence));
            }
        }

        /** A judgement with its place in time. */
        private record Found(long order, Judged judged) {}

        /** As the cascade over all levels reads it: an approved not-applicable is the word of the level that approved. */
        private Found found(Level level, Answer answer, List<String> evidence) {
            var ruling = answer.ruling();
            if (answer.standing() == Grade.NA && ruling != null) {
                return new Found(
                        ruling.at().toEpochMilli(),
                        judged(
                                ruling.level(),
                                Look.DESK,
                                Grade.NA,
                                Map.of(),
                                ruling.by(),
                                ruling.reason(),
                                ruling.at(),
                                evidence));
            }
            return new Found(
                    answer.at().toEpochMilli(),
                    judged(
                            level.code(),
                            answer.look(),
                            answer.grade(),
                            answer.judged(),
                            answer.by(),
                            answer.remark(),
                            answer.at(),
                            evidence));
        }

        private Judged judged(
                String level,
                Look look,
                Grade grade,
                Map<LineId, Boolean> lines,
                String by,
                String words,
                java.time.Instant at,
                List<String> evidence) {
            return new Judged(
                    level(level),
                    look,
                    grade,
                    BusinessZone.dayOf(at),
                    number(by),
                    new TreeMap<>(lines),
                    commit(words),
                    evidence);
        }

        /** A number of this document for a person; the same person in another document is another number. */
        private String number(String by) {
            return switch (by) {
                case "public", "product", "demo" -> by;
                default -> numbers.computeIfAbsent(by, key -> "P" + (numbers.size() + 1));
            };
        }

        private @Nullable String commit(String words) {
            if (words.isBlank()) {
                return null;
            }
            var commitment = Commitment.to(HashAlgorithm.SHA_256, words);
            var digest = commitment.digest().text();
            withheld.put(digest, commitment.salt().hex() + " " + words);
            return digest;
        }
    }

    private static org.sanhao.lang.pack.Level level(String code) {
        return new org.sanhao.lang.pack.Level(code);
    }
}
