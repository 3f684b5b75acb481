package org.sanhao.lang.pack.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Language1;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.shape.Positions;
import org.sanhao.lang.pack.source.Fault;
import org.sanhao.lang.pack.source.Finding;
import org.sanhao.lang.pack.source.Node;
import org.sanhao.lang.pack.source.Position;
import org.sanhao.lang.pack.source.ScalarSource;
import org.sanhao.lang.pack.source.YamlText;

/** Reads a pack. Never throws on bad content: what is wrong comes back as findings. */
public final class PackLoader {
    /** The file every pack begins with. */
    public static final String ROOT = "pack.yaml";

    private final PackFiles files;
    private final List<Finding> findings = new ArrayList<>();

    private PackLoader(PackFiles files) {
        this.files = files;
    }

    /**
     * What was read.
     *
     * @param pack null when a finding kept it from being bound
     * @param positions where each element of the pack stands
     * @param examples the example sheets that could be bound
     */
    public record Loaded(
            @Nullable Pack pack, Positions positions, List<LoadedExample> examples, List<Finding> findings) {}

    /** An example sheet and where its elements stand. */
    public record LoadedExample(Example example, Positions positions) {}

    /** Reads a pack with its standards and examples. */
    public static Loaded load(PackFiles files) {
        return new PackLoader(files).load();
    }

    /** Reads the canonical form of a pack, as it is kept in a database or a dossier. */
    public static Loaded loadCanonical(String json) {
        var loader = new PackLoader(PackFiles.of(Map.of()));
        var reading = YamlText.readCanonical(ROOT, json);
        loader.findings.addAll(reading.findings());
        return loader.bind(reading.root());
    }

    private Loaded load() {
        var root = read(ROOT).map(this::withStandards);
        // a file that cannot be read would only drag a tail of missing keys behind it
        return findings.stream().anyMatch(Finding::isError) ? bind(Optional.empty()) : bind(root);
    }

    private Loaded bind(Optional<Node> root) {
        if (root.isEmpty() || !isKnownLanguage(root.get())) {
            return new Loaded(null, new Positions(), List.of(), List.copyOf(findings));
        }
        var bound = Language1.SHAPE.bind(Pack.class, root.get());
        findings.addAll(bound.findings());
        var examples = new ArrayList<LoadedExample>();
        for (var name : files.list("examples")) {
            read(name).ifPresent(node -> {
                var example = Language1.SHAPE.bind(Example.class, node);
                findings.addAll(example.findings());
                if (example.value() != null) {
                    examples.add(new LoadedExample(example.value(), example.positions()));
                }
            });
        }
        return new Loaded(bound.value(), bound.positions(), List.copyOf(examples), List.copyOf(findings));
    }

    private boolean isKnownLanguage(Node root) {
        if (root instanceof Node.Mapping mapping
                && mapping.get("language") instanceof Node.Scalar language
                && !language.text().equals(Integer.toString(Language1.NUMBER))) {
            findings.add(Finding.of(
                    Fault.UNKNOWN_LANGUAGE, language.at(), language.text(), Integer.toString(Language1.NUMBER)));
            return false;
        }
        return true;
    }

    private Optional<Node> read(String name) {
        var bytes = files.read(name);
        if (bytes.isEmpty()) {
            findings.add(Finding.of(Fault.MISSING_FILE, Position.startOf(name), name));
            return Optional.empty();
        }
        var reading = YamlText.read(name, bytes.get());
        findings.addAll(reading.findings());
        return reading.root();
    }

    /** The tree with every {@code standards[].file} replaced by what the file holds. */
    private Node withStandards(Node root) {
        if (!(root instanceof Node.Mapping mapping) || !(mapping.get("standards") instanceof Node.Sequence uses)) {
            return root;
        }
        var filled = uses.items().stream().map(this::withContent).toList();
        var entries = mapping.entries().stream()
                .map(entry -> entry.key().text().equals("standards")
                        ? new Node.Entry(entry.key(), new Node.Sequence(uses.at(), filled))
                        : entry)
                .toList();
        return new Node.Mapping(mapping.at(), entries);
    }

    private Node withContent(Node use) {
        if (!(use instanceof Node.Mapping mapping) || !(mapping.get("file") instanceof Node.Scalar file)) {
            return use;
        }
        var entries = new ArrayList<Node.Entry>();
        for (var entry : mapping.entries()) {
            if (!entry.value().equals(file)) {
                entries.add(entry);
            }
        }
        content(file).ifPresent(content -> {
            var at = file.at();
            entries.add(
                    new Node.Entry(new Node.Scalar(at, "standard", false, new ScalarSource(at, "standard")), content));
        });
        return new Node.Mapping(mapping.at(), entries);
    }

    private Optional<Node> content(Node.Scalar file) {
        var name = file.text();
        if (name.startsWith("/") || name.contains("..") || name.contains("\\") || name.contains(":")) {
            findings.add(Finding.of(Fault.OUTSIDE_FOLDER, file.at(), name));
            return Optional.empty();
        }
        var bytes = files.read(name);
        if (bytes.isEmpty()) {
            findings.add(Finding.of(Fault.MISSING_FILE, file.at(), name));
            return Optional.empty();
        }
        var reading = YamlText.read(name, bytes.get());
        findings.addAll(reading.findings());
        return reading.root();
    }
}
