package org.sanhao.lang.pack.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Modality;
import org.sanhao.lang.pack.Section;
import org.sanhao.lang.pack.Standard;
import org.sanhao.lang.pack.StandardUse;
import org.sanhao.lang.pack.source.Advice;
import org.sanhao.lang.pack.source.Fault;

/** The standards hold what they promise, every clause can be graded, and everybody obliged has a standard. */
final class StandardContent {
    private final Examination examination;

    private StandardContent(Examination examination) {
        this.examination = examination;
    }

    static void examine(Examination examination) {
        var rule = new StandardContent(examination);
        var pack = examination.pack();
        var types = new HashSet<Id>();
        for (int i = 0; i < pack.standards().size(); i++) {
            var use = pack.standards().get(i);
            var path = "standards[" + i + "]";
            if (!types.add(use.type())) {
                examination.report(Fault.TWO_STANDARDS, path + ".for", use.type());
            }
            switch (use.scheme()) {
                case Standard standard -> rule.standard(use, standard, path);
            }
        }
        for (int i = 0; i < pack.audience().size(); i++) {
            var audience = pack.audience().get(i);
            if (isObliged(audience.modality()) && !types.contains(audience.type())) {
                examination.report(Fault.TYPE_WITHOUT_STANDARD, "audience[" + i + "].type", audience.type());
            }
        }
    }

    private static boolean isObliged(Modality modality) {
        return switch (modality) {
            case MUST, IN_PRINCIPLE, STRIVE -> true;
            case BY_REFERENCE, ENCOURAGED, PILOT -> false;
        };
    }

    private void standard(StandardUse use, Standard standard, String path) {
        if (!standard.type().equals(use.type())) {
            examination.report(Fault.STANDARD_FOR_ANOTHER, path + ".for", standard.type(), use.type());
        }
        if (!standard.id().equals(use.id())) {
            examination.report(Fault.STANDARD_FOR_ANOTHER, path + ".id", standard.id(), use.id());
        }
        var inside = path + ".standard";
        if (standard.sample() && !examination.pack().sample()) {
            examination.report(Fault.SAMPLE_NOT_MARKED, inside + ".sample", use.id());
        }
        var clauses = standard.clauses();
        standard.promises().forEach((set, promised) -> {
            long present = clauses.stream().filter(clause -> clause.isIn(set)).count();
            if (present != promised) {
                examination.report(
                        Fault.PROMISE_BROKEN,
                        inside + ".promises." + set,
                        Advice.both(set.zh(), set.toString()),
                        promised,
                        present);
            }
        });
        var seen = new HashMap<ClauseCode, String>();
        sections(standard.sections(), null, inside, seen);
    }

    private void sections(List<Section> sections, @Nullable Section parent, String path, Map<ClauseCode, String> seen) {
        for (int i = 0; i < sections.size(); i++) {
            var section = sections.get(i);
            var at = path + ".sections[" + i + "]";
            unique(section.code(), at, seen);
            if (parent != null) {
                inside(section.code(), parent, at);
            }
            if (section.sections().isEmpty() && section.clauses().isEmpty()) {
                examination.report(Fault.EMPTY_SECTION, at, section.code());
            }
            for (int j = 0; j < section.clauses().size(); j++) {
                var clause = section.clauses().get(j);
                var inside = at + ".clauses[" + j + "]";
                unique(clause.code(), inside, seen);
                inside(clause.code(), section, inside);
                clause(clause, inside);
            }
            sections(section.sections(), section, at, seen);
        }
    }

    private void unique(ClauseCode code, String path, Map<ClauseCode, String> seen) {
        var before = seen.putIfAbsent(code, path);
        if (before != null) {
            examination.report(
                    Fault.DUPLICATE_CLAUSE,
                    path + ".code",
                    code,
                    examination.positions().of(before + ".code"));
        }
    }

    private void inside(ClauseCode code, Section section, String path) {
        if (!code.isBelow(section.code())) {
            examination.report(Fault.CODE_OUTSIDE_SECTION, path + ".code", code, section.code());
        }
    }

    private void clause(Clause clause, String path) {
        if (clause.lines().c().isEmpty()) {
            examination.report(Fault.NO_C_LINES, path + ".lines", clause.code());
        } else if (clause.lines().b().isEmpty() && !clause.lines().a().isEmpty()) {
            examination.report(Fault.LINES_WITH_A_GAP, path + ".lines", clause.code());
        }
        if (clause.mayBeNotApplicable() && examination.pack().notApplicable() == null) {
            examination.report(Fault.NOBODY_APPROVES, path + ".na", clause.code());
        }
    }
}
