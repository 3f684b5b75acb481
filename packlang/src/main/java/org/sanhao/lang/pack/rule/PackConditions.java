package org.sanhao.lang.pack.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Audience;
import org.sanhao.lang.pack.Cel;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.Consequence;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.Phase;
import org.sanhao.lang.pack.PriorityGroup;
import org.sanhao.lang.pack.Standard;

/**
 * The conditions of a pack outside of its tiers, compiled once: who takes part and in which group, whether a phase may be
 * entered, whether a clause may be left out, what follows from a result. May be used from any thread.
 */
public final class PackConditions {
    private final Pack pack;
    private final Map<Place, Map<Cel, CompiledCondition>> compiled = new HashMap<>();

    private PackConditions(Pack pack) {
        this.pack = pack;
        pack.audience().forEach(audience -> add(audience.where(), Place.AUDIENCE));
        pack.priorityTiers().forEach(group -> add(group.where(), Place.AUDIENCE));
        pack.phases()
                .forEach(phase -> add(phase.gate() == null ? null : phase.gate().when(), Place.GATE));
        pack.consequences().forEach(consequence -> add(consequence.when(), Place.RESULT));
        pack.standards().forEach(use -> {
            switch (use.scheme()) {
                case Standard standard ->
                    standard.clauses()
                            .forEach(clause ->
                                    add(clause.na() == null ? null : clause.na().when(), Place.NOT_APPLICABLE));
            }
        });
    }

    /**
     * Compiles the conditions of a checked pack.
     *
     * @throws IllegalArgumentException when one does not compile, which the checker would have said
     */
    public static PackConditions of(Pack pack) {
        return new PackConditions(pack);
    }

    /**
     * How an institution takes part: the first entry of the audience whose type is {@code unit.type} and whose condition
     * holds.
     *
     * @return empty when it does not take part, or what would decide that is not known
     */
    public Optional<Audience> participation(Facts facts) {
        return pack.audience().stream()
                .filter(audience -> audience.type().name().equals(facts.raw("unit.type")))
                .filter(audience -> test(audience.where(), Place.AUDIENCE, facts) == Truth.YES)
                .findFirst();
    }

    /** The first priority group an institution belongs to, in the order of the pack. */
    public Optional<Id> priorityGroup(Facts facts) {
        return pack.priorityTiers().stream()
                .filter(group -> test(group.where(), Place.AUDIENCE, facts) == Truth.YES)
                .map(PriorityGroup::id)
                .findFirst();
    }

    /** Whether a phase may be entered; a phase without a gate always may. */
    public Truth gate(Phase phase, Facts facts) {
        var gate = phase.gate();
        return gate == null ? Truth.YES : test(gate.when(), Place.GATE, facts);
    }

    /** Whether a clause may be left out for an institution: no when the clause never may. */
    public Truth mayBeNotApplicable(Clause clause, Facts facts) {
        var na = clause.na();
        if (na == null || !na.allowed()) {
            return Truth.NO;
        }
        return test(na.when(), Place.NOT_APPLICABLE, facts);
    }

    /** What follows from a result, in the order of the pack; what cannot be decided does not follow. */
    public List<Consequence> consequences(Facts facts) {
        var follow = new ArrayList<Consequence>();
        for (var consequence : pack.consequences()) {
            if (test(consequence.when(), Place.RESULT, facts) == Truth.YES) {
                follow.add(consequence);
            }
        }
        return List.copyOf(follow);
    }

    private Truth test(@Nullable Cel condition, Place place, Facts facts) {
        if (condition == null) {
            return Truth.YES;
        }
        var known = compiled.getOrDefault(place, Map.of()).get(condition);
        if (known == null) {
            throw new IllegalArgumentException("not a condition of this pack: " + condition);
        }
        return known.test(facts);
    }

    private void add(@Nullable Cel condition, Place place) {
        if (condition == null) {
            return;
        }
        compiled.computeIfAbsent(place, p -> new HashMap<>()).computeIfAbsent(condition, source -> {
            var result = Conditions.compile(source, place).condition();
            if (result == null) {
                throw new IllegalArgumentException("does not compile: " + source);
            }
            return result;
        });
    }
}
