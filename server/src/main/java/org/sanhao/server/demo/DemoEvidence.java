package org.sanhao.server.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.clock.DemoClock;
import org.sanhao.server.demo.DemoPapers.Paper;
import org.sanhao.server.demo.DemoTable.Row;
import org.sanhao.server.evidence.EvidenceFiles;
import org.sanhao.server.evidence.EvidenceFiles.Arriving;
import org.sanhao.server.evidence.EvidenceFiles.Owner;
import org.sanhao.server.evidence.EvidenceFiles.Received;
import org.sanhao.server.evidence.Subject;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Puts evidence behind the clauses: everything of the list for the hospital of the story, a selection for institutions whose
 * applications somebody may open. Runs before the applications, so that what they froze names it.
 */
@Component
@ConditionalOnBooleanProperty("sanhao.demo")
class DemoEvidence {
    private static final String STORY = "i002";
    /** Both pieces of this clause are still with the department. */
    private static final String NOT_HANDED_IN = "3.3.5";

    private static final Set<String> OPENED = Set.of("county-review", "submitted", "city-review");
    private static final int EVERY = 12;

    private final DemoClock clock;
    private final DemoRegister register;
    private final Campaigns campaigns;
    private final Assessments assessments;
    private final EvidenceFiles files;
    private final ScopedTransactions transactions;

    DemoEvidence(
            DemoClock clock,
            DemoRegister register,
            Campaigns campaigns,
            Assessments assessments,
            EvidenceFiles files,
            ScopedTransactions transactions) {
        this.clock = clock;
        this.register = register;
        this.campaigns = campaigns;
        this.assessments = assessments;
        this.files = files;
        this.transactions = transactions;
    }

    void load() {
        var papers = new DemoPapers();
        var rows = DemoTable.read("evidence");
        var bytes = new HashMap<String, byte[]>();
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var pages = row.optional("pages").map(Integer::parseInt).orElse(1);
            var taken = row.optional("taken").map(LocalDate::parse).orElse(null);
            var paper = new Paper(row.text("title"), row.text("department"), Math.min(pages, 20), taken, i);
            bytes.put(row.text("code"), papers.make(row.text("format"), paper));
        }
        tell(STORY, rows, bytes, "hospital.quality");
        var hospitals = DemoTable.read("institutions").stream()
                .filter(row -> row.text("type").equals("township-hospital"))
                .map(row -> row.text("code"))
                .collect(Collectors.toSet());
        for (var sheet : DemoTable.read("sheets")) {
            if (OPENED.contains(sheet.text("state")) && hospitals.contains(sheet.text("institution"))) {
                var code = sheet.text("institution");
                int first = Integer.parseInt(code.substring(1)) % EVERY;
                var some = new java.util.ArrayList<Row>();
                for (int i = first; i < rows.size(); i += EVERY) {
                    some.add(rows.get(i));
                }
                tell(code, some, bytes, code + ".quality");
            }
        }
    }

    private void tell(String institution, List<Row> rows, Map<String, byte[]> bytes, String login) {
        var unit = register.unit(institution);
        var by = register.person(login).toString();
        var departments = DemoTable.read("departments").stream()
                .filter(row -> row.text("unit").equals(institution))
                .collect(
                        Collectors.toMap(row -> row.text("name"), row -> register.unit(row.text("code")), (a, b) -> a));
        var received = rows.stream()
                .collect(Collectors.toMap(
                        row -> row, row -> receive(unit, row, Objects.requireNonNull(bytes.get(row.text("code"))))));
        var byDay = rows.stream()
                .collect(Collectors.groupingBy(DemoEvidence::handedIn, java.util.TreeMap::new, Collectors.toList()));
        byDay.forEach((day, ofDay) -> clock.telling(
                day.atTime(15, 40).atZone(BusinessZone.ZONE).toInstant(),
                () -> transactions.within(Scope.SYSTEM, () -> {
                    ofDay.forEach(row -> keep(unit, row, Objects.requireNonNull(received.get(row)), departments, by));
                    return 0;
                })));
    }

    private Received receive(UnitId unit, Row row, byte[] content) {
        var name = row.text("title") + "." + row.text("format");
        return files.receive(
                        Scope.SYSTEM,
                        unit,
                        new Arriving(name, content.length),
                        new java.io.ByteArrayInputStream(content))
                .orThrow();
    }

    /** Papers come in two days after they were written; those without a day in August. */
    private static LocalDate handedIn(Row row) {
        return row.optional("taken")
                .map(LocalDate::parse)
                .orElse(LocalDate.of(2026, 8, 20))
                .plusDays(2);
    }

    private void keep(UnitId unit, Row row, Received received, Map<String, UnitId> departments, String by) {
        try (received) {
            var owner = new Owner(unit, departments.get(row.text("department")));
            var piece = files.keep(Scope.SYSTEM, owner, received, null, by).orThrow();
            if (row.text("clause").equals(NOT_HANDED_IN)) {
                return;
            }
            var enrolment = campaigns.enrolmentsOf(Scope.SYSTEM, unit).getFirst();
            var sheet = assessments.openOwn(Scope.SYSTEM, enrolment.id(), by);
            var sheetId = sheet.id().value();
            files.use(
                            Scope.SYSTEM,
                            piece.id(),
                            Subject.ofSheet(sheetId, row.text("clause"), row.text("line")),
                            sheet.scopePath(),
                            by)
                    .orThrow();
            for (var clause :
                    new HashSet<>(List.of(row.optional("alsoFor").orElse("").split(" ")))) {
                if (!clause.isEmpty() && !clause.equals(NOT_HANDED_IN)) {
                    files.use(Scope.SYSTEM, piece.id(), Subject.ofSheet(sheetId, clause, "C-1"), sheet.scopePath(), by)
                            .orThrow();
                }
            }
        }
    }
}
