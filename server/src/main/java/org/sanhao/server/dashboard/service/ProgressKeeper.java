package org.sanhao.server.dashboard.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.WorkingCalendar;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.score.EffectiveGrade;
import org.sanhao.lang.pack.score.Judgement;
import org.sanhao.lang.pack.score.TierRules;
import org.sanhao.server.dashboard.domain.Counts;
import org.sanhao.server.dashboard.domain.Difference;
import org.sanhao.server.dashboard.domain.Outline;
import org.sanhao.server.dashboard.domain.Step;
import org.sanhao.server.dashboard.store.ProgressStore;
import org.sanhao.server.dashboard.store.ProgressStore.CaseNow;
import org.sanhao.server.dashboard.store.ProgressStore.ClauseNow;
import org.sanhao.server.dashboard.store.ProgressStore.Held;
import org.sanhao.server.dashboard.store.SourceStore;
import org.sanhao.server.dashboard.store.SourceStore.CaseSource;
import org.sanhao.server.dashboard.store.SourceStore.EnrolmentSource;
import org.sanhao.server.dashboard.store.SourceStore.JudgementSource;
import org.sanhao.server.institution.Level;
import org.sanhao.server.pack.Packs;
import org.springframework.stereotype.Component;

/**
 * Brings an enrolment's rows in line with the facts. An event only says where to look: what is written is read from the
 * facts while the row is held, so events may come twice, late or in any order, and the rows always end where the facts
 * are. Runs inside a transaction of the system's.
 */
@Component
class ProgressKeeper {
    private final SourceStore source;
    private final ProgressStore progress;
    private final Packs packs;
    private final Outlines outlines;

    ProgressKeeper(SourceStore source, ProgressStore progress, Packs packs, Outlines outlines) {
        this.source = source;
        this.progress = progress;
        this.packs = packs;
        this.outlines = outlines;
    }

    /** The row of an enrolment, held; made when it is not there yet. Empty while its campaign is not published. */
    Optional<Held> hold(UUID enrolment) {
        var held = progress.hold(enrolment);
        if (held.isPresent()) {
            return held;
        }
        source.enrolment(enrolment).ifPresent(this::enrol);
        return progress.hold(enrolment);
    }

    private void enrol(EnrolmentSource enrolment) {
        var outline = outlines.of(enrolment.pack(), enrolment.unitType());
        if (outline.isEmpty()) {
            return;
        }
        var tally = outline.get().tally(Map.of());
        if (progress.enrol(enrolment, tally.getOrDefault(Outline.WHOLE, Counts.NONE))) {
            var additions = new HashMap<>(tally);
            additions.put(Step.part(Step.ENROLLED), Counts.INSTITUTION);
            progress.pend(enrolment.programme(), enrolment.scopePath(), additions);
        }
    }

    /**
     * A clause has been answered or ruled on.
     *
     * @param version of the answer; when the row shows a later one of the same sheet, its own event has been heard already
     */
    void answered(UUID sheet, String clause, int version) {
        source.enrolmentOfSheet(sheet).flatMap(this::hold).ifPresent(held -> {
            var shown = progress.clauses(held.enrolment());
            var now = shown.get(clause);
            if (now == null || !sheet.equals(now.sheet()) || now.version() <= version) {
                refresh(held, shown, clause);
            }
        });
    }

    /** Many clauses have been answered. */
    void filled(UUID sheet) {
        source.enrolmentOfSheet(sheet)
                .flatMap(this::hold)
                .ifPresent(held -> refresh(held, progress.clauses(held.enrolment()), null));
    }

    /** A case has moved. */
    void moved(UUID caseId, int version) {
        source.enrolmentOfCase(caseId).flatMap(this::hold).ifPresent(held -> {
            if (!caseId.equals(held.caseId()) || held.caseVersion() < version) {
                follow(held);
            }
        });
    }

    /** Reads everything of an enrolment anew and says what was wrong. */
    List<Difference> compare(UUID enrolment) {
        var found = new ArrayList<Difference>();
        var before = progress.hold(enrolment);
        var fact = source.enrolment(enrolment);
        if (fact.isEmpty()) {
            before.ifPresent(held -> {
                found.add(new Difference("enrolment", enrolment.toString(), "absent", "present", held.scopePath()));
                takeOut(held);
            });
            return found;
        }
        if (before.isEmpty()) {
            found.add(new Difference(
                    "enrolment",
                    enrolment.toString(),
                    "present",
                    "absent",
                    fact.get().scopePath()));
        }
        hold(enrolment).ifPresent(held -> {
            found.addAll(refresh(held, progress.clauses(enrolment), null));
            progress.hold(enrolment).flatMap(this::follow).ifPresent(found::add);
        });
        return before.isEmpty() ? found.subList(0, 1) : found;
    }

    /** A unit has been renamed, is of another type, or is gone: then what it took part in no longer counts. */
    void rewritten(UUID unit) {
        for (var enrolment : progress.ofUnit(unit)) {
            progress.hold(enrolment).ifPresent(held -> {
                var fact = source.enrolment(enrolment);
                if (fact.isPresent() && fact.get().unitType().equals(held.unitType())) {
                    progress.rename(enrolment, fact.get().pinyin());
                } else {
                    takeOut(held);
                    compare(enrolment);
                }
            });
        }
    }

    private void takeOut(Held held) {
        var gone = new HashMap<String, Counts>();
        tally(held).forEach((part, counts) -> gone.put(part, Counts.NONE.minus(counts)));
        progress.pend(held.programme(), held.scopePath(), gone);
        progress.remove(held.enrolment());
    }

    /** What an enrolment contributes to the sums, by part, as its rows stand. */
    Map<String, Counts> tally(Held held) {
        var grades = new HashMap<String, Grade>();
        progress.clauses(held.enrolment()).forEach((clause, now) -> grades.put(clause, now.grade()));
        var tally = new LinkedHashMap<String, Counts>();
        outlines.of(held.pack(), held.unitType()).ifPresent(outline -> tally.putAll(outline.tally(grades)));
        held.steps().forEach(step -> tally.put(Step.part(step), Counts.INSTITUTION));
        return tally;
    }

    /** Writes what the facts say of one clause, or of all, and sends the change on its way into the sums. */
    private List<Difference> refresh(Held held, Map<String, ClauseNow> shown, @Nullable String only) {
        var outline = outlines.of(held.pack(), held.unitType()).orElse(null);
        if (outline == null) {
            return List.of();
        }
        var facts = new HashMap<String, List<JudgementSource>>();
        source.judgements(held.enrolment(), only)
                .forEach(each -> facts.computeIfAbsent(each.clause(), key -> new ArrayList<>())
                        .add(each));
        var rules = packs.get(held.pack());
        var tiers = rules.rulesFor(held.unitType()).orElseThrow();
        var next = new HashMap<>(shown);
        var changed = new ArrayList<ClauseNow>();
        var differences = new ArrayList<Difference>();
        facts.forEach((clause, judgements) -> {
            var now = now(rules.pack(), tiers, clause, judgements);
            if (now != null && !now.equals(shown.get(clause))) {
                changed.add(now);
                differences.add(difference(held, clause, now.grade(), shown.get(clause)));
                next.put(clause, now);
            }
        });
        var orphans = orphans(shown.keySet(), facts.keySet(), only);
        orphans.forEach(next::remove);
        var whole = outline.tally(grades(next)).getOrDefault(Outline.WHOLE, Counts.NONE);
        if (changed.isEmpty() && orphans.isEmpty() && whole.equals(held.counts())) {
            return differences;
        }
        if (changed.isEmpty() && !whole.equals(held.counts())) {
            differences.add(new Difference(
                    "enrolment",
                    held.enrolment().toString(),
                    whole.toString(),
                    held.counts().toString(),
                    held.scopePath()));
        }
        progress.drop(held.enrolment(), orphans);
        progress.write(held, changed);
        settle(held, outline, grades(shown), next);
        return differences;
    }

    private static Set<String> orphans(Set<String> shown, Set<String> facts, @Nullable String only) {
        var orphans = new HashSet<>(only == null ? shown : Set.<String>of());
        orphans.removeAll(facts);
        return orphans;
    }

    private void settle(Held held, Outline outline, Map<String, Grade> before, Map<String, ClauseNow> next) {
        var after = outline.tally(grades(next));
        var additions = new HashMap<String, Counts>();
        var earlier = outline.tally(before);
        after.forEach((part, counts) -> additions.put(part, counts.minus(earlier.getOrDefault(part, Counts.NONE))));
        var whole = after.getOrDefault(Outline.WHOLE, Counts.NONE);
        boolean begun = whole.untouched() == 0;
        var steps = steps(held, begun, source.caseOf(held.enrolment()).orElse(null));
        stepAdditions(held.steps(), steps, additions);
        var startedOn = held.startedOn() != null || !begun
                ? held.startedOn()
                : source.startedOn(held.enrolment()).orElse(null);
        var last = next.values().stream()
                .map(ClauseNow::at)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        int open = (int) next.values().stream().filter(ClauseNow::naOpen).count();
        progress.count(held.enrolment(), whole, open, startedOn, last, steps);
        progress.pend(held.programme(), held.scopePath(), additions);
    }

    private static Map<String, Grade> grades(Map<String, ClauseNow> rows) {
        var grades = new HashMap<String, Grade>();
        rows.forEach((clause, now) -> grades.put(clause, now.grade()));
        return grades;
    }

    /** The grade that counts by all levels' words, or null for a clause the standard does not have. */
    static @Nullable ClauseNow now(Pack pack, TierRules tiers, String code, List<JudgementSource> sources) {
        var place = tiers.place(new ClauseCode(code));
        if (place < 0) {
            return null;
        }
        var clause = tiers.clauses().get(place);
        var from = new HashMap<Judgement, JudgementSource>();
        sources.forEach(each -> from.put(judgement(each), each));
        var effective = EffectiveGrade.of(pack, clause, from.keySet());
        var origin = effective.origin();
        var row = origin == null ? null : from.get(origin);
        boolean open = sources.stream().anyMatch(each -> each.naAsked() && each.naApproved() == null);
        var own = sources.stream().filter(JudgementSource::naAsked).findFirst().orElse(sources.getFirst());
        var at = sources.stream()
                .map(each -> each.ruledAt() == null ? each.at() : each.ruledAt())
                .max(Instant::compareTo)
                .orElseThrow();
        return new ClauseNow(
                code,
                effective.grade(),
                origin == null ? null : origin.level().name(),
                origin == null ? null : origin.look().wire(),
                row == null || open ? own.sheet() : row.sheet(),
                row == null || open ? own.version() : row.version(),
                open,
                at);
    }

    /** An approved "not applicable" is the word of the level that approved it. */
    private static Judgement judgement(JudgementSource each) {
        if (Boolean.TRUE.equals(each.naApproved()) && each.ruledAtLevel() != null && each.ruledAt() != null) {
            return new Judgement(
                    new org.sanhao.lang.pack.Level(each.ruledAtLevel()),
                    Judgement.Look.DESK,
                    Grade.NA,
                    each.ruledAt().toEpochMilli());
        }
        return new Judgement(
                new org.sanhao.lang.pack.Level(each.level()),
                each.look(),
                each.grade(),
                each.at().toEpochMilli());
    }

    private static Difference difference(Held held, String clause, Grade expected, @Nullable ClauseNow shown) {
        return new Difference(
                "clause",
                held.enrolment() + " " + clause,
                expected.wire(),
                shown == null ? "absent" : shown.grade().wire() + " v" + shown.version(),
                held.scopePath());
    }

    /** Lets the row follow the case that counts; when that stands on something else now, so do the grades. */
    private Optional<Difference> follow(Held held) {
        var found = source.caseOf(held.enrolment()).orElse(null);
        boolean begun = held.counts().untouched() == 0;
        var steps = steps(held, begun, found);
        var additions = new HashMap<String, Counts>();
        stepAdditions(held.steps(), steps, additions);
        progress.pend(held.programme(), held.scopePath(), additions);
        var now =
                found == null ? new CaseNow(null, 0, null, null, "Preparing", null, null, null, null) : caseNow(found);
        boolean same = java.util.Objects.equals(now.caseId(), held.caseId()) && now.version() == held.caseVersion();
        if (same && steps.equals(held.steps())) {
            return Optional.empty();
        }
        progress.move(held.enrolment(), now, steps);
        boolean otherGround = !java.util.Objects.equals(now.caseId(), held.caseId())
                || !java.util.Objects.equals(now.copy(), held.caseCopy());
        if (otherGround) {
            progress.hold(held.enrolment())
                    .ifPresent(moved -> refresh(moved, progress.clauses(held.enrolment()), null));
        }
        return Optional.of(new Difference(
                "case",
                held.enrolment().toString(),
                now.state() + " v" + now.version(),
                held.state() + " v" + held.caseVersion(),
                held.scopePath()));
    }

    private static List<String> steps(Held held, boolean begun, @Nullable CaseSource found) {
        return found == null
                ? Step.behind(begun, "Preparing", null, List.of())
                : Step.behind(begun, found.state(), found.heldAt(), found.judging());
    }

    private static void stepAdditions(List<String> before, List<String> after, Map<String, Counts> additions) {
        after.stream()
                .filter(step -> !before.contains(step))
                .forEach(step -> additions.merge(Step.part(step), Counts.INSTITUTION, Counts::plus));
        before.stream()
                .filter(step -> !after.contains(step))
                .forEach(step -> additions.merge(Step.part(step), Counts.NONE.minus(Counts.INSTITUTION), Counts::plus));
    }

    private static CaseNow caseNow(CaseSource found) {
        boolean inForce = Step.behind(true, found.state(), found.heldAt(), found.judging())
                .contains(Step.RECOGNISED);
        var record = found.record();
        return new CaseNow(
                found.caseId(),
                found.version(),
                found.copy(),
                found.tier(),
                found.state(),
                found.heldAt() == null ? null : found.heldAt().code(),
                due(found),
                inForce && !found.filed() && record != null ? record.code() : null,
                found.movedAt());
    }

    /** The day the state names, or the end of the time its level has; null where nothing is due. */
    private static @Nullable LocalDate due(CaseSource found) {
        if (found.day() != null) {
            return found.day();
        }
        Level level = found.heldAt();
        var received = found.receivedOn();
        int days = level == null ? 0 : found.judges().getOrDefault(level, 0);
        boolean working = Step.behind(true, found.state(), level, found.judging())
                        .contains(Step.APPLIED)
                && !Step.behind(true, found.state(), level, found.judging()).contains(Step.RECOGNISED);
        if (!working || received == null || days == 0) {
            return null;
        }
        try {
            return WorkingCalendar.after(received, days);
        } catch (WorkingCalendar.YearUnknown unknown) {
            return null;
        }
    }
}
