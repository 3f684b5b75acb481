package org.sanhao.lang.pack.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sanhao.lang.pack.Basis;
import org.sanhao.lang.pack.Citation;
import org.sanhao.lang.pack.Demand;
import org.sanhao.lang.pack.Language1;
import org.sanhao.lang.pack.Refs;
import org.sanhao.lang.pack.rule.Vocabulary;
import org.sanhao.lang.pack.shape.Component;
import org.sanhao.lang.pack.shape.Walk;
import org.sanhao.lang.pack.source.Advice;
import org.sanhao.lang.pack.source.Fault;

/**
 * Everything named is declared, every demand names its basis, and every paragraph held is used or waived.
 *
 * @basis 整治形式主义为基层减负: a demand without a basis is not made
 */
final class References implements Walk.Visitor {
    private final Examination examination;
    private final Set<String> cited = new HashSet<>();

    private References(Examination examination) {
        this.examination = examination;
    }

    static void examine(Examination examination) {
        var references = new References(examination);
        Walk.over(Language1.SHAPE, examination.pack(), references);
        references.paragraphs();
    }

    @Override
    public void record(String path, Object record) {
        if (record instanceof Demand demand && demand.basis().isEmpty()) {
            examination.report(Fault.NO_BASIS, path, path);
        }
    }

    @Override
    public void scalar(String path, Object value, Component component) {
        if (value instanceof Citation citation) {
            citation(path, citation);
            return;
        }
        var kind = component.refers();
        if (kind == null) {
            return;
        }
        var name = value.toString();
        var known = known(kind);
        if (!known.contains(name)) {
            examination.report(fault(kind), path, name, Advice.insteadOf(name, known));
        }
    }

    private List<String> known(String kind) {
        var pack = examination.pack();
        return switch (kind) {
            case Refs.TYPE ->
                Vocabulary.ONE.types().keySet().stream().map(Object::toString).toList();
            case Refs.LINE ->
                Vocabulary.ONE.lines().keySet().stream().map(Object::toString).toList();
            case Refs.LEVEL -> pack.ladder().stream().map(Object::toString).toList();
            case Refs.TIER ->
                pack.tiers().stream().map(tier -> tier.id().toString()).toList();
            case Refs.PHASE ->
                pack.phases().stream().map(phase -> phase.id().toString()).toList();
            case Refs.STANDARD ->
                pack.standards().stream().map(use -> use.id().toString()).toList();
            default -> throw new IllegalStateException("nothing is known of " + kind);
        };
    }

    private static Fault fault(String kind) {
        return switch (kind) {
            case Refs.TYPE -> Fault.UNKNOWN_TYPE;
            case Refs.LINE -> Fault.UNKNOWN_LINE;
            case Refs.LEVEL -> Fault.UNKNOWN_LEVEL;
            case Refs.TIER -> Fault.UNKNOWN_TIER;
            case Refs.PHASE -> Fault.UNKNOWN_PHASE;
            case Refs.STANDARD -> Fault.UNKNOWN_STANDARD;
            default -> throw new IllegalStateException("nothing is known of " + kind);
        };
    }

    private void citation(String path, Citation citation) {
        var names = new ArrayList<String>();
        for (var basis : examination.pack().basis()) {
            names.add(basis.id().name());
            if (basis.id().name().equals(citation.document())) {
                paragraph(path, basis, citation);
                return;
            }
        }
        examination.report(
                Fault.UNKNOWN_BASIS, path, citation.document(), Advice.insteadOf(citation.document(), names));
    }

    private void paragraph(String path, Basis basis, Citation citation) {
        if (citation.paragraph().isEmpty() || basis.paragraphs().isEmpty()) {
            return;
        }
        if (basis.paragraphs().containsKey(citation.paragraph())) {
            cited.add(citation.toString());
        } else {
            examination.report(
                    Fault.UNKNOWN_PARAGRAPH,
                    path,
                    citation.document(),
                    citation.paragraph(),
                    Advice.insteadOf(citation.paragraph(), basis.paragraphs().keySet()));
        }
    }

    private void paragraphs() {
        var bases = examination.pack().basis();
        for (int i = 0; i < bases.size(); i++) {
            var basis = bases.get(i);
            for (var paragraph : basis.paragraphs().keySet()) {
                if (!basis.waived().containsKey(paragraph) && !cited.contains(basis.id() + " " + paragraph)) {
                    examination.report(
                            Fault.PARAGRAPH_UNUSED,
                            "basis[" + i + "].paragraphs." + paragraph + "#key",
                            basis.id(),
                            paragraph);
                }
            }
            for (var paragraph : basis.waived().keySet()) {
                if (!basis.paragraphs().containsKey(paragraph)) {
                    examination.report(
                            Fault.UNKNOWN_PARAGRAPH,
                            "basis[" + i + "].waived." + paragraph + "#key",
                            basis.id(),
                            paragraph,
                            Advice.insteadOf(paragraph, basis.paragraphs().keySet()));
                }
            }
        }
    }
}
