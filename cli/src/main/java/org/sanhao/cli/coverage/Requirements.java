package org.sanhao.cli.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.sanhao.lang.pack.RequirementId;

/** The table of requirements, in its order. */
public final class Requirements {
    static final String HEADER = "id\tsystem\tmodality\tcapabilities\trule\tline";
    private static final Pattern CAPABILITIES = Pattern.compile("[A-Z]+( [A-Z]+)*");

    private final SequencedMap<RequirementId, Requirement> rows;

    private Requirements(SequencedMap<RequirementId, Requirement> rows) {
        this.rows = Collections.unmodifiableSequencedMap(rows);
    }

    /** Reads the table; throws {@link Malformed} naming the first line that does not fit. */
    public static Requirements read(Path table) throws IOException {
        return parse(Files.readAllLines(table));
    }

    static Requirements parse(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw new Malformed(1, "expected the columns " + HEADER.replace('\t', ' '));
        }
        var rows = new LinkedHashMap<RequirementId, Requirement>();
        String before = "";
        for (int at = 1; at < lines.size(); at++) {
            var row = row(at + 1, lines.get(at));
            if (row.id().id().compareTo(before) <= 0) {
                throw new Malformed(at + 1, row.id() + " stands after " + before);
            }
            before = row.id().id();
            rows.put(row.id(), row);
        }
        return new Requirements(rows);
    }

    private static Requirement row(int at, String text) {
        var cells = text.split("\t", -1);
        if (cells.length != 6) {
            throw new Malformed(at, cells.length + " cells instead of 6");
        }
        var id = RequirementId.parse(cells[0]);
        if (id == null || !cells[0].startsWith(cells[1] + "-")) {
            throw new Malformed(at, "id " + cells[0] + " of system " + cells[1]);
        }
        var binding = Arrays.stream(Requirement.Binding.values())
                .filter(word -> word.word().equals(cells[2]))
                .findFirst()
                .orElseThrow(() -> new Malformed(at, "modality " + cells[2]));
        if (!CAPABILITIES.matcher(cells[3]).matches()) {
            throw new Malformed(at, "capabilities " + cells[3]);
        }
        if (cells[5].isBlank()) {
            throw new Malformed(at, "no line");
        }
        return new Requirement(id, cells[1], binding, List.of(cells[3].split(" ")), cells[4], cells[5]);
    }

    public Collection<Requirement> all() {
        return rows.values();
    }

    public Optional<Requirement> find(RequirementId id) {
        return Optional.ofNullable(rows.get(id));
    }

    /** How many rows each system has, systems in order. */
    public Map<String, Integer> perSystem() {
        var counts = new TreeMap<String, Integer>();
        rows.values().forEach(row -> counts.merge(row.system(), 1, Integer::sum));
        return counts;
    }

    /** The table itself is wrong; nothing can be counted. */
    public static final class Malformed extends IllegalArgumentException {
        Malformed(int line, String what) {
            super("requirements.tsv:" + line + ": " + what);
        }
    }
}
