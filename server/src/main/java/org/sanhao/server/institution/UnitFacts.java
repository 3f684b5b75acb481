package org.sanhao.server.institution;

import org.sanhao.lang.pack.rule.Facts;

/** What the register knows of a unit, in the words conditions use; what it does not know stays unknown. */
public final class UnitFacts {
    private UnitFacts() {}

    public static Facts of(Unit unit) {
        var facts = Facts.NONE.with("unit.type", unit.type());
        for (var attribute : unit.attributes().entrySet()) {
            var parsed = facts.parse("unit." + attribute.getKey(), String.valueOf(attribute.getValue()));
            if (parsed != null) {
                facts = parsed;
            }
        }
        return facts;
    }
}
