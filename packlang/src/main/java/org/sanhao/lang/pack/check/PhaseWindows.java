package org.sanhao.lang.pack.check;

import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Window;
import org.sanhao.lang.pack.source.Fault;

/** Windows run forwards, phases can be reached, and the self-assessment has the months it is asked to have. */
final class PhaseWindows {
    private final Examination examination;

    private PhaseWindows(Examination examination) {
        this.examination = examination;
    }

    static void examine(Examination examination) {
        var rule = new PhaseWindows(examination);
        var pack = examination.pack();
        boolean forwards = true;
        for (int i = 0; i < pack.phases().size(); i++) {
            forwards &= rule.runsForwards(pack.phases().get(i).window(), "phases[" + i + "].window");
        }
        if (pack.reapply() != null) {
            rule.runsForwards(pack.reapply().window(), "reapply.window");
        }
        if (forwards) {
            rule.reachable();
            rule.longEnough();
        }
    }

    private boolean runsForwards(@Nullable Window window, String path) {
        if (window == null) {
            return true;
        }
        int year = examination.pack().edition();
        var first = window.firstDay(year);
        var last = window.lastDay(year);
        if (first != null && last != null && last.isBefore(first)) {
            examination.report(Fault.WINDOW_REVERSED, path + ".to", first, last);
            return false;
        }
        return true;
    }

    private void reachable() {
        var phases = examination.pack().phases();
        int year = examination.pack().edition();
        for (int i = 0; i < phases.size(); i++) {
            var window = phases.get(i).window();
            var last = window == null ? null : window.lastDay(year);
            if (last == null) {
                continue;
            }
            for (int j = 0; j < i; j++) {
                var earlier = phases.get(j).window();
                var first = earlier == null ? null : earlier.firstDay(year);
                if (first != null && last.isBefore(first)) {
                    examination.report(
                            Fault.PHASE_UNREACHABLE,
                            "phases[" + i + "].window.to",
                            phases.get(i).id(),
                            last,
                            phases.get(j).id(),
                            first);
                    break;
                }
            }
        }
    }

    private void longEnough() {
        var pack = examination.pack();
        var demanded = pack.selfAssessment();
        boolean departs =
                pack.departs().stream().anyMatch(departure -> departure.what().equals("self-assessment"));
        if (demanded == null || departs) {
            return;
        }
        for (int i = 0; i < pack.phases().size(); i++) {
            var phase = pack.phases().get(i);
            var window = phase.window();
            if (!phase.id().equals(demanded.phase()) || window == null) {
                continue;
            }
            var first = window.firstDay(pack.edition());
            var last = window.lastDay(pack.edition());
            if (first != null && last != null && last.plusDays(1).isBefore(first.plusMonths(demanded.months()))) {
                examination.report(
                        Fault.WINDOW_TOO_SHORT, "phases[" + i + "].window", phase.id(), first, last, demanded.months());
            }
        }
    }
}
