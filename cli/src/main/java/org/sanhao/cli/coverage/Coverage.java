package org.sanhao.cli.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sanhao.lang.pack.RequirementId;

/**
 * Requirements held against the marks of packs and tests.
 *
 * @param marks all marks found, counting or not
 */
public record Coverage(Requirements requirements, List<Mark> marks) {
    public Coverage {
        marks = List.copyOf(marks);
    }

    /** A row of the summary: how many requirements of a system are met. */
    public record Line(String system, int met, int of) {}

    /** An id nobody knows and the mark that names it. */
    public record Unknown(String id, String by) {}

    /** Reads everything of a source tree, with whatever test reports lie in it. */
    public static Coverage of(Path tree) throws IOException {
        var marks = new ArrayList<Mark>();
        marks.addAll(PackMarks.of(tree.resolve("packs")));
        for (var module : modules(tree)) {
            marks.addAll(JavaMarks.of(module));
        }
        marks.addAll(ScriptMarks.of(tree.resolve("web")));
        return new Coverage(Requirements.read(tree.resolve("docs").resolve("requirements.tsv")), marks);
    }

    private static List<Path> modules(Path tree) throws IOException {
        try (var files = Files.list(tree)) {
            return files.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    /** The requirements some counting mark names. */
    public Set<RequirementId> met() {
        return known(marks.stream().filter(Mark::counts).toList());
    }

    /** Per system in order: met and all. */
    public List<Line> lines() {
        var met = met();
        var counts = new TreeMap<String, Integer>();
        requirements.all().forEach(row -> counts.merge(row.system(), met.contains(row.id()) ? 1 : 0, Integer::sum));
        var sizes = requirements.perSystem();
        return counts.entrySet().stream()
                .map(count -> new Line(count.getKey(), count.getValue(), sizes.getOrDefault(count.getKey(), 0)))
                .toList();
    }

    /** The requirements no counting mark names, in order. */
    public List<Requirement> uncovered() {
        var met = met();
        return requirements.all().stream()
                .filter(row -> !met.contains(row.id()))
                .toList();
    }

    /** Counting marks that name more ids than one test can be about. */
    public List<Mark> weak() {
        return marks.stream().filter(Mark::counts).filter(Mark::isWeak).toList();
    }

    /** How many requirements stand on weak marks alone. */
    public int onWeakOnly() {
        var firm = known(marks.stream()
                .filter(Mark::counts)
                .filter(mark -> !mark.isWeak())
                .toList());
        var alone = new HashSet<>(met());
        alone.removeAll(firm);
        return alone.size();
    }

    /** Ids that no requirement has, wherever they are written: in marks that do not count, too. */
    public List<Unknown> unknown() {
        return marks.stream()
                .flatMap(mark ->
                        mark.ids().stream().filter(id -> known(id).isEmpty()).map(id -> new Unknown(id, mark.by())))
                .toList();
    }

    /** Marks that do not count now, with the reason on them. */
    public List<Mark> idle() {
        return marks.stream().filter(mark -> !mark.counts()).toList();
    }

    private Set<RequirementId> known(List<Mark> from) {
        return from.stream()
                .flatMap(mark -> mark.ids().stream())
                .flatMap(id -> known(id).stream())
                .collect(Collectors.toCollection(() -> new TreeSet<>((a, b) -> a.id().compareTo(b.id()))));
    }

    private Optional<RequirementId> known(String id) {
        return Optional.ofNullable(RequirementId.parse(id))
                .flatMap(requirements::find)
                .map(Requirement::id);
    }
}
