package org.sanhao.server.institution;

import java.util.Map;
import org.sanhao.lang.pack.rule.Facts;

/** What the register knows of a unit, in the words conditions use; what it does not know stays unknown. */
public final class UnitFacts {
    private UnitFacts() {}

    public static Facts of(Unit unit) {
        return of(unit.type(), unit.attributes());
    }

    public static Facts of(String type, Map<String, Object> attributes) {
        var facts = Facts.NONE.with("unit.type", type);
        for (var attribute : attributes.entrySet()) {
            var parsed = facts.parse("unit." + attribute.getKey(), String.valueOf(attribute.getValue()));
            if (parsed != null) {
                facts = parsed;
            }
        }
        return facts;
    }
}
