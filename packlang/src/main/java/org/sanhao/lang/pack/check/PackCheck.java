package org.sanhao.lang.pack.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.load.PackLoader;
import org.sanhao.lang.pack.shape.Positions;
import org.sanhao.lang.pack.source.Fault;
import org.sanhao.lang.pack.source.Finding;

/** The whole examination of a pack: {@code sanhao pack check}. Never throws on a bad pack. */
public final class PackCheck {
    private PackCheck() {}

    /**
     * What the examination gave.
     *
     * @param pack empty when the pack could not be bound, or has an error
     * @param positions where each element stands
     * @param findings sorted by place
     */
    public record Report(Optional<Pack> pack, Positions positions, List<Finding> findings) {
        /** Whether the pack may be published: it has no error; warnings do not count. */
        public boolean isSound() {
            return findings.stream().noneMatch(Finding::isError);
        }
    }

    /** Examines the pack in a folder. */
    public static Report check(PackFiles files) {
        var loaded = PackLoader.load(files);
        return report(loaded, files.folder());
    }

    /** Examines the canonical form of a pack; there are no examples beside it. */
    public static Report checkCanonical(String json) {
        var loaded = PackLoader.loadCanonical(json);
        var report = report(loaded, "");
        var findings = report.findings().stream()
                .filter(finding -> finding.fault() != Fault.NO_EXAMPLE)
                .toList();
        return new Report(report.pack(), report.positions(), findings);
    }

    private static Report report(PackLoader.Loaded loaded, String folder) {
        var findings = new ArrayList<>(loaded.findings());
        var pack = loaded.pack();
        if (pack != null) {
            var examination = new Examination(pack, loaded.positions(), loaded.examples());
            References.examine(examination);
            Identity.examine(examination);
            LadderAndReview.examine(examination);
            PhaseWindows.examine(examination);
            StandardContent.examine(examination);
            TierOrder.examine(examination);
            Expressions.examine(examination);
            Effects.examine(examination);
            Recurrences.examine(examination);
            folder(examination, folder);
            ExampleSheets.examine(examination);
            findings.addAll(examination.findings());
        }
        boolean sound = findings.stream().noneMatch(Finding::isError);
        return new Report(
                sound ? Optional.ofNullable(pack) : Optional.empty(),
                loaded.positions(),
                findings.stream().distinct().sorted().toList());
    }

    private static void folder(Examination examination, String folder) {
        var pack = examination.pack();
        var expected = pack.id() + "/" + pack.version();
        if (!folder.isEmpty() && !folder.equals(expected)) {
            examination.report(Fault.FOLDER_MISMATCH, "pack", folder, expected);
        }
    }
}
