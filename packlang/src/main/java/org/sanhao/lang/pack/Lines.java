package org.sanhao.lang.pack;

import java.util.ArrayList;
import java.util.List;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.Says;

/** The requirement lines of a clause, by the grade they open. */
public record Lines(
        @Says("C 档要求") @Key("C") List<String> c,
        @Says("B 档要求，达到 C 后再看") @Key("B") List<String> b,
        @Says("A 档要求，达到 B 后再看") @Key("A") List<String> a) {

    /** The lines a grade adds to the one below; empty for D. */
    public List<String> of(Grade grade) {
        return switch (grade) {
            case A -> a;
            case B -> b;
            case C -> c;
            case D, NA, NONE -> List.of();
        };
    }

    /** All lines, C first, each with its id. */
    public List<RequirementLine> all() {
        var all = new ArrayList<RequirementLine>();
        for (var grade : List.of(Grade.C, Grade.B, Grade.A)) {
            var texts = of(grade);
            for (int i = 0; i < texts.size(); i++) {
                all.add(new RequirementLine(new RequirementLine.LineId(grade, i + 1), texts.get(i)));
            }
        }
        return List.copyOf(all);
    }
}
