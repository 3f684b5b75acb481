package org.sanhao.server.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.ClauseKind;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Assessments.Answering;
import org.sanhao.server.campaign.Campaign;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.campaign.Campaigns.Entry;
import org.sanhao.server.campaign.Campaigns.Opening;
import org.sanhao.server.campaign.Enrolment;
import org.sanhao.server.clock.DemoClock;
import org.sanhao.server.demo.DemoTable.Row;
import org.sanhao.server.institution.Level;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.scope.Scope;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Opens the campaign in every county and city that manages institutions, and fills the institutions' own sheets. */
@Component
@ConditionalOnBooleanProperty("sanhao.demo")
class DemoCampaigns {
    private static final PackRef PACK = new PackRef("primary-care-quality", "2023.1");
    private static final int EDITION = 2026;
    private static final int STRONG = 99;
    /** Of the township standard. */
    private static final int BASIC_CLAUSES = 88;

    private final DemoClock clock;
    private final DemoRegister register;
    private final Campaigns campaigns;
    private final Assessments assessments;
    private final Packs packs;

    DemoCampaigns(DemoClock clock, DemoRegister register, Campaigns campaigns, Assessments assessments, Packs packs) {
        this.clock = clock;
        this.register = register;
        this.campaigns = campaigns;
        this.assessments = assessments;
        this.packs = packs;
    }

    void load() {
        var sheets =
                DemoTable.read("sheets").stream().collect(Collectors.toMap(row -> row.text("institution"), row -> row));
        var byManager = DemoTable.read("institutions").stream()
                .filter(row -> sheets.containsKey(row.text("code")))
                .collect(Collectors.groupingBy(row -> row.text("parent")));
        var grades = selfGrades();
        byManager.forEach((manager, institutions) -> {
            var enrolments = open(manager, institutions, sheets);
            for (var institution : institutions) {
                var code = institution.text("code");
                var sheet = sheets.get(code);
                if (sheet != null && !sheet.text("state").equals("not-started")) {
                    fill(
                            institution,
                            sheet,
                            Objects.requireNonNull(enrolments.get(code)),
                            grades.getOrDefault(code, Map.of()));
                }
            }
        });
    }

    private Map<String, Enrolment> open(String manager, List<Row> institutions, Map<String, Row> sheets) {
        var by = register.person(manager.equals("x1") ? "county.handler" : manager + ".handler")
                .toString();
        var unit = register.unit(manager);
        var entries = institutions.stream()
                .map(row -> new Entry(
                        register.unit(row.text("code")),
                        "must",
                        row.text("central").equals("true") ? "central" : "ordinary",
                        Objects.requireNonNull(sheets.get(row.text("code"))).text("target"),
                        register.person(officerOf(row.text("code")))))
                .toList();
        var opening = new Opening(PACK, EDITION, "优质服务基层行（" + EDITION + "年）", organisation(manager), entries);
        clock.telling(at(LocalDate.of(EDITION, 1, 15), 10), () -> {
            var draft = campaigns.open(Scope.SYSTEM, unit, opening, by).orThrow();
            campaigns.publish(Scope.SYSTEM, draft.id(), draft.version(), by).orThrow();
        });
        var byUnit = new HashMap<String, Enrolment>();
        for (var row : institutions) {
            campaigns.enrolmentsOf(Scope.SYSTEM, register.unit(row.text("code"))).stream()
                    .findFirst()
                    .ifPresent(enrolment -> byUnit.put(row.text("code"), enrolment));
        }
        return byUnit;
    }

    private static Campaign.Organisation organisation(String manager) {
        return manager.equals("x1")
                ? new Campaign.Organisation(
                        "唐静", List.of("罗启明"), List.of("何文清"), "基层卫生健康股", "罗启明", List.of("何文清"), null)
                : new Campaign.Organisation("主要领导", List.of("分管领导"), List.of(), "基层卫生健康股", "股室负责人", List.of(), null);
    }

    private void fill(Row institution, Row state, Enrolment enrolment, Map<String, Grade> told) {
        var code = institution.text("code");
        var rules = packs.get(PACK).rulesFor(institution.text("type")).orElseThrow();
        var random = new Random(code.hashCode());
        int quality = state.optional("quality").map(Integer::parseInt).orElse(70);
        var counted = new ArrayDeque<>(
                state.optional("grades").map(text -> dealt(text, random)).orElse(List.of()));
        var officer = register.person(officerOf(code)).toString();
        var byMonth = new HashMap<Integer, Map<ClauseCode, Answering>>();
        var leftOut = new ArrayList<ClauseCode>();
        for (var clause : rules.clauses()) {
            Grade grade;
            if (!counted.isEmpty() && clause.kinds().contains(ClauseKind.BASIC)) {
                grade = counted.pop();
            } else if (told.isEmpty()) {
                grade = drawn(random, quality);
            } else {
                grade = told.getOrDefault(clause.code().code(), Grade.NONE);
            }
            if (grade == Grade.NONE) {
                continue;
            }
            if (grade == Grade.NA) {
                leftOut.add(clause.code());
            }
            byMonth.computeIfAbsent(Math.floorMod(clause.code().hashCode(), 5), key -> new HashMap<>())
                    .put(clause.code(), answering(clause, grade));
        }
        // Whoever has a result of the year before grades itself anew this year.
        var first = LocalDate.parse(state.text("started"));
        var started = first.getYear() < EDITION ? first.withYear(EDITION) : first;
        byMonth.forEach((month, answers) -> clock.telling(at(started.plusMonths(month), 15), () -> {
            var sheet = assessments.openOwn(Scope.SYSTEM, enrolment.id(), officer);
            assessments.bring(Scope.SYSTEM, sheet.id(), answers, officer).orThrow();
        }));
        var ruler = register.person("county.handler").toString();
        clock.telling(at(started.plusMonths(5), 16), () -> {
            var sheet = assessments.openOwn(Scope.SYSTEM, enrolment.id(), officer);
            leftOut.forEach(clause -> assessments
                    .rule(Scope.SYSTEM, sheet.id(), clause, 1, true, Level.COUNTY, "经核，机构未设该项业务", ruler)
                    .orThrow());
        });
    }

    /** So many A, B and C, the rest D, in an order of chance. */
    private static List<Grade> dealt(String counts, Random random) {
        var letters = List.of(Grade.A, Grade.B, Grade.C);
        var grades = new ArrayList<>(Collections.nCopies(BASIC_CLAUSES, Grade.D));
        int at = 0;
        var count = counts.split(" ");
        for (int letter = 0; letter < count.length; letter++) {
            for (int n = Integer.parseInt(count[letter]); n > 0; n--) {
                grades.set(at++, letters.get(letter));
            }
        }
        Collections.shuffle(grades, random);
        return grades;
    }

    private static Grade drawn(Random random, int quality) {
        int roll = random.nextInt(100);
        if (roll >= quality) {
            return random.nextInt(5) == 0 ? Grade.NONE : Grade.D;
        }
        int upper = random.nextInt(100);
        // Whoever is proposed has the grades for it.
        boolean strong = quality >= STRONG;
        return upper < (strong ? 20 : 14) ? Grade.A : upper < (strong ? 84 : 68) ? Grade.B : Grade.C;
    }

    /** Lines judged so that the cascade gives the grade; the first line above it is not met. */
    private static Answering answering(Clause clause, Grade grade) {
        if (grade == Grade.NA) {
            return new Answering(Map.of(), "", "未设相应科室，不开展该项业务", Look.SELF);
        }
        var judged = new HashMap<LineId, Boolean>();
        for (var step : List.of(Grade.C, Grade.B, Grade.A)) {
            int lines = clause.lines().of(step).size();
            boolean reached = grade.reaches(step);
            for (int number = 1; number <= lines; number++) {
                // Short of C it is the last line that fails: the rule is there, the record is not.
                judged.put(new LineId(step, number), reached || number < lines);
            }
            if (!reached) {
                break;
            }
        }
        return new Answering(judged, "", null, Look.SELF);
    }

    private static String officerOf(String institution) {
        return switch (institution) {
            case "i002" -> "hospital.quality";
            case "i070" -> "i070.head";
            default -> institution + ".quality";
        };
    }

    private static Map<String, Map<String, Grade>> selfGrades() {
        var grades = new HashMap<String, Map<String, Grade>>();
        for (var row : DemoTable.read("self-grades")) {
            var grade = Grade.parse(row.text("grade"));
            if (grade != null) {
                grades.computeIfAbsent(row.text("institution"), key -> new HashMap<>())
                        .put(row.text("clause"), grade);
            }
        }
        return grades;
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 20).atZone(BusinessZone.ZONE).toInstant();
    }
}
