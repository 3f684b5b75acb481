package org.sanhao.lang.pack.check;

import java.util.Map;
import java.util.Set;
import org.sanhao.lang.pack.Audience;
import org.sanhao.lang.pack.Cel;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.Condition;
import org.sanhao.lang.pack.Consequence;
import org.sanhao.lang.pack.Language1;
import org.sanhao.lang.pack.Phase;
import org.sanhao.lang.pack.PriorityGroup;
import org.sanhao.lang.pack.rule.Conditions;
import org.sanhao.lang.pack.rule.Place;
import org.sanhao.lang.pack.rule.Vocabulary;
import org.sanhao.lang.pack.shape.Component;
import org.sanhao.lang.pack.shape.Walk;
import org.sanhao.lang.pack.source.Advice;
import org.sanhao.lang.pack.source.Fault;
import org.sanhao.lang.pack.source.Position;

/** Every condition compiles where it stands and compares tiers and types only with ones there are. */
final class Expressions implements Walk.Visitor {
    private static final Map<Class<?>, Place> PLACES = Map.of(
            Audience.class, Place.AUDIENCE,
            PriorityGroup.class, Place.AUDIENCE,
            Phase.Gate.class, Place.GATE,
            Condition.class, Place.ELIGIBILITY,
            Clause.NotApplicable.class, Place.NOT_APPLICABLE,
            Consequence.class, Place.RESULT);

    private final Examination examination;

    private Expressions(Examination examination) {
        this.examination = examination;
    }

    static void examine(Examination examination) {
        Walk.over(Language1.SHAPE, examination.pack(), new Expressions(examination));
    }

    @Override
    public void record(String path, Object record) {}

    @Override
    public void scalar(String path, Object value, Component component) {
        if (!(value instanceof Cel cel)) {
            return;
        }
        var place = PLACES.get(component.of().getDeclaringRecord());
        if (place == null) {
            throw new IllegalStateException(
                    "no place for conditions in " + component.of().getDeclaringRecord());
        }
        var compiled = Conditions.compile(cel, place);
        for (var fault : compiled.faults()) {
            examination.report(
                    fault.fault(), at(path, fault.offset()), fault.args().toArray());
        }
        compiled.comparisons().forEach((name, texts) -> {
            if (name.equals("result.tier")) {
                var tiers = examination.pack().tiers().stream()
                        .map(tier -> tier.id().toString())
                        .toList();
                texts.stream()
                        .filter(text -> !tiers.contains(text))
                        .forEach(text ->
                                examination.report(Fault.UNKNOWN_TIER, path, text, Advice.insteadOf(text, tiers)));
            }
            if (name.equals("unit.type")) {
                types(path, texts);
            }
            var fact = Vocabulary.ONE.facts().get(name);
            if (fact != null && !fact.values().isEmpty()) {
                var values = fact.values().keySet();
                texts.stream()
                        .filter(text -> !values.contains(text))
                        .forEach(text -> examination.report(
                                Fault.CEL_UNKNOWN_VALUE, path, text, name, Advice.insteadOf(text, values)));
            }
        });
    }

    private void types(String path, Set<String> texts) {
        var types =
                Vocabulary.ONE.types().keySet().stream().map(Object::toString).toList();
        texts.stream()
                .filter(text -> !types.contains(text))
                .forEach(text -> examination.report(Fault.UNKNOWN_TYPE, path, text, Advice.insteadOf(text, types)));
    }

    private Position at(String path, int offset) {
        var scalar = examination.positions().scalar(path);
        return scalar == null
                ? examination.positions().of(path)
                : scalar.source().of(offset, scalar.text());
    }
}
