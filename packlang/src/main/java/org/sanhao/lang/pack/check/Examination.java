package org.sanhao.lang.pack.check;

import java.util.ArrayList;
import java.util.List;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.load.PackLoader.LoadedExample;
import org.sanhao.lang.pack.shape.Positions;
import org.sanhao.lang.pack.source.Fault;
import org.sanhao.lang.pack.source.Finding;
import org.sanhao.lang.pack.source.Position;

/** A bound pack under examination, and what has been found so far. */
final class Examination {
    private final Pack pack;
    private final Positions positions;
    private final List<LoadedExample> examples;
    private final List<Finding> findings = new ArrayList<>();

    Examination(Pack pack, Positions positions, List<LoadedExample> examples) {
        this.pack = pack;
        this.positions = positions;
        this.examples = examples;
    }

    Pack pack() {
        return pack;
    }

    Positions positions() {
        return positions;
    }

    List<LoadedExample> examples() {
        return examples;
    }

    /** Reports a fault at an element of the pack. */
    void report(Fault fault, String path, Object... args) {
        report(fault, positions.of(path), args);
    }

    void report(Fault fault, Position at, Object... args) {
        findings.add(Finding.of(fault, at, args));
    }

    boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
