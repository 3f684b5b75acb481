package org.sanhao.lang.pack.check;

import org.sanhao.lang.pack.source.Fault;

/** A consequence has an effect, a target a figure, a departure something it departs from. */
final class Effects {
    private Effects() {}

    static void examine(Examination examination) {
        var pack = examination.pack();
        for (int i = 0; i < pack.consequences().size(); i++) {
            var consequence = pack.consequences().get(i);
            if (consequence.opens() == null && consequence.bars() == null && consequence.tilts() == null) {
                examination.report(Fault.CONSEQUENCE_WITHOUT_EFFECT, "consequences[" + i + "]", consequence.id());
            }
        }
        for (int i = 0; i < pack.targets().size(); i++) {
            var target = pack.targets().get(i);
            if (target.atLeast() == null && target.atMost() == null) {
                examination.report(Fault.TARGET_WITHOUT_THRESHOLD, "targets[" + i + "]", target.id());
            }
        }
        for (int i = 0; i < pack.departs().size(); i++) {
            var departure = pack.departs().get(i);
            if (!examination.positions().has(departure.what())) {
                examination.report(Fault.DEPARTS_FROM_NOTHING, "departs[" + i + "].what", departure.what());
            }
        }
    }
}
