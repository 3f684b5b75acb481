package org.sanhao.lang.pack.rule;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Optional;
import org.sanhao.lang.pack.Cel;

/** A condition ready to be tested many times, from any thread. */
public final class CompiledCondition {
    private final Cel source;
    private final CelRuntime.Program program;
    private final List<String> names;

    CompiledCondition(Cel source, CelRuntime.Program program, List<String> names) {
        this.source = source;
        this.program = program;
        this.names = names;
    }

    /** The condition as written. */
    public Cel source() {
        return source;
    }

    /** The facts it names, in the order they stand in it, each once. */
    public List<String> names() {
        return names;
    }

    /** The facts it names that are not known. */
    public List<String> missingFrom(Facts facts) {
        return names.stream().filter(name -> !facts.knows(name)).toList();
    }

    /** Tests the condition. Never throws: what cannot be decided is unknown. */
    public Truth test(Facts facts) {
        try {
            var result = program.eval((String name) -> {
                var value = facts.raw(name);
                return value == null
                        ? Optional.empty()
                        : Optional.of(value.equals(Facts.ABSENT) ? Conditions.NULL : value);
            });
            return result instanceof Boolean truth ? (truth ? Truth.YES : Truth.NO) : Truth.UNKNOWN;
        } catch (CelEvaluationException e) {
            return Truth.UNKNOWN;
        }
    }
}
