package org.sanhao.server.assessment.service;

import org.sanhao.lang.pack.rule.Facts;
import org.sanhao.server.institution.Unit;

/** What the register knows of a unit, in the words conditions use; what it does not know stays unknown. */
final class UnitFacts {
    private UnitFacts() {}

    static Facts of(Unit unit) {
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
