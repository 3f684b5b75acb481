package org.sanhao.lang.pack.check;

import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.sanhao.lang.pack.Basis;
import org.sanhao.lang.pack.Consequence;
import org.sanhao.lang.pack.Duty;
import org.sanhao.lang.pack.Phase;
import org.sanhao.lang.pack.PriorityGroup;
import org.sanhao.lang.pack.StandardUse;
import org.sanhao.lang.pack.Target;
import org.sanhao.lang.pack.Tier;
import org.sanhao.lang.pack.source.Fault;

/** One name, one thing. */
final class Identity {
    private final Examination examination;

    private Identity(Examination examination) {
        this.examination = examination;
    }

    static void examine(Examination examination) {
        var identity = new Identity(examination);
        var pack = examination.pack();
        identity.unique("basis", pack.basis(), Basis::id);
        identity.unique("ladder", pack.ladder(), level -> level);
        identity.unique("priority-tiers", pack.priorityTiers(), PriorityGroup::id);
        identity.unique("phases", pack.phases(), Phase::id);
        identity.unique("standards", pack.standards(), StandardUse::id);
        identity.unique("tiers", pack.tiers(), Tier::id);
        identity.unique("consequences", pack.consequences(), Consequence::id);
        identity.unique("duties", pack.duties(), Duty::id);
        identity.unique("targets", pack.targets(), Target::id);
    }

    private <T> void unique(String list, List<T> things, Function<T, Object> id) {
        var first = new HashMap<Object, String>();
        for (int i = 0; i < things.size(); i++) {
            var path = list + "[" + i + "]";
            var before = first.putIfAbsent(id.apply(things.get(i)), path);
            if (before != null) {
                var inside = path + ".id";
                examination.report(
                        Fault.DUPLICATE_ID,
                        inside,
                        id.apply(things.get(i)),
                        examination.positions().of(before));
            }
        }
    }
}
